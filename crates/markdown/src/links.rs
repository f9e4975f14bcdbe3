/// What a site knows of addresses: the caller's answer to every link and image of a post.
pub trait Links {
    /// The address to write for a link (`href` of `a` and `area`), as the author wrote it but with
    /// character references and percent-encoding untouched. `None` leaves it as written.
    fn link(&self, href: &str) -> Option<String>;

    /// The address and size of an image, a video or another file that the page loads.
    fn image(&self, src: &str) -> ImageLink;
}

/// Where an image is, and how large.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImageLink {
    /// The address to write.
    pub src: String,
    /// Width and height in pixels, where they are known.
    pub size: Option<(u32, u32)>,
}
