use super::ConfigError;
use super::table::{Findings, Table};
use crate::Diagnostic;
use std::ops::Range;
use std::sync::Arc;
use toml::Spanned;

/// How the site looks where a reader installs it, beside its other apps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AppConfig {
    /// Its name where there is little room.
    pub short_name: Option<String>,
    /// The picture that its icons are made of.
    pub logo: Option<LogoFile>,
    /// The colour around its pages, and behind its icon.
    pub color: Color,
    /// The same where a reader wants it dark.
    pub dark_color: Color,
}

/// The author's logo.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogoFile {
    /// Where it is, inside the site's folder.
    pub path: String,
    source: Arc<str>,
    span: Range<usize>,
}

impl LogoFile {
    /// An error about it, at the key that names it.
    pub(crate) fn error(&self, message: String) -> Diagnostic {
        Diagnostic::error(super::FILE, message).at(&self.source, self.span.clone())
    }
}

/// Red, green and blue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Color(pub [u8; 3]);

impl Color {
    /// `#rrggbb` or `#rgb`.
    fn parse(text: &str) -> Option<Self> {
        let digits = text.trim().strip_prefix('#')?;
        let digit = |c: char| c.to_digit(16).and_then(|digit| u8::try_from(digit).ok());
        let digits = digits.chars().map(digit).collect::<Option<Vec<u8>>>()?;
        match *digits.as_slice() {
            [r, g, b] => Some(Self([r * 17, g * 17, b * 17])),
            [r, r2, g, g2, b, b2] => Some(Self([r * 16 + r2, g * 16 + g2, b * 16 + b2])),
            _ => None,
        }
    }
}

impl std::fmt::Display for Color {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self([red, green, blue]) = self;
        write!(formatter, "#{red:02x}{green:02x}{blue:02x}")
    }
}

impl Default for AppConfig {
    /// The colours of the paper: `--paper` in `style/tokens.css`.
    fn default() -> Self {
        Self {
            short_name: None,
            logo: None,
            color: Color([0xfc, 0xf9, 0xf2]),
            dark_color: Color([0x1b, 0x1a, 0x18]),
        }
    }
}

impl AppConfig {
    /// `[app]`.
    pub(super) fn read(file: &mut Table<'_>, findings: &mut Findings) -> Self {
        let default = Self::default();
        let Some(mut table) = file.table("app", findings) else { return default };
        let short_name = table.text("short_name", findings).map(Spanned::into_inner);
        let logo = table.text("logo", findings).map(|path| LogoFile {
            span: path.span(),
            source: findings.source(),
            path: path.into_inner(),
        });
        let mut color = |key, default| {
            table.text(key, findings).map_or(default, |text| {
                Color::parse(text.get_ref()).unwrap_or_else(|| {
                    let (name, found) = (table.name_of(key), text.get_ref().clone());
                    findings.error(&ConfigError::Color { name, found }, text.span());
                    default
                })
            })
        };
        let (color, dark_color) = (color("color", default.color), color("dark_color", default.dark_color));
        table.finish(findings);
        let said = |text: &String| !text.trim().is_empty();
        Self { short_name: short_name.filter(said), logo, color, dark_color }
    }
}

#[cfg(test)]
mod tests {
    use super::Color;

    #[test]
    fn a_colour_is_written_as_in_styles() {
        let color = |text| Color::parse(text).map(|color| color.to_string());
        assert_eq!(color("#fcf9f2").as_deref(), Some("#fcf9f2"));
        assert_eq!(color("#1AF").as_deref(), Some("#11aaff"));
        for wrong in ["fcf9f2", "#fcf9f", "#fcf9f2ff", "#gggggg", "white", "#", "#é00"] {
            assert_eq!(color(wrong), None, "{wrong}");
        }
    }
}
