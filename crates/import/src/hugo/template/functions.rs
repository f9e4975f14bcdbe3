//! The functions that a template may call.

use super::{Item, Run};
use crate::hugo::render::{inline, plain};

impl Run<'_> {
    /// Calls one; `None` for one that is not known.
    pub fn call(&self, name: &str, arguments: Vec<Item>, dot: &Item) -> Option<Item> {
        let text = |place: usize| self.text(arguments.get(place)?);
        let last = arguments.last();
        Some(match name {
            ".Get" | "$.Get" if name == "$.Get" || *dot == Item::Context => {
                self.argument(arguments.first()?)?
            }
            "index" if arguments.first() == Some(&Item::Arguments) => self.argument(arguments.get(1)?)?,
            "isset" if arguments.first() == Some(&Item::Arguments) => {
                Item::Bool(self.argument(arguments.get(1)?)? != Item::Nothing)
            }
            "len" => match last? {
                Item::Arguments => {
                    let all = self.context.arguments;
                    Item::Number(i64::try_from(all.positional.len() + all.named.len()).ok()?)
                }
                other => Item::Number(i64::try_from(self.text(other)?.chars().count()).ok()?),
            },
            "or" => arguments.iter().find(|value| self.truth(value)).or(last)?.clone(),
            "and" => arguments.iter().find(|value| !self.truth(value)).or(last)?.clone(),
            "not" => Item::Bool(!self.truth(last?)),
            "eq" => {
                let first = text(0)?;
                Item::Bool((1..arguments.len()).any(|place| text(place).as_ref() == Some(&first)))
            }
            "ne" => Item::Bool(text(0)? != text(1)?),
            "default" => {
                let value = arguments.get(1).cloned().unwrap_or(Item::Nothing);
                if self.truth(&value) { value } else { arguments.first()?.clone() }
            }
            "cond" => arguments.get(if self.truth(arguments.first()?) { 1 } else { 2 })?.clone(),
            "print" => Item::Text((0..arguments.len()).map(text).collect::<Option<String>>()?),
            "printf" => {
                let mut format = text(0)?;
                for place in 1..arguments.len() {
                    let verb = format
                        .find("%s")
                        .into_iter()
                        .chain(format.find("%v"))
                        .chain(format.find("%d"))
                        .min()?;
                    format.replace_range(verb..verb + 2, &text(place)?);
                }
                Item::Text(format)
            }
            "safeHTML" | "safeHTMLAttr" | "safe.HTML" | "safe.HTMLAttr" => match last? {
                Item::Inner => Item::Inner,
                Item::InnerMarkdown => Item::InnerMarkdown,
                other => Item::Html(self.text(other)?),
            },
            "safeURL" | "safeCSS" | "safeJS" | "safe.URL" | "safe.CSS" | "string" => last?.clone(),
            "markdownify"
            | "transform.Markdownify"
            | ".Page.RenderString"
            | "$.Page.RenderString"
            | "page.RenderString" => match last? {
                Item::Inner | Item::InnerMarkdown => Item::InnerMarkdown,
                other => Item::Html(inline(&self.text(other)?)),
            },
            "plainify" => Item::Text(plain(&self.text(last?)?)),
            "htmlEscape" => Item::Text(self.text(last?)?),
            "lower" | "strings.ToLower" => Item::Text(self.text(last?)?.to_lowercase()),
            "upper" | "strings.ToUpper" => Item::Text(self.text(last?)?.to_uppercase()),
            "strings.TrimSpace" | "chomp" => match last? {
                Item::Inner => Item::Inner,
                other => Item::Text(self.text(other)?.trim().to_owned()),
            },
            "trim" | "strings.Trim" if arguments.first() == Some(&Item::Inner) => Item::Inner,
            "trim" => {
                Item::Text(text(0)?.trim_matches(|c| text(1).is_some_and(|cut| cut.contains(c))).to_owned())
            }
            "replace" | "strings.Replace" => Item::Text(text(0)?.replace(&text(1)?, &text(2)?)),
            "hasPrefix" | "strings.HasPrefix" => Item::Bool(text(0)?.starts_with(&text(1)?)),
            "in" => Item::Bool(text(0)?.contains(&text(1)?)),
            "relURL" | "absURL" | "relLangURL" | "absLangURL" => {
                let path = self.text(last?)?;
                let is_own = !path.starts_with('/') && !path.contains("://") && !path.starts_with('#');
                Item::Text(if is_own { format!("{}{path}", self.context.base_path) } else { path })
            }
            _ => return None,
        })
    }

    fn argument(&self, key: &Item) -> Option<Item> {
        let arguments = self.context.arguments;
        let found = match key {
            Item::Number(place) => usize::try_from(*place).ok().and_then(|place| arguments.at(place)),
            Item::Text(name) => {
                let found = arguments.named.iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
                found.map(|(_, value)| value.as_str())
            }
            _ => return None,
        };
        Some(found.map_or(Item::Nothing, |text| Item::Text(text.to_owned())))
    }
}
