/// Queries remembered.
const MOST: usize = 8;

/// Characters of a query that is remembered; longer ones are pasted rather than looked for again.
const LONGEST: usize = 100;

/// Queries that a reader made lately, the latest first, as this device keeps them: one a line.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Recent(Vec<String>);

impl Recent {
    /// What was kept, whatever has become of it.
    pub fn parse(kept: &str) -> Self {
        let mut recent = Self::default();
        for line in kept.lines().rev() {
            recent.add(line);
        }
        recent
    }

    /// Puts a query before the others.
    pub fn add(&mut self, query: &str) {
        let query = query.split_whitespace().collect::<Vec<_>>().join(" ");
        if query.is_empty() || query.chars().count() > LONGEST || query.contains(char::is_control) {
            return;
        }
        self.0.retain(|before| *before != query);
        self.0.insert(0, query);
        self.0.truncate(MOST);
    }

    /// The queries, the latest first.
    pub fn queries(&self) -> &[String] {
        &self.0
    }

    /// As it is kept.
    pub fn text(&self) -> String {
        self.0.join("\n")
    }
}

#[cfg(test)]
mod tests {
    use super::Recent;

    #[test]
    fn the_latest_query_stands_first_and_once() {
        let mut recent = Recent::parse("rust\nasync  runtime");
        recent.add(" async runtime ");
        assert_eq!(recent.queries(), ["async runtime", "rust"]);
        assert_eq!(Recent::parse(&recent.text()), recent);
    }

    #[test]
    fn a_broken_store_does_no_harm() {
        let broken = format!("\u{0}\n\n{}\n \nok\n{}", "x".repeat(10_000), "a\n".repeat(10_000));
        assert_eq!(Recent::parse(&broken).queries(), ["ok", "a"]);
    }

    #[test]
    fn only_so_many_are_kept() {
        let mut recent = Recent::default();
        for number in 0..20 {
            recent.add(&number.to_string());
        }
        assert_eq!(recent.queries(), ["19", "18", "17", "16", "15", "14", "13", "12"]);
    }
}
