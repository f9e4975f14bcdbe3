//! Lines of text between blank lines: headings, tables, contents, callouts.

use super::attributes::{Attributes, whole_line};
use super::blocks::is_item;
use super::heading::{Heading, atx, setext_level, with_id};
use super::table::table;
use super::{Mode, Translator};

/// `*[HTML]: Hypertext Markup Language`
pub(super) fn abbreviation(line: &str) -> Option<(&str, &str)> {
    let (short, long) = line.trim_start().strip_prefix("*[")?.split_once("]:")?;
    (!short.is_empty()).then(|| (short, long.trim()))
}

/// `[label]: address`; no footnote.
pub(super) fn link_definition(line: &str) -> Option<(&str, &str)> {
    let inside = line.trim_start().strip_prefix('[').filter(|inside| !inside.starts_with('^'))?;
    let (label, address) = inside.split_once("]:")?;
    (!label.is_empty() && !label.contains(['[', ']']) && !address.trim().is_empty())
        .then(|| (label, address.trim()))
}

/// The alert that a class of a paragraph means.
fn alert(attributes: &Attributes) -> Option<&'static str> {
    attributes.classes.iter().find_map(|class| {
        let class = class.trim_start_matches("alert-").trim_start_matches("notice--").to_ascii_lowercase();
        Some(match class.as_str() {
            "note" | "info" | "notice" | "primary" | "callout" => "NOTE",
            "tip" | "success" | "hint" => "TIP",
            "important" => "IMPORTANT",
            "warning" | "warn" => "WARNING",
            "danger" | "error" | "caution" => "CAUTION",
            _ => return None,
        })
    })
}

impl Translator<'_> {
    pub(super) fn text_block(&mut self, lines: &[&str], mut attributes: Attributes) -> Vec<String> {
        let mut lines: Vec<&str> =
            lines.iter().copied().filter(|line| abbreviation(line).is_none()).collect();
        if attributes.has("toc") {
            self.note(
                "{:toc}",
                "is left out: Offprint makes a page's contents by itself",
                "nothing has to be done",
            );
            while lines.last().is_some_and(|line| is_item(line)) {
                lines.pop();
            }
            return self.plain_lines(&lines, Attributes::default());
        }
        if attributes.has("footnotes") {
            return self.plain_lines(&lines, Attributes::default());
        }
        if lines.is_empty() {
            return Vec::new();
        }
        let ends_in_heading = lines.last().is_some_and(|line| atx(line, self.rules.gfm).is_some())
            || lines.len() == 2 && setext_level(lines[1]).is_some();
        if ends_in_heading {
            return self.plain_lines(&lines, attributes);
        }
        if self.mode == Mode::Jekyll {
            return self.plain_lines(&lines, Attributes::default());
        }
        let id = attributes.id.take();
        let alert = alert(&attributes).filter(|_| !lines.iter().any(|line| is_item(line)));
        if alert.is_none() {
            self.left_out(&attributes, "on a block", lines[0]);
        }
        let mut out = self.plain_lines(&lines, Attributes::default());
        if let Some(kind) = alert {
            let indent = out[0][..out[0].len() - out[0].trim_start().len()].to_owned();
            let is_quote = out.iter().all(|line| line.trim_start().starts_with('>'));
            if !is_quote {
                out = out.iter().map(|line| format!("{indent}> {}", line.trim_start())).collect();
            }
            out.insert(0, format!("{indent}> [!{kind}]"));
        }
        if let Some(id) = id {
            let indent = &lines[0][..lines[0].len() - lines[0].trim_start().len()];
            out.splice(0..0, [format!("{indent}<a id=\"{id}\"></a>"), String::new()]);
        }
        out
    }

    /// Headings, a table, and what lies between them.
    fn plain_lines(&mut self, lines: &[&str], attributes: Attributes) -> Vec<String> {
        if let Some(rows) = table(lines) {
            let rows = rows.iter().enumerate();
            return rows.map(|(at, row)| if at == 1 { row.clone() } else { self.inline(row) }).collect();
        }
        let mut out = Vec::new();
        let mut open: Vec<String> = Vec::new();
        let mut at = 0;
        while at < lines.len() {
            let line = lines[at];
            let is_last = |length: usize| at + length == lines.len();
            if let Some(heading) = atx(line, self.rules.gfm) {
                self.flush(&mut open, &mut out);
                let own = if is_last(1) { attributes.clone() } else { Attributes::default() };
                out.push(self.heading(&heading, own));
                at += 1;
                continue;
            }
            let level = lines.get(at + 1).and_then(|next| setext_level(next));
            if let Some(level) = level.filter(|_| !is_item(line) && !line.trim_start().starts_with('>')) {
                if open.is_empty() {
                    let (text, id) = with_id(line.trim());
                    let own = if is_last(2) { attributes.clone() } else { Attributes::default() };
                    out.push(self.heading(&Heading { level, text, id }, own));
                } else {
                    // A paragraph of several lines is none of kramdown's headings.
                    open.extend([line.to_owned(), format!("\\{}", lines[at + 1])]);
                }
                at += 2;
                continue;
            }
            if let Some(kept) = self.text_line(line) {
                open.push(kept);
            }
            at += 1;
        }
        self.flush(&mut open, &mut out);
        out
    }

    /// A line without attributes of a list's item or within a quote; `None` if nothing else stands there.
    fn text_line(&mut self, line: &str) -> Option<String> {
        let quoted = line.trim_start_matches(['>', ' ']);
        if line.trim_start().starts_with('>') && whole_line(quoted).is_some() {
            let attributes =
                whole_line(quoted).map(Attributes::read).unwrap_or_default().resolved(&self.named);
            self.left_out(&attributes, "on a block", line);
            return None;
        }
        if is_item(line)
            && let Some(start) = line.find("{:")
            && line[..start].trim_start().trim_end().len() <= 3
            && !line[start..].starts_with("{::")
            && let Some(end) = line[start..].find('}')
        {
            let attributes = Attributes::read(&line[start + 2..start + end]).resolved(&self.named);
            self.left_out(&attributes, "on an item of a list", line);
            return Some(format!("{}{}", &line[..start], line[start + end + 1..].trim_start()));
        }
        Some(line.to_owned())
    }

    fn flush(&mut self, open: &mut Vec<String>, out: &mut Vec<String>) {
        if open.is_empty() {
            return;
        }
        let mut lines: Vec<String> = Vec::new();
        let mut text = String::new();
        for line in open.drain(..) {
            // Definitions and directives are no text.
            if let Some((label, address)) = link_definition(&line) {
                self.flush_text(&mut text, &mut lines);
                let (address, title) = match address.split_once([' ', '\t']) {
                    Some((address, title)) if !address.starts_with('<') => {
                        (address, format!(" {}", title.trim()))
                    }
                    _ => (address, String::new()),
                };
                lines.push(format!("[{label}]: {}{title}", self.address(address)));
            } else if line.starts_with("::") {
                self.flush_text(&mut text, &mut lines);
                lines.push(line);
            } else {
                text.push_str(&line);
                text.push('\n');
            }
        }
        self.flush_text(&mut text, &mut lines);
        out.append(&mut lines);
    }

    fn flush_text(&mut self, text: &mut String, lines: &mut Vec<String>) {
        if text.is_empty() {
            return;
        }
        let translated = self.inline(text.trim_end_matches('\n'));
        let count = translated.lines().count();
        for (at, line) in translated.lines().enumerate() {
            let breaks =
                self.rules.hard_wrap && at + 1 < count && !line.ends_with("  ") && !line.ends_with('\\');
            lines.push(if breaks { format!("{line}  ") } else { line.to_owned() });
        }
        text.clear();
    }

    /// What a picture's attributes are: its size is the picture's own in Offprint.
    pub(super) fn picture_attributes(
        &mut self,
        attributes: &Attributes,
        start: usize,
        near: &str,
        out: &mut String,
    ) {
        let _ = start;
        let mut own = attributes.clone();
        if let Some(alt) = own.get("alt").map(str::to_owned)
            && out[start..].starts_with("![]")
        {
            out.insert_str(start + 2, &alt);
        }
        own.pairs.retain(|(key, _)| key != "alt" && key != "loading");
        self.left_out(&own, "on a picture", near);
    }
}
