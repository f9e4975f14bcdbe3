//! What a server does wrong when it is told to.

use super::fixture::Built;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;

/// What a server does with an address instead of serving the file.
#[derive(Clone)]
pub enum Fault {
    /// The status 404, with the site's page for it.
    Missing,
    /// The file, so much later.
    Late(Duration),
    /// The file, once the gate is open.
    Held(watch::Receiver<bool>),
    /// The text of the file, changed.
    Changed(Arc<dyn Fn(String) -> String + Send + Sync>),
    /// The text of the file, cut before these words and sent piece by piece, a moment between them.
    InPieces(&'static [&'static str]),
    /// These bytes as HTML with the status 200, as hosts answer that know one page only.
    Instead(String),
    /// The status 500.
    Broken,
    /// A status of the host's, with a line of text.
    Status(u16),
    /// A redirect to this URL.
    Redirect(String),
    /// The file under another media type.
    Type(&'static str),
    /// Half of the file; then the connection breaks off.
    Lost,
    /// The file up to a place; then the connection breaks off.
    Cut(Cut),
    /// The bytes of the file, changed. They are sent as if nothing were wrong with them.
    Damaged(fn(Vec<u8>) -> Vec<u8>),
    /// The file, once the round is over in which it was asked for.
    NextRound(watch::Receiver<usize>),
}

impl Fault {
    /// Half of the file, as if it were all.
    pub fn truncated() -> Self {
        Self::Damaged(|mut bytes| {
            bytes.truncate(bytes.len() / 2);
            bytes
        })
    }

    /// The file with another bit in its middle.
    pub fn altered() -> Self {
        Self::Damaged(|mut bytes| {
            let middle = bytes.len() / 2;
            if let Some(byte) = bytes.get_mut(middle) {
                *byte ^= 4;
            }
            bytes
        })
    }
}

/// Where a connection breaks off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cut {
    /// The request is taken, and nothing is said.
    BeforeHead,
    /// Nothing follows the head.
    AfterHead,
    /// After so many bytes of the body.
    AfterBytes(usize),
    /// In the middle of the body.
    Half,
    /// Before the body's last byte.
    BeforeLastByte,
}

impl Cut {
    /// How many of the body's bytes are sent.
    pub fn bytes(self, length: usize) -> usize {
        match self {
            Self::BeforeHead | Self::AfterHead => 0,
            Self::AfterBytes(bytes) => bytes.min(length),
            Self::Half => length / 2,
            Self::BeforeLastByte => length.saturating_sub(1),
        }
    }
}

/// What happens at a request.
#[derive(Clone)]
pub enum Event {
    /// It is answered so.
    Fault(Fault),
    /// Another release is served from this request on.
    Deploy(Built),
    /// The host goes down and does not answer any more; see [`super::server::Server::up`].
    Down,
}

/// Opens what [`Fault::Held`] holds back.
pub struct Gate(watch::Sender<bool>);

impl Gate {
    pub(super) fn shut() -> (Self, Fault) {
        let (sender, receiver) = watch::channel(false);
        (Self(sender), Fault::Held(receiver))
    }

    /// Lets everything through, now and later.
    pub fn open(&self) {
        self.0.send_replace(true);
    }
}

/// Lets files through that [`Fault::NextRound`] holds back.
pub struct Rounds(watch::Sender<usize>);

impl Rounds {
    pub(super) fn first() -> (Self, Fault) {
        let (sender, receiver) = watch::channel(0);
        (Self(sender), Fault::NextRound(receiver))
    }

    /// Lets through what has been asked for, and nothing that is asked for later.
    pub fn next(&self) {
        self.0.send_modify(|round| *round += 1);
    }
}
