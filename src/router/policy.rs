/// Does a document under the content security policy `held` allow all that one under `wanted` does? A
/// document keeps its policy while the app moves from page to page, so a page that needs more (a picture
/// of another host, say) needs a document of its own.
pub fn covers(held: &str, wanted: &str) -> bool {
    if held.trim().is_empty() {
        return true;
    }
    // A page without a policy may do anything.
    !wanted.trim().is_empty()
        && directives(wanted).all(|(name, mut sources)| {
            // Without the directive the default rules: taken as forbidding everything.
            let allowed = directives(held).find(|(held, _)| *held == name);
            sources.all(|source| {
                source == "'none'"
                    || allowed.as_ref().is_some_and(|(_, held)| held.clone().any(|held| held == source))
            })
        })
}

fn directives(policy: &str) -> impl Iterator<Item = (&str, std::str::SplitAsciiWhitespace<'_>)> {
    policy.split(';').filter_map(|directive| {
        let mut words = directive.split_ascii_whitespace();
        Some((words.next()?, words))
    })
}

#[cfg(test)]
mod tests {
    use super::covers;

    const PLAIN: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; img-src 'self' data:";
    const PICTURE: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; img-src 'self' data: https://pictures.example";
    const FRAME: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; img-src 'self' data:; frame-src https://f.example";

    #[test]
    fn a_page_with_a_remote_picture_needs_its_own_document() {
        assert!(covers(PLAIN, PLAIN));
        assert!(!covers(PLAIN, PICTURE));
        assert!(!covers(PLAIN, FRAME));
    }

    #[test]
    fn leaving_such_a_page_needs_no_document() {
        assert!(covers(PICTURE, PLAIN));
        assert!(covers(FRAME, PLAIN));
    }

    #[test]
    fn no_policy_forbids_nothing() {
        assert!(covers("", PICTURE));
        assert!(covers("", ""));
        assert!(!covers(PLAIN, ""));
    }

    #[test]
    fn a_directive_that_allows_nothing_asks_for_nothing() {
        assert!(covers(PLAIN, "frame-src 'none'"));
    }
}
