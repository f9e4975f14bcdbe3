use crate::format::codec::{Kind, Writer};
use crate::format::posting::write_gaps;

/// A value as it is written: key, name, documents ascending.
pub(crate) type ValueRecord<'a> = (&'a str, &'a str, Vec<u32>);

/// Writes the facets of some documents, from `first` on.
pub(crate) fn encode_columns(first: u32, facets: &[Vec<ValueRecord>]) -> Vec<u8> {
    let (mut names, mut gaps) = (Writer::default(), Writer::default());
    for values in facets {
        names.count(values.len());
        for (key, label, documents) in values {
            names.text(key);
            names.text(if label == key { "" } else { label });
            names.count(documents.len());
            write_gaps(&mut gaps, first, documents.iter().copied());
        }
    }
    let mut file = Writer::file(Kind::Columns);
    file.number(first);
    file.count(facets.len());
    file.section(&names.into_bytes());
    file.bytes(&gaps.into_bytes());
    file.into_bytes()
}
