use offprint_model::Permalink;
use std::collections::HashMap;
use std::collections::hash_map::Entry;

/// Which source has which address. Compared without regard to case, because some hosts and disks do.
#[derive(Debug, Default)]
pub(crate) struct Claims {
    held: HashMap<String, Claim>,
}

/// A source that wants an address.
#[derive(Clone, Debug)]
pub(crate) struct Claim {
    /// The source as a reader knows it: `` `content/a.md` ``, "the home page".
    pub by: String,
    /// The file that a finding about it points to.
    pub path: String,
    /// Its file in the output folder.
    pub target: String,
}

impl Claim {
    /// A page's claim.
    pub(crate) fn page(url: &Permalink, by: String, path: &str) -> Self {
        Self { by, path: path.to_owned(), target: url.file() }
    }

    /// A copied file's claim.
    pub(crate) fn file(target: &str, path: &str) -> Self {
        Self { by: format!("`{path}`"), path: path.to_owned(), target: target.to_owned() }
    }

    /// The address as a reader sees it.
    pub(crate) fn address(&self) -> String {
        let target = self
            .target
            .strip_suffix("index.html")
            .filter(|folder| folder.is_empty() || folder.ends_with('/'));
        format!("/{}", target.unwrap_or(&self.target))
    }
}

impl Claims {
    /// Who has the address of a page, or has a file where its folder must be.
    pub(crate) fn holder(&self, page: &Permalink) -> Option<&str> {
        let target = page.file().to_lowercase();
        let folders = target.match_indices('/').filter_map(|(slash, _)| target.get(..slash));
        let held = folders.chain([target.as_str()]).find_map(|file| self.held.get(file))?;
        Some(&held.by)
    }

    /// The files of everything that has an address, in lower case.
    pub(crate) fn targets(&self) -> impl Iterator<Item = &str> {
        self.held.keys().map(String::as_str)
    }

    /// Makes a claim, or gives back the one that was there first.
    pub(crate) fn make(&mut self, claim: Claim) -> Result<(), Box<(Claim, Claim)>> {
        match self.held.entry(claim.target.to_lowercase()) {
            Entry::Occupied(held) => Err(Box::new((claim, held.get().clone()))),
            Entry::Vacant(free) => {
                free.insert(claim);
                Ok(())
            }
        }
    }
}
