use super::node::{Node, Value};
use super::{CoverFields, DateText, FrontMatter, FrontMatterError, Series, Spanned};
use std::collections::BTreeMap;
use std::ops::Range;

/// Reads every known key of a front matter, and says everything that is wrong with their values.
pub(super) fn read(
    root: &Node,
    span: Range<usize>,
) -> Result<(FrontMatter, Vec<FrontMatterError>), FrontMatterError> {
    let entries: &[(String, Node)] = match &root.value {
        Value::Table(entries) => entries,
        Value::Null => &[],
        _ => return Err(FrontMatterError::NotKeys { found: root.kind(), span: root.span.clone() }),
    };
    let mut fields = Fields { entries, errors: Vec::new(), asked: Vec::new() };
    let mut taxonomies = fields.taxonomies();
    let series = fields.series(&mut taxonomies);
    let mut authors = fields.names(&["authors", "author"]);
    if authors.is_empty() {
        authors = taxonomies.get("authors").cloned().unwrap_or_default();
    }
    let front_matter = FrontMatter {
        span,
        title: fields.text(&["title"]),
        date: fields.date(&["date"]),
        updated: fields.date(&["updated", "lastmod", "lastmodified", "lastmodifiedat", "modified"]),
        publish_date: fields.date(&["publishdate", "pubdate"]),
        expiry_date: fields.date(&["expirydate", "unpublishdate"]),
        description: fields.text(&["description"]),
        summary: fields.text(&["summary", "excerpt"]),
        topic: fields.text(&["topic"]),
        slug: fields.text(&["slug"]),
        path: fields.text(&["path", "url", "permalink"]),
        canonical: fields.text(&["canonical", "canonicalurl"]),
        taxonomies,
        series,
        authors,
        draft: fields.draft(),
        aliases: fields.texts(&["aliases", "alias", "redirectfrom"]),
        weight: fields.number(&["weight"], i64::from(i32::MIN), i64::from(i32::MAX)),
        cover: fields.cover(),
        extra: fields.extra(),
        others: Vec::new(),
    };
    let front_matter = FrontMatter { others: fields.others(), ..front_matter };
    fields.errors.sort_by_key(|error| error.span().start);
    Ok((front_matter, fields.errors))
}

/// Keys without case, `_` and `-`.
fn folded(key: &str) -> String {
    key.chars().filter(|c| !matches!(c, '_' | '-')).flat_map(char::to_lowercase).collect()
}

struct Fields<'a> {
    entries: &'a [(String, Node)],
    errors: Vec<FrontMatterError>,
    /// Every name that was asked for: the keys that mean something.
    asked: Vec<&'static str>,
}

impl<'a> Fields<'a> {
    /// The first of several names for one thing that says something.
    fn find(&mut self, names: &[&'static str]) -> Option<(&'a str, &'a Node)> {
        self.asked.extend(names);
        find(self.entries, names)
    }

    /// The keys that nobody asked for, with the places of their values.
    fn others(&mut self) -> Vec<Spanned<String>> {
        let known = |key: &str| {
            let key = folded(key);
            self.asked.contains(&key.as_str())
                || ["tag", "tags", "category", "categories"].contains(&key.as_str())
        };
        let spanned = |key: String, node: &Node| Spanned { value: key, span: node.span.clone() };
        let others = self.entries.iter().filter(|(key, _)| !known(key));
        let others = others.map(|(key, node)| spanned(key.clone(), node));
        let listed = find(self.entries, &["taxonomies"]).map(|(_, node)| node);
        let listed = listed.into_iter().filter_map(|node| match &node.value {
            Value::Table(entries) => Some(entries),
            _ => None,
        });
        let listed = listed.flatten().map(|(key, node)| spanned(format!("taxonomies.{key}"), node));
        others.chain(listed).collect()
    }

    fn wrong(&mut self, key: &str, expected: &'static str, node: &Node) {
        self.errors.push(FrontMatterError::WrongType {
            key: key.to_owned(),
            expected,
            found: node.kind(),
            span: node.span.clone(),
        });
    }

    fn text(&mut self, names: &[&'static str]) -> Option<Spanned<String>> {
        let (key, node) = self.find(names)?;
        let text = node.text();
        if text.is_none() {
            self.wrong(key, "text", node);
        }
        text.map(|text| Spanned { value: text.to_owned(), span: node.span.clone() })
    }

    fn date(&mut self, names: &[&'static str]) -> Option<Spanned<DateText>> {
        let (key, node) = self.find(names)?;
        let text = node.date();
        if text.is_none() {
            self.wrong(key, "a date", node);
        }
        text.map(|text| Spanned { value: DateText(text.trim().to_owned()), span: node.span.clone() })
    }

    fn number(&mut self, names: &[&'static str], least: i64, most: i64) -> Option<i32> {
        let (key, node) = self.find(names)?;
        self.whole_number(key, node, least, most).and_then(|number| i32::try_from(number).ok())
    }

    fn whole_number(&mut self, key: &str, node: &Node, least: i64, most: i64) -> Option<i64> {
        let number = node.whole_number().filter(|number| (least..=most).contains(number));
        if number.is_none() {
            if node.kind() == "a number" {
                let (key, span) = (key.to_owned(), node.span.clone());
                self.errors.push(FrontMatterError::OutOfRange { key, least, most, span });
            } else {
                self.wrong(key, "a whole number", node);
            }
        }
        number
    }

    fn draft(&mut self) -> bool {
        let (key, node, drafted) = match (self.find(&["draft"]), self.find(&["published"])) {
            (Some((key, node)), _) => (key, node, true),
            (None, Some((key, node))) => (key, node, false),
            (None, None) => return false,
        };
        let value = node.bool();
        if value.is_none() {
            self.wrong(key, "true or false", node);
        }
        value.is_some_and(|value| value == drafted)
    }

    fn texts(&mut self, names: &[&'static str]) -> Vec<Spanned<String>> {
        self.find(names).map_or_else(Vec::new, |(key, node)| self.texts_of(key, node))
    }

    fn texts_of(&mut self, key: &str, node: &Node) -> Vec<Spanned<String>> {
        let items = match &node.value {
            Value::List(items) => items.as_slice(),
            _ => std::slice::from_ref(node),
        };
        let mut texts = Vec::new();
        for item in items.iter().filter(|item| !item.is_blank()) {
            match item.text() {
                Some(text) => {
                    texts.push(Spanned { value: text.trim().to_owned(), span: item.span.clone() });
                }
                None => self.wrong(key, "text or a list of texts", item),
            }
        }
        texts
    }

    fn labels(&mut self, key: &str, node: &Node) -> Vec<String> {
        self.texts_of(key, node).into_iter().map(|text| text.value).collect()
    }

    /// Every key that may name a taxonomy. Only those that surely do are checked: what the value of
    /// an unknown key is, is its author's business.
    fn taxonomies(&mut self) -> BTreeMap<String, Vec<String>> {
        let mut taxonomies = BTreeMap::new();
        for (key, node) in self.entries {
            let listed = match &node.value {
                Value::List(items) => items.iter().all(|item| item.text().is_some()),
                _ => node.text().is_some() && !node.is_blank(),
            };
            let name = match folded(key).as_str() {
                "title" | "date" | "updated" | "description" | "summary" | "slug" | "path" | "url"
                | "series" | "authors" | "author" | "draft" | "aliases" => continue,
                "tag" if find(self.entries, &["tags"]).is_none() => "tags".to_owned(),
                "category" if find(self.entries, &["categories"]).is_none() => "categories".to_owned(),
                _ => key.to_lowercase(),
            };
            if listed || (matches!(name.as_str(), "tags" | "categories") && !node.is_blank()) {
                taxonomies.insert(name, self.labels(key, node));
            }
        }
        match self.find(&["taxonomies"]) {
            Some((_, Node { value: Value::Table(entries), .. })) => {
                for (key, node) in entries.iter().filter(|(_, node)| !node.is_blank()) {
                    let labels = self.labels(key, node);
                    taxonomies.insert(key.to_lowercase(), labels);
                }
            }
            Some((key, node)) => self.wrong(key, "a table", node),
            None => {}
        }
        taxonomies
    }

    fn series(&mut self, taxonomies: &mut BTreeMap<String, Vec<String>>) -> Option<Series> {
        let mut number = None;
        match self.find(&["series"]) {
            Some((key, node @ Node { value: Value::Table(entries), .. })) => {
                match find(entries, &["name", "label", "title"]).map(|(_, node)| (node, node.text())) {
                    Some((_, Some(label))) => {
                        taxonomies.insert("series".to_owned(), vec![label.trim().to_owned()]);
                    }
                    Some((label, None)) => self.wrong("series.name", "text", label),
                    None => self.errors.push(FrontMatterError::MissingKey {
                        key: key.to_owned(),
                        missing: "name",
                        span: node.span.clone(),
                    }),
                }
                number = find(entries, &["number", "part", "order", "weight"]);
            }
            Some((key, node)) => {
                let labels = self.labels(key, node);
                taxonomies.insert("series".to_owned(), labels);
            }
            None => {}
        }
        let number = number
            .or_else(|| self.find(&["seriesnumber", "seriespart", "seriesorder", "part"]))
            .filter(|(key, node)| folded(key) != "part" || node.whole_number().is_some())
            .and_then(|(key, node)| self.whole_number(key, node, 0, i64::from(u32::MAX)));
        let label = taxonomies.get("series").and_then(|labels| labels.first()).cloned()?;
        Some(Series { label, number: number.and_then(|number| u32::try_from(number).ok()) })
    }

    /// Names, from text, a table with `name`, or a list of either.
    fn names(&mut self, keys: &[&'static str]) -> Vec<String> {
        let Some((key, node)) = self.find(keys) else { return Vec::new() };
        let items = match &node.value {
            Value::List(items) => items.as_slice(),
            _ => std::slice::from_ref(node),
        };
        let mut names = Vec::new();
        for item in items.iter().filter(|item| !item.is_blank()) {
            let name = match &item.value {
                Value::Table(entries) => find(entries, &["name"]).and_then(|(_, name)| name.text()),
                _ => item.text(),
            };
            match name {
                Some(name) => names.push(name.trim().to_owned()),
                None => self.wrong(key, "a name or a list of names", item),
            }
        }
        names
    }

    fn cover(&mut self) -> Option<CoverFields> {
        let (key, node) = self.find(&["cover", "image", "images"])?;
        let node = match &node.value {
            Value::List(items) => items.first()?,
            _ => node,
        };
        if let Some(text) = node.text() {
            let src = Spanned { value: text.trim().to_owned(), span: node.span.clone() };
            return Some(CoverFields { src, alt: String::new(), caption: None });
        }
        let Value::Table(entries) = &node.value else {
            self.wrong(key, "the address of an image or a table", node);
            return None;
        };
        let mut table = Fields { entries, errors: Vec::new(), asked: Vec::new() };
        let src = table.text(&["src", "image", "url", "path"]);
        let alt = table.text(&["alt"]).map(|alt| alt.value).unwrap_or_default();
        let caption = table.text(&["caption"]).map(|caption| caption.value);
        let named =
            entries.iter().any(|(key, _)| matches!(folded(key).as_str(), "src" | "image" | "url" | "path"));
        if !named {
            table.errors.push(FrontMatterError::MissingKey {
                key: key.to_owned(),
                missing: "src",
                span: node.span.clone(),
            });
        }
        self.errors.append(&mut table.errors);
        Some(CoverFields { src: src?, alt, caption })
    }

    fn extra(&mut self) -> serde_json::Map<String, serde_json::Value> {
        let Some((key, node)) = self.find(&["extra", "params"]) else { return serde_json::Map::new() };
        match node.to_json() {
            serde_json::Value::Object(map) => map,
            _ => {
                self.wrong(key, "a table", node);
                serde_json::Map::new()
            }
        }
    }
}

fn find<'a>(entries: &'a [(String, Node)], names: &[&str]) -> Option<(&'a str, &'a Node)> {
    names.iter().find_map(|name| {
        let (key, node) = entries.iter().find(|(key, node)| !node.is_blank() && folded(key) == *name)?;
        Some((key.as_str(), node))
    })
}
