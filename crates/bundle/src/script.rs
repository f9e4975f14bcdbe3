/// A script without indentation, empty lines and the lines that are comments alone. What is left runs
/// the same: only whole lines go, and a script with a text over several lines stays as it is.
pub(crate) fn strip(script: &str) -> String {
    // Escaped or not: an odd number on one line means a text that goes on in the next.
    if script.lines().any(|line| line.matches('`').count() % 2 == 1) {
        return script.to_owned();
    }
    let mut kept = String::with_capacity(script.len());
    let mut in_comment = false;
    for line in script.lines().map(str::trim) {
        if in_comment {
            in_comment = !line.ends_with("*/");
        } else if let Some(comment) = line.strip_prefix("/*") {
            match comment.find("*/") {
                None => in_comment = true,
                Some(end) if end + 2 == comment.len() => {}
                // Code follows.
                Some(_) => push_line(&mut kept, line),
            }
        } else if !line.is_empty() && !line.starts_with("//") {
            push_line(&mut kept, line);
        }
    }
    kept
}

fn push_line(script: &mut String, line: &str) {
    script.push_str(line);
    script.push('\n');
}

#[cfg(test)]
mod tests {
    use super::strip;

    #[test]
    fn lines_that_are_comments_go_and_code_stays() {
        let script = "/** What it does.\n * @returns {number}\n */\nfunction one() {\n    // why\n\n    return 1; // one\n}\n";
        assert_eq!(strip(script), "function one() {\nreturn 1; // one\n}\n");
    }

    #[test]
    fn a_comment_before_code_keeps_the_code() {
        assert_eq!(strip("/* a */ b();\n/* c */\nd();\n"), "/* a */ b();\nd();\n");
    }

    #[test]
    fn a_text_over_several_lines_is_left_alone() {
        let script = "const a = `\n  // not a comment\n`;\n";
        assert_eq!(strip(script), script);
    }
}
