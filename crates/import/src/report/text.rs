use super::{Answer, PageLine, Report, Share};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Most pages that the readable report shows one by one; the other file has all.
const PAGES: usize = 100;

/// The same of redirects and of addresses in other case.
const ADDRESSES: usize = 200;

impl Report {
    /// The report for reading: `import-report.md`.
    pub fn markdown(&self) -> String {
        let mut text = format!("# Import from {}\n\n", self.generator);
        let totals = &self.totals;
        let _ = writeln!(text, "| | before | after | kept |\n|---|--:|--:|--:|");
        let mut row = |name: &str, share: Share| {
            let _ = writeln!(text, "| {name} | {} | {} | {} |", share.before, share.after, share.percent());
        };
        let of = |before, kept| Share { before, after: kept, kept };
        row("posts", of(totals.posts_before, totals.posts_after));
        row("pages", of(totals.pages_before, totals.pages_after));
        row("old addresses", of(totals.addresses, totals.answered));
        for (name, share) in totals.kept.shares() {
            row(name, share);
        }
        let _ = writeln!(
            text,
            "\n{} drafts, {} files. Words and the like are those of published pages: before, as far as {} would have \
             written them; after, as Offprint writes them.",
            totals.drafts, totals.files, self.generator
        );
        self.unanswered(&mut text);
        self.findings(&mut text);
        self.pages(&mut text);
        self.addresses(&mut text);
        text
    }

    /// The whole report for machines: `import-report.json`.
    pub fn json(&self) -> String {
        serde_json::to_string_pretty(self).unwrap_or_default() + "\n"
    }

    fn unanswered(&self, text: &mut String) {
        let lines: Vec<_> = self.addresses.iter().filter(|line| line.answer == Answer::Nothing).collect();
        if lines.is_empty() {
            text.push_str("\nEvery old address is answered.\n");
            return;
        }
        text.push_str("\n## Old addresses that nothing answers\n\n");
        for line in lines {
            let _ = writeln!(text, "- {}, a {}", code(&line.url), line.was);
        }
    }

    fn findings(&self, text: &mut String) {
        if self.findings.is_empty() {
            return;
        }
        text.push_str("\n## Not carried over, or not as it was\n\n");
        for finding in &self.findings {
            let place = finding.line.map_or_else(String::new, |line| format!(":{line}"));
            let place = code(&format!("{}{place}", finding.path));
            let _ = writeln!(text, "- {place}: {}. {}.", finding.message, sentence(&finding.help));
        }
    }

    fn pages(&self, text: &mut String) {
        let lost = |page: &&PageLine| !page.published || page.kept.loss() > 0.0;
        let lines: Vec<_> = self.pages.iter().filter(lost).collect();
        if lines.is_empty() {
            text.push_str("\nNo page lost a word, a picture, a block of code, a link or a heading.\n");
            return;
        }
        text.push_str("\n## Pages that lost something, the worst first\n\n");
        text.push_str("| page | words | images | code blocks | links | headings | missing |\n|---|--:|--:|--:|--:|--:|---|\n");
        for page in lines.iter().take(PAGES) {
            let mut cells = vec![code(&page.source)];
            cells.extend(page.kept.shares().map(|(_, share)| {
                if share.lost() == 0 { String::new() } else { format!("{} of {}", share.kept, share.before) }
            }));
            let missing = page.kept.lost_words.iter().chain(&page.kept.lost_links).map(|item| code(item));
            cells.push(if page.published {
                missing.collect::<Vec<_>>().join(" ")
            } else {
                "not published".to_owned()
            });
            let _ = writeln!(text, "| {} |", cells.join(" | "));
        }
        if lines.len() > PAGES {
            let _ = writeln!(text, "\nAnd {} more, in `import-report.json`.", lines.len() - PAGES);
        }
    }

    fn addresses(&self, text: &mut String) {
        let mut counts: BTreeMap<Answer, usize> = BTreeMap::new();
        for line in &self.addresses {
            *counts.entry(line.answer).or_default() += 1;
        }
        text.push_str("\n## What answers old addresses\n\n");
        for (answer, count) in &counts {
            let _ = writeln!(text, "- {}: {count}", answer.name());
        }
        let leads: Vec<_> = self
            .addresses
            .iter()
            .filter(|line| matches!(line.answer, Answer::Redirect | Answer::Case))
            .collect();
        if leads.is_empty() {
            return;
        }
        text.push_str("\n| old address | leads to |\n|---|---|\n");
        for line in leads.iter().take(ADDRESSES) {
            let _ =
                writeln!(text, "| {} | {} |", code(&line.url), code(line.to.as_deref().unwrap_or_default()));
        }
        if leads.len() > ADDRESSES {
            let _ = writeln!(text, "\nAnd {} more, in `import-report.json`.", leads.len() - ADDRESSES);
        }
    }
}

/// A text as code, inside a table too.
fn code(text: &str) -> String {
    let text: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let text = text.replace('|', "\\|");
    if text.contains('`') { format!("`` {text} ``") } else { format!("`{text}`") }
}

fn sentence(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map_or_else(String::new, |first| first.to_uppercase().chain(characters).collect())
}
