/// A script without what only its authors read: comments on lines of their own, indentation and blank
/// lines. Scripts here keep template strings on one line, so no line of a string looks like a comment.
pub(crate) fn strip(script: &str) -> String {
    let mut kept = String::with_capacity(script.len());
    let mut in_comment = false;
    for line in script.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let opens = line.starts_with("/*");
        if in_comment || opens {
            in_comment = !line.ends_with("*/");
        } else if !line.starts_with("//") {
            kept.push_str(line);
            kept.push('\n');
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::strip;

    #[test]
    fn comments_go_and_code_stays() {
        let script = "/** What it\n * does. */\n/* one line */\nexport function go() {\n    // Why.\n    \
                      return \"// not a comment\"; // after code\n}\n\n";
        assert_eq!(strip(script), "export function go() {\nreturn \"// not a comment\"; // after code\n}\n");
    }
}
