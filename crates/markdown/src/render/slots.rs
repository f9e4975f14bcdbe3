use std::hash::{DefaultHasher, Hash, Hasher};

/// HTML that does not pass the sanitiser, since it is ours or the author's theme. An empty element holds its
/// place until the rest of the page is sanitised. Its class is made of the whole body, so that no body names it.
#[derive(Default)]
pub(super) struct Slots {
    class: String,
    filled: Vec<String>,
    /// There is HTML of the author's theme, which may leave an element open.
    pub holds_theme: bool,
}

impl Slots {
    /// Slots for a body.
    pub fn new(body: &str) -> Self {
        let mut hasher = DefaultHasher::new();
        body.hash(&mut hasher);
        Self { class: format!("slot-{:016x}-", hasher.finish()), filled: Vec::new(), holds_theme: false }
    }

    /// Keeps a piece of HTML; gives what stands in its place.
    pub fn keep(&mut self, html: String) -> String {
        self.filled.push(html);
        format!("<span class=\"{}{}\"></span>", self.class, self.filled.len() - 1)
    }

    /// Whether there is nothing to put in.
    pub fn is_empty(&self) -> bool {
        self.filled.is_empty()
    }

    /// Puts everything in its place.
    pub fn fill(&self, html: &str) -> String {
        let start = format!("<span class=\"{}", self.class);
        let mut filled = String::with_capacity(html.len());
        let mut rest = html;
        while let Some((before, after)) = rest.split_once(&start) {
            filled.push_str(before);
            let slot = after.split_once("\"></span>");
            match slot
                .and_then(|(number, after)| Some((self.filled.get(number.parse::<usize>().ok()?)?, after)))
            {
                Some((html, after)) => {
                    filled.push_str(html);
                    rest = after;
                }
                None => rest = after,
            }
        }
        filled.push_str(rest);
        filled
    }
}
