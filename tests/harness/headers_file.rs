//! `_headers`, as hosts read it: a path pattern a line, the headers it adds indented below.

/// The rules of a `_headers` file.
#[derive(Clone, Debug, Default)]
pub struct HeadersFile(Vec<(String, Vec<(String, String)>)>);

impl HeadersFile {
    /// Reads the file's text.
    pub fn parse(text: &str) -> Self {
        let mut rules: Vec<(String, Vec<(String, String)>)> = Vec::new();
        for line in text.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#')) {
            if !line.starts_with([' ', '\t']) {
                rules.push((line.trim().to_owned(), Vec::new()));
            } else if let (Some((name, value)), Some((_, headers))) = (line.split_once(':'), rules.last_mut())
            {
                headers.push((name.trim().to_owned(), value.trim().to_owned()));
            }
        }
        Self(rules)
    }

    /// What it says of a path, percent-encoded as in a request. What several rules say is joined.
    pub fn of(&self, path: &str) -> Vec<(String, String)> {
        let mut found: Vec<(String, String)> = Vec::new();
        for (name, value) in self.0.iter().filter(|(rule, _)| matches(rule, path)).flat_map(|(_, all)| all) {
            match found.iter_mut().find(|(other, _)| other.eq_ignore_ascii_case(name)) {
                Some((_, joined)) => joined.push_str(&format!(", {value}")),
                None => found.push((name.clone(), value.clone())),
            }
        }
        found
    }
}

/// `*` stands for any text.
pub fn matches(pattern: &str, path: &str) -> bool {
    match pattern.split_once('*') {
        None => pattern == path,
        Some((head, tail)) => path.strip_prefix(head).is_some_and(|rest| {
            (0..=rest.len()).filter_map(|at| rest.get(at..)).any(|rest| matches(tail, rest))
        }),
    }
}
