//! What a text holds: counted in its HTML, as the old generator would have written it and as Offprint writes it.

use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, CharacterTokens, EndTag, StartTag, Tag, TagToken, Token, TokenSink, TokenSinkResult,
    Tokenizer, TokenizerOpts,
};
use std::cell::RefCell;
use std::collections::BTreeMap;
use unicode_segmentation::UnicodeSegmentation;

/// What a text holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Measure {
    /// Its words in lower case, with how often each stands there. Those of code too.
    pub words: BTreeMap<String, usize>,
    /// Addresses of its pictures, in order.
    pub images: Vec<String>,
    /// Its blocks of code, with single spaces between their words.
    pub code_blocks: Vec<String>,
    /// Where its links lead, in order.
    pub links: Vec<String>,
    /// Its headings, with single spaces between their words.
    pub headings: Vec<String>,
}

impl Measure {
    /// How many words.
    pub fn word_count(&self) -> usize {
        self.words.values().sum()
    }
}

/// Elements within a line: they separate no words.
const INLINE: [&str; 33] = [
    "a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins",
    "kbd", "mark", "nobr", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt",
    "u", "var", "wbr", "label",
];

/// Elements whose text is nobody's words.
const UNSAID: [&str; 6] = ["script", "style", "template", "title", "noscript", "annotation"];

/// The text of a piece of HTML, with single spaces between its words.
pub(crate) fn text_of(html: &str) -> String {
    count(html).text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Counts what a piece of HTML holds. Any text will do: nothing is too broken to be counted.
pub fn measure(html: &str) -> Measure {
    count(html).finish()
}

fn count(html: &str) -> Count {
    let input = BufferQueue::default();
    input.push_back(html.into());
    let tokenizer = Tokenizer::new(Counter::default(), TokenizerOpts::default());
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    tokenizer.sink.0.into_inner()
}

#[derive(Default)]
struct Counter(RefCell<Count>);

#[derive(Default)]
struct Count {
    found: Measure,
    text: String,
    /// The element whose text is left out, and how often it is open in itself.
    unsaid: Option<(String, usize)>,
    /// Blocks of code that are open in each other, and the text of the outermost.
    pre: (usize, String),
    heading: Option<String>,
}

impl TokenSink for Counter {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut count = self.0.borrow_mut();
        match token {
            CharacterTokens(text) => count.text(&text),
            TagToken(tag) if tag.kind == StartTag => {
                count.start(&tag);
                if matches!(&*tag.name, "script" | "style") {
                    return TokenSinkResult::RawData(RawKind::Rawtext);
                }
            }
            TagToken(tag) if tag.kind == EndTag => count.end(&tag.name),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

impl Count {
    fn text(&mut self, text: &str) {
        if self.unsaid.is_some() {
            return;
        }
        self.text.push_str(text);
        if self.pre.0 > 0 {
            self.pre.1.push_str(text);
        }
        if let Some(heading) = &mut self.heading {
            heading.push_str(text);
        }
    }

    fn start(&mut self, tag: &Tag) {
        let name = &*tag.name;
        if let Some((unsaid, open)) = &mut self.unsaid {
            *open += usize::from(name == unsaid);
            return;
        }
        let attribute = |wanted: &str| {
            let found = tag.attrs.iter().find(|attribute| &*attribute.name.local == wanted)?;
            Some(found.value.to_string())
        };
        self.separate(name);
        match name {
            _ if UNSAID.contains(&name) && !tag.self_closing => self.unsaid = Some((name.to_owned(), 1)),
            "img" => {
                self.found.images.push(attribute("src").unwrap_or_default());
                // A caption in Markdown, which its page shows.
                if let Some(title) = attribute("title") {
                    self.text(&format!("\n{title}\n"));
                }
            }
            "a" => self.found.links.extend(attribute("href")),
            "br" => self.text("\n"),
            "pre" => self.pre.0 += 1,
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.end_heading();
                self.heading = Some(String::new());
            }
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        if let Some((unsaid, open)) = &mut self.unsaid {
            if name == unsaid {
                *open -= 1;
                if *open == 0 {
                    self.unsaid = None;
                }
            }
            return;
        }
        self.separate(name);
        match name {
            "pre" if self.pre.0 > 0 => {
                self.pre.0 -= 1;
                if self.pre.0 == 0 {
                    self.end_pre();
                }
            }
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.end_heading(),
            _ => {}
        }
    }

    fn separate(&mut self, element: &str) {
        if !INLINE.contains(&element) {
            self.text.push('\n');
            if self.pre.0 > 0 {
                self.pre.1.push('\n');
            }
        }
    }

    fn end_pre(&mut self) {
        let text = spaced(&std::mem::take(&mut self.pre.1));
        if !text.is_empty() {
            self.found.code_blocks.push(text);
        }
    }

    fn end_heading(&mut self) {
        let text = self.heading.take().map(|text| spaced(&text)).unwrap_or_default();
        if !text.is_empty() {
            self.found.headings.push(text);
        }
    }

    fn finish(mut self) -> Measure {
        self.end_heading();
        self.end_pre();
        for word in plain(&self.text).unicode_words() {
            *self.found.words.entry(word.to_lowercase()).or_default() += 1;
        }
        self.found
    }
}

/// Single spaces between words, and the marks that smart punctuation changes as a keyboard has them.
fn spaced(text: &str) -> String {
    plain(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

fn plain(text: &str) -> String {
    let text: String = text
        .chars()
        .filter(|c| !matches!(c, '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{fe0f}'))
        .map(|c| match c {
            '‘' | '’' | 'ʼ' => '\'',
            '“' | '”' => '"',
            '–' | '—' => '-',
            c => c,
        })
        .collect();
    text.replace("---", "-").replace("--", "-").replace("...", "…")
}

#[cfg(test)]
mod tests {
    use super::measure;

    #[test]
    fn words_are_counted_as_a_reader_sees_them() {
        let found = measure("<p>Don’t <b>b</b>old, don't</p><p>1.0</p><td>a</td><td>b</td><style>no</style>");
        let words: Vec<_> = found.words.iter().map(|(word, count)| (word.as_str(), *count)).collect();
        assert_eq!(words, [("1.0", 1), ("a", 1), ("b", 1), ("bold", 1), ("don't", 2)]);
        assert_eq!(found.word_count(), 6);
    }

    #[test]
    fn highlighting_changes_no_block_of_code() {
        let plain = measure("<pre><code>let a = 1;\nlet b;\n</code></pre>");
        let coloured = measure(
            "<pre class=\"x\"><code><span><span>let</span> a = 1;</span>\n<span>let b;</span></code></pre>",
        );
        assert_eq!(plain.code_blocks, ["let a = 1; let b;"]);
        assert_eq!(plain.code_blocks, coloured.code_blocks);
        assert_eq!(plain.words, coloured.words);
    }

    #[test]
    fn pictures_links_and_headings_are_found_in_order() {
        let found = measure(
            "<h2>One <a href=\"#one\">#</a></h2><a href=/x><img src=a.png></a><svg><title>t</title></svg><h3>Two",
        );
        assert_eq!(found.headings, ["One #", "Two"]);
        assert_eq!(found.links, ["#one", "/x"]);
        assert_eq!(found.images, ["a.png"]);
        assert!(!found.words.contains_key("t"));
    }

    #[test]
    fn nothing_is_too_broken_to_be_counted() {
        let deep = "<div>".repeat(100_000);
        for html in ["", "<", "<pre>", "</pre></h1>", "<a href", "<script>alert('x", "&#x110000;", &deep] {
            measure(html);
        }
        assert_eq!(measure("<pre>open").code_blocks, ["open"]);
    }
}
