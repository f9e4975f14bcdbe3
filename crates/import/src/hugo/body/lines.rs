//! Markdown while it is written, with lines that must stand alone.

/// A text that grows.
#[derive(Debug, Default)]
pub struct Lines {
    /// So far.
    pub text: String,
    /// A block was written last, and the line that it stands on begins so.
    after: Option<String>,
}

impl Lines {
    /// Adds text as it is. Behind a block it begins a new paragraph.
    pub fn push(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        if let Some(prefix) = self.after.take() {
            let rest = text.trim_start_matches([' ', '\t']);
            match rest.strip_prefix('\n') {
                Some(below) => {
                    self.text.push('\n');
                    let next = below.lines().next().unwrap_or_default();
                    let blank = next.trim_matches([' ', '\t', '>']).is_empty();
                    if !blank {
                        self.text.push_str(&format!("{}\n", prefix.trim_end()));
                    }
                    self.text.push_str(below);
                }
                None if rest.is_empty() => self.after = Some(prefix),
                None => self.text.push_str(&format!("\n\n{prefix}{rest}")),
            }
            return;
        }
        self.text.push_str(text);
    }

    /// Adds lines that stand alone; within a line, `inline` instead, if there is one. `ends` says that the
    /// source's line ends behind them.
    pub fn block(&mut self, block: &str, inline: &str, ends: bool) {
        if let Some(prefix) = self.after.take() {
            self.text.push_str(&format!("\n\n{prefix}"));
        }
        let start = self.text.rfind('\n').map_or(0, |end| end + 1);
        let line = self.text[start..].to_owned();
        let marker = line.len() - line.trim_start_matches(|c: char| c.is_whitespace() || c == '>').len();
        let rest = &line[marker..];
        let item = list_marker(rest);
        let alone = rest.len() == item;
        if !inline.is_empty() && (!alone || !ends) {
            self.text.push_str(inline);
            return;
        }
        let prefix = format!("{}{}", &line[..marker], " ".repeat(item));
        if !alone {
            let kept = self.text.trim_end_matches([' ', '\t']).len();
            self.text.truncate(kept);
            self.text.push_str(&format!("\n\n{prefix}"));
        } else if item == 0 && start > 0 {
            let before = self.text[..start - 1].rsplit('\n').next().unwrap_or_default();
            if !before.trim_matches([' ', '\t', '>']).is_empty() {
                self.text.truncate(start);
                self.text.push_str(&format!("{}\n{line}", line.trim_end()));
            }
        }
        for (number, line) in block.lines().enumerate() {
            if number > 0 {
                self.text.push('\n');
                if !line.is_empty() {
                    self.text.push_str(&prefix);
                }
            }
            self.text.push_str(line);
        }
        self.after = Some(prefix);
    }

    /// All of it.
    pub fn finish(mut self) -> String {
        if self.after.is_some() {
            self.text.push('\n');
        }
        self.text
    }
}

/// The length of `- ` or `12. ` where a text is nothing else, or begins so.
fn list_marker(text: &str) -> usize {
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let after = &text[digits..];
    let sign = if digits > 0 { after.starts_with(['.', ')']) } else { after.starts_with(['-', '*', '+']) };
    if !sign {
        return 0;
    }
    let spaces = after[1..].len() - after[1..].trim_start_matches(' ').len();
    if spaces == 0 { 0 } else { digits + 1 + spaces }
}

#[cfg(test)]
mod tests {
    use super::Lines;

    fn written(before: &str, block: &str, inline: &str, after: &str) -> String {
        let mut lines = Lines::default();
        lines.push(before);
        let ends = after.lines().next().unwrap_or_default().trim().is_empty();
        lines.block(block, inline, ends);
        lines.push(after);
        lines.finish()
    }

    #[test]
    fn a_block_has_lines_of_its_own() {
        assert_eq!(written("a\n\n", "::x", "[x]", "\n\nb\n"), "a\n\n::x\n\nb\n");
        assert_eq!(written("a\n", "::x", "[x]", "\nb\n"), "a\n\n::x\n\nb\n");
        assert_eq!(written("", "::x", "[x]", ""), "::x\n");
        assert_eq!(written("a ", "::x", "[x]", " b\n"), "a [x] b\n");
        assert_eq!(written("a ", "::x", "", " b\n"), "a\n\n::x\n\nb\n");
        assert_eq!(written("- ", "a\nb", "", "\n- c\n"), "- a\n  b\n\n- c\n");
        assert_eq!(written("1. a\n\n   ", "a\n\nb", "", "\n"), "1. a\n\n   a\n\n   b\n");
        assert_eq!(written("> a\n> ", "::x", "[x]", "\n> b\n"), "> a\n>\n> ::x\n>\n> b\n");
    }

    #[test]
    fn blocks_follow_each_other() {
        let mut lines = Lines::default();
        lines.block("![](a)", "", false);
        lines.block("![](b)", "", true);
        lines.push("\n");
        lines.block("![](c)", "", true);
        assert_eq!(lines.finish(), "![](a)\n\n![](b)\n\n![](c)\n");
    }
}
