//! Pictures as pages show them: smaller versions of a picture in newer formats, made once and kept between
//! builds; one picture where it is light and another where it is dark; and which of them a browser fetches first.

mod cache;
mod decode;
mod encode;
mod make;
mod markup;
mod permits;
mod shown;

pub(crate) use markup::VARIANTS;
pub(crate) use shown::Pictures;
