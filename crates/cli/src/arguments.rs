use std::net::{IpAddr, Ipv4Addr};
use std::path::PathBuf;

use clap::{ArgGroup, Args, Parser, Subcommand, ValueEnum};
use offprint_site::config::{ConfigError, check_base_url};

use crate::moment::Moment;

/// A folder of Markdown becomes a blog that reads like paper and works like an app.
#[derive(Debug, Parser)]
#[command(name = "offprint", version, arg_required_else_help = true, after_help = EXAMPLES)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
}

const EXAMPLES: &str = "\
Examples:
  offprint new my-blog                           Start a site in the folder my-blog
  offprint serve --site my-blog                  Look at it while you write
  offprint build --site my-blog --out /srv/www   Make the files for a web server

`offprint COMMAND --help` tells more about a command.
Exit codes: 0 all went well, 1 the site or its index has errors or findings, 2 the command was not understood.";

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Make a small working site to start from
    #[command(after_help = NEW_EXAMPLES)]
    New(NewArguments),
    /// Turn a site into a folder of files that any web server can serve
    #[command(after_help = BUILD_EXAMPLES)]
    Build(BuildArguments),
    /// Show the site in a browser, and again whenever a file changes
    #[command(after_help = SERVE_EXAMPLES)]
    Serve(ServeArguments),
    /// Say what is wrong with a site and what could be better, without building it
    #[command(after_help = CHECK_EXAMPLES)]
    Check(CheckArguments),
    /// Search a built site, as its readers do
    #[command(after_help = SEARCH_EXAMPLES)]
    Search(SearchArguments),
    /// Make a site of one that another generator made, and say what became of every address
    #[command(after_help = IMPORT_EXAMPLES)]
    Import(ImportArguments),
    /// Write the JSON content index alone, for work on the app itself
    #[command(after_help = INDEX_EXAMPLES)]
    Index(IndexArguments),
}

const NEW_EXAMPLES: &str = "\
Examples:
  offprint new my-blog       Make the folder my-blog with a site in it
  offprint new .             Make the site right here, if the folder is empty";

#[derive(Debug, Args)]
pub(crate) struct NewArguments {
    /// The folder to make; it may exist if it is empty
    #[arg(value_name = "DIR")]
    pub(crate) folder: PathBuf,
}

const BUILD_EXAMPLES: &str = "\
Examples:
  offprint build                                  Build the site of this folder
  offprint build --base-url https://example.org   Build it for that address
  offprint build --drafts --future --out preview  Look at what is not published
  offprint build --now 2026-12-24                 What readers see on that day

A build that fails leaves the output folder as it was.";

#[derive(Debug, Args)]
pub(crate) struct BuildArguments {
    #[command(flatten)]
    pub(crate) source: Source,
    /// Where the files go [default: public/ inside the site's folder]
    #[arg(long, value_name = "DIR")]
    pub(crate) out: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) address: Address,
    #[command(flatten)]
    pub(crate) selection: Selection,
    /// The moment that decides what is future or expired: RFC 3339, or a date for the
    /// start of that day where the site lives [default: SOURCE_DATE_EPOCH, else the clock]
    #[arg(long, value_name = "INSTANT")]
    pub(crate) now: Option<Moment>,
}

#[derive(Debug, Args)]
pub(crate) struct Address {
    /// Where the site will live, instead of base_url in offprint.toml
    #[arg(long, value_name = "URL", value_parser = base_url)]
    pub(crate) base_url: Option<String>,
}

const SERVE_EXAMPLES: &str = "\
Examples:
  offprint serve                           Serve the site of this folder
  offprint serve --site my-blog --drafts   Serve another one, with its drafts
  offprint serve --port 0                  Let the system choose a free port
  offprint serve --host 0.0.0.0            Let your network look, too
  offprint serve --offline                 Try reading and saving without a network

Stop it with Ctrl-C. It never touches the output folder of `offprint build`.";

#[derive(Debug, Args)]
pub(crate) struct ServeArguments {
    #[command(flatten)]
    pub(crate) source: Source,
    /// The port to listen on
    #[arg(long, value_name = "N", default_value_t = 8080)]
    pub(crate) port: u16,
    /// The address to listen on
    #[arg(long, value_name = "ADDRESS", default_value_t = IpAddr::V4(Ipv4Addr::LOCALHOST))]
    pub(crate) host: IpAddr,
    #[command(flatten)]
    pub(crate) selection: Selection,
    /// Let the browser keep pages for reading offline, as your readers' will; pages then don't
    /// reload by themselves
    #[arg(long)]
    pub(crate) offline: bool,
}

const CHECK_EXAMPLES: &str = "\
Examples:
  offprint check                              Look at the site of this folder
  offprint check --site my-blog --drafts      Look at another one, with its drafts
  offprint check --format json > found.json   For a program
  offprint check --format github              As annotations, in a workflow of GitHub
  offprint check --external                   Ask the web, too, about links to other sites

Links, titles, dates, terms, front matter and pictures are looked at, and all that a build says is said.
What to pass over stands below [check] in offprint.toml.
Exit codes: 0 nothing to mend (advice may be given), 1 something was found, 2 the command was not understood.";

#[derive(Debug, Args)]
pub(crate) struct CheckArguments {
    #[command(flatten)]
    pub(crate) source: Source,
    #[command(flatten)]
    pub(crate) address: Address,
    #[command(flatten)]
    pub(crate) selection: Selection,
    /// Ask other sites, too, whether what links lead to is still there; what they answer is kept
    /// in .offprint/ inside the site's folder
    #[arg(long)]
    pub(crate) external: bool,
    /// How to say it
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = CheckFormat::Text)]
    pub(crate) format: CheckFormat,
    /// What makes the exit code 1: anything this bad or worse
    #[arg(long, value_name = "LEVEL", value_enum, default_value_t = FailOn::Warnings)]
    pub(crate) fail_on: FailOn,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum CheckFormat {
    /// For a person, with excerpts
    Text,
    /// One object with a list of all findings
    Json,
    /// Workflow commands that annotate a change on GitHub
    Github,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum FailOn {
    /// Errors alone
    Errors,
    /// Errors and warnings
    Warnings,
    /// Advice too
    Advice,
}

const SEARCH_EXAMPLES: &str = "\
Examples:
  offprint search \"async traits\"                   Ask the site of this folder, built before
  offprint search --site-out /srv/www 'tag:rust -unsafe'
  offprint search '\"zero cost\"' --limit 3 --format json
  offprint search --queries queries.txt             One query a line, one line of JSON each

A query is words, \"phrases\", -words to leave out, and tag:, series:, author: or year:.
Put it last, after `--`, where it begins with a hyphen.";

#[derive(Debug, Args)]
#[command(group(ArgGroup::new("asked").required(true).args(["query", "queries"])))]
pub(crate) struct SearchArguments {
    /// What to search for
    #[arg(value_name = "QUERY")]
    pub(crate) query: Option<String>,
    /// Ask every line of a file; answers are lines of JSON, in the same order
    #[arg(long, value_name = "FILE")]
    pub(crate) queries: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) source: Source,
    /// Where the built files are [default: public/ inside the site's folder]
    #[arg(long, value_name = "DIR")]
    pub(crate) site_out: Option<PathBuf>,
    /// Most pages to name for a query
    #[arg(long, value_name = "N", default_value_t = 10, value_parser = at_least_one)]
    pub(crate) limit: usize,
    /// How to answer [default: text; json for --queries]
    #[arg(long, value_name = "FORMAT")]
    pub(crate) format: Option<AnswerFormat>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum AnswerFormat {
    /// For a person
    Text,
    /// An object on one line
    Json,
}

fn at_least_one(text: &str) -> Result<usize, String> {
    match text.parse() {
        Ok(number) if number > 0 => Ok(number),
        _ => Err("expected a whole number from 1 up".to_owned()),
    }
}

const IMPORT_EXAMPLES: &str = "\
Examples:
  offprint import zola old-blog new-blog          Read the folder old-blog, write the folder new-blog
  offprint import wordpress export.xml new-blog   Read an export from WordPress
  offprint import feed feed.xml new-blog          Make posts of a feed with whole texts

The old site is never changed. An import can be run again: what you changed in the new folder since stays
as it is. What became of every address and text is in import-report.md there.";

#[derive(Debug, Args)]
pub(crate) struct ImportArguments {
    /// What made the old site
    #[arg(value_name = "GENERATOR")]
    pub(crate) generator: ImportFrom,
    /// The old site: its folder, its export, or its feed
    #[arg(value_name = "FROM")]
    pub(crate) from: PathBuf,
    /// The folder to write: new, empty, or of an earlier import
    #[arg(value_name = "TO")]
    pub(crate) to: PathBuf,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ImportFrom {
    /// A folder with a `hugo.toml`, or one of Hugo's other configurations
    Hugo,
    /// A folder with a `_config.yml`
    Jekyll,
    /// An export (Tools → Export), with the folder `uploads` beside it
    Wordpress,
    /// A folder with a `config.toml`
    Zola,
    /// A file of RSS, Atom or JSON Feed with whole texts
    Feed,
}

const INDEX_EXAMPLES: &str = "\
Examples:
  offprint index --site demo --out public     Write offprint.json and data/ into public/";

#[derive(Debug, Args)]
pub(crate) struct IndexArguments {
    #[command(flatten)]
    pub(crate) source: Source,
    /// The folder to write offprint.json and data/ into
    #[arg(long, value_name = "DIR")]
    pub(crate) out: PathBuf,
}

#[derive(Debug, Args)]
pub(crate) struct Source {
    /// The site's folder, which has an offprint.toml in it
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub(crate) site: PathBuf,
}

fn base_url(text: &str) -> Result<String, ConfigError> {
    check_base_url(text).map(|()| text.to_owned())
}

#[derive(Clone, Copy, Debug, Args)]
pub(crate) struct Selection {
    /// Publish drafts, too
    #[arg(long)]
    pub(crate) drafts: bool,
    /// Publish posts whose time has not come, too
    #[arg(long)]
    pub(crate) future: bool,
}
