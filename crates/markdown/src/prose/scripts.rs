use std::ops::Range;

/// Letters above or below the line.
pub(super) struct Script {
    /// Above it.
    pub raised: bool,
    /// With its marks.
    pub place: Range<usize>,
    /// Between them.
    pub content: Range<usize>,
}

/// Longer ones are something else.
const LONGEST: usize = 40;

/// Finds `H~2~O` and `x^2^`, as Pandoc has them: attached to what stands before, without blanks inside. A pair
/// of single tildes around words of their own strikes them out, as on GitHub.
pub(super) fn find(text: &str) -> Vec<Script> {
    let mut found: Vec<Script> = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find(['~', '^']).map(|index| at + index) {
        let mark = &text[start..=start];
        at = start + 1;
        let attached = text[..start].chars().next_back().is_some_and(|c| c.is_alphanumeric() || c == ')');
        let Some(length) = text[at..].find(mark) else { continue };
        let content = at..at + length;
        let inside = &text[content.clone()];
        let after = text[content.end + 1..].chars().next();
        // `x^2+y^2` is two powers, not one.
        let closes = match after {
            Some(c) if c == '~' || c == '^' => false,
            Some(c) if c.is_alphanumeric() => inside.chars().all(char::is_alphanumeric),
            _ => true,
        };
        let fits = !inside.is_empty()
            && inside.len() <= LONGEST
            && !inside.contains(|c: char| c.is_whitespace() || "[]^~/\\:".contains(c));
        if attached && closes && fits {
            at = content.end + 1;
            found.push(Script { raised: mark == "^", place: start..at, content });
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::find;

    fn scripts(text: &str) -> Vec<(bool, &str)> {
        find(text).into_iter().map(|script| (script.raised, &text[script.content])).collect()
    }

    #[test]
    fn letters_go_up_and_down_beside_a_word() {
        assert_eq!(
            scripts("H~2~O and E = mc^2^, the 4^th^ x^2^y"),
            [(false, "2"), (true, "2"), (true, "th"), (true, "2")]
        );
    }

    #[test]
    fn powers_paths_and_notes_are_left_alone() {
        for text in
            ["x^2+y^2", "a^b and c^d", "[^1][^2]", "~/a~b", "a~~b~~c", "^ ^", "x^^", "^top^", "~/bin:~/lib"]
        {
            assert_eq!(scripts(text), [], "{text}");
        }
    }
}
