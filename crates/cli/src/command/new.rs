use std::fs;
use std::io;
use std::path::Path;

use jiff::{SignedDuration, Timestamp};

use crate::arguments::NewArguments;
use crate::error::CommandError;
use crate::moment;
use crate::report;

/// The starter site, by path. `{{today}}` and the like become dates; see [`dated`].
const STARTER: &[(&str, &str)] = &[
    (".gitignore", include_str!("../../starter/gitignore")),
    ("offprint.toml", include_str!("../../starter/offprint.toml")),
    ("content/about.md", include_str!("../../starter/content/about.md")),
    (
        "content/posts/a-table-a-note-a-picture.md",
        include_str!("../../starter/content/posts/a-table-a-note-a-picture.md"),
    ),
    (
        "content/posts/code-that-reads-well.md",
        include_str!("../../starter/content/posts/code-that-reads-well.md"),
    ),
    ("content/posts/hello.md", include_str!("../../starter/content/posts/hello.md")),
    ("static/images/desk.svg", include_str!("../../starter/static/images/desk.svg")),
];

pub(super) fn run(arguments: &NewArguments) -> Result<(), CommandError> {
    let folder = &arguments.folder;
    require_empty(folder)?;
    let now = moment::now()?;
    for (path, text) in STARTER {
        write(&folder.join(path), &dated(text, now))?;
    }
    let folder = folder.display().to_string();
    let enter = if folder == "." { String::new() } else { format!("  cd {}\n", quoted(&folder)) };
    report::say(format_args!(
        "Made a site in {folder}. Look at it while you write:\n\n{enter}  offprint serve\n\n\
         The posts are in content/posts/, everything else is in offprint.toml."
    ));
    Ok(())
}

/// A folder that is not there, or holds nothing but a repository that was just made.
fn require_empty(folder: &Path) -> Result<(), CommandError> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) if error.kind() == io::ErrorKind::NotADirectory => {
            return Err(CommandError::NotAFolder { path: folder.to_path_buf() });
        }
        Err(source) => return Err(CommandError::Io { action: "read", path: folder.to_path_buf(), source }),
    };
    for entry in entries {
        let entry = entry.map_err(|source| CommandError::Io {
            action: "read",
            path: folder.to_path_buf(),
            source,
        })?;
        if entry.file_name() != ".git" {
            return Err(CommandError::NotEmpty { folder: folder.to_path_buf() });
        }
    }
    Ok(())
}

fn write(path: &Path, text: &str) -> Result<(), CommandError> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(|source| CommandError::Io {
            action: "create",
            path: folder.to_path_buf(),
            source,
        })?;
    }
    fs::write(path, text).map_err(|source| CommandError::Io {
        action: "write",
        path: path.to_path_buf(),
        source,
    })
}

/// The posts are as old as the site: a fixed date would be in the future of some clock, and hidden.
fn dated(text: &str, now: Timestamp) -> String {
    let days_ago = |days: i64| {
        let moment = now.checked_sub(SignedDuration::from_hours(24 * days)).unwrap_or(now);
        moment.strftime("%Y-%m-%d").to_string()
    };
    text.replace("{{today}}", &days_ago(0))
        .replace("{{yesterday}}", &days_ago(1))
        .replace("{{last week}}", &days_ago(7))
}

/// A path as a shell takes it.
pub(super) fn quoted(path: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "/.-_~+,:@".contains(c);
    if path.chars().all(plain) { path.to_owned() } else { format!("'{}'", path.replace('\'', r"'\''")) }
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn the_command_to_go_on_with_can_be_pasted() {
        assert_eq!(quoted("my-blog"), "my-blog");
        assert_eq!(quoted("My blog"), "'My blog'");
        assert_eq!(quoted("Ann's"), r"'Ann'\''s'");
    }
}
