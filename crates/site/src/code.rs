use crate::Severity;

/// What kind of thing a finding is: a word that stays the same whatever its message says, for a configuration
/// that allows it and for programs that read findings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Code {
    /// An error of a build that has no code of its own.
    BuildError,
    /// A warning of a build that has no code of its own.
    BuildWarning,
    /// A value of `offprint.toml` that is wrong.
    Config,
    /// Front matter that can't be read, or a value of it that is not what its key takes.
    FrontMatter,
    /// Something in a text that does not come out as written.
    Markdown,
    /// A page without a title.
    MissingTitle,
    /// A text that is no date.
    WrongDate,
    /// An address that is none.
    WrongAddress,
    /// Two things at one address.
    SameAddress,
    /// A link that leads nowhere.
    BrokenLink,
    /// A link to a part of a page that the page does not have.
    BrokenAnchor,
    /// A picture or another file that a page shows, and that is not there.
    MissingFile,
    /// A link to a page that readers don't get.
    UnpublishedLink,
    /// A link that works only because its address leads on to another.
    RedirectedLink,
    /// A title that another page of its section has.
    DuplicateTitle,
    /// A title that is cut where it is shown.
    LongTitle,
    /// A description that is cut where it is shown.
    LongDescription,
    /// A summary without a description beside it.
    MissingDescription,
    /// A slug that is not as addresses are.
    OddSlug,
    /// A date of long ago or of a far future.
    OddDate,
    /// A post that was changed before it was published.
    UpdatedBeforeDate,
    /// A post without a date.
    MissingDate,
    /// A key of the front matter that means nothing.
    UnknownKey,
    /// A key that means something to another generator.
    ForeignKey,
    /// Terms that are written almost alike.
    SimilarTerms,
    /// Numbers of a series that are missing or there twice.
    SeriesNumber,
    /// A site that does not know its own address.
    MissingBaseUrl,
    /// A picture that no page shows.
    OrphanImage,
    /// A link to another site where nothing is any more, or nothing answers.
    DeadLink,
    /// A link to another site that leads on to another address for good.
    MovedLink,
}

use Severity::{Advice, Error, Warning};

impl Code {
    /// Every code with its name and how bad a check takes it to be.
    const TABLE: [(Self, &'static str, Severity); 30] = [
        (Self::BuildError, "build-error", Error),
        (Self::BuildWarning, "build-warning", Warning),
        (Self::Config, "config", Error),
        (Self::FrontMatter, "front-matter", Error),
        (Self::Markdown, "markdown", Warning),
        (Self::MissingTitle, "missing-title", Error),
        (Self::WrongDate, "wrong-date", Error),
        (Self::WrongAddress, "wrong-address", Error),
        (Self::SameAddress, "same-address", Error),
        (Self::BrokenLink, "broken-link", Error),
        (Self::BrokenAnchor, "broken-anchor", Error),
        (Self::MissingFile, "missing-file", Error),
        (Self::UnpublishedLink, "unpublished-link", Error),
        (Self::RedirectedLink, "redirected-link", Warning),
        (Self::DuplicateTitle, "duplicate-title", Warning),
        (Self::LongTitle, "long-title", Advice),
        (Self::LongDescription, "long-description", Advice),
        (Self::MissingDescription, "missing-description", Advice),
        (Self::OddSlug, "odd-slug", Warning),
        (Self::OddDate, "odd-date", Warning),
        (Self::UpdatedBeforeDate, "updated-before-date", Warning),
        (Self::MissingDate, "missing-date", Warning),
        (Self::UnknownKey, "unknown-key", Warning),
        (Self::ForeignKey, "foreign-key", Advice),
        (Self::SimilarTerms, "similar-terms", Warning),
        (Self::SeriesNumber, "series-number", Warning),
        // What is built with `--base-url` lacks it for good reason.
        (Self::MissingBaseUrl, "missing-base-url", Advice),
        (Self::OrphanImage, "orphan-image", Advice),
        // Other people's servers break them, at any time: no reason to keep a change back.
        (Self::DeadLink, "dead-link", Warning),
        (Self::MovedLink, "moved-link", Advice),
    ];

    /// All of them.
    pub fn all() -> impl Iterator<Item = Self> + Clone {
        Self::TABLE.into_iter().map(|(code, ..)| code)
    }

    /// The word for it: `broken-link`.
    pub fn name(self) -> &'static str {
        Self::TABLE.into_iter().find(|(code, ..)| *code == self).map_or("", |(_, name, _)| name)
    }

    /// How bad a check takes it to be.
    pub fn severity(self) -> Severity {
        Self::TABLE.into_iter().find(|(code, ..)| *code == self).map_or(Warning, |(.., severity)| severity)
    }

    /// The code of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::TABLE.into_iter().find(|(_, known, _)| *known == name).map(|(code, ..)| code)
    }
}

#[cfg(test)]
mod tests {
    use super::Code;
    use std::collections::BTreeSet;

    #[test]
    fn every_code_has_a_name_of_its_own() {
        let names: BTreeSet<&str> = Code::all().map(Code::name).collect();
        assert_eq!(names.len(), Code::TABLE.len());
        assert!(Code::all().all(|code| Code::named(code.name()) == Some(code)));
    }
}
