//! Moving a site here: what `offprint import` makes is built as it is, and answers where the old one did.

use crate::harness::fixture::write;
use crate::harness::offprint::{run, run_well, said};
use std::path::Path;

/// An old site: its generator, the file or folder to read, its files, and what its readers asked for.
struct Old {
    generator: &'static str,
    from: &'static str,
    files: &'static [(&'static str, &'static str)],
    /// Files of the new site, each with a text that is in it.
    answers: &'static [(&'static str, &'static str)],
}

const OLD: [Old; 5] = [
    Old {
        generator: "jekyll",
        from: "",
        files: &[
            ("_config.yml", "title: Nets\nurl: https://nets.example\nplugins: [jekyll-feed]\n"),
            (
                "_posts/2019-05-04-knots.md",
                "---\ntags: [rope]\n---\nA knot in {% raw %}`{{ rope }}`{% endraw %}.\n",
            ),
            ("about.md", "---\ntitle: About\n---\nWho mends them.\n"),
            ("404.html", "---\n---\n<p>Gone</p>\n"),
            ("index.html", "---\n---\n{% for post in site.posts %}{{ post.title }}{% endfor %}\n"),
            ("assets/net.txt", "a net\n"),
        ],
        answers: &[
            ("2019/05/04/knots.html", "{{ rope }}"),
            ("about.html", "Who mends them."),
            ("404.html", "Nets"),
            ("feed.xml", "knots"),
            ("assets/net.txt", "a net"),
        ],
    },
    Old {
        generator: "hugo",
        from: "",
        files: &[
            (
                "hugo.toml",
                "title = 'Nets'\nbaseURL = 'https://nets.example/'\n[permalinks]\nposts = '/:year/:slug/'\n",
            ),
            (
                "content/posts/knots.md",
                "---\ntitle: Knots\ndate: 2019-05-04\n---\n{{< figure src=\"/net.png\" caption=\"A net\" >}}\n",
            ),
            ("content/about.md", "+++\ntitle = 'About'\n+++\nWho mends them.\n"),
        ],
        answers: &[
            ("2019/knots/index.html", "<figcaption>A net</figcaption>"),
            ("about/index.html", "Who mends them."),
            ("index.xml", "Knots"),
        ],
    },
    Old {
        generator: "zola",
        from: "",
        files: &[
            ("config.toml", "title = 'Nets'\nbase_url = 'https://nets.example'\ngenerate_feeds = true\n"),
            (
                "content/2019-05-04-knots.md",
                "+++\ntitle = 'Knots'\n+++\nSee [the others](@/blog/bends.md).\n",
            ),
            ("content/blog/_index.md", "+++\ntitle = 'Blog'\nsort_by = 'date'\n+++\n"),
            (
                "content/blog/bends.md",
                "+++\ntitle = 'Bends'\ndate = 2019-06-01\n+++\n{{ youtube(id='abc_def-123') }}\n",
            ),
        ],
        answers: &[
            ("knots/index.html", "href=\"/blog/bends/\""),
            ("blog/bends/index.html", "data-frame"),
            ("atom.xml", "Bends"),
        ],
    },
    Old {
        generator: "wordpress",
        from: "export.xml",
        files: &[(
            "export.xml",
            "<?xml version=\"1.0\"?><rss version=\"2.0\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" \
             xmlns:wp=\"http://wordpress.org/export/1.2/\"><channel><title>Nets</title>\
             <link>https://nets.example</link><wp:base_site_url>https://nets.example</wp:base_site_url>\
             <wp:base_blog_url>https://nets.example</wp:base_blog_url><item><title>Knots</title>\
             <link>https://nets.example/2019/05/knots/</link><content:encoded><![CDATA[A knot.\n\nAnother.]]>\
             </content:encoded><wp:post_date>2019-05-04 10:00:00</wp:post_date>\
             <wp:post_date_gmt>2019-05-04 08:00:00</wp:post_date_gmt><wp:post_name>knots</wp:post_name>\
             <wp:status>publish</wp:status><wp:post_type>post</wp:post_type></item></channel></rss>",
        )],
        answers: &[("2019/05/knots/index.html", "<p>Another.</p>")],
    },
    Old {
        generator: "feed",
        from: "feed.xml",
        files: &[(
            "feed.xml",
            "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Nets</title>\
             <link>https://nets.example/</link><description>Nets</description><item><title>Knots</title>\
             <link>https://nets.example/p/knots/</link><pubDate>Sat, 04 May 2019 10:00:00 GMT</pubDate>\
             <description>&lt;p&gt;A &lt;strong&gt;knot&lt;/strong&gt;.&lt;/p&gt;</description></item></channel></rss>",
        )],
        answers: &[("p/knots/index.html", "<strong>knot</strong>")],
    },
];

#[test]
fn an_imported_site_is_built_as_it_is_and_answers_at_its_old_addresses() {
    for old in OLD {
        let folder = tempfile::tempdir().unwrap();
        let (from, to) = (folder.path().join("old"), folder.path().join("new"));
        for (path, text) in old.files {
            write(&from.join(path), text);
        }
        run_well([Path::new("import"), Path::new(old.generator), &from.join(old.from), &to]);
        let report = std::fs::read_to_string(to.join("import-report.md")).unwrap();
        assert!(report.contains("Every old address is answered."), "{}: {report}", old.generator);
        let built = run([Path::new("build"), Path::new("--site"), &to]);
        assert!(built.status.success(), "{}: {}", old.generator, said(&built));
        for (file, text) in old.answers {
            let path = to.join("public").join(file);
            let page = std::fs::read_to_string(&path)
                .unwrap_or_else(|error| panic!("{} lost {file}: {error}\n{report}", old.generator));
            assert!(page.contains(text), "{}: {file} has no {text}:\n{page}", old.generator);
        }
    }
}
