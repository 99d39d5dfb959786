//! Taking out of a page what its markup itself calls something else than the article.
//!
//! The article finder knows English class names; these are those of the sites we read.

use dom_query::{Document, NodeId, NodeRef};

use super::text::{elements, inline};

/// Words of classes and ids: whole words, as in `box-berita-terkait`; why; an example.
const WORDS: &[(&str, &str, &str)] = &[
    ("ads", "advert", "ads-on-body"),
    ("advertisement", "advert", "advertisement"),
    ("bagikan", "share bar", "box-bagikan"),
    ("breadcrumb", "place in the site", "page__breadcrumb"),
    ("breadcrumbs", "place in the site", "breadcrumbs"),
    ("caption", "words of a picture, not of the article", "photo__caption"),
    ("comment", "comments", "comment-box"),
    ("comments", "comments", "comments"),
    ("iklan", "advert", "detail-iklan"),
    ("komentar", "comments", "isi-komentar"),
    ("newsletter", "invitation", "box newsletter"),
    ("populer", "links to other articles", "berita-populer"),
    ("popular", "links to other articles", "popular"),
    ("recom", "links to other articles", "recom"),
    ("recommendation", "links to other articles", "recommendation"),
    ("rekomendasi", "links to other articles", "rekomendasi"),
    ("related", "links to other articles", "related"),
    ("share", "share bar", "share-box"),
    ("sharedaddy", "share bar of WordPress", "sharedaddy"),
    ("socials", "share bar", "socials"),
    ("sosmed", "share bar", "sosmed"),
    ("subscribe", "invitation", "box-subscribe"),
    ("subscription", "invitation", "subscription"),
    ("terkait", "links to other articles", "artikel-terkait"),
    ("terpopuler", "links to other articles", "box-terpopuler"),
];

/// Elements that are something else by their name.
const ELEMENTS: &[&str] = &["aside", "dialog", "figcaption", "nav"];

/// Elements that hold the article, whatever they are called.
const KEPT: &[&str] = &["article", "body", "html", "main"];

/// An element is kept if it holds more than this share of the text in paragraphs: what it is
/// called is a mistake then.
const TOO_MUCH: f64 = 0.3;

/// How lines begin that lead to other articles. They stay, as lines: cleaning counts them.
const POINTERS: &[&str] =
    &["baca juga", "baca:", "baca selengkapnya", "lihat juga", "simak juga", "pilihan editor"];

/// Longest such line, in bytes.
const MAX_POINTER: usize = 300;

/// Makes paragraphs of lines that lead to other articles, so that the article finder does not
/// take them for the site's navigation, whatever table or box they stand in.
pub(super) fn keep_pointers(document: &Document) {
    for (id, name) in elements(document) {
        let Some(node) = document.tree.get(&id) else { continue };
        if !matches!(name.as_str(), "blockquote" | "div" | "li" | "p" | "span" | "table" | "td")
            || node.parent().is_none()
        {
            continue;
        }
        let Some(start) = beginning(&node) else { continue };
        let leads = POINTERS.iter().any(|pointer| start.starts_with(pointer));
        if leads && node.text().len() <= MAX_POINTER {
            let line = inline(&node);
            // A text without elements around it is no link to count.
            node.set_text(line);
            if name != "li" && name != "td" {
                node.rename("p");
            }
        }
    }
}

/// The first words of an element, lower-cased; `None` if there are none.
fn beginning(node: &NodeRef<'_>) -> Option<String> {
    let texts = node.descendants_it().filter(NodeRef::is_text).take(MAX_TEXTS);
    let mut start = String::new();
    for text in texts {
        start.push_str(text.text().trim_start());
        if start.len() >= MAX_START {
            break;
        }
    }
    (!start.is_empty()).then(|| start.chars().take(MAX_START).collect::<String>().to_lowercase())
}

/// Most texts and bytes looked at to see how an element begins.
const MAX_TEXTS: usize = 8;
const MAX_START: usize = 20;

/// Takes them out.
pub(super) fn prune(document: &Document) {
    let node = |id: NodeId| document.tree.get(&id);
    let all = paragraph_bytes(&document.root()) as f64;
    for (id, name) in elements(document) {
        let Some(node) = node(id) else { continue };
        if KEPT.contains(&name.as_str()) || !is_other(&node, &name) {
            continue;
        }
        if paragraph_bytes(&node) as f64 <= all * TOO_MUCH {
            node.remove_from_parent();
        }
    }
}

/// Whether an element is called something else than the article.
pub(super) fn is_other(node: &NodeRef<'_>, name: &str) -> bool {
    if ELEMENTS.contains(&name) {
        return true;
    }
    let mut called = String::new();
    for attribute in ["class", "id"] {
        if let Some(value) = node.attr(attribute) {
            called.push_str(&value.to_ascii_lowercase());
            called.push(' ');
        }
    }
    let mut words = called.split(|c: char| !c.is_ascii_alphanumeric());
    words.any(|word| WORDS.iter().any(|(known, ..)| *known == word))
}

/// Bytes of text inside paragraphs at or below an element.
fn paragraph_bytes(node: &NodeRef<'_>) -> usize {
    let paragraphs = node.descendants_it().filter(|node| node.has_name("p"));
    let own = if node.has_name("p") { node.text().len() } else { 0 };
    own + paragraphs.map(|node| node.text().len()).sum::<usize>()
}

#[cfg(test)]
mod tests {
    use super::super::parse::parse;
    use super::super::text::text;

    fn pruned(html: &str) -> String {
        let document = parse(html).ok().unwrap().document;
        super::prune(&document);
        text(&document)
    }

    #[test]
    fn boxes_go_and_the_article_stays() {
        let html = "<p>Isi berita yang panjang sekali.</p><div class=isi-komentar><p>Hai</p></div>\
             <div id=berita-terkait><a>x</a></div><p class=bagikanlah>Dua.</p>";
        assert_eq!(pruned(html), "Isi berita yang panjang sekali.\n\nDua.");
    }

    #[test]
    fn pointers_become_paragraphs() {
        let html = "<p>Satu.</p><table class=x><tr><td><div><b>Baca juga: </b><a>Dua</a></div>\
             </table><p>Tiga.</p>";
        let document = parse(html).ok().unwrap().document;
        super::keep_pointers(&document);
        assert_eq!(text(&document), "Satu.\n\nBaca juga: Dua\n\nTiga.");
        assert_eq!(document.select("a, table").length(), 0);
    }

    #[test]
    fn a_box_that_holds_the_article_is_none() {
        assert_eq!(pruned("<div class=share><p>Isi berita.</p></div>"), "Isi berita.");
    }
}
