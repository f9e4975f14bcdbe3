/// Where in HTML a text ends: what may stand there, and how it is escaped. A simple reading of the states of
/// HTML's tokenizer (WHATWG HTML, 13.2.5), for templates that are whole in themselves.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Context {
    state: State,
    /// The name of the tag that is open, in lower case; `/` before that of an end.
    element: String,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
enum State {
    #[default]
    Text,
    /// `<`, and what follows as far as it is no name: `!`, `--`, `/`.
    Opening(String),
    TagName,
    /// Between attributes.
    Tag,
    AttributeName(String),
    /// Behind `=`.
    BeforeValue(String),
    Value {
        attribute: String,
        quote: char,
    },
    Unquoted(String),
    /// How many characters of `-->` were seen.
    Comment(usize),
    /// `<!doctype …>` and the like.
    Declaration,
    /// The text of an element that ends only at its end tag, as far as that was seen.
    Raw {
        element: String,
        end: String,
    },
}

/// Elements whose text is none.
const RAW: [&str; 9] =
    ["iframe", "noembed", "noframes", "noscript", "plaintext", "script", "style", "textarea", "xmp"];

/// Elements whose attributes say what runs, how the page looks or where it leads.
const POWERFUL: [&str; 12] = [
    "animate",
    "animatemotion",
    "animatetransform",
    "base",
    "embed",
    "link",
    "meta",
    "object",
    "script",
    "set",
    "style",
    "template",
];

/// Attributes that hold an address.
const ADDRESSES: [&str; 11] = [
    "action",
    "background",
    "cite",
    "data",
    "formaction",
    "href",
    "longdesc",
    "ping",
    "poster",
    "src",
    "xlink:href",
];

/// What may stand where a text ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// Text.
    Text,
    /// The quoted value of an attribute.
    Value,
    /// The quoted value of an attribute that holds an address.
    Address {
        /// Of a picture, a sound or a video, which the page loads.
        is_media: bool,
    },
}

impl Context {
    /// Reads on.
    pub fn advance(&mut self, text: &str) {
        text.chars().for_each(|character| self.next(character));
    }

    pub fn next(&mut self, c: char) {
        let state = std::mem::take(&mut self.state);
        self.state = match state {
            State::Text if c == '<' => State::Opening(String::new()),
            State::Text => State::Text,
            State::Opening(seen) => self.opening(seen, c),
            State::TagName => match c {
                '>' => self.end_of_tag(),
                '/' => State::Tag,
                c if c.is_ascii_whitespace() => State::Tag,
                c => {
                    self.element.push(c.to_ascii_lowercase());
                    State::TagName
                }
            },
            State::Tag => match c {
                '>' => self.end_of_tag(),
                '/' => State::Tag,
                c if c.is_ascii_whitespace() => State::Tag,
                c => State::AttributeName(c.to_ascii_lowercase().into()),
            },
            State::AttributeName(mut name) => match c {
                '>' => self.end_of_tag(),
                '=' => State::BeforeValue(name.trim_end().to_owned()),
                '/' => State::Tag,
                c if c.is_ascii_whitespace() => {
                    if !name.ends_with(' ') {
                        name.push(' ');
                    }
                    State::AttributeName(name)
                }
                c if name.ends_with(' ') => State::AttributeName(c.to_ascii_lowercase().into()),
                c => {
                    name.push(c.to_ascii_lowercase());
                    State::AttributeName(name)
                }
            },
            State::BeforeValue(attribute) => match c {
                '"' | '\'' => State::Value { attribute, quote: c },
                '>' => self.end_of_tag(),
                c if c.is_ascii_whitespace() => State::BeforeValue(attribute),
                _ => State::Unquoted(attribute),
            },
            State::Value { quote, .. } if c == quote => State::Tag,
            State::Value { attribute, quote } => State::Value { attribute, quote },
            State::Unquoted(attribute) => match c {
                '>' => self.end_of_tag(),
                c if c.is_ascii_whitespace() => State::Tag,
                _ => State::Unquoted(attribute),
            },
            State::Comment(seen) => match (seen, c) {
                (2.., '>') => State::Text,
                (seen, '-') => State::Comment(seen + 1),
                _ => State::Comment(0),
            },
            State::Declaration if c == '>' => State::Text,
            State::Declaration => State::Declaration,
            State::Raw { element, mut end } => {
                end.push(c.to_ascii_lowercase());
                let wanted = format!("</{element}");
                if end == wanted {
                    self.element = format!("/{element}");
                    State::TagName
                } else if wanted.starts_with(&end) {
                    State::Raw { element, end }
                } else {
                    let end = if c == '<' { "<".to_owned() } else { String::new() };
                    State::Raw { element, end }
                }
            }
        };
    }

    fn opening(&mut self, mut seen: String, c: char) -> State {
        match (seen.as_str(), c) {
            ("" | "/", c) if c.is_ascii_alphabetic() => {
                self.element = format!("{seen}{}", c.to_ascii_lowercase());
                State::TagName
            }
            ("", '/' | '!') | ("!", '-') => {
                seen.push(c);
                State::Opening(seen)
            }
            ("!-", '-') => State::Comment(0),
            ("", '?') | ("!" | "!-" | "/", _) => {
                if c == '>' {
                    State::Text
                } else {
                    State::Declaration
                }
            }
            (_, '<') => State::Opening(String::new()),
            _ => State::Text,
        }
    }

    fn end_of_tag(&mut self) -> State {
        let element = std::mem::take(&mut self.element);
        if RAW.contains(&element.as_str()) { State::Raw { element, end: String::new() } } else { State::Text }
    }

    /// Where a parameter would stand now; where it may not, why.
    pub fn place(&self) -> Result<Place, String> {
        match &self.state {
            State::Text => Ok(Place::Text),
            State::Value { attribute, .. } => {
                let element = self.element.as_str();
                if POWERFUL.contains(&element) {
                    return Err(format!("in an attribute of `<{element}>`"));
                }
                if attribute.starts_with("on") || matches!(attribute.as_str(), "style" | "srcdoc") {
                    return Err(format!("in the attribute `{attribute}`"));
                }
                let is_media =
                    matches!(element, "audio" | "image" | "img" | "input" | "source" | "track" | "video");
                Ok(if ADDRESSES.contains(&attribute.as_str()) {
                    Place::Address { is_media }
                } else {
                    Place::Value
                })
            }
            State::BeforeValue(attribute) | State::Unquoted(attribute) => {
                Err(format!("in the value of `{attribute}` without quotes"))
            }
            State::Raw { element, .. } => Err(format!("in `<{element}>`")),
            State::Comment(_) | State::Declaration => Err("in a comment".to_owned()),
            State::Opening(_) | State::TagName | State::Tag | State::AttributeName(_) => {
                Err("in a tag, outside the quotes of a value".to_owned())
            }
        }
    }

    /// Whether the value of an attribute is open.
    pub fn is_in_value(&self) -> bool {
        matches!(self.state, State::Value { .. })
    }

    /// Whether nothing is open.
    pub fn is_text(&self) -> bool {
        self.state == State::Text
    }
}

#[cfg(test)]
mod tests {
    use super::{Context, Place};

    fn place(html: &str) -> Result<Place, String> {
        let mut context = Context::default();
        context.advance(html);
        context.place()
    }

    #[test]
    fn text_and_quoted_values_are_told_apart() {
        for html in [
            "",
            "<p>",
            "a < b ",
            "<p class='>'>",
            "<br/>",
            "<!-- <b> --> x",
            "<script>'<b>'</script>",
            "</p >",
            "<!doctype html>",
        ] {
            assert_eq!(place(html), Ok(Place::Text), "{html}");
        }
        assert_eq!(place("<p title=\""), Ok(Place::Value));
        assert_eq!(place("<p hidden title = 'a "), Ok(Place::Value));
        assert_eq!(place("<A CLASS=x HREF=\"/"), Ok(Place::Address { is_media: false }));
        assert_eq!(place("<img alt=\"\" src='"), Ok(Place::Address { is_media: true }));
    }

    #[test]
    fn nothing_may_stand_where_it_could_run() {
        for html in [
            "<",
            "<p",
            "<p ",
            "<p title",
            "<p title=",
            "<p title=x",
            "<!-- ",
            "<!--->",
            "<script>",
            "<style>a",
            "<script src=\"",
            "<p onclick=\"",
            "<p STYLE='",
            "<iframe srcdoc=\"",
            "<textarea>",
            "<script></scrip>",
            "<link href='",
            "<!x ",
            "</",
            "<set to=\"",
        ] {
            assert!(place(html).is_err(), "{html}: {:?}", place(html));
        }
    }
}
