use super::super::value::Value;
use super::{Expanded, Flavour, World, expand};

struct Site {
    site: Value,
}

impl World for Site {
    fn site(&self) -> &Value {
        &self.site
    }

    fn post_url(&self, name: &str) -> Option<String> {
        (name == "2013-05-06-hello").then(|| "/2013/05/06/hello.html".to_owned())
    }

    fn link(&self, path: &str) -> Option<String> {
        (path == "_docs/a.md").then(|| "/docs/a/".to_owned())
    }

    fn include(&self, name: &str) -> Option<String> {
        match name {
            "figure.html" => Some(
                "<figure><img src=\"{{ include.src | relative_url }}\">{% if include.caption %}<figcaption>\
                 {{ include.caption }}</figcaption>{% endif %}</figure>"
                    .to_owned(),
            ),
            "list.html" => Some("{% for post in site.posts %}{{ post.title }}{% endfor %}".to_owned()),
            "again.html" => Some("{% include again.html %}".to_owned()),
            _ => None,
        }
    }

    fn relative(&self, path: &str) -> Option<String> {
        (path == "_posts/part.md").then(|| "*part*".to_owned())
    }
}

fn site() -> Site {
    let mut site = Value::default();
    site.set("title", "Notes".into());
    site.set("url", "https://example.org".into());
    site.set("baseurl", "".into());
    site.set("posts", Value::Unknown);
    let mut tools = Value::default();
    tools.set("name", "rg".into());
    site.set("tools", Value::List(vec![tools]));
    Site { site }
}

fn expanded(source: &str, flavour: Flavour) -> Expanded {
    let mut page = Value::default();
    page.set("title", "Hello".into());
    page.set("list", Value::List(vec!["a".into(), "b".into()]));
    expand(source, &page, "_posts/2013-05-06-hello.md", &site(), flavour)
}

#[track_caller]
fn becomes(source: &str, text: &str) {
    let expanded = expanded(source, Flavour::Offprint);
    assert_eq!(expanded.text, text, "{source}");
    assert!(expanded.remnants.is_empty(), "{:?}", expanded.remnants);
}

#[track_caller]
fn stays(source: &str) {
    let expanded = expanded(source, Flavour::Offprint);
    assert_eq!(expanded.text, source);
    assert!(!expanded.remnants.is_empty());
}

#[test]
fn what_is_known_is_written_and_what_is_not_known_stays() {
    becomes("{{ page.title }} on {{site.title}}", "Hello on Notes");
    becomes("[a]({{ site.baseurl }}/a) {{ \"/b c\" | relative_url }}", "[a](/a) /b%20c");
    becomes("{{ '/b' | absolute_url }}", "https://example.org/b");
    becomes("{{ nothing }}|{{ page.none.more }}", "|");
    becomes("{{ page.list | join: ', ' | upcase }}", "A, B");
    becomes("{{ page.list.first }}{{ page.list[1] }}{{ page.list.size }}", "ab2");
    stays("{{ site.posts.size }}");
    stays("{{ page.title | of_a_plugin }}");
    stays("a\n{% for post in site.posts %}{{ post.title }}{% endfor %}");
    stays("{% if site.posts.size > 3 %}many{% endif %}");
    stays("{% tag of a plugin %}text{% endtag %}");
    stays("{% include missing.html a=\"b\" %}");
    stays("{% include list.html %}");
    stays("{% include again.html %}");
    stays("{% post_url 2013-01-01-none %}");
}

#[test]
fn a_remnant_is_found_with_its_line_and_a_way_to_mend_it() {
    let found = expanded("a\n\n{{ site.posts }}\n", Flavour::Offprint).remnants;
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].line, 3);
    assert_eq!(found[0].message, "`{{ site.posts }}` stands in the text as it was");
    assert!(!found[0].help.is_empty());
}

#[test]
fn conditions_and_loops_over_known_values_are_played() {
    becomes("{% assign x = \"1|2\" | split: \"|\" %}{% for i in x %}#{{ i }} {% endfor %}", "#1 #2 ");
    becomes(
        "{% if page.title == 'Hello' and site.none %}a{% elsif page.title contains \"ell\" %}b{% endif %}",
        "b",
    );
    becomes("{% unless page.none %}a{% else %}b{% endunless %}", "a");
    becomes("{% case page.title %}{% when 'x', 'Hello' %}a{% else %}b{% endcase %}", "a");
    becomes("{% capture c %}{{ page.title }}!{% endcapture %}{{ c }}", "Hello!");
    becomes(
        "{% for t in site.tools %}{{ t.name }}{% unless forloop.last %},{% endunless %}{% endfor %}",
        "rg",
    );
    becomes("{% assign g = site.tools | group_by: 'name' %}{{ g[0].name }} {{ g[0].items.size }}", "rg 1");
    becomes("{% for i in (1..3) %}{% if i == 2 %}{% continue %}{% endif %}{{ i }}{% endfor %}", "13");
    becomes("{% comment %}{{ site.posts }}{% endcomment %}a", "a");
    becomes("a {%- if true -%} b {%- endif -%} c", "abc");
}

#[test]
fn raw_text_is_not_expanded_not_even_in_code() {
    becomes("{% raw %}{{ page.title }}{% endraw %}", "{{ page.title }}");
    becomes("`{{ page.title }}`", "`Hello`");
}

#[test]
fn highlighted_code_becomes_a_fence() {
    becomes("{% highlight Ruby %}\nputs 1\n{% endhighlight %}\n", "```ruby\nputs 1\n```\n");
    becomes(
        "{% highlight ruby linenos mark_lines=\"1 2\" %}\nputs 1\n{% endhighlight %}\n",
        "```ruby,linenos,hl_lines=1 2\nputs 1\n```\n",
    );
    becomes(
        "- item\n\n  {% highlight sh %}\n  ls\n  {% endhighlight %}\n",
        "- item\n\n  ```sh\n  ls\n  \n  ```\n",
    );
    becomes("{% highlight md %}\n```\na\n```\n{% endhighlight %}\n", "````md\n```\na\n```\n````\n");
    let jekyll = expanded("{% highlight html %}\n<b>\n{% endhighlight %}\n", Flavour::Jekyll);
    assert_eq!(jekyll.text, "<pre><code class=\"language-html\">&lt;b&gt;</code></pre>\n");
}

#[test]
fn links_to_posts_and_files_are_their_addresses() {
    becomes("[a]({% post_url 2013-05-06-hello %})", "[a](/2013/05/06/hello.html)");
    becomes("[a]({% link _docs/a.md %}#b)", "[a](/docs/a/#b)");
}

#[test]
fn an_include_of_a_plain_file_is_played_with_its_parameters() {
    becomes(
        "{% include figure.html src=\"a.png\" caption=page.title %}",
        "<figure><img src=\"/a.png\"><figcaption>Hello</figcaption></figure>",
    );
    becomes(
        "{% include figure.html src='a.png' caption=\"say \\\"x\\\"\" %}",
        "<figure><img src=\"/a.png\"><figcaption>say \"x\"</figcaption></figure>",
    );
    becomes("{% include figure.html src=\"a.png\" %}", "<figure><img src=\"/a.png\"></figure>");
    becomes("{% include_relative part.md %}", "*part*");
}

#[test]
fn embeds_become_directives() {
    becomes("a\n\n{% gist ada/1234 a.rb %}\n", "a\n\n::gist{user=\"ada\" id=\"1234\" file=\"a.rb\"}\n\n");
    becomes("{% youtube dQw4w9WgXcQ %}", "::youtube{id=\"dQw4w9WgXcQ\"}\n");
    becomes("{% youtube \"https://youtu.be/dQw4w9WgXcQ?t=3\" %}", "::youtube{id=\"dQw4w9WgXcQ\"}\n");
    becomes(
        "{% twitter https://twitter.com/a/status/1 %}",
        "::post{url=\"https://twitter.com/a/status/1\"}\n",
    );
    becomes(
        "{% figure caption:\"Cats\" %}\n![A cat](/a.png)\n{% endfigure %}",
        "![A cat](/a.png \"Cats\")\n",
    );
    becomes(
        "{% figure caption:\"*Cats*\" %}\n![A cat](/a.png)\n{% endfigure %}",
        "![A cat](/a.png)\n\n*Cats*\n",
    );
    becomes("{% img left /images/a.png 350 350 'A cat' %}", "![A cat](/images/a.png)");
}

#[test]
fn a_template_that_is_made_to_grow_comes_to_an_end() {
    let mut doubling = "{% assign a = \"xxxxxxxx\" %}".to_owned();
    doubling.push_str(&"{% capture a %}{{ a }}{{ a }}{% endcapture %}".repeat(30));
    for source in [
        doubling,
        "{% if x %}".repeat(2_000),
        "{% if x %}".repeat(2_000) + "{% endif %}",
        "{{ a ".repeat(5_000),
        "{% a ".repeat(5_000),
    ] {
        expanded(&source, Flavour::Offprint);
    }
}
