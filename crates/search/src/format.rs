//! The files of an index: what is in each, how it is written and how it is read.

pub(crate) mod codec;
pub(crate) mod column;
pub(crate) mod directory;
pub(crate) mod entry;
#[cfg(feature = "inflate")]
pub(crate) mod inflate;
pub(crate) mod neighbour;
pub(crate) mod position_shard;
pub(crate) mod posting;
pub(crate) mod spelling_shard;
pub(crate) mod term_shard;
pub(crate) mod text_shard;
pub(crate) mod weight;
