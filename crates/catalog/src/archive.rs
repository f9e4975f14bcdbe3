//! All dated posts by year and month.

use crate::Catalog;
use crate::address::{period_path, two_digits, year_and_month};
use crate::sorted::by_number;
use crate::terms::stamp;
use offprint_model::{ArchiveEntry, ArchiveMonth, ArchivePage, ArchiveYear};

impl Catalog {
    pub(crate) fn archive_page(&self) -> Option<ArchivePage> {
        let archive = self.site.archive.as_ref()?;
        let total = self.facets.dated();
        if total == 0 {
            return None;
        }
        let has_lists = self.has_periods();
        let path = |year, month| has_lists.then(|| period_path(&archive.path, year, month));
        let mut years: Vec<ArchiveYear> = Vec::new();
        for (place, posts) in self.facets.months.iter().rev() {
            let (year, month) = year_and_month(*place);
            if years.last().is_none_or(|last| last.year != year) {
                years.push(ArchiveYear { year, url: path(year, None), count: 0, months: Vec::new() });
            }
            let month = ArchiveMonth {
                id: [&year.to_string(), "-", &two_digits(month)].concat(),
                name: self.month_name(month),
                url: path(year, Some(month)),
                count: posts.len(),
                posts: if has_lists { Vec::new() } else { self.entries(posts, archive.list.date_format) },
            };
            if let Some(last) = years.last_mut() {
                last.count += month.count;
                last.months.push(month);
            }
        }
        Some(ArchivePage { title: archive.title.clone(), url: archive.path.clone(), total, years })
    }

    /// Newest first, whatever their weights.
    fn entries(&self, posts: &[u32], format: usize) -> Vec<ArchiveEntry> {
        let mut posts = posts.to_vec();
        by_number(&mut posts, |_| 0);
        let entry = |number: u32| {
            let post = self.post(number)?;
            let date = stamp(post.date.as_ref()?, format)?;
            Some(ArchiveEntry { title: post.title.clone(), url: post.url.clone(), date })
        };
        posts.into_iter().rev().filter_map(entry).collect()
    }
}
