use crate::folder::Folder;

fn site() -> Folder {
    Folder::new()
        .page("posts/now.md", "title = 'Now'\ndate = 2026-05-01")
        .page("posts/draft.md", "title = 'Draft'\ndate = 2026-05-02\ndraft = true")
        .page("posts/future.md", "title = 'Future'\ndate = 2026-06-02")
        .page(
            "posts/scheduled.md",
            "title = 'Scheduled'\ndate = 2026-05-03\npublish_date = 2026-06-01T12:00:01Z",
        )
        .page(
            "posts/released.md",
            "title = 'Released'\ndate = 2026-07-01\npublish_date = 2026-06-01T12:00:00Z",
        )
        .page("posts/over.md", "title = 'Over'\ndate = 2026-05-04\nexpiry_date = 2026-06-01T12:00:00Z")
}

#[test]
fn drafts_future_and_expired_posts_stay_out() {
    assert_eq!(site().addresses(), ["/posts/now/", "/posts/released/"]);
}

#[test]
fn drafts_come_in_when_asked_for() {
    assert_eq!(site().drafts().addresses(), ["/posts/now/", "/posts/draft/", "/posts/released/"]);
}

#[test]
fn future_posts_come_in_when_asked_for() {
    assert_eq!(
        site().future().addresses(),
        ["/posts/now/", "/posts/scheduled/", "/posts/future/", "/posts/released/"]
    );
}

#[test]
fn today_begins_where_the_site_lives() {
    // 12:00 UTC on the first of June is the second of June on Kiritimati.
    let at = |zone: &str| {
        Folder::new()
            .config(&format!("title = 'A'\ntimezone = '{zone}'"))
            .page("posts/a.md", "title = 'A'\ndate = 2026-06-02")
            .addresses()
    };
    assert_eq!(at("Pacific/Kiritimati"), ["/posts/a/"]);
    assert_eq!(at("UTC"), [""; 0]);
}

#[test]
fn a_section_with_nothing_but_drafts_has_no_list() {
    let site = site().page("secret/a.md", "title = 'A'\ndraft = true");
    let sections: Vec<_> = site.load().site.sections.into_iter().map(|section| section.path).collect();
    assert_eq!(sections, ["posts/"]);
}

#[test]
fn what_a_draft_lacks_is_no_error() {
    let site = site().page("posts/sketch.md", "draft = true");
    assert_eq!(site.addresses().len(), 2);
}
