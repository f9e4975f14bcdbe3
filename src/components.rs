//! Parts that several pages share. What they show is computed by the plain types beside them.

mod contents;
mod cover;
mod facts;
pub mod filters;
mod footer;
mod frame;
mod header;
mod menu;
mod neighbours;
mod pagination;
mod post_item;
mod post_rows;
#[cfg(test)]
pub(crate) mod sample;
mod save_line;
mod series_box;
mod text;
mod trouble;
mod wording;

pub use cover::cover;
pub use facts::{Row, Segment, facts_line, list_rows, post_line, tag_links, tags_of};
pub use footer::footer;
pub use frame::Frame;
pub use header::header;
pub use neighbours::neighbours;
pub use pagination::pagination;
pub use post_item::post_item;
pub use post_rows::post_rows;
pub use save_line::{Saved, save_line};
pub use series_box::series_box;
pub use text::text;
pub use trouble::trouble;
pub use wording::{counted, part_number};
