//! The `_headers` file that hosts such as Netlify and Cloudflare Pages read: a path pattern at the start
//! of a line, then indented `Name: value` lines.

use percent_encoding::percent_decode_str;

/// The rules of a `_headers` file, in its order.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct HeaderRules(Vec<Rule>);

#[derive(Debug, PartialEq, Eq)]
struct Rule {
    pattern: String,
    headers: Vec<Change>,
}

#[derive(Debug, PartialEq, Eq)]
enum Change {
    Add(String, String),
    /// `! Name` takes back what an earlier rule gave.
    Remove(String),
}

impl HeaderRules {
    /// Reads the file as hosts do: what they cannot read, they skip.
    pub(crate) fn parse(text: &str) -> Self {
        let mut rules: Vec<Rule> = Vec::new();
        for line in text.lines() {
            let content = line.trim();
            if content.is_empty() || content.starts_with('#') {
                continue;
            }
            if !line.starts_with([' ', '\t']) {
                let pattern = percent_decode_str(content).decode_utf8_lossy().into_owned();
                rules.push(Rule { pattern, headers: Vec::new() });
            } else if let Some(rule) = rules.last_mut() {
                rule.headers.extend(Change::parse(content));
            }
        }
        Self(rules)
    }

    /// The headers of a URL's path without percent-encoding, names in lower case. A name that several rules give has their values
    /// joined by commas.
    pub(crate) fn of(&self, url_path: &str) -> Vec<(String, String)> {
        let mut headers: Vec<(String, String)> = Vec::new();
        let changes =
            self.0.iter().filter(|rule| matches(&rule.pattern, url_path)).flat_map(|rule| &rule.headers);
        for change in changes {
            match change {
                Change::Remove(name) => headers.retain(|(known, _)| known != name),
                Change::Add(name, value) => match headers.iter_mut().find(|(known, _)| known == name) {
                    Some((_, values)) => {
                        values.push_str(", ");
                        values.push_str(value);
                    }
                    None => headers.push((name.clone(), value.clone())),
                },
            }
        }
        headers
    }
}

impl Change {
    fn parse(line: &str) -> Option<Self> {
        if let Some(name) = line.strip_prefix('!') {
            return Some(Self::Remove(name.trim().to_lowercase()));
        }
        let (name, value) = line.split_once(':')?;
        Some(Self::Add(name.trim().to_lowercase(), value.trim().to_owned()))
    }
}

/// Whether a pattern covers a path: `*` stands for any text, `:name` for a text without a slash.
fn matches(pattern: &str, path: &str) -> bool {
    let Some(special) = pattern.find(['*', ':']) else {
        return pattern == path;
    };
    let (literal, rest) = pattern.split_at(special);
    let Some(path) = path.strip_prefix(literal) else {
        return false;
    };
    if let Some(rest) = rest.strip_prefix('*') {
        return path
            .char_indices()
            .map(|(at, _)| at)
            .chain([path.len()])
            .any(|at| matches(rest, &path[at..]));
    }
    let name_end =
        rest[1..].find(|c: char| !c.is_alphanumeric() && c != '_').map_or(rest.len(), |end| end + 1);
    let value_end = path.find('/').unwrap_or(path.len());
    value_end > 0 && matches(&rest[name_end..], &path[value_end..])
}

#[cfg(test)]
mod tests {
    use super::{HeaderRules, matches};

    const FILE: &str = "\
# Made by hand
/*
  Content-Security-Policy: default-src 'none'; script-src 'self'
  Cache-Control: no-cache
  X-Kind: page

/assets/*
  ! Cache-Control
  Cache-Control: public, max-age=31536000, immutable
\tX-Kind: asset
  not a header
";

    #[test]
    fn a_path_gets_the_headers_of_every_rule_that_covers_it() {
        let rules = HeaderRules::parse(FILE);
        let header = |path: &str, name: &str| {
            let headers = rules.of(path);
            headers.into_iter().find(|(known, _)| known == name).map(|(_, value)| value)
        };
        assert_eq!(header("/about/", "cache-control").as_deref(), Some("no-cache"));
        assert_eq!(
            header("/about/", "content-security-policy").as_deref(),
            Some("default-src 'none'; script-src 'self'")
        );
        assert_eq!(
            header("/assets/app.js", "cache-control").as_deref(),
            Some("public, max-age=31536000, immutable")
        );
        assert_eq!(header("/assets/app.js", "x-kind").as_deref(), Some("page, asset"));
        assert_eq!(rules.of("/assets/app.js").len(), 3);
    }

    #[test]
    fn a_percent_encoded_pattern_covers_the_letters_it_stands_for() {
        let rules = HeaderRules::parse("/%C3%BCber/*\n  X-Kind: page\n");
        assert_eq!(rules.of("/über/uns/").len(), 1);
    }

    #[test]
    fn an_unreadable_file_gives_no_headers() {
        assert_eq!(HeaderRules::parse("  Name: before any path\n").of("/"), Vec::new());
        assert_eq!(HeaderRules::parse("").of("/"), Vec::new());
    }

    #[test]
    fn patterns_have_stars_and_placeholders() {
        for (pattern, path, covered) in [
            ("/", "/", true),
            ("/", "/x", false),
            ("/*", "/", true),
            ("/*", "/a/b", true),
            ("/*.html", "/a/b.html", true),
            ("/*.html", "/a/b.html/", false),
            ("/posts/*/index.html", "/posts/é/index.html", true),
            ("/:name/feed.xml", "/tags/feed.xml", true),
            ("/:name/feed.xml", "/tags/rust/feed.xml", false),
            ("/:name/feed.xml", "//feed.xml", false),
        ] {
            assert_eq!(matches(pattern, path), covered, "{pattern} {path}");
        }
    }
}
