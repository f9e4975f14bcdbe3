use crate::folder::Folder;
use offprint_model::Slug;
use offprint_site::Overrides;

/// What is wrong with an `offprint.toml`, a line each, with what is written at the place and below it.
fn wrong(config: &str) -> Vec<String> {
    let site = Folder::new().config(config);
    let errors = offprint_site::Config::read(site.path(), &Overrides::default()).expect_err("errors");
    let line = |error: &offprint_site::Diagnostic| {
        let (line, column) = error.position().unwrap_or_default();
        let more = [error.label.as_deref(), error.help.as_deref()].into_iter().flatten();
        let more: String = more.map(|text| format!(" | {text}")).collect();
        format!("{line}:{column} {}{more}", error.message)
    };
    errors.iter().map(line).collect()
}

#[test]
fn an_unknown_key_is_met_with_the_nearest_one() {
    assert_eq!(
        wrong("titel = 'A'\n\n[summary]\nendng = '…'\n[markdown]\nthatched_roof = 1"),
        [
            "1:1 unknown key `titel` | did you mean `title`? | known here: `app`, `archive`, `author`, `authors`, \
             `base_url`, `check`, `copyright`, `description`, `feed`, `image`, `images`, `language`, `lists`, `markdown`, \
             `menu`, `offline`, `permalink`, `redirects`, `search`, `summary`, `taxonomies`, `timezone`, `title`, `topics`",
            "4:1 unknown key `endng` in `[summary]` | did you mean `ending`? | known here: `cut`, `ending`, `rule`",
            "6:1 unknown key `thatched_roof` in `[markdown]` | known here: `html`, `math`, `smart_punctuation`",
        ]
    );
}

#[test]
fn an_unknown_key_of_a_list_is_found_where_it_stands() {
    assert_eq!(
        wrong("[lists.home]\nper_pag = 3\n[lists.taxonomy.tag]\nper_page = 3"),
        [
            "2:1 unknown key `per_pag` in `[lists.home]` | did you mean `per_page`? | known here: `date_format`, `facts`, `per_page`",
            "3:17 unknown key `tag` in `[lists.taxonomy]` | did you mean `tags`? | known here: `authors`, `categories`, `series`, `tags`",
        ]
    );
}

#[test]
fn a_value_of_the_wrong_type_is_pointed_at() {
    assert_eq!(
        wrong(
            "title = 3\nauthors = [true]\nmenu = 'x'\nfeed = 4\nsearch.enabled = 'no'\n[lists]\nper_page = 'many'\nhome.per_page = 0"
        ),
        [
            "1:9 `title` must be text, not a whole number",
            "2:12 `authors` must be text, not true or false",
            "3:8 `menu` must be a list of tables, each below `[[menu]]`, not text",
            "4:8 `feed` must be a table, not a whole number",
            "5:18 `search.enabled` must be true or false, not text",
            "7:12 `lists.per_page` must be a whole number or `\"all\"`, not text",
            "8:17 `lists.home.per_page` must be at least 1, not 0",
        ]
    );
}

#[test]
fn a_word_that_means_nothing_is_met_with_those_that_do() {
    assert_eq!(
        wrong(
            "[summary]\nrule = 'sentences'\ncut = 'words'\n[markdown]\nhtml = 'trusted'\n[images]\nremote = 'blocked'\n[lists]\nfacts = ['dates']"
        ),
        [
            "2:8 `summary.rule` can't be `sentences` | did you mean `sentence`? | expected `sentence`, `words:55`, `chars:160`, `whole`",
            "3:7 `summary.cut` can't be `words` | did you mean `word`? | expected `word`, `exact`",
            "5:8 `markdown.html` can't be `trusted` | did you mean `trust`? | expected `sanitize`, `trust`",
            "7:10 `images.remote` can't be `blocked` | did you mean `block`? | expected `allow`, `block`",
            "9:10 `lists.facts` can't be `dates` | did you mean `date`? | expected `date`, `reading-time`, `words`, \
             `author`, `category`, `tags`, `summary`, `title`, `read-more`",
        ]
    );
}

#[test]
fn versions_of_pictures_that_make_no_sense_are_errors() {
    assert_eq!(
        wrong("[images]\nformats = ['avfi']\nwidths = [8, 'wide']\nquality = 0\n"),
        [
            "2:12 `images.formats` can't be `avfi` | did you mean `avif`? | expected `avif`, `webp`, or nothing",
            "3:11 `images.widths` must be between 16 and 4096, not 8",
            "3:14 `images.widths` must be a whole number, not text",
            "4:11 `images.quality` must be between 1 and 100, not 0",
        ]
    );
    assert_eq!(
        wrong("[images]\nformats = 'avif'"),
        ["2:11 `images.formats` must be a list such as `[\"avif\", \"webp\"]`, not text"]
    );
}

#[test]
fn downloading_pictures_is_not_pretended() {
    assert_eq!(
        wrong("[images]\nremote = 'download'"),
        ["2:10 `images.remote = \"download\"` isn't supported yet | choose `\"allow\"` or `\"block\"`"]
    );
}

#[test]
fn what_cannot_be_resolved_is_pointed_at() {
    let errors = wrong(
        "base_url = 'example.org'\nlanguage = 'english please'\ntimezone = 'Europe/Berln'\npermalink = '/:titel/'\n\
         [lists]\ndate_format = 'long'\n[taxonomies.date]\n[[menu]]\nlabel = 'X'\nurl = 'javascript:alert(1)'\n[[menu]]\nlabel = 'Y'",
    );
    assert_eq!(
        errors,
        [
            "1:12 `example.org` is not an address where a site could live | write the whole address, such as \
             `https://example.org/` or `https://example.org/blog/`",
            "2:12 `english please` is not a language tag | write a tag such as `en`, `de` or `pt-BR`",
            "3:12 unknown time zone `Europe/Berln` | did you mean `Europe/Berlin`? | write a name such as `Europe/Berlin` or `UTC`",
            "4:13 unknown token `:titel` in the permalink pattern | the tokens are `:year`, `:month`, `:day`, `:slug`, \
             `:section` and `:sections`",
            "6:15 `long` is not a date format | write an example such as `April 28, 2026` or `Nov 9, 2025`, `iso`, or a \
             pattern such as `%d.%m.%Y`",
            "7:13 `date` can't be a taxonomy: it means something else in front matter",
            "10:7 `javascript:alert(1)` is not an address that a menu can lead to | write a path such as `/about/`, or \
             an `https://` address",
            "11:1 `menu.url` is missing",
        ]
    );
}

#[test]
fn what_is_wrong_with_topics_and_archive_is_pointed_at() {
    assert_eq!(
        wrong(
            "[topics]\ntitle = 3\npath = '../up'\nserie = ['A']\nnoun = ['topic']\n[archive]\npath = 'all.html'\nseries = []"
        ),
        [
            "2:9 `topics.title` must be text, not a whole number",
            "3:8 `topics.path` can't be `../up` | write an address inside the site, such as `topics` or `all/topics`",
            "4:1 unknown key `serie` in `[topics]` | did you mean `series`? | known here: `noun`, `path`, `series`, `title`",
            "5:8 `topics.noun` must be two texts: what one topic is called, and what several are | write, for example, \
             `noun = [\"topic\", \"topics\"]`",
            "7:8 `archive.path` can't be `all.html` | write an address inside the site, such as `archive` or `all/archive`",
            "8:1 unknown key `series` in `[archive]` | known here: `path`, `title`",
        ]
    );
    assert_eq!(
        wrong("topics = 'no'\narchive = 0"),
        [
            "1:10 `topics` must be a table, or `false` for none, not text",
            "2:11 `archive` must be a table, or `false` for none, not a whole number",
        ]
    );
    let blank = wrong("topics.noun = ['topic', ' ']");
    assert!(blank[0].starts_with("1:15 `topics.noun` must be two texts"), "{blank:?}");
    assert_eq!(
        wrong("topics.path = 'all'\narchive.path = '/all/'"),
        ["2:16 the archive and the page of all topics can't both be at `/all/`"]
    );
    assert_eq!(
        wrong("archive.path = '/'"),
        [
            "1:16 `archive.path` can't be `/` | write an address inside the site, such as `archive` or `all/archive`"
        ]
    );
}

#[test]
fn what_is_wrong_with_reading_offline_and_the_app_is_pointed_at() {
    assert_eq!(
        wrong(
            "[offline]\nenable = true\nenabled = 1\nvisited = '10 megabytes'\n\
             [app]\nname = 'A'\nlogo = 3\ncolor = 'paper'\ndark_color = '#12345'"
        ),
        [
            "2:1 unknown key `enable` in `[offline]` | did you mean `enabled`? | known here: `enabled`, `visited`",
            "3:11 `offline.enabled` must be true or false, not a whole number",
            "4:11 `offline.visited` can't be `10 megabytes` | write a number with a unit, such as `10 MB`, `500 kB` \
             or `0 B`",
            "6:1 unknown key `name` in `[app]` | known here: `color`, `dark_color`, \
             `logo`, `short_name`",
            "7:8 `app.logo` must be text, not a whole number",
            "8:9 `app.color` can't be `paper` | write red, green and blue in hexadecimal, such as `#fcf9f2`",
            "9:14 `app.dark_color` can't be `#12345` | write red, green and blue in hexadecimal, such as `#fcf9f2`",
        ]
    );
    assert_eq!(
        wrong("offline = 'never'\napp = false"),
        [
            "1:11 `offline` must be a table, or `false` for none, not text",
            "2:7 `app` must be a table, not true or false",
        ]
    );
    assert_eq!(
        wrong("offline.visited = 10"),
        ["1:19 `offline.visited` must be a size such as `\"10 MB\"`, not a whole number"]
    );
}

#[test]
fn reading_offline_can_be_switched_off_in_two_ways() {
    for (config, enabled) in [("", true), ("offline = true", true), ("offline = false", false)] {
        assert_eq!(Folder::new().config(config).read_config().offline.enabled, enabled, "{config}");
    }
    let offline =
        Folder::new().config("[offline]\nenabled = false\nvisited = '500 kB'").read_config().offline;
    assert_eq!((offline.enabled, offline.visited), (false, 500_000));
}

#[test]
fn broken_toml_is_pointed_at() {
    let errors = wrong("title = 'A\nbase_url = ]\n");
    assert!(!errors.is_empty());
    assert!(errors[0].starts_with("1:"), "{errors:?}");
    assert!(errors[0].contains("malformed TOML: "), "{errors:?}");
}

#[test]
fn a_folder_without_a_configuration_is_no_site() {
    let empty = tempfile::tempdir().expect("a folder");
    let errors = offprint_site::Config::read(empty.path(), &Overrides::default()).expect_err("an error");
    assert_eq!(errors[0].path, "offprint.toml");
    assert_eq!(errors[0].message, "cannot read it: entity not found");
    assert_eq!(
        errors[0].help.as_deref(),
        Some("a site is a folder with a file `offprint.toml`; `offprint new` makes one")
    );
}

#[test]
fn the_command_line_overrides_the_base_url() {
    let site = Folder::new()
        .config("title = 'A'\nbase_url = 'https://example.org/'")
        .base_url("https://example.com/blog");
    let config = site.read_config();
    assert_eq!((config.base_url.as_str(), config.base.as_str()), ("https://example.com/blog/", "/blog/"));
}

#[test]
fn pictures_and_menus_get_the_base_path() {
    let site = Folder::new().config(
        "title = 'A'\nbase_url = 'https://example.org/blog/'\nimage = '/img/a b.png'\n\
         menu = [{ label = 'About', url = '/about/' }, { label = 'Code', url = 'https://example.com/' }, { label = 'Home', url = '/' }]",
    );
    let config = site.read_config();
    assert_eq!(config.image.as_deref(), Some("https://example.org/blog/img/a%20b.png"));
    let urls: Vec<_> = config.menu.expect("a menu").into_iter().map(|item| item.url).collect();
    assert_eq!(urls, ["/blog/about/", "https://example.com/", "/blog/"]);
}

#[test]
fn a_site_that_says_nothing_has_sensible_values() {
    let config = Folder::new().read_config();
    assert_eq!((config.language.as_str(), config.base.as_str(), config.base_url.as_str()), ("en", "/", ""));
    assert_eq!(config.feed_length, Some(20));
    assert_eq!(config.lists.home.per_page, Some(10));
    assert_eq!(config.summary.ending, "…");
    assert!(config.menu.is_none() && config.permalink.is_none());
    let all = Folder::new().config("title = 'A'\nfeed.length = 'all'").read_config();
    assert_eq!(all.feed_length, None);
}

#[test]
fn a_configuration_cut_anywhere_is_an_error_and_no_panic() {
    let whole = "title = 'Ä'\nmenu = [{ label = 'a', url = '/' }]\nlists.per_page = 0x1F\n[taxonomies.tags.terms]\n\"C/D\" = 'x'\n\
                 [lists.section.a]\nfacts = 'date'\n[topics]\nnoun = ['a', 'b']\n[archive]\npath = 'é'\n[summary]\nrule = 'words:3'\n";
    for end in (0..=whole.len()).filter(|end| whole.is_char_boundary(*end)) {
        let text = whole[..end].into();
        let result = offprint_site::Config::parse("site".as_ref(), text, &Overrides::default());
        if let Err(errors) = result {
            assert!(!errors.is_empty(), "{end}");
        }
    }
}

#[test]
fn the_documented_example_is_understood() {
    let config = Folder::new().config(include_str!("../../src/config/example.toml")).read_config();
    assert_eq!(config.base_url, "https://example.org/blog/");
    let keys: Vec<_> = config.taxonomies.iter().map(|taxonomy| taxonomy.key.as_str()).collect();
    assert_eq!(keys, ["tags", "series", "authors", "places"]);
    let topics = config.browse.topics.expect("topics");
    assert_eq!(topics.series.iter().map(Slug::as_str).collect::<Vec<_>>(), ["backend", "devops"]);
    assert_eq!(config.browse.archive.expect("an archive").path.as_str(), "archive/");
    assert_eq!((config.offline.enabled, config.offline.visited), (true, 10_000_000));
    assert_eq!(config.app.short_name.as_deref(), Some("Blog"));
    assert_eq!(config.app.logo.map(|logo| logo.path).as_deref(), Some("static/logo.svg"));
    assert_eq!(config.app.dark_color.to_string(), "#1b1a18");
    assert_eq!(config.lists.archive.per_page, Some(50));
    assert_eq!(config.lists.home.per_page, Some(5));
    assert_eq!(config.lists.section("notes/rust/").per_page, None);
    assert_eq!(config.lists.section("notes/").date_format, 1);
    assert_eq!(config.warnings, []);
}

#[test]
fn the_demo_has_nothing_to_mend() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../demo");
    let config = offprint_site::Config::read(&folder, &Overrides::default()).expect("a configuration");
    let now = "2030-01-01T00:00:00Z".parse().expect("a moment");
    let options = offprint_site::LoadOptions { drafts: false, future: true, now };
    let library = offprint_site::load(&config, &options, &offprint_site::Silent).expect("a site");
    assert!(!library.posts.is_empty());
    assert_eq!(library.warnings, []);
}

#[test]
fn a_further_name_of_the_feed_is_that_of_a_file() {
    let help = "write a name such as `atom.xml` for every feed, or a path such as `/blog/rss.xml` for the site's own";
    let error =
        |at: &str, name: &str| format!("{at} `{name}` is not a file that a feed can be written to | {help}");
    assert_eq!(
        wrong("[feed]\nalso = ['atom.xml', '../a.xml', 'feed/', '']"),
        [error("2:21", "../a.xml"), error("2:33", "feed/"), error("2:42", "")]
    );
}
