//! Where a rule cuts a text, it cuts there and nowhere else, byte for byte.

use crate::harness::fixture::{self, write};
use crate::sources::Sources;
use std::collections::BTreeMap;

/// The summaries of a site with these texts and this rule, by title.
fn summaries(rule: &str, texts: &[(&str, &str)]) -> BTreeMap<String, String> {
    let folder = tempfile::tempdir().unwrap();
    let (site, out) = (folder.path().join("site"), folder.path().join("out"));
    write(&site.join("offprint.toml"), format!("title = \"Cuts\"\n\n[summary]\n{rule}\n"));
    for (title, text) in texts {
        let post = format!("+++\ntitle = \"{title}\"\ndate = 2026-01-01\n+++\n\n{text}\n");
        write(&site.join(format!("content/posts/{title}.md")), post);
    }
    let built = fixture::build(&site, &out, "/");
    let posts = Sources::of(&built).posts;
    posts.into_iter().map(|post| (post.title, post.summary)).collect()
}

/// The words from 1 to a number.
fn counted(last: usize) -> String {
    (1..=last).map(|number| number.to_string()).collect::<Vec<_>>().join(" ")
}

#[test]
fn an_excerpt_in_words_keeps_55_of_them_and_their_marks() {
    let rule = "rule = \"words:55\"\nending = \" […]\"";
    let first_50 = counted(50);
    let texts = [
        ("longer", &counted(56)),
        ("whole", &counted(55)),
        ("sentence", &format!("{first_50} It is 2 AM there. Nobody")),
        ("comma", &format!("{first_50} with products, contents, tags, prices, all of it")),
        (
            "blocks",
            &format!(
                "# A heading\n\n{first_50}\n\n- one\n- two *thr*ee\n\n> [four and](/posts/whole/) five and"
            ),
        ),
        ("marks", &format!("{first_50} a `.tf` file sub-100-millisecond, and — so on")),
    ];
    let summaries = summaries(rule, &texts.map(|(title, text)| (title, text.as_str())));
    let expected = [
        ("longer", format!("{} […]", counted(55))),
        ("whole", counted(55)),
        ("sentence", format!("{first_50} It is 2 AM there. […]")),
        ("comma", format!("{first_50} with products, contents, tags, prices, […]")),
        ("blocks", format!("{first_50} one two three four and […]")),
        ("marks", format!("{first_50} a .tf file sub-100-millisecond, and […]")),
    ];
    for (title, expected) in expected {
        assert_eq!(summaries[title], expected, "{title}");
    }
}

#[test]
fn an_excerpt_in_characters_is_cut_after_the_157th_whatever_that_is() {
    let rule = "rule = \"chars:160\"\nending = \"...\"\ncut = \"exact\"";
    let hundred = "0123456789".repeat(10);
    let start = format!("{hundred} {}", "abcdefghi ".repeat(5));
    assert_eq!(start.len(), 151);
    let texts = [
        ("in a word", format!("{start}workloads and more of them")),
        ("after a space", format!("{start}load, a burst of it at noon")),
        ("after a dot", format!("{start}to it. Then comes the rest")),
        ("before a mark", format!("{start}a \"no.\" was all there was to it")),
        ("no byte too many", format!("{start}ümlaut — café — naïve")),
        ("160", format!("{start}123456789")),
        ("161", format!("{start}1234567890")),
        ("two paragraphs", format!("{}\n\nabcdef\nghijkl", start.trim_end())),
    ];
    let summaries = summaries(rule, &texts.each_ref().map(|(title, text)| (*title, text.as_str())));
    let expected = [
        ("in a word", "worklo..."),
        ("after a space", "load, ..."),
        ("after a dot", "to it...."),
        ("before a mark", "a \"no...."),
        ("no byte too many", "ümlaut..."),
        ("160", "123456789"),
        ("161", "123456..."),
        ("two paragraphs", "abcdef..."),
    ];
    for (title, end) in expected {
        assert_eq!(summaries[title], format!("{start}{end}"), "{title}");
        assert_eq!(summaries[title].chars().count(), 160, "{title}");
    }
}
