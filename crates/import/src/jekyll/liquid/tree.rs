use super::token::{Kind, Token, tokens};
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
    let mut at = 0;
    let mut nodes = Vec::new();
    while at < tokens.len() {
        nodes.extend(node(source, &tokens, &mut at, 0));
    }
    nodes
}

/// Nesting beyond this is text.
const DEEPEST: usize = 60;

fn node(source: &str, tokens: &[Token], at: &mut usize, depth: usize) -> Option<Node> {
    let token = tokens.get(*at)?;
    *at += 1;
    match token.kind {
        Kind::Text => Some(Node::Text(token.inside.clone())),
        Kind::Output => Some(Node::Output(Tag {
            name: String::new(),
            markup: source[token.inside.clone()].to_owned(),
            range: token.range.clone(),
        })),
        Kind::Tag => {
            let tag = tag(source, token);
            if BLOCKS.contains(&tag.name.as_str()) && depth < DEEPEST {
                let before = *at;
                match block(source, tokens, at, &tag, depth) {
                    Some(block) => return Some(Node::Block(block)),
                    None => *at = before,
                }
            }
            Some(Node::Tag(tag))
        }
    }
}

fn block(source: &str, tokens: &[Token], at: &mut usize, tag: &Tag, depth: usize) -> Option<Block> {
    let end = format!("end{}", tag.name);
    // Looked for before anything is built: a missing end must not cost a tree for each opening.
    if !tokens[*at..].iter().any(|token| token.kind == Kind::Tag && name_of(source, token) == end) {
        return None;
    }
    let first = Branch { name: tag.name.clone(), markup: tag.markup.clone(), nodes: Vec::new() };
    let mut branches = vec![first];
    let takes_branches = matches!(tag.name.as_str(), "if" | "unless" | "case" | "for");
    while let Some(token) = tokens.get(*at) {
        if token.kind == Kind::Tag {
            let inner = self::tag(source, token);
            if inner.name == end {
                *at += 1;
                return Some(Block { tag: tag.clone(), branches, range: tag.range.start..inner.range.end });
            }
            if takes_branches && BRANCHES.contains(&inner.name.as_str()) {
                *at += 1;
                branches.push(Branch { name: inner.name, markup: inner.markup, nodes: Vec::new() });
                continue;
            }
        }
        if tag.name == "comment" {
            *at += 1;
            continue;
        }
        let node = node(source, tokens, at, depth + 1)?;
        if let Some(branch) = branches.last_mut() {
            branch.nodes.push(node);
        }
    }
    None
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
