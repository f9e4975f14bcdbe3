//! Reading offline, as far as a build has a part in it: the service worker, what it keeps unasked, and which
//! files belong to which page.

mod address;
mod install;
mod parts;
mod references;
mod worker;

pub(crate) use address::Site;
pub(crate) use install::{Kept, install};
pub(crate) use parts::{Parts, Sources};
pub(crate) use references::{Attributes, of_page, unescaped};
pub(crate) use worker::{REMOVAL, WORKER, Worker};
