/// Names that ask for no colours.
pub(super) fn is_plain(name: &str) -> bool {
    matches!(
        name,
        "" | "text"
            | "txt"
            | "plain"
            | "plaintext"
            | "none"
            | "nohighlight"
            | "output"
            | "ascii"
            | "raw"
            | "mermaid"
    )
}

/// The name under which the syntax set knows a language that goes by several.
pub(super) fn canonical(name: &str) -> &str {
    match name {
        "console" | "shell" | "shell-session" | "sh-session" | "shellsession" | "terminal" | "zsh"
        | "ksh" => "bash",
        "golang" => "go",
        "node" | "nodejs" | "mjs" | "cjs" | "jsx" => "javascript",
        "mts" | "cts" => "typescript",
        "jsonc" | "json5" | "jsonl" | "ndjson" => "json",
        "protobuf" => "proto",
        "wat" | "wast" | "wasm" => "lisp",
        "asm" | "nasm" | "x86asm" | "assembly" => "asm",
        "docker" => "dockerfile",
        "jinja" | "jinja2" | "tera" | "django" => "jinja2",
        "gotmpl" | "go-html-template" | "handlebars" | "hbs" | "mustache" | "liquid" | "htmldjango" => "html",
        "md" | "mdx" => "markdown",
        "ps" | "ps1" | "pwsh" => "powershell",
        "cs" | "csharp" => "c#",
        "fs" | "fsharp" => "f#",
        "cxx" | "hpp" | "c++" => "cpp",
        "objc" => "objective-c",
        "tex" => "latex",
        "yml" => "yaml",
        "ignore" | "no_run" | "should_panic" | "compile_fail" | "edition2018" | "edition2021"
        | "edition2024" => "rust",
        _ => name,
    }
}
