//! The search index: what of a site can be searched for, and the files that answer.

use crate::Library;
use offprint_catalog::{Carried, Catalog};
use offprint_markdown::Section;
use offprint_model::Permalink;
use offprint_search::{Builder, Document, Facet, Schema, analyze};
use rayon::prelude::*;

/// A file of the index as it is served: its path inside the output folder, and its bytes.
pub(crate) type IndexFile = (String, Vec<u8>);

/// What the pages of a site say: those outside the lists first, then the posts, oldest first. So a new post
/// comes last and most of the index stays as it is; a new page outside the lists, which is rare, moves them all.
#[derive(Debug)]
pub(crate) struct Texts(Vec<Vec<Section>>);

impl Texts {
    /// Takes them from a library: nothing else needs them.
    pub(crate) fn take(library: &mut Library) -> Self {
        let documents = library.documents.iter_mut().map(|document| std::mem::take(&mut document.text));
        let posts = library.posts.iter_mut().map(|post| std::mem::take(&mut post.text));
        Self(documents.chain(posts).collect())
    }
}

/// The index of a site, its entry last.
pub(crate) fn index(library: &Library, catalog: &Catalog, texts: Texts) -> Vec<IndexFile> {
    let carried = catalog.carried();
    let schema = schema(&library.site.masthead.language, &carried);
    let documents = documents(library, carried, texts);
    let analyzed: Vec<_> = documents.into_par_iter().map(|document| analyze(&schema, document)).collect();
    let mut builder = Builder::new(schema);
    for document in analyzed {
        builder.add(document);
    }
    let files = builder.finish().into_par_iter();
    files.map(|file| (file.path.clone(), file.compressed())).collect()
}

fn schema(language: &str, carried: &[Carried]) -> Schema {
    let mut facets: Vec<Facet> = Vec::new();
    let keys = || carried.iter().map(|facet| facet.key.as_str());
    for facet in carried {
        let other = other_number(&facet.key).filter(|alias| {
            !keys().any(|key| key == alias) && !facets.iter().any(|before| before.aliases.contains(alias))
        });
        facets.push(Facet {
            key: facet.key.clone(),
            aliases: other.into_iter().collect(),
            label: facet.title.clone(),
            searched: facet.key != "year",
        });
    }
    Schema { language: language.to_owned(), facets }
}

/// The singular of a key, or the plural of one that is singular: a reader writes either.
fn other_number(key: &str) -> Option<String> {
    if key == "series" {
        return None;
    }
    Some(match key.strip_suffix('s') {
        Some(one) => one.strip_suffix("ie").map_or_else(|| one.to_owned(), |stem| [stem, "y"].concat()),
        None => [key, "s"].concat(),
    })
}

fn documents(library: &Library, mut carried: Vec<Carried>, Texts(texts): Texts) -> Vec<Document> {
    let mut texts = texts.into_iter();
    let mut document = |url: &Permalink, title: &str, note: &str, facets| Document {
        url: url.encoded(),
        title: title.to_owned(),
        note: note.to_owned(),
        sections: texts.next().unwrap_or_default().into_iter().map(section).collect(),
        facets,
    };
    let mut documents = Vec::with_capacity(library.documents.len() + library.posts.len());
    for page in library.documents.iter().map(|document| &document.page) {
        documents.push(document(&page.url, &page.title, "", vec![Vec::new(); carried.len()]));
    }
    for (number, post) in library.posts.iter().map(|post| &post.summary).enumerate() {
        // The site's own format is the first.
        let date = post.date.as_ref().and_then(|date| date.text.first()).map_or("", String::as_str);
        let of_post = |facet: &mut Carried| facet.by_post.get_mut(number).map(std::mem::take);
        let facets = carried.iter_mut().map(|facet| of_post(facet).unwrap_or_default()).collect();
        documents.push(document(&post.url, &post.title, date, facets));
    }
    documents
}

fn section(Section { id, heading, text }: Section) -> offprint_search::Section {
    offprint_search::Section { id, heading, text }
}

#[cfg(test)]
mod tests {
    use super::{other_number, schema};
    use offprint_catalog::Carried;

    #[test]
    fn a_reader_may_write_one_or_many() {
        for (key, other) in [
            ("tags", Some("tag")),
            ("categories", Some("category")),
            ("authors", Some("author")),
            ("series", None),
            ("topic", Some("topics")),
            ("year", Some("years")),
        ] {
            assert_eq!(other_number(key).as_deref(), other, "{key}");
        }
    }

    #[test]
    fn no_word_means_two_facets() {
        let carried = |key: &str| Carried { key: key.to_owned(), title: key.to_owned(), by_post: Vec::new() };
        let facets = schema("en", &["tags", "tag", "topic"].map(carried)).facets;
        let aliases: Vec<_> = facets.iter().map(|facet| facet.aliases.join(" ")).collect();
        assert_eq!(aliases, ["", "", "topics"]);
    }
}
