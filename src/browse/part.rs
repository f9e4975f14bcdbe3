use offprint_catalog::{Sort, Wants};

/// A part of the content index that is read by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The site with its posts, or with what a large one is filtered by.
    Index,
    /// Where the words are.
    Words,
    /// An order that dates do not give.
    Order(Sort),
    /// Some of the words.
    Shard(usize),
    /// Some of the summaries.
    Posts(usize),
}

impl Part {
    /// What a catalog wants. What others depend on comes first.
    pub fn all_of(wants: &Wants) -> Vec<Self> {
        let mut parts = Vec::new();
        if wants.words {
            parts.push(Self::Words);
        }
        parts.extend(wants.order.map(Self::Order));
        parts.extend(wants.shards.iter().map(|shard| Self::Shard(*shard)));
        parts.extend(wants.chunks.iter().map(|chunk| Self::Posts(*chunk)));
        parts
    }
}

#[cfg(test)]
mod tests {
    use super::Part;
    use offprint_catalog::{Sort, Wants};

    #[test]
    fn rows_are_asked_for_after_what_chooses_them() {
        let wants = Wants { chunks: vec![7, 2], words: false, shards: vec![3], order: Some(Sort::Title) };
        let parts = [Part::Order(Sort::Title), Part::Shard(3), Part::Posts(7), Part::Posts(2)];
        assert_eq!(Part::all_of(&wants), parts);
    }
}
