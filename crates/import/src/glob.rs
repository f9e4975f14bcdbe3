//! Patterns of file names as Ruby has them (`File.fnmatch?`, and `Dir.glob` for paths), which Zola's are a part of.

/// Whether a path matches a pattern. With `pathname`, `*` stops at a slash, `**/` does not, and `{a,b}` is either;
/// without, as in `include` and `exclude`, `*` is anything at all.
pub(crate) fn matches(pattern: &str, path: &str, pathname: bool) -> bool {
    if pathname && let Some((open, close)) = braces(pattern) {
        let (before, after) = (&pattern[..open], &pattern[close + 1..]);
        let mut choices = pattern[open + 1..close].split(',');
        return choices.any(|choice| matches(&format!("{before}{choice}{after}"), path, true));
    }
    let pattern: Vec<char> = pattern.chars().take(LONGEST).collect();
    let path: Vec<char> = path.chars().take(LONGEST).collect();
    // The row of a table: which beginnings of the pattern match what was read so far.
    let mut row = vec![false; pattern.len() + 1];
    row[0] = true;
    close_over(&pattern, &mut row, None, pathname);
    for (at, &character) in path.iter().enumerate() {
        let mut next = vec![false; pattern.len() + 1];
        for (state, _) in row.iter().enumerate().filter(|(_, reached)| **reached) {
            step(&pattern, state, character, pathname, &mut next);
        }
        close_over(&pattern, &mut next, path.get(at), pathname);
        row = next;
    }
    row[pattern.len()]
}

/// Patterns and paths are read up to here: the table must not grow without end.
const LONGEST: usize = 4096;

fn braces(pattern: &str) -> Option<(usize, usize)> {
    let open = pattern.find('{')?;
    Some((open, open + pattern[open..].find('}')?))
}

fn is_deep(pattern: &[char], state: usize) -> bool {
    pattern[state..].starts_with(&['*', '*', '/']) && (state == 0 || pattern[state - 1] == '/')
}

/// One character, from one place in the pattern.
fn step(pattern: &[char], state: usize, character: char, pathname: bool, next: &mut [bool]) {
    if pathname && is_deep(pattern, state) {
        next[state] = true;
    }
    match pattern.get(state) {
        Some('*') if !pathname || character != '/' => next[state] = true,
        Some('?') if !pathname || character != '/' => next[state + 1] = true,
        Some('[') => {
            if let Some((length, holds)) = class(&pattern[state..], character)
                && holds
            {
                next[state + length] = true;
            }
        }
        Some('\\') if pattern.get(state + 1) == Some(&character) => next[state + 2] = true,
        Some(expected) if *expected == character => next[state + 1] = true,
        _ => {}
    }
}

/// `*` may be nothing, and so may `**/` where a folder begins.
fn close_over(pattern: &[char], row: &mut [bool], read: Option<&char>, pathname: bool) {
    for state in 0..pattern.len() {
        if !row[state] {
            continue;
        }
        if pathname && is_deep(pattern, state) {
            if matches!(read, None | Some('/')) {
                row[state + 3] = true;
            }
        } else if pattern[state] == '*' {
            row[state + 1] = true;
        }
    }
}

/// `[a-z]`: its length, and whether it holds the character.
fn class(pattern: &[char], character: char) -> Option<(usize, bool)> {
    let negated = matches!(pattern.get(1), Some('!' | '^'));
    let start = if negated { 2 } else { 1 };
    let end = start + 1 + pattern.get(start + 1..)?.iter().position(|c| *c == ']')?;
    let inside = &pattern[start..end];
    let mut holds = false;
    let mut at = 0;
    while at < inside.len() {
        if inside.get(at + 1) == Some(&'-') && at + 2 < inside.len() {
            holds |= (inside[at]..=inside[at + 2]).contains(&character);
            at += 3;
        } else {
            holds |= inside[at] == character;
            at += 1;
        }
    }
    Some((end + 1, holds != negated))
}

#[cfg(test)]
mod tests {
    use super::matches;

    #[test]
    fn patterns_match_as_ruby_says() {
        for (pattern, path, pathname, holds) in [
            ("*.md", "a.md", true, true),
            ("*.md", "a/b.md", true, false),
            ("*.md", "a/b.md", false, true),
            ("**/*.md", "a/b/c.md", true, true),
            ("**/*.md", "c.md", true, true),
            ("a/**/c", "a/c", true, true),
            ("section/*/special-page.html", "section/x/special-page.html", true, true),
            ("section/*", "section/x/y", true, false),
            ("a[0-9].md", "a7.md", true, true),
            ("a[!0-9].md", "a7.md", true, false),
            ("?.md", "ä.md", true, true),
            ("{a,b}.md", "b.md", true, true),
            ("vendor", "vendor", false, true),
            ("vendor", "vendors", false, false),
        ] {
            assert_eq!(matches(pattern, path, pathname), holds, "{pattern} {path}");
        }
    }
}
