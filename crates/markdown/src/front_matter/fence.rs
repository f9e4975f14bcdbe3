use super::FrontMatterError;
use std::ops::Range;

/// Where the front matter of a file is.
pub(super) enum Fenced {
    /// TOML between lines of `+++`.
    Toml(Block),
    /// YAML between lines of `---`, or ended by `...`.
    Yaml(Block),
    /// A JSON object that begins here.
    Json(usize),
    /// There is none; the body begins here.
    None(usize),
}

/// Bytes of the file.
pub(super) struct Block {
    /// Between the fences.
    pub inside: Range<usize>,
    /// The fences too.
    pub whole: Range<usize>,
    /// Where the line after the closing fence begins.
    pub body: usize,
}

/// Finds the front matter at the start of a file; a byte order mark and blank lines may stand before it.
pub(super) fn find(source: &str) -> Result<Fenced, FrontMatterError> {
    let after_mark = if source.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let start = source.len() - source[after_mark..].trim_start().len();
    let rest = &source[start..];
    let first = rest.lines().next().unwrap_or_default().trim_end();
    match first {
        "+++" => block(source, start, "+++", &["+++"]).map(Fenced::Toml),
        "---" => block(source, start, "---", &["---", "..."]).map(Fenced::Yaml),
        // `{{` begins a template's call and `{%` a tag: text, as far as a body is concerned.
        _ if rest.strip_prefix('{').is_some_and(|rest| rest.trim_start().starts_with(['"', '}'])) => {
            Ok(Fenced::Json(start))
        }
        _ => Ok(Fenced::None(after_mark)),
    }
}

fn block(
    source: &str,
    start: usize,
    fence: &'static str,
    closings: &[&str],
) -> Result<Block, FrontMatterError> {
    let mut at = start;
    let mut inside = None;
    for line in source[start..].split_inclusive('\n') {
        let next = at + line.len();
        match inside {
            None => inside = Some(next),
            Some(begin) if closings.contains(&line.trim_end()) => {
                let whole = start..at + line.trim_end().len();
                return Ok(Block { inside: begin..at, whole, body: next });
            }
            Some(_) => {}
        }
        at = next;
    }
    Err(FrontMatterError::Unclosed { fence, span: start..start + fence.len() })
}
