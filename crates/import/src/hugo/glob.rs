//! Patterns of paths and kinds as Hugo's cascades, mounts and permalinks have them: `*` within a segment, `**`
//! over several, `?`, `[a-z]` and `{a,b}`, without regard to case.

/// Whether a pattern is about a text.
pub fn matches(pattern: &str, text: &str) -> bool {
    let text: Vec<char> = text.to_lowercase().chars().collect();
    alternatives(&pattern.to_lowercase())
        .iter()
        .any(|pattern| one(&pattern.chars().collect::<Vec<_>>(), &text, &mut 100_000))
}

/// Writes `{a,b}` out. More than a thousand patterns are no pattern any more.
fn alternatives(pattern: &str) -> Vec<String> {
    let mut done = Vec::new();
    let mut open = vec![pattern.to_owned()];
    while let Some(pattern) = open.pop() {
        let inner = pattern.rfind('{').and_then(|start| {
            let end = pattern.get(start..)?.find('}')? + start;
            Some((start, end))
        });
        match inner {
            Some((start, end)) if done.len() + open.len() < 1_000 => {
                let (before, after) = (&pattern[..start], &pattern[end + 1..]);
                for choice in pattern[start + 1..end].split(',') {
                    open.push(format!("{before}{choice}{after}"));
                }
            }
            _ => done.push(pattern),
        }
    }
    done
}

fn one(pattern: &[char], text: &[char], left: &mut u32) -> bool {
    // A pattern of many stars could look for hours.
    if *left == 0 {
        return false;
    }
    *left -= 1;
    match pattern {
        [] => text.is_empty(),
        ['*', '*', rest @ ..] => (0..=text.len()).any(|at| one(rest, &text[at..], left)),
        ['*', rest @ ..] => {
            let end = text.iter().position(|c| *c == '/').unwrap_or(text.len());
            (0..=end).any(|at| one(rest, &text[at..], left))
        }
        ['?', rest @ ..] => text.first().is_some_and(|c| *c != '/') && one(rest, &text[1..], left),
        ['[', rest @ ..] if rest.contains(&']') => {
            let end = rest.iter().position(|c| *c == ']').unwrap_or(rest.len());
            let Some(first) = text.first() else { return false };
            is_in(&rest[..end], *first) && one(&rest[end + 1..], &text[1..], left)
        }
        ['\\', first, rest @ ..] | [first, rest @ ..] => {
            text.first() == Some(first) && one(rest, &text[1..], left)
        }
    }
}

fn is_in(class: &[char], character: char) -> bool {
    let (not, class) = match class {
        ['!' | '^', rest @ ..] => (true, rest),
        _ => (false, class),
    };
    let range = |part: &[char]| matches!(part, [from, '-', to] if (*from..=*to).contains(&character));
    (class.windows(3).any(range) || class.contains(&character)) != not
}

#[cfg(test)]
mod tests {
    use super::matches;

    #[test]
    fn a_pattern_is_about_paths() {
        for (pattern, path, expected) in [
            ("/posts/**", "/posts/a/b", true),
            ("/posts/**", "/posts", false),
            ("/posts/*", "/posts/a/b", false),
            ("/{posts,posts/**}", "/posts", true),
            ("/{posts,posts/**}", "/posts/2020/a", true),
            ("{home,section}", "section", true),
            ("{home,section}", "page", false),
            ("**", "/anything/at/all", true),
            ("/Posts/a?c", "/posts/abc", true),
            ("/[a-c]x", "/bx", true),
            ("/*", "/about", true),
            ("/*", "/posts/a", false),
        ] {
            assert_eq!(matches(pattern, path), expected, "{pattern} {path}");
        }
    }
}
