use crate::{BasePath, Masthead, Page};
use serde::{Deserialize, Serialize};

/// The data island of a prerendered page, `<script type="application/json" id="boot">`: all that the
/// first client render depends on. The post's body is not in it: it is read from the page itself.
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
    pub page: Page,
}
