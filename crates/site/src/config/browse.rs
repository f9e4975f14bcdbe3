use super::ConfigError;
use super::table::{Findings, Table, Value, wrong};
use offprint_model::{Permalink, Slug};
use toml::Spanned;
use toml::de::DeValue;

/// The pages of all topics and of the archive, which are there unless the author wants none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BrowseConfig {
    /// The page of all topics.
    pub topics: Option<TopicsConfig>,
    /// The archive.
    pub archive: Option<ArchiveConfig>,
}

/// The page of all topics.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TopicsConfig {
    /// Its title.
    pub title: String,
    /// Its address.
    pub path: Permalink,
    /// The order of series in it.
    pub series: Vec<Slug>,
    /// What a topic is called: one, and many.
    pub noun: [String; 2],
    /// `offprint.toml` speaks of the page: its author will look for it.
    pub asked: bool,
}

/// The archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArchiveConfig {
    /// Its title.
    pub title: String,
    /// Its address.
    pub path: Permalink,
    /// Names of the twelve months, January first.
    pub months: Vec<String>,
    /// As [`TopicsConfig::asked`].
    pub asked: bool,
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// What `offprint.toml` says of a page.
#[derive(Debug, Default)]
pub(super) enum WrittenPage {
    /// Nothing.
    #[default]
    Unsaid,
    /// `topics = false`
    Off,
    /// `[topics]`
    Said(WrittenTexts),
}

#[derive(Debug, Default)]
pub(super) struct WrittenTexts {
    title: Option<String>,
    path: Option<Spanned<String>>,
    series: Vec<String>,
    noun: Option<[String; 2]>,
}

impl WrittenPage {
    pub(super) fn topics(file: &mut Table<'_>, findings: &mut Findings) -> Self {
        Self::read(file, "topics", findings, |table, findings| {
            let series = table.texts("series", findings).unwrap_or_default();
            let series = series.into_iter().map(Spanned::into_inner).collect();
            let noun = table.take("noun").and_then(|value| noun(value, &table.name_of("noun"), findings));
            (series, noun)
        })
    }

    pub(super) fn archive(file: &mut Table<'_>, findings: &mut Findings) -> Self {
        Self::read(file, "archive", findings, |_, _| (Vec::new(), None))
    }

    fn read(
        file: &mut Table<'_>,
        key: &'static str,
        findings: &mut Findings,
        more: impl FnOnce(&mut Table<'_>, &mut Findings) -> (Vec<String>, Option<[String; 2]>),
    ) -> Self {
        let Some(value) = file.take(key) else { return Self::Unsaid };
        let mut table = match value.get_ref() {
            DeValue::Boolean(true) => return Self::Said(WrittenTexts::default()),
            DeValue::Boolean(false) => return Self::Off,
            DeValue::Table(table) => Table::new(key, table),
            _ => return wrong(value, key, "a table, or `false` for none", findings).unwrap_or_default(),
        };
        let title = table.text("title", findings).map(Spanned::into_inner);
        let path = table.text("path", findings);
        let (series, noun) = more(&mut table, findings);
        table.finish(findings);
        let title = title.filter(|title| !title.trim().is_empty());
        Self::Said(WrittenTexts { title, path, series, noun })
    }

    /// What was said, and whether anything was; `None` where there shall be no such page.
    fn said(self) -> Option<(WrittenTexts, bool)> {
        match self {
            Self::Unsaid => Some((WrittenTexts::default(), false)),
            Self::Off => None,
            Self::Said(texts) => Some((texts, true)),
        }
    }
}

fn noun(value: Value<'_>, name: &str, findings: &mut Findings) -> Option<[String; 2]> {
    if let DeValue::Array(items) = value.get_ref() {
        let words: Vec<&DeValue<'_>> = items.iter().map(Spanned::get_ref).collect();
        if let [DeValue::String(one), DeValue::String(many)] = words.as_slice()
            && ![one, many].iter().any(|word| word.trim().is_empty())
        {
            return Some([one.to_string(), many.to_string()]);
        }
    }
    findings.error(&ConfigError::Noun(name.to_owned()), value.span());
    None
}

impl BrowseConfig {
    pub(super) fn resolve(
        topics: WrittenPage,
        archive: WrittenPage,
        english: bool,
        findings: &mut Findings,
    ) -> Self {
        let topics = topics.said().map(|(written, asked)| TopicsConfig {
            path: path(written.path.as_ref(), "topics", findings),
            title: written.title.unwrap_or_else(|| "Topics".to_owned()),
            series: written.series.iter().map(|label| Slug::from_label(label)).collect(),
            noun: written.noun.unwrap_or_else(|| ["topic", "topics"].map(str::to_owned)),
            asked,
        });
        let archive = archive.said().map(|(written, asked)| {
            let own = path(written.path.as_ref(), "archive", findings);
            if let Some(path) = &written.path
                && topics.as_ref().is_some_and(|topics| topics.path == own)
            {
                findings.error(&ConfigError::SamePath(own.to_string()), path.span());
            }
            ArchiveConfig {
                title: written.title.unwrap_or_else(|| "Archive".to_owned()),
                path: own,
                months: months(english),
                asked,
            }
        });
        Self { topics, archive }
    }
}

/// The address of a page that is named by the table that speaks of it.
fn path(written: Option<&Spanned<String>>, key: &str, findings: &mut Findings) -> Permalink {
    let default = Permalink::home().join(key);
    let Some(written) = written else { return default };
    let path = Permalink::new(written.get_ref().trim());
    path.ok().filter(|path| path.as_str().ends_with('/')).unwrap_or_else(|| {
        let (name, found) = ([key, ".path"].concat(), written.get_ref().clone());
        findings.error(&ConfigError::PagePath { name, found }, written.span());
        default
    })
}

/// Names of months are known in English only, as in dates.
fn months(english: bool) -> Vec<String> {
    let name = |(number, name): (u8, &str)| if english { name.to_owned() } else { format!("{number:02}") };
    (1..).zip(MONTHS).map(name).collect()
}
