//! The files of an index that are in memory.

use crate::format::codec::{Damage, Kind};
use crate::format::column::Columns;
use crate::format::entry::{Entry, File};
use crate::format::neighbour::Neighbours;
use crate::format::position_shard::PositionShard;
use crate::format::spelling_shard::SpellingShard;
use crate::format::term_shard::TermShard;
use crate::format::text_shard::TextShard;

/// Bytes of files that stay in memory for later questions, about. What the last question used stays in any
/// case: a file that is wanted again as soon as it has come would be wanted for ever.
const MOST_BYTES: usize = 3 << 20;

/// Files, the least recently used of which go first.
#[derive(Debug, Default)]
pub(crate) struct Cache {
    /// By file.
    held: Vec<Held>,
    bytes: usize,
    /// The number of the question.
    now: u32,
    /// What this question needed and was not there.
    missing: Vec<File>,
}

#[derive(Debug)]
struct Held {
    file: File,
    content: Content,
    bytes: usize,
    /// The last question that needed it.
    used: u32,
}

#[derive(Debug)]
enum Content {
    Terms(TermShard),
    Positions(PositionShard),
    Spelling(SpellingShard),
    Text(TextShard),
    Columns(Columns),
    Neighbours(Neighbours),
}

impl Cache {
    /// A new question begins.
    pub(crate) fn begin(&mut self) {
        self.now = self.now.wrapping_add(1);
        self.missing.clear();
    }

    /// Says that the question needs a file; is it there?
    pub(crate) fn need(&mut self, file: File) -> bool {
        if let Some(held) = self.place(file).ok().and_then(|at| self.held.get_mut(at)) {
            held.used = self.now;
            return true;
        }
        if !self.missing.contains(&file) {
            self.missing.push(file);
        }
        false
    }

    /// What the question needed so far and was not there.
    pub(crate) fn missing(&self) -> &[File] {
        &self.missing
    }

    /// Decodes a file and keeps it.
    pub(crate) fn insert(&mut self, entry: &Entry, file: File, bytes: &[u8]) -> Result<(), Damage> {
        let documents = entry.documents_of(file);
        let (content, bytes) = match file.kind() {
            Kind::Entry => return Err(Damage::Damaged("it is the entry")),
            Kind::Terms => {
                let shard = TermShard::decode(bytes, documents)?;
                if !entry.may_hold(file, shard.bounds()) {
                    return Err(Damage::Damaged("its words belong to another file"));
                }
                let bytes = shard.size();
                (Content::Terms(shard), bytes)
            }
            Kind::Positions => {
                let shard = PositionShard::decode(bytes)?;
                let bytes = shard.size();
                (Content::Positions(shard), bytes)
            }
            Kind::Spelling => {
                let shard = SpellingShard::decode(bytes)?;
                let bytes = shard.size();
                (Content::Spelling(shard), bytes)
            }
            Kind::Text => {
                let shard = TextShard::decode(bytes, entry.text_start(file))?;
                let bytes = shard.size();
                (Content::Text(shard), bytes)
            }
            Kind::Columns => {
                let columns = Columns::decode(bytes, documents)?;
                let bytes = columns.size();
                (Content::Columns(columns), bytes)
            }
            Kind::Neighbours => {
                let neighbours = Neighbours::decode(bytes, documents, entry.documents())?;
                let bytes = neighbours.size();
                (Content::Neighbours(neighbours), bytes)
            }
        };
        let held = Held { file, content, bytes, used: self.now };
        match self.place(file) {
            Ok(at) => {
                if let Some(old) = self.held.get_mut(at) {
                    self.bytes = self.bytes.saturating_sub(old.bytes);
                    *old = held;
                }
            }
            Err(at) => self.held.insert(at, held),
        }
        self.bytes += bytes;
        Ok(())
    }

    /// Lets go of what was not used for longest, until the rest is small enough or all of it is in use.
    pub(crate) fn shrink(&mut self) {
        while self.bytes > MOST_BYTES {
            let unused = self.held.iter().enumerate().filter(|(_, held)| held.used != self.now);
            let Some((oldest, _)) = unused.min_by_key(|(_, held)| held.used) else { return };
            self.bytes = self.bytes.saturating_sub(self.held.remove(oldest).bytes);
        }
    }

    /// Bytes in memory, about.
    pub(crate) fn size(&self) -> usize {
        self.bytes + self.held.capacity() * size_of::<Held>()
    }

    pub(crate) fn terms(&self, file: File) -> Option<&TermShard> {
        match self.get(file)? {
            Content::Terms(shard) => Some(shard),
            _ => None,
        }
    }

    pub(crate) fn positions(&self, file: File) -> Option<&PositionShard> {
        match self.get(file)? {
            Content::Positions(shard) => Some(shard),
            _ => None,
        }
    }

    pub(crate) fn spelling(&self, file: File) -> Option<&SpellingShard> {
        match self.get(file)? {
            Content::Spelling(shard) => Some(shard),
            _ => None,
        }
    }

    pub(crate) fn text(&self, file: File) -> Option<&TextShard> {
        match self.get(file)? {
            Content::Text(shard) => Some(shard),
            _ => None,
        }
    }

    pub(crate) fn columns(&self, file: File) -> Option<&Columns> {
        match self.get(file)? {
            Content::Columns(columns) => Some(columns),
            _ => None,
        }
    }

    pub(crate) fn neighbours(&self, file: File) -> Option<&Neighbours> {
        match self.get(file)? {
            Content::Neighbours(neighbours) => Some(neighbours),
            _ => None,
        }
    }

    fn get(&self, file: File) -> Option<&Content> {
        self.held.get(self.place(file).ok()?).map(|held| &held.content)
    }

    fn place(&self, file: File) -> Result<usize, usize> {
        self.held.binary_search_by(|held| held.file.cmp(&file))
    }
}
