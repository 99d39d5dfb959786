//! Web pages: one article a page, its text found by dom_smoothie, its facts in what the page
//! declares.
//!
//! `parse` bounds what is parsed, `facts` reads the declarations, `own` tells what of them stands
//! in the article itself, `prune` takes out what the sites we read call comments, related boxes
//! and the like, `text` turns markup into lines.

mod facts;
mod json_ld;
mod own;
mod parse;
mod prune;
mod saved;
mod text;
mod title;

use std::panic::{AssertUnwindSafe, catch_unwind};

use dom_query::Document;
use dom_smoothie::{Config, Readability};

use super::decode::{Doubt, decode_page};
use super::{Draft, Output, Plain};
use crate::origin::{Fact, Origin};
use parse::{Parsed, parse, parse_piece};

/// Reads one page.
pub(super) fn read(plain: Plain<'_>, out: &mut Output<'_>) {
    let Some(bytes) = out.whole(plain) else { return };
    if let Some(draft) = article(bytes, "", None, out) {
        out.draft(draft);
    }
}

/// The article of a page that was sent as a type of content, which may be unknown; `line` is its
/// record in a file of several. `None`, and a warning, if there is none.
pub(super) fn article(
    bytes: Vec<u8>,
    content_type: &str,
    line: Option<u64>,
    out: &mut Output<'_>,
) -> Option<Draft> {
    let decoded = decode_page(bytes, content_type);
    if let Some((doubt @ Doubt::Replaced, _)) = decoded.doubt {
        out.doubted(line, doubt.message());
    }
    // The library is trusted with pages of people, not with those of an enemy.
    let drafted = catch_unwind(AssertUnwindSafe(|| draft(&decoded.text)));
    match drafted {
        Ok(Ok(found)) => {
            if let Some(why) = found.cut {
                out.skipped(line, why);
            }
            let draft = Draft { line, ..found.draft };
            if draft.title.is_none() && draft.text.is_empty() {
                out.skipped(line, "a page without an article; left out");
                return None;
            }
            Some(draft)
        }
        Ok(Err(why)) => {
            out.skipped(line, why);
            None
        }
        Err(_) => {
            out.skipped(line, "a page that cannot be understood; left out");
            None
        }
    }
}

/// A page's article, and what was said of its parsing.
struct Drafted {
    draft: Draft,
    cut: Option<&'static str>,
}

fn draft(html: &str) -> Result<Drafted, &'static str> {
    let Parsed { document, cut } = parse(html)?;
    if document.select("frameset").exists() {
        return Err("a page of frames, whose texts are in other files; left out");
    }
    let mut draft = facts::draft(&document);
    if draft.url.is_none() {
        draft.url = saved::address(html).map(str::to_owned);
        draft.origins.set(Fact::Url, draft.url.as_ref().map(|_| Origin::Markup));
    }
    prune::prune(&document);
    prune::keep_pointers(&document);
    let text = body(document);
    draft.text = match &draft.title {
        Some(title) => text::without_title(text, title),
        None => text,
    };
    Ok(Drafted { draft, cut })
}

/// The text of the article in a page; empty if there is none.
fn body(document: Document) -> String {
    // Pages too short for the library are told as they stand.
    let whole = text::text(&document);
    keep_bylines(&document);
    text::split(&document);
    let config = Config { disable_json_ld: true, ..Config::default() };
    let found = Readability::with_document(document, None, Some(config))
        .and_then(|mut readability| readability.parse())
        .ok()
        .map(|article| fragment_text(&article.content));
    found.filter(|text| !text.is_empty()).unwrap_or(whole)
}

/// Names an author, so that the article finder does not look for a byline: it would take out the
/// first short element whose class sounds like one. Lines with bylines are for cleaning.
fn keep_bylines(document: &Document) {
    if let Some(head) = document.head() {
        let meta = document.tree.new_element("meta");
        meta.set_attr("name", "author");
        meta.set_attr("content", "-");
        head.append_child(&meta);
    }
}

/// The text of a piece of markup that is content throughout, such as an entry of a feed. What
/// cannot be markup stays as it stands.
pub(super) fn fragment_text(html: &str) -> String {
    let (document, rest) = parse_piece(html);
    let text = text::text(&document);
    if rest.is_empty() {
        text
    } else {
        format!("{text} {}", rest.trim_end()).trim_start().to_owned()
    }
}

/// What a tag by itself, such as `<br>`, puts between the words before and behind it; nothing if
/// it only says how they look.
pub(super) fn separator(tag: &str) -> &'static str {
    let name = tag.trim_start_matches(['<', '/']);
    let end = name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len());
    text::separator(&name[..end].to_ascii_lowercase())
}

/// Tags that show that a text is markup.
const MARKS: &[&str] = &["<p>", "</p>", "</div>", "</li>", "<br>", "<br/>", "<br />"];

/// The text of a value that programs may have filled with markup; plain text stays as it is.
pub(super) fn markup_text(text: String) -> String {
    let is = |mark: &str| {
        let same = |start: &[u8]| start.eq_ignore_ascii_case(mark.as_bytes());
        memchr::memchr_iter(b'<', text.as_bytes())
            .any(|at| text.as_bytes().get(at..at + mark.len()).is_some_and(same))
    };
    if MARKS.iter().any(|mark| is(mark)) { fragment_text(&text) } else { text }
}

/// The text of a piece of markup that may be plain text as well.
pub(super) fn loose_text(text: &str) -> String {
    if text.contains(['<', '&']) { fragment_text(text) } else { text.trim().to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_in_which_a_sign_is_no_tag_is_kept() {
        let words = "ribu rupiah ".repeat(1_001);
        let text = fragment_text(&format!("<p>Satu.</p><p>Harga <lima {words}"));
        assert_eq!(text, format!("Satu.\n\nHarga <lima {}", words.trim_end()));
        assert_eq!(fragment_text(&format!("<lima {words}")), format!("<lima {}", words.trim_end()));
        assert_eq!(fragment_text("<p>Harga</p> <lima ribu. Warga"), "Harga <lima ribu. Warga");
        assert_eq!(fragment_text("<p>Harga</p> <img src=\"a"), "Harga");
    }

    #[test]
    fn tags_part_words_or_do_not() {
        let found =
            ["<br>", "<BR />", "</p>", "<li class=x>", "<td>", "<b>", "</span>", "<!-- x -->"];
        assert_eq!(found.map(separator), ["\n", "\n", "\n\n", "\n", " ", "", "", ""]);
    }
}
