//! Documents, questions about them, and how well an engine answered.

/// A document as every engine is given it.
pub struct Document {
    pub title: String,
    /// Heading and text; the first may have no heading.
    pub sections: Vec<(String, String)>,
}

impl Document {
    /// All of it but the title, for engines that know no sections.
    pub fn body(&self) -> String {
        let lines = self.sections.iter().flat_map(|(heading, text)| [heading.as_str(), text.as_str()]);
        lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
    }
}

/// A question and the numbers of the documents that answer it.
pub struct Judged {
    pub text: String,
    pub relevant: Vec<u32>,
}

/// What is looked for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// Everything about a subject.
    Subject,
    /// One page that the reader knows of.
    Page,
}

/// Questions of one kind.
pub struct QuerySet {
    pub name: &'static str,
    pub wanted: Wanted,
    /// Is the last word unfinished?
    pub typing: bool,
    pub queries: Vec<Judged>,
}

/// Documents and what is asked about them.
pub struct Collection {
    pub name: String,
    pub documents: Vec<Document>,
    pub sets: Vec<QuerySet>,
}

/// The means over all queries of a set.
#[derive(Clone, Copy, Debug, Default)]
pub struct Figures {
    /// Discounted cumulative gain of the first ten over the best possible (Järvelin, Kekäläinen, 2002).
    pub ndcg: f64,
    /// Average precision over the whole ranking.
    pub map: f64,
    /// Relevant documents among the first ten over all relevant ones.
    pub recall: f64,
    /// One over the rank of the first relevant document, if among the first ten.
    pub mrr: f64,
    /// The part of the queries that found nothing.
    pub nothing: f64,
}

const FIRST: usize = 10;

impl QuerySet {
    /// How many hits to ask an engine for.
    pub fn depth(&self) -> usize {
        match self.wanted {
            Wanted::Subject => 1_000,
            Wanted::Page => FIRST,
        }
    }

    /// Judges the rankings of an engine, one for each query.
    pub fn measure(&self, rankings: &[Vec<u32>]) -> Figures {
        let mut sum = Figures::default();
        for (query, ranking) in self.queries.iter().zip(rankings) {
            let gains: Vec<bool> = ranking.iter().map(|hit| query.relevant.contains(hit)).collect();
            let first = &gains[..gains.len().min(FIRST)];
            let gained = |place: usize| 1.0 / (place as f64 + 2.0).log2();
            let ideal: f64 = (0..query.relevant.len().min(FIRST)).map(gained).sum();
            let found = |gains: &[bool]| gains.iter().filter(|gain| **gain).count() as f64;
            let relevant = query.relevant.len() as f64;
            sum.ndcg += (0..first.len()).filter(|&at| first[at]).map(gained).sum::<f64>() / ideal;
            sum.map += (0..gains.len())
                .filter(|&at| gains[at])
                .map(|at| found(&gains[..=at]) / (at + 1) as f64)
                .sum::<f64>()
                / relevant;
            sum.recall += found(first) / relevant;
            sum.mrr += first.iter().position(|gain| *gain).map_or(0.0, |at| 1.0 / (at + 1) as f64);
            sum.nothing += f64::from(u8::from(ranking.is_empty()));
        }
        let count = self.queries.len().max(1) as f64;
        let Figures { ndcg, map, recall, mrr, nothing } = sum;
        Figures {
            ndcg: ndcg / count,
            map: map / count,
            recall: recall / count,
            mrr: mrr / count,
            nothing: nothing / count,
        }
    }
}
