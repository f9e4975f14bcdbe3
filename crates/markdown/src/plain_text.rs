use crate::Section;
use offprint_model::Heading;

/// What a body says, while it is rendered.
#[derive(Default)]
pub(crate) struct PlainText {
    /// Everything that is read, for counting words.
    pub all: String,
    /// Paragraphs and lists alone, one block a line, for summaries.
    pub prose: String,
    /// Everything that is read but the headings' own words, for searching.
    sections: Vec<Section>,
    /// How many headings, tables, code blocks or footnotes we are in.
    silent: usize,
    /// What is read belongs to a heading, which is not whole yet.
    in_heading: bool,
}

impl PlainText {
    pub fn push(&mut self, text: &str) {
        self.all.push_str(text);
        if let Some(section) = self.section() {
            let begins = section.is_empty() || section.ends_with(['\n', ' ']);
            section.push_str(if begins { text.trim_start() } else { text });
        }
        if self.silent == 0 {
            let begins = self.prose.is_empty() || self.prose.ends_with('\n');
            self.prose.push_str(if begins { text.trim_start() } else { text });
        }
    }

    /// A formula, as its author wrote it: one word, however many blanks it has.
    pub fn formula(&mut self, formula: &str) {
        let words = formula.split_whitespace().collect::<Vec<_>>();
        self.all.push_str(&words.concat());
        let formula = words.join(" ");
        if let Some(section) = self.section() {
            section.push_str(&formula);
        }
        if self.silent == 0 {
            self.prose.push_str(&formula);
        }
    }

    /// A line break in the source. Scripts without spaces are wrapped anywhere, and a wrap there is none.
    pub fn line_break(&mut self) {
        self.all.push(' ');
        if let Some(section) = self.section()
            && !section.ends_with(['\n', ' '])
            && !section.chars().next_back().is_some_and(is_unspaced)
        {
            section.push(' ');
        }
        if self.silent == 0 && !self.prose.chars().next_back().is_some_and(is_unspaced) {
            self.prose.push(' ');
        }
    }

    /// The end of a block, or of something else that words do not run across.
    pub fn block(&mut self) {
        self.all.push('\n');
        end_line(&mut self.prose);
        if let Some(section) = self.section() {
            end_line(section);
        }
    }

    /// A block of code: each line of it by itself, without what it is indented by.
    pub fn code(&mut self, code: &str) {
        self.all.push_str(code);
        if let Some(section) = self.section() {
            for line in code.lines().map(str::trim).filter(|line| !line.is_empty()) {
                section.push_str(line);
                section.push('\n');
            }
        }
    }

    /// What follows is no prose, until [`Self::resume`].
    pub fn silence(&mut self) {
        self.block();
        self.silent += 1;
    }

    pub fn resume(&mut self) {
        self.all.push('\n');
        if let Some(section) = self.section() {
            end_line(section);
        }
        self.silent = self.silent.saturating_sub(1);
    }

    /// What follows is a heading's own text, until [`Self::end_heading`].
    pub fn start_heading(&mut self) {
        self.silence();
        self.in_heading = true;
    }

    /// What follows stands below a heading.
    pub fn end_heading(&mut self, heading: &Heading) {
        self.in_heading = false;
        self.resume();
        let (id, heading) = (heading.id.clone(), heading.text.clone());
        self.sections.push(Section { id, heading, text: String::new() });
    }

    /// What follows stands elsewhere on the page, until the sections before are given to [`Self::go_back`].
    pub fn go_elsewhere(&mut self) -> Vec<Section> {
        self.silence();
        std::mem::take(&mut self.sections)
    }

    /// Goes on where the text was left; what was said meanwhile is returned.
    pub fn go_back(&mut self, before: Vec<Section>) -> Vec<Section> {
        self.resume();
        std::mem::replace(&mut self.sections, before)
    }

    /// Adds what was said elsewhere: a text above its first heading stands below the last one here.
    pub fn add(&mut self, sections: Vec<Section>) {
        for section in sections {
            match self.section() {
                Some(text) if section.id.is_empty() => text.push_str(&section.text),
                _ => self.sections.push(section),
            }
        }
    }

    /// The body by its headings. A text above the first has none; without a text there it is left out.
    pub fn sections(self) -> Vec<Section> {
        let mut sections = self.sections;
        for section in &mut sections {
            section.text.truncate(section.text.trim_end().len());
        }
        sections.retain(|section| !section.id.is_empty() || !section.text.is_empty());
        sections
    }

    /// The text of the section that what is read belongs to.
    fn section(&mut self) -> Option<&mut String> {
        if self.in_heading {
            return None;
        }
        if self.sections.is_empty() {
            self.sections.push(Section::default());
        }
        self.sections.last_mut().map(|section| &mut section.text)
    }
}

fn end_line(text: &mut String) {
    if !text.is_empty() && !text.ends_with('\n') {
        text.truncate(text.trim_end_matches(' ').len());
        text.push('\n');
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
