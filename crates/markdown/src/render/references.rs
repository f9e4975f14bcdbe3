use super::Renderer;
use crate::{ImageLink, Reference};

impl Renderer<'_> {
    /// The address of what a link leads to.
    pub(super) fn followed(&mut self, written: &str) -> String {
        let address = self.options.links.link(written).unwrap_or_else(|| written.to_owned());
        self.note_reference(written, &address, false);
        address
    }

    /// Where a file is that the page loads.
    pub(super) fn found(&mut self, written: &str) -> ImageLink {
        let link = self.options.links.image(written);
        self.note_reference(written, &link.src, true);
        link
    }

    fn note_reference(&mut self, written: &str, address: &str, loads: bool) {
        let whole = self.place.clone();
        let source = self.body.get(whole.clone()).unwrap_or_default();
        // A link's address stands behind its text, which may be the same.
        let at = source.rfind(written).filter(|_| !written.is_empty()).map(|at| whole.start + at);
        let span = at.map_or(whole, |start| start..start + written.len());
        let (written, address) = (written.to_owned(), address.to_owned());
        self.references.push(Reference { written, address, loads, span });
    }
}
