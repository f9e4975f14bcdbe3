/// What a body says, while it is rendered.
#[derive(Default)]
pub(crate) struct PlainText {
    /// Everything that is read, for counting words.
    pub all: String,
    /// Paragraphs and lists alone, one block a line, for summaries.
    pub prose: String,
    /// How many headings, tables, code blocks or footnotes we are in.
    silent: usize,
}

impl PlainText {
    pub fn push(&mut self, text: &str) {
        self.all.push_str(text);
        if self.silent == 0 {
            let begins = self.prose.is_empty() || self.prose.ends_with('\n');
            self.prose.push_str(if begins { text.trim_start() } else { text });
        }
    }

    /// A line break in the source. Scripts without spaces are wrapped anywhere, and a wrap there is none.
    pub fn line_break(&mut self) {
        self.all.push(' ');
        if self.silent == 0 && !self.prose.chars().next_back().is_some_and(is_unspaced) {
            self.prose.push(' ');
        }
    }

    /// The end of a block, or of something else that words do not run across.
    pub fn block(&mut self) {
        self.all.push('\n');
        if !self.prose.is_empty() && !self.prose.ends_with('\n') {
            self.prose.truncate(self.prose.trim_end_matches(' ').len());
            self.prose.push('\n');
        }
    }

    /// What follows is no prose, until [`Self::resume`].
    pub fn silence(&mut self) {
        self.block();
        self.silent += 1;
    }

    pub fn resume(&mut self) {
        self.all.push('\n');
        self.silent = self.silent.saturating_sub(1);
    }
}

/// Letters of the scripts that Hugo counts by the character (Han, Hiragana, Katakana, Hangul).
pub(crate) fn is_cjk(character: char) -> bool {
    is_unspaced(character)
        || matches!(character, '\u{1100}'..='\u{11ff}' | '\u{3130}'..='\u{318f}' | '\u{a960}'..='\u{a97f}'
            | '\u{ac00}'..='\u{d7ff}')
}

/// Han and kana with their punctuation: written without spaces between words.
fn is_unspaced(character: char) -> bool {
    matches!(character, '\u{2e80}'..='\u{2fdf}' | '\u{3000}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}'
        | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}'
        | '\u{ff00}'..='\u{ffef}' | '\u{20000}'..='\u{3134f}')
}
