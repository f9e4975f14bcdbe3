use super::nearest;
use super::syntax::name_length;
use std::ops::Range;

/// Why a directive is not understood, and where.
#[derive(Debug)]
pub(crate) struct Problem {
    /// What is wrong.
    pub message: String,
    /// What to write.
    pub help: Option<String>,
    /// Bytes of the body.
    pub span: Range<usize>,
}

impl Problem {
    pub fn new(message: impl Into<String>, span: Range<usize>) -> Self {
        Self { message: message.into(), help: None, span }
    }

    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

/// A parameter.
#[derive(Debug)]
pub(crate) struct Attribute {
    /// `id` for `#…`, `class` for `.…`.
    pub name: String,
    /// `None` for a name alone.
    pub value: Option<String>,
    /// Bytes of the body.
    pub span: Range<usize>,
    taken: bool,
}

/// The parameters of a directive.
#[derive(Debug)]
pub(crate) struct Attributes {
    directive: String,
    /// The end of the directive's name in the body: where a parameter that is missing would stand.
    place: usize,
    list: Vec<Attribute>,
    /// How many were written; classes count one by one.
    count: usize,
}

/// More than anybody needs: so many are searched by name in no time.
const MOST: usize = 64;

impl Attributes {
    pub(super) fn new(directive: &str, place: usize) -> Self {
        Self { directive: directive.to_owned(), place, list: Vec::new(), count: 0 }
    }

    /// Reads what begins with `{` and stands at `start` of the body; gives its length.
    pub(super) fn read(&mut self, text: &str, start: usize) -> Result<usize, Problem> {
        let bytes = text.as_bytes();
        let mut at = 1;
        loop {
            while matches!(bytes.get(at), Some(b' ' | b'\t')) {
                at += 1;
            }
            let begin = at;
            match bytes.get(at) {
                None => return Err(Problem::new("`{` is not closed", start..start + text.len())),
                Some(b'}') => return Ok(at + 1),
                Some(sign @ (b'#' | b'.')) => {
                    at += 1 + word_length(&text[at + 1..], true);
                    if at == begin + 1 {
                        let message = format!("a name is missing behind `{}`", char::from(*sign));
                        return Err(Problem::new(message, start + begin..start + at));
                    }
                    let name = if *sign == b'#' { "id" } else { "class" };
                    self.add(name, Some(text[begin + 1..at].to_owned()), start + begin..start + at)?;
                }
                Some(_) => {
                    let name = &text[at..at + name_length(&text[at..])];
                    if name.is_empty() {
                        let rest = text[at..].trim_end_matches('}');
                        let message = format!("`{rest}` is no parameter");
                        return Err(Problem::new(message, start + at..start + at + rest.len()));
                    }
                    at += name.len();
                    let value = if bytes.get(at) == Some(&b'=') {
                        at += 1;
                        let (value, length) = value(&text[at..]).ok_or_else(|| {
                            let message = format!("the value of `{name}` is not closed");
                            Problem::new(message, start + begin..start + text.len())
                        })?;
                        at += length;
                        Some(value)
                    } else {
                        None
                    };
                    self.add(name, value, start + begin..start + at)?;
                }
            }
        }
    }

    fn add(&mut self, name: &str, value: Option<String>, span: Range<usize>) -> Result<(), Problem> {
        self.count += 1;
        if self.count > MOST {
            return Err(Problem::new(format!("a directive takes at most {MOST} parameters"), span));
        }
        match self.list.iter_mut().find(|attribute| attribute.name == name) {
            Some(class) if name == "class" => {
                let more = value.unwrap_or_default();
                class.value = Some(format!("{} {more}", class.value.as_deref().unwrap_or_default()));
                class.span.end = span.end;
                Ok(())
            }
            Some(_) => Err(Problem::new(format!("`{name}` is given twice"), span)),
            None => {
                self.list.push(Attribute { name: name.to_owned(), value, span, taken: false });
                Ok(())
            }
        }
    }

    /// A parameter, if it is given.
    pub fn take(&mut self, name: &str) -> Option<&Attribute> {
        let found = self.list.iter_mut().find(|attribute| attribute.name == name)?;
        found.taken = true;
        Some(found)
    }

    /// The text of a parameter, if it is given and not empty.
    pub fn text(&mut self, name: &str) -> Option<String> {
        self.take(name)?.value.clone().filter(|value| !value.trim().is_empty())
    }

    /// The text of a parameter that a directive cannot do without.
    pub fn required(&mut self, name: &str, example: &str) -> Result<String, Problem> {
        let (place, directive) = (self.place, self.directive.clone());
        self.text(name).ok_or_else(|| {
            let message = format!("`{directive}` needs the parameter `{name}`");
            let span = place - directive.len()..place;
            Problem::new(message, span).help(format!("write it as `{example}`"))
        })
    }

    /// Every parameter, as it was written.
    pub fn all(&self) -> &[Attribute] {
        &self.list
    }

    /// The `id` that the directive has on its page: one that no directive has taken for something else.
    pub fn anchor(&mut self) -> Option<String> {
        let id = self.list.iter().find(|attribute| attribute.name == "id" && !attribute.taken)?;
        id.value.clone().filter(|id| !id.is_empty() && !id.contains(char::is_whitespace))
    }

    /// Whether a name stands alone, or is not said to be `false`.
    pub fn flag(&mut self, name: &str) -> bool {
        self.take(name).is_some_and(|flag| flag.value.as_deref() != Some("false"))
    }

    /// A value that is not what is expected.
    pub fn wrong(&mut self, name: &str, expected: &str) -> Problem {
        let place = self.place;
        let (written, span) = match self.take(name) {
            Some(attribute) => (attribute.value.clone().unwrap_or_default(), attribute.span.clone()),
            None => (String::new(), place..place),
        };
        Problem::new(format!("`{name}` is `{written}`, and should be {expected}"), span)
    }

    /// What nobody asked for, less what anybody may give.
    pub fn unknown(&self, known: &[&str], always: &[&str]) -> Vec<Problem> {
        let unknown = self
            .list
            .iter()
            .filter(|attribute| !attribute.taken && !always.contains(&attribute.name.as_str()));
        let problem = |attribute: &Attribute| {
            let message = format!("`{}` has no parameter `{}`", self.directive, attribute.name);
            let help = match nearest(&attribute.name, known.iter().copied()) {
                Some(meant) => format!("did you mean `{meant}`?"),
                None if known.is_empty() => "it takes none".to_owned(),
                None => format!("it knows `{}`", known.join("`, `")),
            };
            Problem::new(message, attribute.span.clone()).help(help)
        };
        unknown.map(problem).collect()
    }
}

/// The length of a word that no quotes end.
fn word_length(text: &str, stops_at_sign: bool) -> usize {
    let ends = |c: char| c.is_whitespace() || c == '}' || (stops_at_sign && matches!(c, '.' | '#'));
    text.find(ends).unwrap_or(text.len())
}

/// The value that a text begins with, and its length; `None` where its quote is not closed.
fn value(text: &str) -> Option<(String, usize)> {
    let quote = text.chars().next().filter(|c| matches!(c, '"' | '\''));
    let (written, length) = match quote {
        Some(quote) => {
            let end = text.get(1..)?.find(quote)?;
            (text.get(1..=end)?, end + 2)
        }
        None => {
            let end = word_length(text, false);
            (text.get(..end)?, end)
        }
    };
    Some((decoded(written), length))
}

/// What the few character references that a value may hold stand for.
fn decoded(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    let mut decoded = text.to_owned();
    for (reference, character) in
        [("&quot;", "\""), ("&apos;", "'"), ("&#39;", "'"), ("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")]
    {
        decoded = decoded.replace(reference, character);
    }
    decoded
}
