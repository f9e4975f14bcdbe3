//! The app's bundle as it was when this binary was compiled; see `build.rs`.

include!(concat!(env!("OUT_DIR"), "/embedded_bundle.rs"));
