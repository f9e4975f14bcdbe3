/// What a site knows of addresses: the caller's answer to every link and image of a post.
pub trait Links {
    /// The address to write for a link, be it Markdown's or an author's `<a href>`. `None` leaves it as
    /// written. Asked for every address that is safe to follow, fragments (`#part`) included.
    fn link(&self, href: &str) -> Option<String>;

    /// The address and size of an image, a video or another file that the page loads, be it of this site
    /// or of another.
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
