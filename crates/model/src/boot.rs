use crate::{BasePath, Masthead, Place};
use serde::{Deserialize, Serialize};

/// The data island of a prerendered page, `<script type="application/json" id="boot">`: all that the
/// first client render depends on beside the page's own HTML.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Boot {
    /// Identity of the app that fits this page: a hash of its code and of the schema version.
    pub app: String,
    /// Where the site lies on its host.
    pub base: BasePath,
    /// What every page shows.
    pub masthead: Masthead,
    /// This page.
    pub page: Place,
}
