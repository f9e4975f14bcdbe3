use super::Placed;
use pulldown_cmark::{Event, Tag, TagEnd};

/// The same events, in which a line that only begins with a colon (`::std::mem`, `:tada: done`) is the text that
/// it is: of a definition, the parser asks no blank behind its colon.
pub(super) fn real<'a>(events: Vec<Placed<'a>>, body: &str) -> Vec<Placed<'a>> {
    let is_false = |event: &Placed<'_>| {
        matches!(&event.0, Event::Start(Tag::DefinitionListDefinition))
            && body
                .get(event.1.start..)
                .is_some_and(|text| text.starts_with(':') && !text[1..].starts_with([' ', '\t', '\n', '\r']))
    };
    if !events.iter().any(is_false) {
        return events;
    }
    let mut out = Vec::with_capacity(events.len());
    // For each open list, whether it is none.
    let mut lists = Vec::new();
    let mut paragraph_is_open = false;
    let mut at = 0;
    while let Some((event, span)) = events.get(at).cloned() {
        at += 1;
        let none = lists.last().copied().unwrap_or(false);
        match &event {
            Event::Start(Tag::DefinitionList) => {
                let first = events[at..]
                    .iter()
                    .find(|(event, _)| matches!(event, Event::Start(Tag::DefinitionListDefinition)));
                lists.push(first.is_some_and(is_false));
                if lists.last() == Some(&true) {
                    continue;
                }
            }
            Event::End(TagEnd::DefinitionList) => {
                lists.pop();
                if none {
                    if std::mem::take(&mut paragraph_is_open) {
                        out.push((Event::End(TagEnd::Paragraph), span));
                    }
                    continue;
                }
            }
            Event::Start(Tag::DefinitionListTitle) if none => {
                if std::mem::take(&mut paragraph_is_open) {
                    out.push((Event::End(TagEnd::Paragraph), span.clone()));
                }
                out.push((Event::Start(Tag::Paragraph), span));
                paragraph_is_open = true;
                continue;
            }
            Event::Start(Tag::DefinitionListDefinition) if none => {
                let colon = (Event::Text(":".into()), span.start..span.start + 1);
                if matches!(events.get(at), Some((Event::Start(Tag::Paragraph), _))) {
                    if std::mem::take(&mut paragraph_is_open) {
                        out.push((Event::End(TagEnd::Paragraph), span));
                    }
                    out.extend(events.get(at).cloned());
                    at += 1;
                } else if paragraph_is_open {
                    out.push((Event::SoftBreak, span));
                } else {
                    out.push((Event::Start(Tag::Paragraph), span));
                    paragraph_is_open = true;
                }
                out.push(colon);
                continue;
            }
            Event::End(TagEnd::DefinitionListTitle | TagEnd::DefinitionListDefinition) if none => continue,
            Event::Start(
                Tag::Paragraph | Tag::List(_) | Tag::CodeBlock(_) | Tag::BlockQuote(_) | Tag::Table(_),
            ) if none && paragraph_is_open => {
                out.push((Event::End(TagEnd::Paragraph), span.clone()));
                paragraph_is_open = false;
            }
            _ => {}
        }
        out.push((event, span));
    }
    out
}
