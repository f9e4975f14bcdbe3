use crate::html::escape;
use crate::policy;
use offprint_model::{BasePath, Masthead, Permalink};

/// The page at an old address, for hosts that do not read `_redirects`: it leads on without script.
pub(crate) fn redirect(to: &Permalink, masthead: &Masthead, base: &BasePath) -> String {
    let target = base.url(to);
    let canonical = if masthead.base_url.is_empty() {
        target.clone()
    } else {
        format!("{}{}", masthead.base_url, to.encoded())
    };
    let (target, canonical, language) = (escape(&target), escape(&canonical), escape(&masthead.language));
    format!(
        "<!doctype html><html lang=\"{language}\"><head><meta charset=\"utf-8\">\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{}\">\
         <title>{target}</title><link rel=\"canonical\" href=\"{canonical}\">\
         <meta name=\"robots\" content=\"noindex\"><meta http-equiv=\"refresh\" content=\"0; url={target}\">\
         <meta name=\"viewport\" content=\"width=device-width\"></head>\
         <body><main><p><a href=\"{target}\">{target}</a></p></main></body></html>\n",
        policy::REDIRECT
    )
}
