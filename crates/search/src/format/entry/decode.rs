use super::{COLUMN_DOCUMENTS, Entry, FacetName, NEIGHBOUR_DOCUMENTS, Segment, TEXT_GROUP};
use crate::format::codec::{DOCUMENT, Damage, HASH, Kind, Reader};
use crate::format::directory::Directory;

impl Entry {
    /// Reads the entry: what it says of all, where its shards begin, where its text files begin, and last all
    /// hashes, which nothing makes smaller.
    pub(crate) fn decode(bytes: &[u8]) -> Result<Self, Damage> {
        let mut reader = Reader::open(bytes, Kind::Entry)?;
        let [mut all, mut directories, mut texts] = [(); 3].map(|()| reader.section());
        let mut entry = Self::default();
        entry.read_all(&mut all);
        entry.read_segments(&mut all, &mut directories, &mut reader);
        // No more text files than there are hashes for.
        entry.read_texts(&mut texts, (reader.left() / HASH + 1) * TEXT_GROUP);
        let files = entry.texts.len();
        entry.text_hashes = hashes(&mut reader, files / TEXT_GROUP + files % TEXT_GROUP);
        entry.columns = hashes(&mut reader, entry.documents.div_ceil(COLUMN_DOCUMENTS) as usize);
        entry.neighbours = hashes(&mut reader, entry.documents.div_ceil(NEIGHBOUR_DOCUMENTS) as usize);
        for reader in [all, directories, texts, reader] {
            reader.end()?;
        }
        Ok(entry)
    }

    fn read_all(&mut self, reader: &mut Reader) {
        self.language = reader.text().into();
        self.stop_words = texts(reader);
        let endings = reader.count();
        // Which are exchanged for which is a bit for each.
        if endings > u64::BITS as usize {
            reader.fail("it has too many endings");
            return;
        }
        for _ in 0..endings {
            self.suffixes.endings.push(reader.text().into());
            let [low, high] = [(); 2].map(|()| reader.number());
            self.suffixes.exchanged.push(u64::from(high) << 32 | u64::from(low));
        }
        for _ in 0..reader.count() {
            let [key, label] = [(); 2].map(|()| reader.text().into());
            self.facets.push(FacetName { key, label, aliases: texts(reader) });
        }
    }

    /// Each shard has a hash, so a directory of more than there are hashes for is found out at once.
    fn read_segments(&mut self, all: &mut Reader, directories: &mut Reader, known: &mut Reader) {
        while !all.is_empty() {
            let first = self.documents;
            self.documents = all.more(first);
            let mut directory = |of_kind: &mut Vec<u64>| {
                let number = of_kind.len() as u32;
                let directory = Directory::decode(directories, known.left() / HASH);
                of_kind.extend(hashes(known, directory.len()));
                (number, directory)
            };
            self.segments.push(Segment {
                documents: first..self.documents,
                terms: directory(&mut self.terms),
                spelling: directory(&mut self.spelling),
                backwards: directory(&mut self.spelling),
            });
        }
    }

    fn read_texts(&mut self, reader: &mut Reader, most: usize) {
        let together = reader.number();
        let mut first = 0;
        while first < self.documents {
            let end = first.saturating_add(together).min(self.documents);
            let (mut document, mut part) = (first, 0);
            self.texts.push((document, part));
            // As many as are said, which may be any number: what bounds them is `most`, below.
            for _ in 0..reader.number() {
                // Zero: the next part of the same document. One document alone has nothing else.
                match if together > 1 { reader.number() } else { 0 } {
                    0 => part += 1,
                    step => (document, part) = (document.saturating_add(step), 0),
                }
                if document >= end || self.texts.len() >= most {
                    reader.fail(DOCUMENT);
                    return;
                }
                self.texts.push((document, part));
            }
            if end == first || self.texts.len() > most {
                reader.fail(DOCUMENT);
                return;
            }
            first = end;
        }
    }
}

fn hashes(reader: &mut Reader, count: usize) -> Vec<u64> {
    let mut hashes = Vec::new();
    for _ in 0..count {
        if reader.is_empty() {
            reader.bytes(HASH);
            break;
        }
        hashes.push(reader.hash());
    }
    hashes
}

fn texts(reader: &mut Reader) -> Vec<Box<str>> {
    let mut texts = Vec::new();
    for _ in 0..reader.count() {
        texts.push(reader.text().into());
    }
    texts
}
