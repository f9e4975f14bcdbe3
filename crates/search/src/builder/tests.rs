use std::collections::{BTreeMap, HashMap};

use super::*;
use crate::ENTRY;
use crate::format::codec::Kind;
use crate::format::column::Columns;
use crate::format::entry::{Entry, File, facet_word};
use crate::format::neighbour::Neighbours;
use crate::format::position_shard::PositionShard;
use crate::format::spelling_shard::{Order, SpellingShard};
use crate::format::term_shard::TermShard;
use crate::format::text_shard::TextShard;

mod growth;
mod made_up;

use made_up::{documents, schema};

/// An index that is read back.
struct Read {
    entry: Entry,
    files: HashMap<String, Vec<u8>>,
}

impl Read {
    fn build(documents: &[Document]) -> Self {
        let files = index(documents);
        let entry = files.last().filter(|file| file.path == ENTRY).expect("the entry is last");
        let entry = Entry::decode(&entry.bytes).expect("a sound entry");
        Self { entry, files: files.into_iter().map(|file| (file.path, file.bytes)).collect() }
    }

    fn bytes(&self, file: File) -> &[u8] {
        let path = self.entry.path(file).expect("a path");
        assert_eq!(self.entry.file(&path), Some(file), "{path}");
        &self.files[&path]
    }

    fn terms(&self, file: File) -> TermShard {
        let shard = TermShard::decode(self.bytes(file), self.entry.documents_of(file)).expect("sound terms");
        assert!(self.entry.may_hold(file, shard.bounds()));
        shard
    }

    /// The documents that have a word, with the part where it is densest and its places.
    fn find(&self, word: &str) -> BTreeMap<u32, (u32, Vec<u32>)> {
        let mut found = BTreeMap::new();
        for file in self.entry.term_files(word) {
            let shard = self.terms(file);
            let positions = PositionShard::decode(self.bytes(file.positions())).expect("sound positions");
            let Some(term) = shard.find(word) else { continue };
            let mut places = positions.places(term);
            for posting in shard.postings(term) {
                let mut here = Vec::new();
                places.next(&mut here);
                found.insert(posting.document, (posting.part, here));
            }
        }
        found
    }

    fn text(&self, document: u32, part: u32) -> (String, String) {
        let file = self.entry.text_file(document, part).expect("a file");
        let shard = TextShard::decode(self.bytes(file), self.entry.text_start(file)).expect("sound texts");
        let part = shard.get(document, part).expect("the part is there");
        (part.title.to_owned(), part.text.to_owned())
    }
}

fn index(documents: &[Document]) -> Vec<IndexFile> {
    let schema = schema();
    let mut builder = Builder::new(schema.clone());
    for document in documents {
        builder.add(analyze(&schema, document.clone()));
    }
    builder.finish()
}

#[test]
fn what_is_written_is_read() {
    let documents = documents(300);
    let read = Read::build(&documents);
    assert_eq!(read.entry.documents(), 300);
    for (number, document) in (0..).zip(&documents) {
        let mut words = Vec::new();
        crate::text::tokens::tokens(&document.title, &mut |token| words.push(token.text.to_owned()));
        assert!(read.find(&words[0])[&number].1.contains(&0), "{}", words[0]);
        assert_eq!(read.text(number, 0).0, document.title);
    }
}

#[test]
fn a_word_is_found_with_its_stem_and_its_neighbours_in_the_alphabet() {
    let documents = ["run", "running", "runs", "rune", "the"]
        .map(|word| Document { title: word.to_owned(), ..Document::default() });
    let read = Read::build(&documents);
    let file = read.entry.term_files("running").next().expect("a file");
    let shard = read.terms(file);
    let stem: Vec<&str> =
        shard.siblings(shard.find("running").expect("found")).map(|term| shard.word(term)).collect();
    assert_eq!(stem, ["run", "running", "runs"]);
    let prefixed: Vec<&str> = shard.prefixed("run").map(|term| shard.word(term)).collect();
    assert_eq!(prefixed, ["run", "rune", "running", "runs"]);
    assert_eq!(read.find("the").keys().collect::<Vec<_>>(), [&4]);
}

#[test]
fn siblings_have_one_stem() {
    let read = Read::build(&documents(300));
    let stemmer = crate::text::stems::Stemmer::new("en").expect("English");
    let mut related = 0;
    for file in read.entry.prefix_files("") {
        let shard = read.terms(file);
        for term in 0..shard.len() {
            let stem = stemmer.stem(shard.word(term));
            let siblings: Vec<usize> = shard.siblings(term).collect();
            assert!(siblings.contains(&term));
            related += siblings.len() - 1;
            assert!(
                siblings.into_iter().all(|other| other == term || stemmer.stem(shard.word(other)) == stem)
            );
        }
    }
    assert!(related > 500, "{related}");
}

#[test]
fn a_long_text_is_cut_and_a_word_leads_to_its_part() {
    let mut documents = documents(3);
    let paragraph = "Some words of no interest stand here. ".repeat(200);
    documents[1].sections = vec![
        Section { text: paragraph.clone(), ..Section::default() },
        Section {
            id: "needle".to_owned(),
            heading: "Needle".to_owned(),
            text: format!("{paragraph}\nA needle."),
        },
    ];
    let read = Read::build(&documents);
    let (part, _) = read.find("needle")[&1];
    assert!(part > 1, "{part}");
    let file = read.entry.text_file(1, part).expect("a file");
    let shard = TextShard::decode(read.bytes(file), read.entry.text_start(file)).expect("sound texts");
    let part = shard.get(1, part).expect("a part");
    assert!(part.text.len() <= parts::PART + 64);
    assert_eq!(part.headings.last().map(|heading| heading.id), Some("needle"));
    let whole: String = (0..)
        .map_while(|part| {
            let file = read.entry.text_file(1, part)?;
            let shard = TextShard::decode(read.bytes(file), read.entry.text_start(file)).ok()?;
            Some(shard.get(1, part)?.text.to_owned())
        })
        .collect();
    let text: String = documents[1].sections.iter().map(|section| section.text.replace('\n', "")).collect();
    assert_eq!(whole.replace('\n', ""), text);
}

#[test]
fn long_texts_among_short_ones_are_found() {
    let text = |number: usize| Section {
        text: format!("This is {number}. ").repeat(if number % 44 == 13 { 500 } else { 1 }),
        ..Section::default()
    };
    let documents: Vec<Document> = (0..100)
        .map(|number| Document {
            title: format!("t{number}"),
            sections: vec![text(number)],
            ..Document::default()
        })
        .collect();
    let read = Read::build(&documents);
    for (number, document) in (0..).zip(&documents) {
        let parts = analyze(&schema(), document.clone()).parts.len() as u32;
        assert_eq!(parts > 1, document.sections[0].text.len() > parts::PART);
        for part in 0..parts {
            let (title, text) = read.text(number, part);
            assert_eq!(title, document.title);
            assert!(text.contains(&format!("This is {number}.")), "{number}, {part}: {text}");
        }
    }
}

#[test]
fn facets_are_terms_and_columns() {
    let documents = documents(300);
    let read = Read::build(&documents);
    let tag = &documents[7].facets[0][0].0;
    let with: Vec<u32> = (0..)
        .zip(&documents)
        .filter(|(_, document)| document.facets[0].iter().any(|(key, _)| key == tag))
        .map(|(number, _)| number)
        .collect();
    assert_eq!(read.find(&facet_word("tags", tag)).into_keys().collect::<Vec<_>>(), with);
    let file = read.entry.column_files().next().expect("a file");
    let columns = Columns::decode(read.bytes(file), read.entry.documents_of(file)).expect("sound columns");
    let value = columns.values(0).iter().find(|value| *value.key == **tag).expect("the tag");
    assert_eq!(columns.documents(value).collect::<Vec<_>>(), with);
}

#[test]
fn a_long_value_of_a_facet_is_found() {
    let long = |end: &str| "検索".repeat(60) + end;
    let documents = ["a", "b"].map(|end| Document {
        facets: vec![vec![(long(end), end.to_owned())], Vec::new()],
        ..Document::default()
    });
    let read = Read::build(&documents);
    assert_eq!(read.find(&facet_word("tags", &long("a"))).into_keys().collect::<Vec<_>>(), [0]);
    assert_eq!(read.find(&facet_word("tags", &long("b"))).into_keys().collect::<Vec<_>>(), [1]);
}

#[test]
fn words_for_spelling_are_in_both_orders_once() {
    let read = Read::build(&documents(300));
    let words = |order: Order| -> Vec<String> {
        let shards = read
            .entry
            .spelling_files(order, "")
            .map(|file| SpellingShard::decode(read.bytes(file)).expect("sound words"));
        shards
            .flat_map(|shard| (0..shard.len()).map(|index| shard.word(index).to_owned()).collect::<Vec<_>>())
            .collect()
    };
    let mut forwards = words(Order::Forwards);
    let mut backwards: Vec<String> =
        words(Order::Backwards).iter().map(|word| word.chars().rev().collect()).collect();
    forwards.sort_unstable();
    backwards.sort_unstable();
    assert!(forwards.windows(2).all(|pair| pair[0] < pair[1]));
    assert_eq!(forwards, backwards);
}

#[test]
fn documents_with_the_same_rare_words_are_neighbours() {
    let mut documents = documents(300);
    for number in [3, 250] {
        documents[number].sections.truncate(1);
        documents[number].sections[0].text = "zygote quagga zebu okapi yak ".repeat(3);
    }
    let read = Read::build(&documents);
    // 3 is in the base, which does not know what came later.
    let file = read.entry.neighbour_file(250);
    let all =
        Neighbours::decode(read.bytes(file), read.entry.documents_of(file), 300).expect("sound neighbours");
    assert!(all.of(250).any(|other| other.document == 3 && other.likeness > 0.5));
}

#[test]
fn files_of_the_same_content_have_paths_of_their_own() {
    // Chunks of columns and of neighbours that say the same, and a word that is the same from both ends.
    let value = || vec![("a".to_owned(), "A".to_owned())];
    let document =
        Document { title: "level".to_owned(), facets: vec![value(), value()], ..Document::default() };
    let read = Read::build(&vec![document; 8200]);
    let mut files: Vec<File> = read.entry.column_files().collect();
    files.extend((0..16).map(|chunk| read.entry.neighbour_file(chunk * 512)));
    files.extend(
        [Order::Forwards, Order::Backwards]
            .into_iter()
            .flat_map(|order| read.entry.spelling_files(order, "")),
    );
    files.extend(read.entry.prefix_files(""));
    assert!(files.len() > 20, "{}", files.len());
    // Each is found by its path again.
    files.into_iter().for_each(|file| assert!(!read.bytes(file).is_empty()));
}

#[test]
fn an_index_of_nothing_can_be_read() {
    let read = Read::build(&[]);
    assert_eq!(read.entry.documents(), 0);
    assert!(read.find("rust").is_empty());
}

#[test]
fn making_an_index_twice_gives_the_same_bytes() {
    let documents = documents(300);
    let compressed = |files: Vec<IndexFile>| files.iter().map(IndexFile::compressed).collect::<Vec<_>>();
    assert_eq!(compressed(index(&documents)), compressed(index(&documents)));
}

#[test]
fn a_file_with_a_byte_more_or_less_is_damaged() {
    let Read { entry, files } = Read::build(&documents(600));
    for (path, bytes) in files {
        let file = entry.file(&path).unwrap_or(File::new(Kind::Entry, 0));
        let documents = entry.documents_of(file);
        let fails = |bytes: &[u8]| match file.kind() {
            Kind::Entry => Entry::decode(bytes).is_err(),
            Kind::Terms => TermShard::decode(bytes, documents.clone()).is_err(),
            Kind::Positions => PositionShard::decode(bytes).is_err(),
            Kind::Spelling => SpellingShard::decode(bytes).is_err(),
            Kind::Text => TextShard::decode(bytes, entry.text_start(file)).is_err(),
            Kind::Columns => Columns::decode(bytes, documents.clone()).is_err(),
            Kind::Neighbours => Neighbours::decode(bytes, documents.clone(), 600).is_err(),
        };
        assert!(!fails(&bytes), "{path}");
        assert!(fails(&[bytes.as_slice(), &[0]].concat()), "{path}");
        assert!(fails(&bytes[..bytes.len() - 1]), "{path}");
    }
}

#[test]
fn a_file_in_the_place_of_another_is_told() {
    let read = Read::build(&documents(600));
    let [one, other] = [0, 599].map(|document| read.entry.text_file(document, 0).expect("a file"));
    assert!(TextShard::decode(read.bytes(one), read.entry.text_start(other)).is_err());
    let [one, other] = [0, 599].map(|document| read.entry.neighbour_file(document));
    assert!(Neighbours::decode(read.bytes(one), read.entry.documents_of(other), 600).is_err());
    let mut terms = read.entry.prefix_files("");
    let [one, other] = [(); 2].map(|()| terms.next().expect("two files"));
    assert!(!read.entry.may_hold(other, read.terms(one).bounds()));
}
