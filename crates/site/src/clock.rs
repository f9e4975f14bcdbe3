//! Dates as authors write them, and as readers see them.

mod date_format;
mod moment;
mod zones;

pub use date_format::DateFormat;
pub(crate) use moment::{date_in_name, date_in_path, moment, stamp};
pub(crate) use zones::{zone, zone_names};
