//! Diagrams, drawn when the site is built: Mermaid's text as an SVG file for light paper and one for dark. They
//! are pictures to the page, so that neither styles nor scripts come with them, and browsers fetch them when they
//! come into view. Where text ends is computed from tables, not from the fonts of the machine that builds: the
//! same source is the same bytes everywhere.
//!
//! Drawn by `mermaid-svg`. (Mermaid's own script has three megabytes, needs styles in the page, and a browser;
//! `merman` follows it more closely, with ten times the code to compile.)

mod colours;
mod svg;

use crate::emit::index::HashedFile;
use mermaid_svg::{ParseError, RenderError, Theme, parse, render_with};
use offprint_markdown::{Diagrams, Drawing, Undrawable};
use offprint_model::BasePath;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::sync::{LazyLock, Mutex, PoisonError};
use std::time::Duration;

/// Where the pictures are.
pub(crate) const DRAWINGS: &str = "assets/diagram.*";

/// How long a source may be, in bytes.
const LONGEST: usize = 20_000;

/// How many nodes may be joined by one line of a source, with `&`.
const MOST_JOINED: usize = 20;

/// How many lines a source may have; it is about as many as it draws arrows.
const MOST_LINES: usize = 500;

/// Drawing takes milliseconds. What takes so long will not end in any time that its author would wait.
const PATIENCE: Duration = Duration::from_secs(20);

/// Deep enough for everything that is nested in a source of that length.
const STACK: usize = 32 << 20;

/// Sources that came to no end in this process: what draws them cannot be stopped, and is not begun again.
static ENDLESS: LazyLock<Mutex<HashSet<String>>> = LazyLock::new(Mutex::default);

/// The diagrams of a build.
pub(crate) struct Drawings<'a> {
    base: &'a BasePath,
    drawn: Mutex<HashMap<String, Result<Drawing, Undrawable>>>,
    files: Mutex<BTreeMap<String, Vec<u8>>>,
}

impl<'a> Drawings<'a> {
    /// None yet.
    pub(crate) fn new(base: &'a BasePath) -> Self {
        Self { base, drawn: Mutex::default(), files: Mutex::default() }
    }

    /// The pictures, by their paths in the site.
    pub(crate) fn into_files(self) -> Vec<(String, Vec<u8>)> {
        self.files.into_inner().unwrap_or_else(PoisonError::into_inner).into_iter().collect()
    }

    fn keep(&self, svg: String) -> String {
        let HashedFile { file, bytes } = HashedFile::new("assets/diagram", "svg", svg.into_bytes());
        let address = self.base.file(&file.path);
        self.files.lock().unwrap_or_else(PoisonError::into_inner).insert(file.path, bytes);
        address
    }
}

impl Diagrams for Drawings<'_> {
    fn draw(&self, source: &str) -> Result<Drawing, Undrawable> {
        let known = |drawn: &HashMap<String, _>| drawn.get(source).cloned();
        if let Some(drawn) = known(&self.drawn.lock().unwrap_or_else(PoisonError::into_inner)) {
            return drawn;
        }
        let drawn = pictures(source).map(|pictures| Drawing {
            light: self.keep(pictures.light),
            dark: self.keep(pictures.dark),
            size: pictures.size,
        });
        let mut all = self.drawn.lock().unwrap_or_else(PoisonError::into_inner);
        all.insert(source.to_owned(), drawn.clone());
        drawn
    }
}

struct Pictures {
    light: String,
    dark: String,
    size: (u32, u32),
}

fn pictures(source: &str) -> Result<Pictures, Undrawable> {
    let refused = |message: String| Err(Undrawable { message, line: None });
    if source.len() > LONGEST || source.lines().count() > MOST_LINES {
        return refused(format!("it has more than {MOST_LINES} lines, or {LONGEST} bytes"));
    }
    if let Some(number) = source.lines().position(|line| line.matches(" & ").count() > MOST_JOINED) {
        let message = format!("a line joins more than {MOST_JOINED} nodes with `&`");
        return Err(Undrawable { message, line: Some(number + 1) });
    }
    let endless = || ENDLESS.lock().unwrap_or_else(PoisonError::into_inner);
    let too_large = || refused(format!("it is too large to be drawn within {} seconds", PATIENCE.as_secs()));
    if endless().contains(source) {
        return too_large();
    }
    // On a thread of its own: for its stack, for its time, and so that a defect in it ends this picture alone.
    let (sender, receiver) = mpsc::channel();
    let text = source.to_owned();
    let draw = move || {
        let _ = sender.send(both(&text));
    };
    if let Err(error) = std::thread::Builder::new().stack_size(STACK).spawn(draw) {
        return refused(format!("there is no thread for it ({error})"));
    }
    match receiver.recv_timeout(PATIENCE) {
        Ok(pictures) => pictures,
        Err(RecvTimeoutError::Timeout) => {
            endless().insert(source.to_owned());
            too_large()
        }
        Err(RecvTimeoutError::Disconnected) => refused("the drawing failed".to_owned()),
    }
}

fn both(source: &str) -> Result<Pictures, Undrawable> {
    parse(source).map_err(undrawable)?;
    let (light, size) = one(source, colours::light())?;
    let (dark, _) = one(source, colours::dark())?;
    Ok(Pictures { light, dark: colours::darkened(&dark), size })
}

fn one(source: &str, theme: Theme) -> Result<(String, (u32, u32)), Undrawable> {
    let drawn = render_with(source, &theme).map_err(|error| match error {
        RenderError::Parse(error) => undrawable(error),
        error => Undrawable { message: error.to_string(), line: None },
    })?;
    svg::picture(&drawn).map_err(|message| Undrawable { message, line: None })
}

fn undrawable(error: ParseError) -> Undrawable {
    match error {
        ParseError::Syntax { message, line, .. } => Undrawable { message, line: Some(line) },
        ParseError::UnknownDiagramType(name) => {
            Undrawable { message: format!("`{name}` is no kind of diagram"), line: Some(1) }
        }
        ParseError::Empty => Undrawable { message: "it is empty".to_owned(), line: None },
        error => Undrawable { message: error.to_string(), line: None },
    }
}

#[cfg(test)]
mod tests {
    use super::{Drawings, pictures};
    use offprint_markdown::Diagrams;
    use offprint_model::BasePath;

    const FLOW: &str = "flowchart LR\n  A[Write] -->|daily| B{Read?}\n  B --> C[(Kept)]\n";

    #[test]
    fn a_diagram_is_drawn_twice_and_written_once() {
        let base = BasePath::default();
        let drawings = Drawings::new(&base);
        let first = drawings.draw(FLOW).expect("drawn");
        assert_eq!(drawings.draw(FLOW).expect("drawn"), first);
        assert_ne!(first.light, first.dark);
        assert!(
            first.light.starts_with("/assets/diagram") && first.light.ends_with(".svg"),
            "{}",
            first.light
        );
        assert!(first.size.0 > 100 && first.size.1 > 20);
        let files = drawings.into_files();
        assert_eq!(files.len(), 2);
        assert!(String::from_utf8_lossy(&files[0].1).contains("Write"));
    }

    #[test]
    fn the_kinds_of_diagrams_that_people_write_are_drawn() {
        for source in [
            FLOW,
            "graph TD\n  subgraph one\n    a --> b\n  end\n  b -.-> c\n",
            "sequenceDiagram\n  Alice->>Bob: Hello\n  Note over Bob: thinks\n  Bob-->>Alice: Hi\n",
            "classDiagram\n  Animal <|-- Duck\n  Animal : +int age\n",
            "stateDiagram-v2\n  [*] --> Still\n  Still --> [*]\n",
            "erDiagram\n  CUSTOMER ||--o{ ORDER : places\n",
            "gantt\n  dateFormat YYYY-MM-DD\n  section A\n  One :a1, 2026-01-01, 30d\n  Two :after a1, 20d\n",
            "pie title Pets\n  \"Dogs\" : 386\n  \"Cats\" : 85\n",
            "gitGraph\n  commit\n  branch develop\n  commit\n  checkout main\n  merge develop\n",
            "journey\n  title My day\n  section Work\n    Make tea: 5: Me\n",
            "mindmap\n  root((centre))\n    One\n    Two\n",
            "timeline\n  title History\n  2002 : LinkedIn\n  2004 : Facebook\n",
            "quadrantChart\n  x-axis Low --> High\n  y-axis Low --> High\n  A: [0.3, 0.6]\n",
            "xychart-beta\n  x-axis [a, b]\n  y-axis 0 --> 10\n  bar [3, 7]\n",
        ] {
            let drawn = pictures(source).unwrap_or_else(|error| panic!("{source}: {error}"));
            for svg in [drawn.light, drawn.dark] {
                assert!(svg.starts_with("<svg ") && svg.ends_with("</svg>"), "{svg}");
            }
        }
    }

    #[test]
    fn a_mistake_has_its_line() {
        let error = |source: &str| pictures(source).err().expect("an error");
        assert_eq!(error("flowchart TD\n  A[[[-->\n").line, Some(2));
        assert_eq!(error("flowrat TD\n").message, "`flowrat` is no kind of diagram");
        assert_eq!(error("").message, "it is empty");
    }

    #[test]
    fn nothing_in_a_picture_leads_anywhere_or_runs() {
        let source = "flowchart TD\n  A[\"<img src=x onerror=alert(1)><a href='javascript:alert(2)'>x</a>\"] --> B\n  \
                      click A \"javascript:alert(3)\"\n";
        let drawn = pictures(source).expect("drawn");
        for forbidden in ["javascript:", "onerror", "<a", "<script", "href=", "style="] {
            assert!(!drawn.light.contains(forbidden), "{forbidden}: {}", drawn.light);
        }
    }

    #[test]
    fn what_would_take_all_day_is_refused() {
        let nodes: Vec<String> = (0..300).map(|n| format!("a{n}")).collect();
        assert!(pictures(&format!("flowchart TD\n{} --> b\n", nodes.join(" & "))).is_err());
        assert!(pictures(&format!("flowchart TD\n{}", "a --> b\n".repeat(600))).is_err());
        // As deep as the lines go: whatever comes of it, it comes.
        let _ = pictures(&format!(
            "flowchart TD
{}x
",
            "subgraph a
"
            .repeat(400)
        ));
    }
}
