//! How numbers, texts and files are written, and read back without trust.
//!
//! A file is a header (magic, version, kind) and what its kind says. Numbers are LEB128 varints of 32 bits.
//! Reading never allocates for a count before it has seen that so much can follow.

use crate::IndexError;

mod error;
#[cfg(feature = "builder")]
mod writer;

pub(crate) use error::{DOCUMENT, Damage, ENDS_EARLY, NOT_UTF8, ORDER, OTHER, TOO_LARGE};
#[cfg(feature = "builder")]
pub(crate) use writer::{Writer, shared_prefix};

/// Raised with every change of the format.
pub(crate) const VERSION: u8 = 1;
/// Bytes of a hash. They are most of the entry, for nothing makes them smaller.
pub(crate) const HASH: usize = 5;
pub(crate) const MAGIC: [u8; 3] = *b"ofs";

/// What a file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    Entry,
    Terms,
    Positions,
    Spelling,
    Text,
    Columns,
    Neighbours,
}

impl Kind {
    pub(crate) const ALL: [Self; 7] = [
        Self::Entry,
        Self::Terms,
        Self::Positions,
        Self::Spelling,
        Self::Text,
        Self::Columns,
        Self::Neighbours,
    ];

    /// As in the names of files.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Entry => "entry",
            Self::Terms => "terms",
            Self::Positions => "positions",
            Self::Spelling => "spelling",
            Self::Text => "text",
            Self::Columns => "columns",
            Self::Neighbours => "neighbours",
        }
    }
}

/// What is left to read of a file. After something that cannot be, nothing is left and all that is read is
/// zero or empty: [`Reader::end`] says so. This way not every number that is read needs an answer of its own.
#[derive(Clone, Debug)]
pub(crate) struct Reader<'a> {
    left: &'a [u8],
    damage: Option<&'static str>,
}

impl<'a> Reader<'a> {
    /// What follows the header of a file of this kind.
    pub(crate) fn open(bytes: &'a [u8], kind: Kind) -> Result<Self, Damage> {
        let Some(([version, found], left)) =
            bytes.strip_prefix(&MAGIC).and_then(|bytes| bytes.split_first_chunk())
        else {
            return Err(Damage::NotAnIndex);
        };
        if *version != VERSION {
            return Err(Damage::Version(*version));
        }
        if *found != kind as u8 {
            return Err(Damage::Damaged("it is a file of another kind"));
        }
        Ok(Self::new(left))
    }

    /// Reads what is no whole file.
    pub(crate) fn new(left: &'a [u8]) -> Self {
        Self { left, damage: None }
    }

    /// What was read cannot be.
    pub(crate) fn fail(&mut self, what: &'static str) {
        self.left = &[];
        self.damage.get_or_insert(what);
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.left.is_empty()
    }

    /// How many bytes are left.
    pub(crate) fn left(&self) -> usize {
        self.left.len()
    }

    /// All that is left.
    pub(crate) fn rest(&self) -> &'a [u8] {
        self.left
    }

    /// Reads a number that must be this: a file that came in the place of another is told so.
    pub(crate) fn expect(&mut self, number: u32) {
        if self.number() != number {
            self.fail(OTHER);
        }
    }

    pub(crate) fn bytes(&mut self, count: usize) -> &'a [u8] {
        let Some((bytes, left)) = self.left.split_at_checked(count) else {
            self.fail(ENDS_EARLY);
            return &[];
        };
        self.left = left;
        bytes
    }

    pub(crate) fn byte(&mut self) -> u8 {
        self.bytes(1).first().copied().unwrap_or(0)
    }

    pub(crate) fn number(&mut self) -> u32 {
        let mut number = 0;
        let mut shift = 0;
        loop {
            let byte = self.byte();
            if shift == 28 && byte > 0x0f {
                self.fail(TOO_LARGE);
                return 0;
            }
            number |= u32::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return number;
            }
            shift += 7;
        }
    }

    /// A number more than `base`.
    pub(crate) fn more(&mut self, base: u32) -> u32 {
        let number = self.number();
        base.checked_add(number).unwrap_or_else(|| {
            self.fail(TOO_LARGE);
            base
        })
    }

    /// A number of things that take at least a byte each of what is left.
    pub(crate) fn count(&mut self) -> usize {
        let count = self.number() as usize;
        if count > self.left.len() {
            self.fail(ENDS_EARLY);
            return 0;
        }
        count
    }

    /// A part with its length before it.
    pub(crate) fn section(&mut self) -> Self {
        let length = self.count();
        Self::new(self.bytes(length))
    }

    pub(crate) fn text(&mut self) -> &'a str {
        let bytes = self.section().left;
        std::str::from_utf8(bytes).unwrap_or_else(|_| {
            self.fail(NOT_UTF8);
            ""
        })
    }

    /// A hash of [`HASH`] bytes.
    pub(crate) fn hash(&mut self) -> u64 {
        self.bytes(HASH).iter().fold(0, |hash, byte| hash << 8 | u64::from(*byte))
    }

    /// Nothing may be left, and all that was read can be.
    pub(crate) fn end(&self) -> Result<(), Damage> {
        match self.damage {
            Some(what) => Err(Damage::Damaged(what)),
            None if self.is_empty() => Ok(()),
            None => Err(Damage::Damaged("it goes on after its end")),
        }
    }
}

/// Where sections of a file end, but for the last: what is alike is between, so each is best compressed with a
/// code of its own (a block of DEFLATE, RFC 1951).
#[cfg(feature = "builder")]
pub(crate) fn section_ends(file: &[u8]) -> impl Iterator<Item = usize> {
    let kind = Kind::ALL.into_iter().find(|kind| Reader::open(file, *kind).is_ok());
    let (counts, sections) = match kind {
        Some(Kind::Terms) => (1, 6),
        Some(Kind::Spelling) => (1, 2),
        Some(Kind::Positions) => (1, 1),
        Some(Kind::Columns) => (2, 1),
        Some(Kind::Neighbours) => (1, 2),
        Some(Kind::Entry) => (0, 3),
        Some(Kind::Text) | None => (0, 0),
    };
    let mut reader = Reader::new(file.get(MAGIC.len() + 2..).unwrap_or_default());
    for _ in 0..counts {
        reader.number();
    }
    (0..sections).map(move |_| {
        reader.section();
        file.len() - reader.left()
    })
}

impl Damage {
    /// As the error of a file.
    pub(crate) fn of(self, path: &str) -> IndexError {
        let path = path.to_owned();
        match self {
            Self::NotAnIndex => IndexError::NotAnIndex { path },
            Self::Version(found) => IndexError::Version { path, expected: VERSION, found },
            Self::Damaged(what) => IndexError::Damaged { path, what },
        }
    }
}
