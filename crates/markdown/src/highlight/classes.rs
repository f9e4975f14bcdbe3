use syntect::parsing::{Scope, ScopeStack};

/// What the class names of highlighted code start with: a token of scope `entity.name.function` has
/// the classes `z-entity z-name z-function`.
pub const CODE_CLASS_PREFIX: &str = "z-";

/// The scopes that give a token its classes, the innermost of a token's own first. A style sheet
/// needs no rule for any other.
pub const CODE_SCOPES: [&str; 24] = [
    "comment",
    "constant.character.escape",
    "constant.numeric",
    "constant.language",
    "constant",
    "entity.name.function",
    "entity.name.tag",
    "entity.name.type",
    "entity.name",
    "entity.other.attribute-name",
    "invalid",
    "keyword.operator",
    "keyword",
    "markup.bold",
    "markup.deleted",
    "markup.heading",
    "markup.inserted",
    "markup.italic",
    "storage",
    "string",
    "support.function",
    "support.type",
    "support",
    "variable.parameter",
];

/// Code inside a string: it does not take the string's colour.
const INTERPOLATIONS: [&str; 3] = ["meta.interpolation", "meta.template.expression", "source"];

/// Scopes that syntax definitions use for the same thing as one of [`CODE_SCOPES`].
const SYNONYMS: [(&str, &str); 6] = [
    ("entity.name.class", "entity.name.type"),
    ("entity.name.struct", "entity.name.type"),
    ("entity.name.enum", "entity.name.type"),
    ("support.class", "support.type"),
    ("support.macro", "support.function"),
    ("variable.function", "entity.name.function"),
];

/// From scopes to classes. Scopes are made here once, as making one takes a lock that all threads share.
pub(super) struct Classes(Vec<(Scope, Option<String>)>);

impl Classes {
    pub fn new() -> Self {
        let classes = |scope: &str| {
            let names: Vec<_> = scope.split('.').map(|atom| format!("{CODE_CLASS_PREFIX}{atom}")).collect();
            names.join(" ")
        };
        let own = CODE_SCOPES.iter().map(|scope| (*scope, Some(classes(scope))));
        let synonyms = SYNONYMS.iter().map(|(scope, same)| (*scope, Some(classes(same))));
        let bounds = INTERPOLATIONS.iter().map(|scope| (*scope, None));
        let mut rules: Vec<_> = own.chain(synonyms).chain(bounds).collect();
        // The longest prefix of a scope decides.
        rules.sort_by_key(|(scope, _)| std::cmp::Reverse(scope.split('.').count()));
        Self(rules.into_iter().filter_map(|(scope, class)| Some((Scope::new(scope).ok()?, class))).collect())
    }

    /// The classes of a token inside these scopes.
    pub fn of(&self, stack: &ScopeStack) -> Option<&str> {
        for scope in stack.as_slice().iter().rev() {
            if let Some((_, class)) = self.0.iter().find(|(prefix, _)| prefix.is_prefix_of(*scope)) {
                return class.as_deref();
            }
        }
        None
    }
}
