//! The HTML around every page, from the app's bundle: parsed once, then filled for each page.

use crate::html::escape;
use offprint_bundle::{APP, BASE, BOOT, HEAD_END, HEAD_START};
use offprint_model::BasePath;

/// The bundle's template, cut at its markers.
#[derive(Clone, Debug)]
pub(crate) struct Template {
    /// Up to the value of `<html lang>`.
    start: String,
    /// From there to the head's marker.
    before_head: String,
    /// From there to the end of the head.
    after_head: String,
    /// From there to the app's marker.
    before_app: String,
    /// From there to the marker of the boot data.
    before_boot: String,
    end: String,
}

/// What stands in a template's places.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Parts<'a> {
    /// BCP 47 tag.
    pub(crate) language: &'a str,
    /// Tags for the start of the head.
    pub(crate) head: &'a str,
    /// Tags for the end of the head, after the app's own styles.
    pub(crate) head_end: &'a str,
    /// What is inside `<div id="app">`.
    pub(crate) app: &'a str,
    /// What follows it.
    pub(crate) tail: &'a str,
}

/// Why a bundle's template is none.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("the app's template has no `{0}`: build the app's bundle again")]
pub struct TemplateError(&'static str);

impl Template {
    /// Cuts a template, with the base path filled in.
    pub(crate) fn new(source: &str, base: &BasePath) -> Result<Self, TemplateError> {
        let source = source.replace(BASE, base.as_str());
        let (start, rest) = cut_after(&source, "<html lang=\"")?;
        let (_, rest) = rest.split_once('"').ok_or(TemplateError("<html lang=\""))?;
        let (before_head, rest) = cut(rest, HEAD_START)?;
        let (_, rest) = cut(rest, HEAD_END)?;
        let (after_head, rest) = rest.split_once("</head>").ok_or(TemplateError("</head>"))?;
        let (before_app, rest) = cut(rest, APP)?;
        let (before_boot, end) = cut(rest, BOOT)?;
        Ok(Self {
            start: start.to_owned(),
            before_head: format!("\"{before_head}"),
            after_head: after_head.trim_end().to_owned(),
            before_app: format!("</head>{before_app}"),
            before_boot: before_boot.to_owned(),
            end: end.to_owned(),
        })
    }

    /// A page.
    pub(crate) fn fill(&self, parts: &Parts<'_>) -> String {
        [
            &self.start,
            escape(parts.language).as_ref(),
            &self.before_head,
            parts.head,
            &self.after_head,
            parts.head_end,
            &self.before_app,
            parts.app,
            &self.before_boot,
            parts.tail,
            &self.end,
        ]
        .concat()
    }
}

fn cut<'a>(text: &'a str, marker: &'static str) -> Result<(&'a str, &'a str), TemplateError> {
    text.split_once(marker).ok_or(TemplateError(marker))
}

/// Cuts behind the marker.
fn cut_after<'a>(text: &'a str, marker: &'static str) -> Result<(&'a str, &'a str), TemplateError> {
    let at = text.find(marker).ok_or(TemplateError(marker))? + marker.len();
    Ok((text.get(..at).unwrap_or_default(), text.get(at..).unwrap_or_default()))
}

#[cfg(test)]
mod tests {
    use super::{Parts, Template, TemplateError};
    use offprint_model::BasePath;

    const SOURCE: &str = "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">\
        <!--offprint:head--><title>x</title><!--/offprint:head-->\
        <link rel=\"stylesheet\" href=\"{{base}}assets/app.css\">\n</head><body>\
        <div id=\"app\"><!--offprint:app--></div><!--offprint:boot--></body></html>";

    #[test]
    fn every_part_stands_in_its_place() {
        let template = Template::new(SOURCE, &BasePath::new("blog").expect("a path")).expect("a template");
        let parts = Parts { language: "de", head: "HEAD", head_end: "END", app: "{{base}}", tail: "TAIL" };
        assert_eq!(
            template.fill(&parts),
            "<!doctype html><html lang=\"de\"><head><meta charset=\"utf-8\">HEAD\
             <link rel=\"stylesheet\" href=\"/blog/assets/app.css\">END</head><body>\
             <div id=\"app\">{{base}}</div>TAIL</body></html>"
        );
    }

    #[test]
    fn a_template_without_a_marker_is_an_error_that_names_it() {
        let source = SOURCE.replace("<!--offprint:boot-->", "");
        let error = Template::new(&source, &BasePath::default()).expect_err("no marker");
        assert_eq!(error, TemplateError("<!--offprint:boot-->"));
    }
}
