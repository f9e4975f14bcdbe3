//! What a reader can choose beside the words: order, and the values of the facets. The markup is that of the
//! panel above a list, and so is what its links do.

use super::markup::Markup;
use super::question::Question;
use offprint_search::{FacetCount, FacetCounts, FilterMode, Sort};

/// Values of a facet that are shown; what is chosen is shown in any case.
const SHOWN: usize = 12;

/// All choices, for the side of the results.
pub fn choices(page: &str, question: &Question, facets: &[FacetCounts]) -> String {
    let mut html = Markup::default();
    chosen(&mut html, page, question, facets);
    sorts(&mut html, page, question);
    html.tag("<div class=\"facets\">");
    for facet in facets.iter().filter(|facet| !facet.values.is_empty()) {
        group(&mut html, page, question, facet);
    }
    html.tag("</div>");
    html.finish()
}

/// The way to more hits, if there are more.
pub fn more(page: &str, question: &Question, total: usize) -> String {
    let mut html = Markup::default();
    if let Some(more) = question.more(total) {
        html.tag("<nav class=\"pages\" aria-label=\"More results\"><a rel=\"next\" id=\"search-more\"");
        link(&mut html, page, &more);
        html.tag(">More results</a></nav>");
    }
    html.finish()
}

/// What is chosen, each a link that takes it away.
fn chosen(html: &mut Markup, page: &str, question: &Question, facets: &[FacetCounts]) {
    if question.filters.is_empty() {
        return;
    }
    html.tag("<ul class=\"chips\" aria-label=\"Chosen filters\">");
    for (number, filter) in question.filters.iter().enumerate() {
        let facet = facets.iter().find(|facet| facet.key == filter.facet);
        let value = facet.and_then(|facet| facet.values.iter().find(|value| value.key == filter.value));
        html.tag("<li><a id=\"search-chip-").number(number).tag("\"");
        link(html, page, &question.with(&filter.facet, &filter.value, None));
        html.tag("><span class=\"of\">")
            .text(facet.map_or(&filter.facet, |facet| &facet.label))
            .tag(": </span>");
        html.tag(match filter.mode {
            FilterMode::Any => "",
            FilterMode::With => "with ",
            FilterMode::Without => "without ",
        });
        html.text(value.map_or(&filter.value, |value| &value.label));
        html.tag("<span class=\"visually-hidden\">, take away</span></a></li>");
    }
    html.tag("<li><a id=\"search-clear\" class=\"clear\"");
    link(html, page, &question.without_filters());
    html.tag(">Clear all</a></li></ul>");
}

fn sorts(html: &mut Markup, page: &str, question: &Question) {
    html.tag("<nav class=\"choices\" aria-label=\"Sort\"><p>Sort</p><ul>");
    for (sort, start, label) in [
        (
            Sort::Relevance,
            "<li><a id=\"search-relevance\" data-search-sort=\"relevance\"",
            ">Best match</a></li>",
        ),
        (Sort::Newest, "<li><a id=\"search-newest\" data-search-sort=\"newest\"", ">Newest</a></li>"),
    ] {
        html.tag(start);
        link(html, page, &question.sorted(sort));
        html.tag(current(question.sort == sort)).tag(label);
    }
    html.tag("</ul></nav>");
}

fn group(html: &mut Markup, page: &str, question: &Question, facet: &FacetCounts) {
    html.tag("<details class=\"facet\" open id=\"sf-").text(&id(&facet.key)).tag("\"><summary>");
    html.text(&facet.label).tag(" <span class=\"count\">").number(facet.values.len());
    html.tag("</span></summary><ul class=\"options\">");
    let is_chosen = |value: &&FacetCount| question.mode(&facet.key, &value.key).is_some();
    let shown = facet.values.iter().take(SHOWN);
    for value in shown.chain(facet.values.iter().skip(SHOWN).filter(is_chosen)) {
        let on = question.mode(&facet.key, &value.key) == Some(FilterMode::Any);
        html.tag("<li><a class=\"option\" id=\"sf-").text(&id(&facet.key)).tag("-").text(&id(&value.key));
        html.tag("\"");
        link(html, page, &question.with(&facet.key, &value.key, (!on).then_some(FilterMode::Any)));
        html.tag(current(on)).tag(">").text(&value.label).tag(" <span class=\"count\">").number(value.count);
        html.tag("</span></a></li>");
    }
    html.tag("</ul></details>");
}

fn link(html: &mut Markup, page: &str, question: &Question) {
    html.tag(" href=\"").text(page).tag("?").text(&question.text()).tag("\"");
}

fn current(on: bool) -> &'static str {
    if on { " aria-current=\"true\"" } else { "" }
}

/// A key as a part of an id, in which no space may stand.
fn id(key: &str) -> String {
    key.replace(' ', "-")
}

#[cfg(test)]
mod tests {
    use super::{FacetCount, FacetCounts, choices, more};
    use crate::search::question::{self, Question};

    fn facet(key: &str, values: &[(&str, &str, usize)]) -> FacetCounts {
        let values = values.iter().map(|(key, label, count)| FacetCount {
            key: (*key).to_owned(),
            label: (*label).to_owned(),
            count: *count,
        });
        FacetCounts { key: key.to_owned(), label: "Tags & more".to_owned(), values: values.collect() }
    }

    fn asked(search: &str) -> Question {
        question::tests::asked(search, |name| (name == "tags").then(|| name.to_owned()))
    }

    #[test]
    fn a_value_is_a_link_that_chooses_it_or_takes_it_away() {
        let facets = [facet("tags", &[("rust", "Rust", 12), ("go", "<Go>", 3)])];
        let html = choices("/search/", &asked("q=a&tags=rust"), &facets);
        let rust = "<a class=\"option\" id=\"sf-tags-rust\" href=\"/search/?q=a\" aria-current=\"true\">Rust <span class=\"count\">12</span></a>";
        let go = "<a class=\"option\" id=\"sf-tags-go\" href=\"/search/?q=a&amp;tags=rust,go\">&lt;Go&gt; <span class=\"count\">3</span></a>";
        assert!(html.contains(rust) && html.contains(go), "{html}");
        assert!(html.contains("Tags &amp; more: </span>Rust<span"), "{html}");
    }

    #[test]
    fn what_is_chosen_and_unknown_can_be_taken_away() {
        let html = choices("/", &asked("q=a&tags.without=%3Cx%3E\"y"), &[]);
        assert!(html.contains(">tags: </span>without x-y<span"), "{html}");
        assert!(html.contains("<a id=\"search-clear\" class=\"clear\" href=\"/?q=a\">"), "{html}");
    }

    #[test]
    fn the_order_is_told() {
        let html = choices("/", &asked("q=a&sort=newest"), &[]);
        assert!(
            html.contains("data-search-sort=\"newest\" href=\"/?q=a&amp;sort=newest\" aria-current=\"true\"")
        );
        assert!(html.contains("data-search-sort=\"relevance\" href=\"/?q=a\">"), "{html}");
    }

    #[test]
    fn more_leads_to_the_next_page() {
        assert!(more("/", &asked("q=a"), 11).contains("href=\"/?q=a&amp;page=2\""));
        assert_eq!(more("/", &asked("q=a"), 10), "");
    }
}
