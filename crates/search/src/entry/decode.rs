use super::{COLUMN_DOCUMENTS, Entry, FacetName, NEIGHBOUR_DOCUMENTS, Segment, TEXT_GROUP};
use crate::codec::{Damage, HASH, Kind, Reader, sum};
use crate::directory::Directory;

impl Entry {
    /// Reads the entry: what it says of all, where its shards begin, where its text files begin, and last all
    /// hashes, which nothing makes smaller.
    pub(crate) fn decode(bytes: &[u8]) -> Result<Self, Damage> {
        let mut reader = Reader::open(bytes, Kind::Entry)?;
        let mut all = Reader::new(reader.section()?);
        let mut directories = Reader::new(reader.section()?);
        let mut texts = Reader::new(reader.section()?);
        let mut entry = Self::default();
        entry.read_all(&mut all)?;
        entry.read_segments(&mut all, &mut directories, &mut reader)?;
        // No more text files than there are hashes for.
        entry.read_texts(&mut texts, (reader.left() / HASH + 1) * TEXT_GROUP)?;
        let mut hashes = |count: usize| (0..count).map(|_| reader.hash()).collect::<Result<Vec<_>, _>>();
        entry.text_hashes = hashes(entry.texts.len() / TEXT_GROUP + entry.texts.len() % TEXT_GROUP)?;
        entry.columns = hashes(entry.documents.div_ceil(COLUMN_DOCUMENTS) as usize)?;
        entry.neighbours = hashes(entry.documents.div_ceil(NEIGHBOUR_DOCUMENTS) as usize)?;
        for reader in [all, directories, texts, reader] {
            reader.end()?;
        }
        Ok(entry)
    }

    fn read_all(&mut self, reader: &mut Reader) -> Result<(), Damage> {
        self.language = reader.text()?.into();
        self.stop_words = texts(reader)?;
        for _ in 0..reader.count()? {
            self.suffixes.endings.push(reader.text()?.into());
            let [low, high] = [reader.number()?, reader.number()?];
            self.suffixes.exchanged.push(u64::from(high) << 32 | u64::from(low));
        }
        for _ in 0..reader.count()? {
            let (key, label) = (reader.text()?.into(), reader.text()?.into());
            self.facets.push(FacetName { key, label, aliases: texts(reader)? });
        }
        Ok(())
    }

    /// Each shard has a hash, so a directory of more than there are hashes for is found out at once.
    fn read_segments(
        &mut self,
        all: &mut Reader,
        directories: &mut Reader,
        hashes: &mut Reader,
    ) -> Result<(), Damage> {
        while !all.is_empty() {
            let first = self.documents;
            self.documents = sum(first, all.number()?)?;
            let mut directory = |known: &mut Vec<u64>| {
                let number = known.len() as u32;
                let directory = Directory::decode(directories, hashes.left() / HASH)?;
                for _ in 0..directory.len() {
                    known.push(hashes.hash()?);
                }
                Ok((number, directory))
            };
            self.segments.push(Segment {
                documents: first..self.documents,
                terms: directory(&mut self.terms)?,
                spelling: directory(&mut self.spelling)?,
                backwards: directory(&mut self.spelling)?,
            });
        }
        Ok(())
    }

    fn read_texts(&mut self, reader: &mut Reader, most: usize) -> Result<(), Damage> {
        let together = reader.number()?;
        if together == 0 {
            return Err(Damage::Damaged("no documents are together"));
        }
        let mut first = 0;
        while first < self.documents {
            let end = first.saturating_add(together).min(self.documents);
            let (mut document, mut part) = (first, 0);
            self.texts.push((document, part));
            for _ in 0..reader.number()? {
                // Zero: the next part of the same document. One document alone has nothing else.
                match if together > 1 { reader.number()? } else { 0 } {
                    0 => part += 1,
                    step => (document, part) = (sum(document, step)?, 0),
                }
                if document >= end || self.texts.len() >= most {
                    return Err(Damage::DOCUMENT);
                }
                self.texts.push((document, part));
            }
            first = end;
        }
        Ok(())
    }
}

fn texts(reader: &mut Reader) -> Result<Vec<Box<str>>, Damage> {
    let count = reader.count()?;
    (0..count).map(|_| Ok(reader.text()?.into())).collect()
}
