/// Words that end in a full stop and end no sentence, in lower case.
const ABBREVIATIONS: &str = include_str!("abbreviations.txt");

/// Words that end in a full stop before a number alone: `Fig. 3`, `No. 5`, `p. 12`.
const BEFORE_NUMBERS: [&str; 14] =
    ["ch", "fig", "figs", "no", "nos", "nr", "p", "pp", "rev", "sec", "tab", "v", "vol", "vols"];

/// The first sentence of a text; its first block, where no sentence ends in that.
///
/// A sentence ends at `.`, `!`, `?` or `…` with the quotes and brackets that close after it, where a
/// blank follows and what comes next could begin a sentence; a Chinese or Japanese one at `。`, `！` or
/// `？`, wherever that stands.
pub(super) fn first(text: &str) -> &str {
    let text = text.trim_start();
    let block = text.split('\n').next().unwrap_or_default().trim_end();
    let mut at = 0;
    while let Some(found) = block[at..].find(['.', '!', '?', '…', '。', '！', '？', '｡']) {
        let mark_start = at + found;
        let rest = &block[mark_start..];
        let marks = rest.trim_start_matches(['.', '!', '?', '…', '。', '！', '？', '｡']);
        let after =
            marks.trim_start_matches(['"', '\'', '”', '’', '»', ')', ']', '」', '』', '）', '*', '_']);
        let end = block.len() - after.len();
        let mark = rest.chars().next().unwrap_or_default();
        if after.is_empty() || matches!(mark, '。' | '！' | '？' | '｡') {
            return &block[..end];
        }
        let single_stop = mark == '.' && rest.len() - marks.len() == 1;
        if after.starts_with(char::is_whitespace)
            && begins_sentence(after.trim_start())
            && !(single_stop && is_abbreviation(&block[..mark_start], after.trim_start()))
        {
            return &block[..end];
        }
        at = block.len() - marks.len();
    }
    block
}

/// Whether a text may begin a sentence: not with a small letter, nor with a mark that goes on.
fn begins_sentence(text: &str) -> bool {
    let first = text.trim_start_matches(['"', '\'', '“', '‘', '«', '(', '[', '¿', '¡']).chars().next();
    first.is_some_and(|first| {
        !first.is_lowercase() && !matches!(first, ',' | ';' | ':' | '-' | '–' | '—' | '=')
    })
}

/// Whether the full stop between two texts belongs to the last word of the first.
fn is_abbreviation(before: &str, after: &str) -> bool {
    let word = before.rsplit(char::is_whitespace).next().unwrap_or_default();
    let word = word.trim_start_matches(['(', '[', '"', '\'', '“', '‘', '«']);
    let lower = word.to_lowercase();
    if ABBREVIATIONS.lines().any(|abbreviation| abbreviation == lower) {
        return true;
    }
    if BEFORE_NUMBERS.contains(&lower.as_str()) && after.starts_with(|c: char| c.is_ascii_digit()) {
        return true;
    }
    // `J. R. R. Tolkien`, and `U.S. Army`; the pronoun "I" ends sentences.
    let last = word.rsplit('.').next().unwrap_or_default();
    let mut letters = last.chars();
    matches!((letters.next(), letters.next()), (Some(letter), None) if letter.is_alphabetic() && word != "I")
}

#[cfg(test)]
mod tests {
    use super::first;

    #[test]
    fn the_first_sentence_ends_where_a_reader_ends_it() {
        for (sentence, rest) in [
            ("Rust 1.80.0 is out.", " It brings LazyCell."),
            ("Upgrade to v2.0.", " Then restart."),
            ("It works, e.g. with Hugo.", " And more."),
            ("Use it (cf. Smith et al. 2019).", " Done."),
            ("Dr. Jones wrote it.", " He did."),
            ("J. R. R. Tolkien did too.", " Yes."),
            ("The U.S. Army, approx. 5 % vs. 6 %.", " Next."),
            ("The answer is no.", " See No. 5."),
            ("See Fig. 3 for that, z. B. bei uns.", " Ja."),
            ("Is it good?", " Yes."),
            ("Really?!", " Yes."),
            ("He said “Stop.”", " Then left."),
            ("Wait… what is this?", " A test."),
            ("It costs $3.50 a month.", " Cheap."),
            ("See example.com for more.", " Thanks."),
            ("Yahoo! was there.", " Then not."),
            ("So do I.", " And you?"),
            ("Node.js and .NET run it.", " Both do."),
            ("今天天气很好。", "我们去公园。"),
            ("「もう終わり？」", "と言った。"),
            ("No end at all", ""),
        ] {
            assert_eq!(first(&format!("{sentence}{rest}")), sentence);
        }
    }

    #[test]
    fn a_sentence_does_not_run_into_the_next_paragraph() {
        assert_eq!(first("What is new:\nA list."), "What is new:");
    }
}
