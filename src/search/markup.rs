use offprint_search::Marked;

/// HTML under construction. What is no literal of this program is escaped: there is no other way in.
#[derive(Debug, Default)]
pub struct Markup(String);

impl Markup {
    /// Appends markup as it stands in this program.
    pub fn tag(&mut self, markup: &'static str) -> &mut Self {
        self.0.push_str(markup);
        self
    }

    /// Appends a text, for between tags or between the double quotes of an attribute.
    pub fn text(&mut self, text: &str) -> &mut Self {
        for character in text.chars() {
            match character {
                '&' => self.0.push_str("&amp;"),
                '<' => self.0.push_str("&lt;"),
                '>' => self.0.push_str("&gt;"),
                '"' => self.0.push_str("&quot;"),
                '\'' => self.0.push_str("&#39;"),
                // HTML has no such character.
                '\0' => {}
                character => self.0.push(character),
            }
        }
        self
    }

    /// Appends a number.
    pub fn number(&mut self, number: usize) -> &mut Self {
        self.0.push_str(&number.to_string());
        self
    }

    /// Appends a text with what matched in `<mark>`. Marks that are no ranges of the text are left out.
    pub fn marked(&mut self, marked: &Marked) -> &mut Self {
        let mut from = 0;
        for mark in &marked.marks {
            if let (Some(before), Some(hit)) =
                (marked.text.get(from..mark.start), marked.text.get(mark.clone()))
            {
                self.text(before).tag("<mark>").text(hit).tag("</mark>");
                from = mark.end;
            }
        }
        self.text(marked.text.get(from..).unwrap_or_default())
    }

    /// The HTML.
    pub fn finish(self) -> String {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::{Marked, Markup};
    use std::ops::Range;

    #[test]
    fn a_text_cannot_end_its_element_or_its_attribute() {
        let mut html = Markup::default();
        html.tag("<a title=\"").text("\"><scr\0ipt>alert('1 & 2')</script>").tag("\">");
        let escaped = "<a title=\"&quot;&gt;&lt;script&gt;alert(&#39;1 &amp; 2&#39;)&lt;/script&gt;\">";
        assert_eq!(html.finish(), escaped);
    }

    #[test]
    fn what_matched_is_marked_and_escaped() {
        let text = "<b> & café".to_owned();
        let mut html = Markup::default();
        html.marked(&Marked { text, marks: vec![0..3, 6..11] });
        assert_eq!(html.finish(), "<mark>&lt;b&gt;</mark> &amp; <mark>café</mark>");
    }

    #[test]
    fn marks_that_are_no_ranges_of_the_text_do_no_harm() {
        let text = "é<".to_owned();
        let mut html = Markup::default();
        html.marked(&Marked { text, marks: vec![1..2, 2..9, Range { start: 7, end: 3 }] });
        assert_eq!(html.finish(), "é&lt;");
    }
}
