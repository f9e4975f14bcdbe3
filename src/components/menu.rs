use super::Frame;
use offprint_model::{MenuItem, Permalink, Place};

/// How an entry of the menu stands to the page on the screen; `aria-current` says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Current {
    /// It leads to this very page.
    Page,
    /// This page lies within what it leads to.
    Within,
}

impl Current {
    /// The value of `aria-current`.
    pub fn aria(self) -> &'static str {
        match self {
            Self::Page => "page",
            Self::Within => "true",
        }
    }
}

/// The entry of the menu that a page belongs to: the one nearest to it.
pub fn current_item(frame: &Frame, menu: &[MenuItem], place: &Place) -> Option<(usize, Current)> {
    let here = Here::of(place)?;
    let places = menu.iter().enumerate().filter_map(|(number, item)| {
        let target = frame.permalink(&item.url)?;
        Some((number, here.seen_from(&target)?, target))
    });
    let nearest = places.max_by_key(|(number, current, target)| {
        (*current == Current::Page, target.as_str().len(), std::cmp::Reverse(*number))
    });
    nearest.map(|(number, current, _)| (number, current))
}

struct Here<'a> {
    /// The page, or the first page of its list.
    address: Permalink,
    /// The section of a post whose address may lie elsewhere.
    section: &'a str,
    /// The first page of a list, or a page without others.
    first: bool,
}

impl<'a> Here<'a> {
    fn of(place: &'a Place) -> Option<Self> {
        let address = place.first()?;
        let first = place.url.as_ref() == Some(&address);
        Some(Self { address, section: &place.section, first })
    }

    fn seen_from(&self, target: &Permalink) -> Option<Current> {
        if self.address == *target {
            return Some(if self.first { Current::Page } else { Current::Within });
        }
        let folder = target.as_str();
        let within = |path: &str| folder.ends_with('/') && path.starts_with(folder);
        (within(self.address.as_str()) || within(self.section)).then_some(Current::Within)
    }
}

#[cfg(test)]
mod tests {
    use super::{Current, current_item};
    use crate::components::sample;
    use offprint_model::{MenuItem, Page, Place};

    fn menu(urls: &[&str]) -> Vec<MenuItem> {
        urls.iter().map(|url| MenuItem { label: (*url).to_owned(), url: (*url).to_owned() }).collect()
    }

    fn current(urls: &[&str], page: &Page) -> Option<(usize, Current)> {
        current_item(&sample::frame("/"), &menu(urls), &Place::of(page))
    }

    #[test]
    fn the_menu_marks_the_page_itself_before_what_holds_it() {
        let urls = ["/", "/tags/", "/tags/rust/"];
        assert_eq!(current(&urls, &Page::List(sample::term_list(1, 3))), Some((2, Current::Page)));
        assert_eq!(current(&urls[..2], &Page::List(sample::term_list(1, 3))), Some((1, Current::Within)));
        assert_eq!(current(&urls, &Page::List(sample::term_list(2, 3))), Some((2, Current::Within)));
    }

    #[test]
    fn home_holds_nothing_but_its_own_pages() {
        assert_eq!(current(&["/"], &Page::Post(Box::new(sample::post_page()))), None);
        assert_eq!(current(&["/"], &Page::List(sample::home(2, 3))), Some((0, Current::Within)));
        assert_eq!(current(&["/"], &Page::Missing), None);
    }

    #[test]
    fn a_post_belongs_to_its_section_wherever_it_lies() {
        let mut page = sample::post_page();
        assert_eq!(current(&["/posts/"], &Page::Post(Box::new(page.clone()))), Some((0, Current::Within)));
        page.post.url = sample::address("2026/04/a.html");
        assert_eq!(current(&["/posts/"], &Page::Post(Box::new(page))), Some((0, Current::Within)));
    }
}
