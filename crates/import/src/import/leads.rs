use crate::writer::{Plan, file_of, permalink};
use crate::{Address, AddressKind, OldSite};
use offprint_model::{Permalink, Slug};
use offprint_site::{Config, Library, Served};
use std::collections::{BTreeMap, BTreeSet};
use toml::Value;

/// What must lead on so that old addresses that nothing has are answered.
#[derive(Debug, Default)]
pub(super) struct Leads {
    /// `[redirects]`
    redirects: BTreeMap<String, String>,
    /// `[feed] also`
    also: BTreeSet<String>,
    /// Files, by their number, that are wanted at their old address too, and where they go.
    pub(super) copies: Vec<(usize, String)>,
}

/// What a build answers with, as this plan knows it.
struct Answers<'a> {
    served: BTreeMap<String, Served>,
    /// In lower case, with every folder.
    taken: BTreeSet<String>,
    config: &'a Config,
}

impl Leads {
    /// Finds them for a site that was built once without any.
    pub(super) fn new(site: &OldSite, plan: &Plan, config: &Config, library: &Library) -> Self {
        let served = library.served(config);
        let mut taken: BTreeSet<String> = served.keys().map(|file| file.to_lowercase()).collect();
        let folders: Vec<String> =
            taken.iter().flat_map(|file| folders(file).map(str::to_owned).collect::<Vec<_>>()).collect();
        taken.extend(folders);
        let mut answers = Answers { served, taken, config };
        let mut leads = Self::default();
        for (number, target) in &plan.files {
            let Some(file) = site.files.get(*number) else { continue };
            let path = file.url.trim_start_matches('/');
            if !path.is_empty() && !target.starts_with("static/") && answers.take(path) {
                leads.copies.push((*number, format!("static/{path}")));
            }
        }
        for address in &site.addresses {
            leads.lead(address, &mut answers);
        }
        // An alias of a page that is not there any more, or an address that a page had to leave.
        for page in &site.pages {
            let is_there = |url: &&String| answers.served.contains_key(&file_of(url));
            let Some(own) = page.url.as_ref().filter(is_there) else { continue };
            let Some(to) = permalink(own) else { continue };
            for alias in &page.aliases {
                if let Some(from) = permalink(alias) {
                    leads.redirect(&from, &to, &mut answers);
                }
            }
        }
        leads
    }

    fn lead(&mut self, address: &Address, answers: &mut Answers<'_>) {
        let Some(from) = permalink(&address.url) else { return };
        if answers.served.contains_key(&from.file())
            || answers.served.contains_key(from.as_str().trim_end_matches('/'))
        {
            return;
        }
        if address.kind == AddressKind::Feed {
            self.feed(address, &from, answers);
            return;
        }
        let wanted = address.to.as_deref().and_then(permalink);
        let target = wanted
            .into_iter()
            .chain(nearest(&from))
            .find(|to| answers.served.get(&to.file()).is_some_and(|served| *served != Served::Redirect));
        if let Some(to) = target {
            self.redirect(&from, &to, answers);
        }
    }

    fn feed(&mut self, address: &Address, from: &Permalink, answers: &mut Answers<'_>) {
        let path = from.as_str();
        let (folder, name) = path.rsplit_once('/').map_or(("", path), |(folder, name)| (folder, name));
        let is_file = name.ends_with(".xml");
        let beside = |folder: &str| {
            if folder.is_empty() { "feed.xml".to_owned() } else { format!("{folder}/feed.xml") }
        };
        if is_file && address.to.is_none() && !answers.config.base_url.is_empty() {
            if answers.served.get(&beside(folder)) == Some(&Served::Feed) {
                self.also.insert(name.to_owned());
                return;
            }
            if answers.take(path) {
                self.also.insert(format!("/{path}"));
                return;
            }
        }
        let own = address.to.as_deref().and_then(permalink);
        let above =
            folders(path).map(beside).collect::<Vec<_>>().into_iter().rev().chain(["feed.xml".to_owned()]);
        let above = above.filter_map(|file| Permalink::new(&file).ok());
        let target = own.into_iter().chain(above).find(|to| answers.served.contains_key(&to.file()));
        if let Some(to) = target {
            self.redirect(from, &to, answers);
        }
    }

    fn redirect(&mut self, from: &Permalink, to: &Permalink, answers: &mut Answers<'_>) {
        if answers.take(&from.file()) {
            self.redirects.insert(written(from), written(to));
        }
    }

    /// There is nothing to do.
    pub(super) fn is_empty(&self) -> bool {
        self.redirects.is_empty() && self.also.is_empty() && self.copies.is_empty()
    }

    /// Adds them to a configuration; `false` where there was nothing to add.
    pub(super) fn add_to(&self, keys: &mut Vec<(String, Value)>) -> bool {
        let mut table = |name: &str, add: &mut dyn FnMut(&mut toml::Table)| {
            if let Some((_, Value::Table(table))) = keys.iter_mut().find(|(key, _)| key == name) {
                add(table);
            } else {
                let mut table = toml::Table::new();
                add(&mut table);
                keys.push((name.to_owned(), Value::Table(table)));
            }
        };
        if !self.also.is_empty() {
            table("feed", &mut |feed| {
                let mut also: Vec<Value> = match feed.remove("also") {
                    Some(Value::Array(also)) => also,
                    _ => Vec::new(),
                };
                also.extend(self.also.iter().map(|name| Value::from(name.as_str())));
                also.dedup();
                feed.insert("also".to_owned(), Value::Array(also));
            });
        }
        if !self.redirects.is_empty() {
            table("redirects", &mut |redirects| {
                for (from, to) in &self.redirects {
                    redirects.entry(from.clone()).or_insert_with(|| Value::from(to.as_str()));
                }
            });
        }
        !self.also.is_empty() || !self.redirects.is_empty()
    }
}

impl Answers<'_> {
    /// Takes a file that nobody has, and for which there is room.
    fn take(&mut self, file: &str) -> bool {
        let key = file.to_lowercase();
        let blocked = self.taken.contains(&key)
            || folders(&key).any(|folder| self.served.keys().any(|file| file.eq_ignore_ascii_case(folder)));
        if !blocked {
            self.taken.extend(folders(&key).map(str::to_owned));
            self.taken.insert(key);
        }
        !blocked
    }
}

/// Where what was at an address may be now: the same without its page number, its term as Offprint writes it, then
/// whatever is above it, last the home page.
fn nearest(from: &Permalink) -> Vec<Permalink> {
    let mut candidates = Vec::new();
    let mut parts: Vec<&str> = from.as_str().split('/').filter(|part| !part.is_empty()).collect();
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    match parts.as_slice() {
        [.., _, number]
            if is_number(number) && parts.len() > 1 && parts[parts.len() - 2].starts_with("page") =>
        {
            parts.truncate(parts.len() - 2);
        }
        [.., page] if page.strip_prefix("page").is_some_and(is_number) => {
            parts.truncate(parts.len() - 1);
        }
        _ => {}
    }
    while let Some((last, above)) = parts.split_last() {
        let join =
            |last: &str| above.iter().fold(Permalink::home(), |folder, part| folder.join(part)).join(last);
        let bare = last.trim_end_matches(".html").trim_end_matches(".xml");
        candidates.extend([join(last), join(&bare.to_lowercase()), join(Slug::from_label(bare).as_str())]);
        parts.truncate(parts.len() - 1);
    }
    candidates.push(Permalink::home());
    candidates
}

fn folders(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').filter_map(|(slash, _)| path.get(..slash))
}

fn written(address: &Permalink) -> String {
    address.to_string().replace('%', "%25")
}

#[cfg(test)]
mod tests {
    use super::nearest;
    use offprint_model::Permalink;

    #[test]
    fn a_list_that_is_gone_is_looked_for_where_it_may_be() {
        let of = |path: &str| {
            let found = nearest(&Permalink::new(path).expect(path));
            let mut found: Vec<String> = found.iter().map(ToString::to_string).collect();
            found.dedup();
            found
        };
        assert_eq!(of("/blog/page/7/"), ["/blog/", "/"]);
        assert_eq!(of("/page7/"), ["/"]);
        assert_eq!(of("/tags/C++/"), ["/tags/C++/", "/tags/c++/", "/tags/c-plus-plus/", "/tags/", "/"]);
    }
}
