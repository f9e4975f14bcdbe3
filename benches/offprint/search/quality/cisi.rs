//! The collection CISI: abstracts of library science, questions, and judgements by people.

use super::collection::{Collection, Document, Judged, QuerySet, Wanted};
use super::typo::mistyped;
use crate::harness::generated::dice::Dice;
use std::collections::BTreeMap;
use std::path::Path;

/// Reads `CISI.ALL`, `.QRY` and `.REL` from a folder.
pub fn read(folder: &Path) -> Collection {
    let file = |name: &str| {
        let bytes = std::fs::read(folder.join(name)).expect("a file of CISI");
        String::from_utf8_lossy(&bytes).into_owned()
    };
    let documents = records(&file("CISI.ALL"))
        .map(|fields| Document {
            title: field(&fields, 'T'),
            sections: vec![(String::new(), field(&fields, 'W'))],
        })
        .collect();
    let mut relevant: BTreeMap<usize, Vec<u32>> = BTreeMap::new();
    for line in file("CISI.REL").lines() {
        let mut numbers = line.split_whitespace().filter_map(|word| word.parse::<usize>().ok());
        if let (Some(query), Some(document)) = (numbers.next(), numbers.next()) {
            relevant.entry(query).or_default().push(document as u32 - 1);
        }
    }
    let clean: Vec<Judged> = records(&file("CISI.QRY"))
        .zip(1..)
        .filter_map(|(fields, number)| {
            Some(Judged { text: field(&fields, 'W'), relevant: relevant.remove(&number)? })
        })
        .collect();
    let mut dice = Dice::new(4);
    let mistyped = clean
        .iter()
        .map(|query| Judged {
            text: mistyped(&query.text, &mut dice).unwrap_or_else(|| query.text.clone()),
            relevant: query.relevant.clone(),
        })
        .collect();
    let set = |name, queries| QuerySet { name, wanted: Wanted::Subject, typing: false, queries };
    Collection {
        name: "cisi".to_owned(),
        documents,
        sets: vec![set("subject", clean), set("subject, a typo", mistyped)],
    }
}

type Fields = Vec<(char, String)>;

fn records(file: &str) -> impl Iterator<Item = Fields> {
    let mut records: Vec<Fields> = Vec::new();
    for line in file.lines() {
        let mut letters = line.chars();
        let name = match (letters.next(), letters.next(), letters.next()) {
            (Some('.'), Some(name @ ('I' | 'T' | 'A' | 'W' | 'X' | 'B')), None | Some(' ')) => Some(name),
            _ => None,
        };
        match (name, records.last_mut()) {
            (Some('I'), _) => records.push(Vec::new()),
            (Some(name), Some(record)) => record.push((name, String::new())),
            (None, Some(record)) => {
                if let Some((_, text)) = record.last_mut() {
                    text.push_str(line);
                    text.push('\n');
                }
            }
            _ => {}
        }
    }
    records.into_iter()
}

fn field(fields: &Fields, wanted: char) -> String {
    let text = fields.iter().filter(|(name, _)| *name == wanted).map(|(_, text)| text.as_str());
    text.flat_map(str::split_whitespace).collect::<Vec<_>>().join(" ")
}
