//! Liquid, as far as it can be known without Jekyll: text goes in with tags and comes out without those whose
//! answer is known. What is not known stays as it was, and is found.

mod expression;
mod filters;
mod output;
mod tags;
mod token;
mod tree;

pub(super) use filters::escaped;
pub(super) use tags::video_id;

use super::value::Value;
use expression::{Filtered, Scope, below, condition, value};
use std::collections::HashMap;
use tree::{Block, Branch, Node, Tag, tree};

/// For whom a template is expanded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Flavour {
    /// Offprint: code becomes a fence, embeds become directives.
    Offprint,
    /// The page as Jekyll wrote it.
    Jekyll,
    /// The same without what is not known.
    Bare,
}

/// What a template can ask its site.
pub(super) trait World {
    /// The variable `site`.
    fn site(&self) -> &Value;
    /// The address of a post by the name that `post_url` takes, without the base path.
    fn post_url(&self, name: &str) -> Option<String>;
    /// The address of a file of the site by its path, without the base path.
    fn link(&self, path: &str) -> Option<String>;
    /// The text of a file in `_includes`.
    fn include(&self, name: &str) -> Option<String>;
    /// The text of a file by its path below the site's folder.
    fn relative(&self, path: &str) -> Option<String>;
}

/// Something of a template that stays as it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Remnant {
    /// Its line in the template, from 1.
    pub line: usize,
    /// What, in one line.
    pub message: String,
    /// What the author can do about it.
    pub help: String,
}

/// A template, expanded.
#[derive(Clone, Debug, Default)]
pub(super) struct Expanded {
    pub text: String,
    pub remnants: Vec<Remnant>,
}

/// Expands a template. `page` is the variable of that name, `path` the file's path below the site's folder.
pub(super) fn expand(
    source: &str,
    page: &Value,
    path: &str,
    world: &dyn World,
    flavour: Flavour,
) -> Expanded {
    if !source.contains("{{") && !source.contains("{%") {
        return Expanded { text: source.to_owned(), remnants: Vec::new() };
    }
    let mut template = Template {
        world,
        flavour,
        path: path.to_owned(),
        frames: vec![HashMap::from([("page".to_owned(), page.clone())])],
        source: source.to_owned(),
        out: String::with_capacity(source.len()),
        remnants: Vec::new(),
        depth: 0,
        work: 0,
        flow: Flow::On,
        place: (0, 1),
    };
    let nodes = tree(source);
    template.nodes(&nodes);
    Expanded { text: template.out, remnants: template.remnants }
}

/// Includes in includes, beyond this, stay as they are.
const DEEPEST_INCLUDE: usize = 20;

/// Parts of templates that one page may be made of; a loop in a loop in a loop ends here.
const MOST_WORK: usize = 200_000;

/// Bytes of one value; a page may have four times as many.
const LONGEST: usize = 4_000_000;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Flow {
    On,
    Break,
    Continue,
}

struct Template<'a> {
    world: &'a dyn World,
    flavour: Flavour,
    path: String,
    frames: Vec<HashMap<String, Value>>,
    source: String,
    out: String,
    remnants: Vec<Remnant>,
    depth: usize,
    work: usize,
    flow: Flow,
    /// A place in the source, and its line: lines are counted from there on.
    place: (usize, usize),
}

impl Scope for Template<'_> {
    fn variable(&self, path: &[Value]) -> Value {
        let Some(name) = path.first().and_then(Value::text) else { return Value::Unknown };
        let local = self.frames.iter().rev().find_map(|frame| frame.get(name));
        let root = match (local, name) {
            (Some(local), _) => local,
            (None, "site") => self.world.site(),
            (None, "jekyll") => {
                let is_environment = path.get(1).and_then(Value::text) == Some("environment");
                return if is_environment { "production".into() } else { Value::Unknown };
            }
            (None, "paginator" | "content" | "layout" | "theme") => return Value::Unknown,
            (None, _) => return Value::Nil,
        };
        // Only what lies at the end of the path is copied: `site` may be large.
        let rest = &path[1..];
        let mut at = root;
        for (number, name) in rest.iter().enumerate() {
            match name.text().filter(|key| at.has(key)) {
                Some(key) => at = at.get(key),
                None => return rest[number..].iter().fold(at.clone(), |at, name| below(&at, name)),
            }
        }
        at.clone()
    }
}

impl Template<'_> {
    fn nodes(&mut self, nodes: &[Node]) {
        for node in nodes {
            if self.flow != Flow::On {
                return;
            }
            self.work += 1;
            match node {
                Node::Text(range) => self.out.push_str(&self.source[range.clone()]),
                Node::Output(tag) => self.output(tag),
                Node::Tag(tag) => self.tag(tag),
                Node::Block(block) => self.block(block),
            }
        }
    }

    /// The value of an expression with its filters.
    fn evaluated(&self, markup: &str) -> Value {
        let filtered = Filtered::new(markup);
        let mut current = value(filtered.expression, self);
        for (name, arguments) in filtered.filters {
            let arguments: Vec<Value> = arguments.iter().map(|argument| value(argument, self)).collect();
            current = filters::apply(name, &current, &arguments, self.world.site());
            if matches!(&current, Value::Text(text) if text.len() > LONGEST) {
                return Value::Unknown;
            }
        }
        current
    }

    fn output(&mut self, tag: &Tag) {
        match self.evaluated(&tag.markup) {
            Value::Unknown => self.stays(tag, "write what it stood for, or take it out"),
            _ if self.out.len() > 4 * LONGEST => self.stays(tag, "the page would become too long"),
            value => {
                let text = value.written();
                self.out.push_str(&text);
            }
        }
    }

    /// Leaves something as it was, and says so.
    fn stays(&mut self, tag: &Tag, help: &str) {
        let line = self.line(tag);
        let source = &self.source[tag.range.clone()];
        let shown = source.split_whitespace().collect::<Vec<_>>().join(" ");
        self.remnants.push(Remnant {
            line,
            message: format!("`{shown}` stands in the text as it was"),
            help: help.to_owned(),
        });
        let source = source.to_owned();
        self.keep(&source);
    }

    fn keep(&mut self, source: &str) {
        if self.flavour != Flavour::Bare {
            self.out.push_str(source);
        }
    }

    fn block_stays(&mut self, block: &Block, help: &str) {
        let line = self.line(&block.tag);
        let shown = self.source[block.tag.range.clone()].split_whitespace().collect::<Vec<_>>().join(" ");
        self.remnants.push(Remnant {
            line,
            message: format!("`{shown}` and what stands below it are in the text as they were"),
            help: help.to_owned(),
        });
        let source = self.source[block.range.clone()].to_owned();
        self.keep(&source);
    }

    fn line(&mut self, tag: &Tag) -> usize {
        let (mut from, mut line) = self.place;
        if from > tag.range.start {
            (from, line) = (0, 1);
        }
        line += self.source[from..tag.range.start].matches('\n').count();
        self.place = (tag.range.start, line);
        line
    }

    fn set(&mut self, name: &str, value: Value) {
        // `assign` and `capture` write into the template's own frame, whatever loop they stand in.
        if let Some(frame) = self.frames.first_mut() {
            frame.insert(name.to_owned(), value);
        }
    }

    fn block(&mut self, block: &Block) {
        match block.tag.name.as_str() {
            "comment" => {}
            "raw" => self.branch(block.branches.first()),
            "if" | "unless" => self.conditional(block),
            "case" => self.case(block),
            "for" => self.loops(block),
            "capture" => self.capture(block),
            "highlight" => self.highlight(block),
            "codeblock" => self.codeblock(block),
            "figure" => self.figure(block),
            _ => self.quote(block),
        }
    }

    fn branch(&mut self, branch: Option<&Branch>) {
        if let Some(branch) = branch {
            self.nodes(&branch.nodes);
        }
    }

    fn conditional(&mut self, block: &Block) {
        for branch in &block.branches {
            let holds = match branch.name.as_str() {
                "else" => Some(true),
                "unless" => condition(&branch.markup, self).map(|holds| !holds),
                _ => condition(&branch.markup, self),
            };
            match holds {
                Some(true) => return self.branch(Some(branch)),
                Some(false) => {}
                None => return self.block_stays(block, "only Jekyll knows the condition: keep what applies"),
            }
        }
    }

    fn case(&mut self, block: &Block) {
        let subject = self.evaluated(&block.tag.markup);
        if subject.is_unknown() {
            return self.block_stays(block, "only Jekyll knows the value: keep what applies");
        }
        for branch in block.branches.iter().skip(1) {
            let holds = branch.name == "else"
                || expression::split(&branch.markup, ',')
                    .iter()
                    .flat_map(|part| part.split(" or "))
                    .any(|one| expression::same(&value(one, self), &subject));
            if holds {
                return self.branch(Some(branch));
            }
        }
    }

    fn capture(&mut self, block: &Block) {
        let before = (self.out.len(), self.remnants.len());
        self.branch(block.branches.first());
        let text = self.out.split_off(before.0);
        let name = expression::unquoted(&block.tag.markup).unwrap_or(&block.tag.markup).to_owned();
        if self.remnants.len() > before.1 || text.len() > LONGEST {
            self.remnants.truncate(before.1);
            self.set(&name, Value::Unknown);
            return self.block_stays(block, "write what it stood for, or take it out");
        }
        self.set(&name, text.into());
    }

    fn loops(&mut self, block: &Block) {
        const HELP: &str =
            "Offprint makes lists of posts by itself: take the loop out, or write its items as text";
        let markup = &block.tag.markup;
        let Some((name, rest)) = markup.split_once(" in ") else { return self.block_stays(block, HELP) };
        let (collection, options) = rest.trim().split_once(char::is_whitespace).unwrap_or((rest.trim(), ""));
        let mut items = match self.evaluated(collection) {
            Value::List(items) => items,
            Value::Map(entries) => {
                entries.into_iter().map(|(key, value)| Value::List(vec![key.into(), value])).collect()
            }
            Value::Unknown => return self.block_stays(block, HELP),
            Value::Text(text) if !text.is_empty() => vec![Value::Text(text)],
            _ => Vec::new(),
        };
        let option = |name: &str| {
            let at = options.find(name)?;
            let word = options[at + name.len()..].trim_start().strip_prefix(':')?;
            let word = word.split_whitespace().next()?;
            value(word, self).integer().and_then(|number| usize::try_from(number).ok())
        };
        let (offset, limit) = (option("offset").unwrap_or(0), option("limit").unwrap_or(usize::MAX));
        items = items.into_iter().skip(offset).take(limit).collect();
        if options.split_whitespace().any(|word| word == "reversed") {
            items.reverse();
        }
        if items.is_empty() {
            return self.branch(block.branches.iter().find(|branch| branch.name == "else"));
        }
        let (start, known) = (self.out.len(), self.remnants.len());
        let count = items.len();
        for (at, item) in items.into_iter().enumerate() {
            let mut turn = Value::default();
            turn.set("index", Value::Integer(at as i64 + 1));
            turn.set("index0", Value::Integer(at as i64));
            turn.set("rindex", Value::Integer((count - at) as i64));
            turn.set("rindex0", Value::Integer((count - at) as i64 - 1));
            turn.set("first", Value::Bool(at == 0));
            turn.set("last", Value::Bool(at + 1 == count));
            turn.set("length", Value::Integer(count as i64));
            self.frames.push(HashMap::from([(name.trim().to_owned(), item), ("forloop".to_owned(), turn)]));
            self.branch(block.branches.first());
            self.frames.pop();
            let flow = std::mem::replace(&mut self.flow, Flow::On);
            if flow == Flow::Break {
                break;
            }
            if self.remnants.len() > known || self.work > MOST_WORK {
                self.out.truncate(start);
                self.remnants.truncate(known);
                return self.block_stays(block, HELP);
            }
        }
    }
}

#[cfg(test)]
mod tests;
