use super::token::{Kind, Token, tokens};
use std::collections::HashMap;
use std::ops::Range;

/// A part of a template.
#[derive(Clone, Debug)]
pub(super) enum Node {
    /// Text as it is.
    Text(Range<usize>),
    /// `{{ markup }}`
    Output(Tag),
    /// A tag that stands alone, or one that nobody knows.
    Tag(Tag),
    /// A tag with an end.
    Block(Block),
}

/// What stands between two braces.
#[derive(Clone, Debug)]
pub(super) struct Tag {
    pub name: String,
    pub markup: String,
    /// With the braces.
    pub range: Range<usize>,
}

/// A tag, its end, and what stands between.
#[derive(Clone, Debug)]
pub(super) struct Block {
    pub tag: Tag,
    /// What follows the tag, and what follows each `else`, `elsif` and `when`.
    pub branches: Vec<Branch>,
    /// From the tag to its end.
    pub range: Range<usize>,
}

/// A part of a block.
#[derive(Clone, Debug)]
pub(super) struct Branch {
    pub name: String,
    pub markup: String,
    pub nodes: Vec<Node>,
}

const BLOCKS: [&str; 11] = [
    "if",
    "unless",
    "case",
    "for",
    "capture",
    "comment",
    "raw",
    "highlight",
    "codeblock",
    "blockquote",
    "figure",
];
const BRANCHES: [&str; 3] = ["else", "elsif", "when"];

/// The parts of a template. A block without an end is a tag that nobody knows, and what follows it is text.
pub(super) fn tree(source: &str) -> Vec<Node> {
    let tokens = tokens(source);
    let ends = ends(source, &tokens);
    let parser = Parser { source, tokens: &tokens, ends: &ends };
    let mut at = 0;
    let mut nodes = Vec::new();
    while at < tokens.len() {
        nodes.extend(parser.node(&mut at, 0));
    }
    nodes
}

/// Nesting beyond this is text.
const DEEPEST: usize = 60;

/// For each tag that begins a block, where its end is.
fn ends(source: &str, tokens: &[Token]) -> Vec<Option<usize>> {
    let mut ends = vec![None; tokens.len()];
    let mut open: Vec<(usize, &str)> = Vec::new();
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for (at, token) in tokens.iter().enumerate().filter(|(_, token)| token.kind == Kind::Tag) {
        let name = name_of(source, token);
        if BLOCKS.contains(&name) {
            open.push((at, name));
            *counts.entry(name).or_default() += 1;
        } else if let Some(name) = name.strip_prefix("end")
            && counts.get(name).is_some_and(|count| *count > 0)
        {
            // Those in between have no end of their own.
            while let Some((begin, opened)) = open.pop() {
                counts.entry(opened).and_modify(|count| *count -= 1);
                if opened == name {
                    ends[begin] = Some(at);
                    break;
                }
            }
        }
    }
    ends
}

struct Parser<'a> {
    source: &'a str,
    tokens: &'a [Token],
    ends: &'a [Option<usize>],
}

impl Parser<'_> {
    fn node(&self, at: &mut usize, depth: usize) -> Option<Node> {
        let here = *at;
        let token = self.tokens.get(here)?;
        *at += 1;
        match token.kind {
            Kind::Text => Some(Node::Text(token.inside.clone())),
            Kind::Output => Some(Node::Output(Tag {
                name: String::new(),
                markup: self.source[token.inside.clone()].to_owned(),
                range: token.range.clone(),
            })),
            Kind::Tag => {
                let tag = tag(self.source, token);
                match self.ends.get(here).copied().flatten() {
                    Some(end) if depth < DEEPEST => Some(Node::Block(self.block(at, end, tag, depth))),
                    _ => Some(Node::Tag(tag)),
                }
            }
        }
    }

    fn block(&self, at: &mut usize, end: usize, tag: Tag, depth: usize) -> Block {
        let first = Branch { name: tag.name.clone(), markup: tag.markup.clone(), nodes: Vec::new() };
        let mut branches = vec![first];
        let takes_branches = matches!(tag.name.as_str(), "if" | "unless" | "case" | "for");
        while *at < end {
            let token = &self.tokens[*at];
            if takes_branches && token.kind == Kind::Tag && BRANCHES.contains(&name_of(self.source, token)) {
                let inner = self::tag(self.source, token);
                *at += 1;
                branches.push(Branch { name: inner.name, markup: inner.markup, nodes: Vec::new() });
                continue;
            }
            if tag.name == "comment" {
                *at = end;
                break;
            }
            let node = self.node(at, depth + 1);
            if let Some(branch) = branches.last_mut() {
                branch.nodes.extend(node);
            }
        }
        *at = end + 1;
        let range = tag.range.start..self.tokens[end].range.end;
        Block { tag, branches, range }
    }
}

fn tag(source: &str, token: &Token) -> Tag {
    let inside = &source[token.inside.clone()];
    let name = name_of(source, token);
    Tag { markup: inside[name.len()..].trim().to_owned(), name: name.to_owned(), range: token.range.clone() }
}

fn name_of<'a>(source: &'a str, token: &Token) -> &'a str {
    let inside = &source[token.inside.clone()];
    let length =
        inside.find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '-'))).unwrap_or(inside.len());
    &inside[..length]
}
