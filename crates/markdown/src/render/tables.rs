use super::Renderer;
use pulldown_cmark::Alignment;

/// The open table.
#[derive(Default)]
pub(super) struct TableState {
    alignments: Vec<Alignment>,
    /// The next cell's column, from 0.
    column: usize,
    in_head: bool,
    /// A body row was written.
    in_body: bool,
}

impl Renderer<'_> {
    /// A table scrolls by itself where it is wider than the page, by keyboard too.
    pub(super) fn start_table(&mut self, alignments: Vec<Alignment>) {
        self.text.silence();
        self.table = TableState { alignments, ..TableState::default() };
        self.html
            .push_str("<div class=\"table\" tabindex=\"0\" role=\"region\" aria-label=\"Table\"><table>\n");
    }

    pub(super) fn end_table(&mut self) {
        self.text.resume();
        self.html.push_str(if self.table.in_body { "</tbody></table></div>\n" } else { "</table></div>\n" });
    }

    pub(super) fn start_table_head(&mut self) {
        self.table.in_head = true;
        self.table.column = 0;
        self.html.push_str("<thead><tr>");
    }

    pub(super) fn end_table_head(&mut self) {
        self.table.in_head = false;
        self.html.push_str("</tr></thead>\n");
    }

    pub(super) fn start_table_row(&mut self) {
        self.table.column = 0;
        if !std::mem::replace(&mut self.table.in_body, true) {
            self.html.push_str("<tbody>\n");
        }
        self.html.push_str("<tr>");
    }

    pub(super) fn end_table_row(&mut self) {
        self.html.push_str("</tr>\n");
    }

    pub(super) fn start_table_cell(&mut self) {
        self.html.push_str(if self.table.in_head { "<th" } else { "<td" });
        self.html.push_str(match self.table.alignments.get(self.table.column) {
            Some(Alignment::Left) => " class=\"align-left\">",
            Some(Alignment::Center) => " class=\"align-center\">",
            Some(Alignment::Right) => " class=\"align-right\">",
            Some(Alignment::None) | None => ">",
        });
    }

    pub(super) fn end_table_cell(&mut self) {
        self.html.push_str(if self.table.in_head { "</th>" } else { "</td>" });
        self.text.block();
        self.table.column += 1;
    }
}
