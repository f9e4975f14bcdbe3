use std::ops::Range;

/// Something in front matter that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FrontMatterError {
    /// The front matter begins and does not end.
    #[error("the closing `{fence}` of the front matter is missing")]
    Unclosed {
        /// The line that should end it.
        fence: &'static str,
        /// The opening line.
        span: Range<usize>,
    },
    /// The text is not of its language.
    #[error("the front matter is not valid {language}: {message}")]
    Syntax {
        /// TOML, YAML or JSON.
        language: &'static str,
        /// The parser's words.
        message: String,
        /// Where the parser stopped.
        span: Range<usize>,
    },
    /// It is a list or a single value.
    #[error("the front matter must be keys with values, not {found}")]
    NotKeys {
        /// What it is instead.
        found: &'static str,
        /// All of it.
        span: Range<usize>,
    },
    /// A value is of another type than its key takes.
    #[error("`{key}` must be {expected}, not {found}")]
    WrongType {
        /// The key, as the author wrote it.
        key: String,
        /// What it takes.
        expected: &'static str,
        /// What is there.
        found: &'static str,
        /// The value.
        span: Range<usize>,
    },
    /// A number is too large, too small or not whole.
    #[error("`{key}` must be a whole number from {least} to {most}")]
    OutOfRange {
        /// The key, as the author wrote it.
        key: String,
        /// The smallest number it takes.
        least: i64,
        /// The largest number it takes.
        most: i64,
        /// The value.
        span: Range<usize>,
    },
    /// A table lacks the one key that it is for.
    #[error("`{key}` needs `{missing}`")]
    MissingKey {
        /// The table's key, as the author wrote it.
        key: String,
        /// The key that should be in it.
        missing: &'static str,
        /// The table.
        span: Range<usize>,
    },
}

impl FrontMatterError {
    /// The bytes of the file that it is about.
    pub fn span(&self) -> Range<usize> {
        match self {
            Self::Unclosed { span, .. }
            | Self::Syntax { span, .. }
            | Self::NotKeys { span, .. }
            | Self::WrongType { span, .. }
            | Self::OutOfRange { span, .. }
            | Self::MissingKey { span, .. } => span.clone(),
        }
    }

    /// The key whose value is wrong, as the author wrote it.
    pub fn key(&self) -> Option<&str> {
        match self {
            Self::WrongType { key, .. } | Self::OutOfRange { key, .. } | Self::MissingKey { key, .. } => {
                Some(key)
            }
            Self::Unclosed { .. } | Self::Syntax { .. } | Self::NotKeys { .. } => None,
        }
    }

    /// What to do about it.
    pub fn help(&self) -> Option<String> {
        match self {
            Self::Unclosed { fence: "}", .. } => Some("end it with a `}`, then the text".to_owned()),
            Self::Unclosed { fence, .. } => Some(format!("end it with a line of `{fence}`, then the text")),
            _ => None,
        }
    }
}
