use crate::Folder;

#[test]
fn what_the_configuration_allows_is_not_said() {
    let site = |check: &str| {
        Folder::new(check)
            .post("a", "mykey = 'x'\nsummary = 'Short.'", "[x](/gone/)")
            .file("static/press/a.svg", "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 3 2'/>")
            .told()
            .into_iter()
            .map(|line| line.split(' ').next().unwrap_or_default().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(site(""), ["unknown-key", "missing-description", "broken-link", "orphan-image"]);
    assert_eq!(
        site("[check]\nallow = ['broken-link', 'missing-description']\n"),
        ["unknown-key", "orphan-image"]
    );
    assert_eq!(
        site("[check]\nfront_matter = ['my_key']\norphans = ['press/*']\n"),
        ["missing-description", "broken-link"]
    );
    assert_eq!(
        site("[check]\nignore = ['/gone/*']\n"),
        ["unknown-key", "missing-description", "orphan-image"]
    );
    assert_eq!(site("[check]\norphans = false\n"), ["unknown-key", "missing-description", "broken-link"]);
}
