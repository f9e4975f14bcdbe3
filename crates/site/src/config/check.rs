use super::ConfigError;
use super::table::{Findings, Table, nearest};
use crate::Code;
use toml::Spanned;
use toml::de::DeValue;

/// What a check passes over.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CheckConfig {
    /// Kinds of findings.
    pub allow: Vec<Code>,
    /// Keys of front matter that mean something to the author.
    pub front_matter: Vec<String>,
    /// Pictures that no page need show, as patterns of their paths; `None`: all of them.
    pub orphans: Option<Vec<String>>,
    /// Addresses in links that are not followed, as patterns.
    pub ignore: Vec<String>,
    /// Addresses of other sites that are taken to be there and not asked, as patterns.
    pub external_allow: Vec<String>,
}

impl CheckConfig {
    /// `[check]`.
    pub(super) fn read(file: &mut Table<'_>, findings: &mut Findings) -> Self {
        let default = Self { orphans: Some(Vec::new()), ..Self::default() };
        let Some(mut table) = file.table("check", findings) else { return default };
        let codes = table.texts("allow", findings).unwrap_or_default();
        let allow = codes.into_iter().filter_map(|name| code(&name, findings)).collect();
        let front_matter = plain(table.texts("front_matter", findings));
        let ignore = plain(table.texts("ignore", findings));
        let external_allow = plain(table.texts("external_allow", findings));
        let orphans = match table.peek("orphans").map(|value| value.get_ref()) {
            Some(DeValue::Boolean(wanted)) => {
                table.take("orphans");
                wanted.then(Vec::new)
            }
            _ => Some(plain(table.texts("orphans", findings))),
        };
        table.finish(findings);
        Self { allow, front_matter, orphans, ignore, external_allow }
    }
}

fn plain(texts: Option<Vec<Spanned<String>>>) -> Vec<String> {
    texts.unwrap_or_default().into_iter().map(Spanned::into_inner).collect()
}

fn code(name: &Spanned<String>, findings: &mut Findings) -> Option<Code> {
    let code = Code::named(name.get_ref());
    if code.is_none() {
        let names = Code::all().map(Code::name);
        let error = ConfigError::UnknownValue {
            name: "check.allow".to_owned(),
            found: name.get_ref().clone(),
            nearest: nearest(name.get_ref(), names.clone()).map(str::to_owned),
            expected: names.map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", "),
        };
        findings.error(&error, name.span());
    }
    code
}
