//! What a server does wrong when it is told to.

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
    /// Half of the file; then the connection breaks off.
    Lost,
    /// The bytes of the file, changed.
    Damaged(fn(Vec<u8>) -> Vec<u8>),
    /// The file, once the round is over in which it was asked for.
    NextRound(watch::Receiver<usize>),
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
