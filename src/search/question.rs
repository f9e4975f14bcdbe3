use super::percent::{UNRESERVED, encode};
use offprint_model::Slug;
use offprint_search::{Filter, FilterMode, Request, Sort};

/// Hits that come at a time.
pub const PAGE: usize = 10;

/// Times that more can be asked for: whoever has read so many hits needs another query.
const PAGES: usize = 10;

/// Filters that are heeded: no link of ours has as many.
const FILTERS: usize = 100;

/// Characters of the words that are heeded.
const LONGEST: usize = 300;

/// What the address of the search page asks:
/// `q=cache&year=2025&tags=rust,go&tags.without=wasm&sort=newest&page=2`, as the addresses of lists do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Question {
    /// The words as they were typed.
    pub words: String,
    /// What is chosen beside them, facet by facet, in the order in which it was chosen.
    pub filters: Vec<Filter>,
    /// The order.
    pub sort: Sort,
    /// Hits up to this page are shown, less one.
    page: usize,
}

impl Question {
    /// What the parameters of an address ask, a name and a value in turn. `facet` knows the key of a facet by one
    /// of its names.
    pub fn parse(parameters: &[String], facet: impl Fn(&str) -> Option<String>) -> Self {
        let mut question = Self::default();
        for pair in parameters.chunks_exact(2) {
            let [name, value] = pair else { continue };
            match name.as_str() {
                "q" => question.words = tidy(value),
                "sort" if value == "newest" => question.sort = Sort::Newest,
                "page" => {
                    let page = value.parse::<usize>().unwrap_or(1);
                    question.page = page.clamp(1, PAGES) - 1;
                }
                name => question.choose(name, value, &facet),
            }
        }
        question
    }

    fn choose(&mut self, name: &str, value: &str, facet: &impl Fn(&str) -> Option<String>) {
        let exactly = facet(name).map(|key| (key, FilterMode::Any));
        let ending = |ending, mode| Some((facet(name.strip_suffix(ending)?)?, mode));
        let found = exactly
            .or_else(|| ending(".with", FilterMode::With))
            .or_else(|| ending(".without", FilterMode::Without));
        let Some((key, mode)) = found else { return };
        for label in value.split(',').filter(|label| !label.is_empty()) {
            let value = Slug::from_label(label).as_str().to_owned();
            // The first choice of a value holds.
            if self.filters.len() < FILTERS && self.mode(&key, &value).is_none() {
                self.add(Filter { facet: key.clone(), value, mode });
            }
        }
    }

    fn add(&mut self, filter: Filter) {
        let stays = |other: &&Filter| (&other.facet, other.mode as u8) <= (&filter.facet, filter.mode as u8);
        let at = self.filters.iter().take_while(stays).count();
        self.filters.insert(at, filter);
    }

    /// Nothing is asked.
    pub fn is_empty(&self) -> bool {
        self.words.trim().is_empty() && self.filters.is_empty()
    }

    /// How a value is chosen.
    pub fn mode(&self, facet: &str, value: &str) -> Option<FilterMode> {
        let mut filters = self.filters.iter();
        filters.find(|filter| filter.facet == facet && filter.value == value).map(|filter| filter.mode)
    }

    /// The same with a value chosen in a way, or not at all.
    pub fn with(&self, facet: &str, value: &str, mode: Option<FilterMode>) -> Self {
        let mut changed = Self { page: 0, ..self.clone() };
        changed.filters.retain(|filter| filter.facet != facet || filter.value != value);
        if let Some(mode) = mode {
            changed.add(Filter { facet: facet.to_owned(), value: value.to_owned(), mode });
        }
        changed
    }

    /// The same in another order.
    pub fn sorted(&self, sort: Sort) -> Self {
        Self { sort, page: 0, ..self.clone() }
    }

    /// Without anything chosen beside the words.
    pub fn without_filters(&self) -> Self {
        Self { words: self.words.clone(), sort: self.sort, ..Self::default() }
    }

    /// The same with more hits, if there are more than are shown.
    pub fn more(&self, total: usize) -> Option<Self> {
        let page = self.page + 1;
        (page < PAGES && total > page * PAGE).then(|| Self { page, ..self.clone() })
    }

    /// All hits up to its page. The last word is taken as unfinished where nothing follows it.
    pub fn request(&self, facets: bool) -> Request {
        Request {
            query: self.words.clone(),
            typing: self.words.ends_with(char::is_alphanumeric),
            filters: self.filters.clone(),
            sort: self.sort,
            offset: 0,
            limit: (self.page + 1) * PAGE,
            facets,
        }
    }

    /// As a query string, without `?`.
    pub fn text(&self) -> String {
        let mut text = String::new();
        if !self.words.is_empty() {
            put(&mut text, "q", "", &self.words);
        }
        let mut before = None;
        for filter in &self.filters {
            if before.replace((&filter.facet, filter.mode)) == Some((&filter.facet, filter.mode)) {
                text.push(',');
                encode(&mut text, &filter.value, UNRESERVED);
            } else {
                let ending = match filter.mode {
                    FilterMode::Any => "",
                    FilterMode::With => ".with",
                    FilterMode::Without => ".without",
                };
                put(&mut text, &filter.facet, ending, &filter.value);
            }
        }
        if self.sort == Sort::Newest {
            put(&mut text, "sort", "", "newest");
        }
        if self.page > 0 {
            put(&mut text, "page", "", &(self.page + 1).to_string());
        }
        text
    }
}

fn put(text: &mut String, name: &str, ending: &'static str, value: &str) {
    if !text.is_empty() {
        text.push('&');
    }
    encode(text, name, UNRESERVED);
    text.push_str(ending);
    text.push('=');
    encode(text, value, UNRESERVED);
}

/// What is typed, up to a length. A space at its end says that the last word is finished.
fn tidy(words: &str) -> String {
    let end = words.char_indices().nth(LONGEST).map_or(words.len(), |(end, _)| end);
    words.get(..end).unwrap_or_default().trim_start().to_owned()
}

#[cfg(test)]
pub(super) mod tests {
    use super::{FilterMode, Question, Sort};

    /// What a query string asks.
    pub fn asked(search: &str, facet: impl Fn(&str) -> Option<String>) -> Question {
        let decoded = |part: &str| {
            let part = part.replace('+', " ");
            percent_encoding::percent_decode_str(&part).decode_utf8_lossy().into_owned()
        };
        let pairs = search.split('&').map(|part| part.split_once('=').unwrap_or((part, "")));
        let parameters: Vec<String> =
            pairs.flat_map(|(name, value)| [decoded(name), decoded(value)]).collect();
        Question::parse(&parameters, facet)
    }

    fn key(name: &str) -> Option<String> {
        let key = match name {
            "tag" => "tags",
            name => name,
        };
        ["tags", "year", "sort.any"].contains(&key).then(|| key.to_owned())
    }

    fn rewritten(search: &str) -> String {
        asked(search, key).text()
    }

    #[test]
    fn a_question_is_written_as_it_is_read() {
        for search in [
            "",
            "q=async%20runtime",
            "q=c%2B%2B&tags=go,rust&tags.without=wasm&year=2024,2025&sort=newest&page=3",
            "tags.with=rust",
            "sort.any=x&sort.any.without=y",
        ] {
            assert_eq!(rewritten(search), search);
        }
    }

    #[test]
    fn what_is_no_parameter_of_search_is_left_aside() {
        assert_eq!(
            rewritten("utm_source=x&q=a+b&page=0&sort=up&tag=rust&&=&sort.with=1"),
            "q=a%20b&tags=rust"
        );
        assert_eq!(rewritten("page=99999999999999999999&q=%ff"), "q=%EF%BF%BD");
        assert_eq!(rewritten("page=900"), "page=10");
        assert_eq!(rewritten("tags=Rust,C%2B%2B"), "tags=rust,c-plus-plus");
    }

    #[test]
    fn a_choice_begins_at_the_first_page() {
        let question = asked("q=a&tags=go&page=4", key);
        let rust = question.with("tags", "rust", Some(FilterMode::Any));
        assert_eq!(rust.text(), "q=a&tags=go,rust");
        assert_eq!(rust.with("tags", "go", None).text(), "q=a&tags=rust");
        assert_eq!(
            rust.with("tags", "go", Some(FilterMode::Without)).text(),
            "q=a&tags=rust&tags.without=go"
        );
        assert_eq!(rust.sorted(Sort::Newest).text(), "q=a&tags=go,rust&sort=newest");
        assert_eq!(rust.without_filters().text(), "q=a");
    }

    #[test]
    fn more_hits_are_asked_for_while_there_are_more() {
        let question = asked("q=a", key);
        assert_eq!(question.more(10), None);
        let more = question.more(11).expect("one more");
        assert_eq!((more.text().as_str(), more.request(true).limit), ("q=a&page=2", 20));
        assert_eq!(asked("q=a&page=10", key).more(9999), None);
    }

    #[test]
    fn signs_and_choices_are_asked_and_blanks_are_not() {
        for (search, nothing) in
            [("q=%F0%9F%A6%80", false), ("q=-%3E", false), ("tags=go", false), ("q=+&x=y", true)]
        {
            assert_eq!(asked(search, key).is_empty(), nothing, "{search}");
        }
    }

    #[test]
    fn the_last_word_is_unfinished_until_something_follows_it() {
        assert!(asked("q=asyn", key).request(false).typing);
        assert!(!asked("q=asyn+", key).request(false).typing);
        assert!(!asked("q=%22async%20runtime%22", key).request(false).typing);
    }
}
