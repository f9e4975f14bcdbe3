use pulldown_cmark::{CowStr, Event, Options, Parser, Tag};
use std::borrow::Cow;
use std::ops::Range;

/// A text whose dollar signs are formulas' alone: those of prices and of a shell's variables are hidden from the
/// parser, byte for byte, so that the markup between two of them stays markup.
pub(crate) struct Priced<'a> {
    text: Cow<'a, str>,
    /// Where dollar signs are hidden, in order.
    hidden: Vec<usize>,
}

/// Stands for a dollar sign: a mark of its kind that means nothing to the parser.
const STAND_IN: char = '%';

/// With each sign that is hidden others may find each other; of a chain of prices half are hidden at a time.
const ROUNDS: usize = 16;

impl<'a> Priced<'a> {
    pub(crate) fn new(text: &'a str, extensions: Options) -> Self {
        let mut priced = Self { text: Cow::Borrowed(text), hidden: Vec::new() };
        if !extensions.contains(Options::ENABLE_MATH) || !text.contains('$') {
            return priced;
        }
        for _ in 0..ROUNDS {
            let events = Parser::new_ext(&priced.text, extensions).into_offset_iter();
            let found: Vec<usize> = events
                .filter(|(event, span)| {
                    matches!(event, Event::InlineMath(formula) if is_money(text, formula, span))
                })
                .map(|(_, span)| span.start)
                .collect();
            if found.is_empty() {
                break;
            }
            priced.hide(&found);
        }
        priced
    }

    /// What the parser shall read.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    fn hide(&mut self, places: &[usize]) {
        self.hidden.extend(places);
        self.hidden.sort_unstable();
        let text = &mut self.text;
        let hidden = &self.hidden;
        let characters = text.char_indices().map(|(at, character)| {
            if character == '$' && hidden.binary_search(&at).is_ok() { STAND_IN } else { character }
        });
        *text = Cow::Owned(characters.collect());
    }

    /// An event with the dollar signs that were hidden.
    pub(crate) fn shown<'e>(&self, event: Event<'e>, span: &Range<usize>) -> Event<'e> {
        let first = self.hidden.partition_point(|at| *at < span.start);
        if self.hidden.get(first).is_none_or(|at| *at >= span.end) {
            return event;
        }
        let shown = |text| self.with_signs(text, span);
        match event {
            Event::Text(text) => Event::Text(shown(text)),
            Event::Code(text) => Event::Code(shown(text)),
            Event::Html(text) => Event::Html(shown(text)),
            Event::InlineHtml(text) => Event::InlineHtml(shown(text)),
            Event::InlineMath(text) => Event::InlineMath(shown(text)),
            Event::DisplayMath(text) => Event::DisplayMath(shown(text)),
            Event::Start(Tag::Link { link_type, dest_url, title, id }) => {
                Event::Start(Tag::Link { link_type, dest_url: self.address(dest_url, span), title, id })
            }
            Event::Start(Tag::Image { link_type, dest_url, title, id }) => {
                Event::Start(Tag::Image { link_type, dest_url: self.address(dest_url, span), title, id })
            }
            other => other,
        }
    }

    /// A part of the text as it was written: what stands in for a sign is told by its place among its kind.
    fn with_signs<'e>(&self, part: CowStr<'e>, span: &Range<usize>) -> CowStr<'e> {
        let written = self.text.get(span.clone()).unwrap_or_default();
        let marks = written.match_indices(STAND_IN).map(|(at, _)| span.start + at);
        if written.matches(STAND_IN).count() != part.matches(STAND_IN).count() {
            return part;
        }
        let mut signs = marks.map(|at| self.hidden.binary_search(&at).is_ok());
        let restored = part.chars().map(|character| match character {
            STAND_IN if signs.next() == Some(true) => '$',
            other => other,
        });
        CowStr::from(restored.collect::<String>())
    }

    /// The address of a link, which stands somewhere in the link's part of the text.
    fn address<'e>(&self, address: CowStr<'e>, span: &Range<usize>) -> CowStr<'e> {
        let written = self.text.get(span.clone()).unwrap_or_default();
        match written.rfind(&*address) {
            Some(at) if address.contains(STAND_IN) => {
                let start = span.start + at;
                self.with_signs(address.clone(), &(start..start + address.len()))
            }
            _ => address,
        }
    }
}

/// Whether the first of two dollar signs is about money or a variable of a shell, as in `$5-$10`, `US$5 or US$6` and
/// `$HOME/$USER`. `$n$th`, `$k$-means` and `$a_{ij}$s` are formulas.
fn is_money(text: &str, formula: &str, span: &Range<usize>) -> bool {
    let before = text.get(..span.start).and_then(|before| before.chars().next_back());
    let after = text.get(span.end..).and_then(|after| after.chars().next());
    let is_tex = formula.contains(['\\', '^']) || formula.contains("_{");
    let goes_on = after.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == '{');
    // Pandoc has this rule, too.
    if after.is_some_and(|c| c.is_ascii_digit()) || formula.contains("://") {
        return true;
    }
    if is_tex {
        return false;
    }
    // `$A/$B`: an operator with nothing behind it.
    let is_open = formula.trim_end().ends_with(['/', '-', '+', ':', '=', '.', ',', '*', '|', '&']);
    let has_word = formula.split_whitespace().any(|word| {
        let word = word.trim_matches(|c: char| c.is_ascii_punctuation());
        word.chars().count() >= 2 && word.chars().all(char::is_alphabetic)
    });
    let is_amount =
        formula.starts_with(|c: char| c.is_ascii_digit()) && has_word && !formula.contains(['=', '<', '>']);
    let is_currency = before.is_some_and(char::is_alphanumeric) && formula.chars().count() > 1;
    (goes_on && (is_open || formula.chars().count() > 3)) || is_amount || is_currency
}
