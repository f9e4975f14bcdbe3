use super::ContentError;
use crate::Diagnostic;
use std::path::Path;
use std::sync::Arc;

/// A file's text, without the byte order mark that some editors put in front.
pub(crate) fn read_text(file: &Path, name: &str) -> Result<String, Box<Diagnostic>> {
    let bytes = std::fs::read(file).map_err(|error| Box::new(ContentError::from(error).in_file(name)))?;
    match String::from_utf8(bytes) {
        Ok(text) => Ok(match text.strip_prefix('\u{feff}') {
            Some(rest) => rest.to_owned(),
            None => text,
        }),
        Err(error) => Err(Box::new(not_utf8(error.as_bytes(), error.utf8_error().valid_up_to(), name))),
    }
}

fn not_utf8(bytes: &[u8], offset: usize, name: &str) -> Diagnostic {
    let byte = bytes.get(offset).copied().unwrap_or_default();
    let before = String::from_utf8_lossy(bytes.get(..offset).unwrap_or_default());
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().map_or(0, |line| line.chars().count()) + 1;
    // The excerpt shows a replacement character of three bytes at the very same offset.
    let shown: Arc<str> = String::from_utf8_lossy(bytes).into();
    let end = offset + char::REPLACEMENT_CHARACTER.len_utf8();
    ContentError::NotUtf8 { byte, line, column, offset }.in_file(name).at(&shown, offset..end).label("here")
}
