use super::claims::{Claim, Claims};
use crate::Redirect;
use offprint_model::Permalink;

/// What becomes of an alias.
#[derive(Debug)]
pub(crate) enum Alias {
    /// It leads to its page.
    Leads(Redirect),
    /// It is its page's own address, or stands there twice: nothing to do.
    Idle,
    /// It differs from its page's own address in case alone, and would overwrite it on some disks.
    Case,
    /// Somebody else has the address.
    Taken {
        /// The alias.
        this: Claim,
        /// Who has it.
        other: Claim,
    },
}

impl Claims {
    /// Claims an old address of a page.
    pub(crate) fn alias(&mut self, from: Permalink, to: &Permalink, path: &str) -> Alias {
        let claim = Claim::page(&from, format!("an alias of `{path}`"), path);
        let by = claim.by.clone();
        let Err(taken) = self.make(claim) else {
            return Alias::Leads(Redirect { from, to: to.clone() });
        };
        let (this, other) = *taken;
        if this.target == other.target && (from == *to || other.by == by) {
            Alias::Idle
        } else if other.path == path && other.target == to.file() {
            Alias::Case
        } else {
            Alias::Taken { this, other }
        }
    }
}
