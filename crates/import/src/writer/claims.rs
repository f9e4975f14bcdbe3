use offprint_model::Permalink;
use std::collections::{BTreeSet, HashMap};

/// The address of an old path, which is not percent-encoded and may have doubled slashes. `None` where the new
/// site can have none such: with a query, or leading out of it.
pub(crate) fn permalink(url: &str) -> Option<Permalink> {
    let mut path = url.replace('%', "%25");
    while path.contains("//") {
        path = path.replace("//", "/");
    }
    Permalink::new(&path).ok()
}

/// The file of the built site that would answer an old path as it stands: for a page its `index.html`.
pub(crate) fn file_of(url: &str) -> String {
    permalink(url).map_or_else(|| url.trim_start_matches('/').to_owned(), |page| page.file())
}

/// Who has which file of the built site, without regard to case; a file leaves no room for a folder of its name.
#[derive(Debug, Default)]
pub(crate) struct Claims {
    files: HashMap<String, String>,
    folders: BTreeSet<String>,
}

impl Claims {
    /// Claims a file, or says who is in the way.
    pub(crate) fn claim(&mut self, file: &str, by: &str) -> Result<(), String> {
        let key = file.to_lowercase();
        if let Some(holder) = self.holder(&key) {
            return Err(holder);
        }
        self.folders.extend(folders(&key).map(str::to_owned));
        self.files.insert(key, by.to_owned());
        Ok(())
    }

    fn holder(&self, key: &str) -> Option<String> {
        let held = std::iter::once(key).chain(folders(key)).find_map(|file| self.files.get(file));
        let below = || self.folders.contains(key).then(|| format!("what is below `/{key}/`"));
        held.cloned().or_else(below)
    }
}

fn folders(key: &str) -> impl Iterator<Item = &str> {
    key.match_indices('/').filter_map(|(slash, _)| key.get(..slash))
}
