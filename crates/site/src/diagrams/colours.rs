use mermaid_svg::Theme;
use std::borrow::Cow;

/// The app's sans-serif fonts; the reader's machine has one of them.
const FONTS: &str =
    "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Helvetica Neue', Arial, sans-serif";

/// Areas behind light text.
static DEEP: [Cow<'static, str>; 8] = [
    Cow::Borrowed("#2f4b6e"),
    Cow::Borrowed("#4a3b63"),
    Cow::Borrowed("#2c5545"),
    Cow::Borrowed("#66491f"),
    Cow::Borrowed("#6b3540"),
    Cow::Borrowed("#255a66"),
    Cow::Borrowed("#4c562b"),
    Cow::Borrowed("#5c3a58"),
];

pub(super) fn light() -> Theme {
    Theme { font_family: Cow::Borrowed(FONTS), ..Theme::default_theme() }
}

pub(super) fn dark() -> Theme {
    let deep = || Cow::Borrowed(DEEP.as_slice());
    Theme {
        font_family: Cow::Borrowed(FONTS),
        cscale_palette: deep(),
        pie_palette: deep(),
        git_palette: deep(),
        ..Theme::dark()
    }
}

/// Notes and labels that are drawn in the colours of light paper whatever the theme.
pub(super) fn darkened(svg: &str) -> String {
    svg.replace("\"#fff5ad\"", "\"#4d4720\"").replace("\"#FFF5AD\"", "\"#4d4720\"")
}
