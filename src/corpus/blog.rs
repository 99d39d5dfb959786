//! What exports of blogs hold beside articles: menus, pictures, templates, comments, shortcodes.
//!
//! WordPress exports RSS in which every kind of content is an item; Blogger exports Atom in which
//! templates, settings and comments are entries.

/// Kinds of content of WordPress (`wp:post_type`) that are no articles. Sites add kinds of their
/// own, which are.
const NO_TYPES: &[&str] = &[
    "attachment",
    "custom_css",
    "customize_changeset",
    "nav_menu_item",
    "oembed_cache",
    "revision",
    "user_request",
    "wp_block",
    "wp_font_face",
    "wp_font_family",
    "wp_global_styles",
    "wp_navigation",
    "wp_template",
    "wp_template_part",
];

/// States of WordPress (`wp:status`) of what was thrown away.
const GONE: &[&str] = &["auto-draft", "trash"];

/// Kinds of entries of Blogger that are articles.
const KINDS: &[&str] = &["page", "post"];

/// What the scheme of a category of Blogger ends in if it names the kind of the entry.
pub(super) const KIND_SCHEME: &str = "#kind";

/// Shortcodes of WordPress that stand for pictures, sounds and the like, with all between them
/// and their ends.
const SHORTCODES: &[&str] =
    &["audio", "caption", "embed", "gallery", "playlist", "video", "wp_caption"];

/// Whether content of this type and state of WordPress is an article.
pub(super) fn is_post(kind: &str, status: &str) -> bool {
    !NO_TYPES.contains(&kind.trim()) && !GONE.contains(&status.trim())
}

/// Whether an entry of Blogger is an article, by the term of its kind.
pub(super) fn is_entry(term: &str) -> bool {
    term.rsplit('#').next().is_some_and(|kind| KINDS.contains(&kind))
}

/// Markup as WordPress would show it: empty lines part paragraphs, shortcodes are gone.
pub(super) fn shown(content: &str) -> String {
    let mut markup = String::with_capacity(content.len());
    let mut rest = content;
    while let Some(at) = memchr::memchr(b'[', rest.as_bytes()) {
        markup.push_str(&rest[..at]);
        rest = &rest[at..];
        let length = shortcode(rest).unwrap_or(1);
        if length == 1 {
            markup.push('[');
        }
        rest = &rest[length..];
    }
    markup.push_str(rest);
    markup.replace("\r\n", "\n").replace("\n\n", "\n<p>")
}

/// Longest shortcode, with what it encloses, in bytes: the caption of a picture.
const MAX_SHORTCODE: usize = 4096;

/// The length of the shortcode at the start of a text, with what it encloses. One of `[[name]]`
/// is quoted.
fn shortcode(text: &str) -> Option<usize> {
    let text = &text[..text.floor_char_boundary(MAX_SHORTCODE)];
    let inside = &text[1..];
    let name = SHORTCODES.iter().find(|name| {
        let rest = inside.strip_prefix(**name);
        rest.is_some_and(|rest| rest.starts_with([' ', ']', '/', '\n']))
    })?;
    let open = text.find(']')? + 1;
    let end = format!("[/{name}]");
    // Another of its kind before the end: this one has none.
    let next = text[open..].find('[').map_or(text.len(), |at| open + at);
    match text[next..].starts_with(&end) {
        true => Some(next + end.len()),
        false => Some(open),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_is_as_it_is_shown() {
        let content =
            "Satu [a].\r\n\r\n[caption id=\"x\"]<img> Foto.[/caption]\n\nDua.[gallery ids=1]";
        assert_eq!(shown(content), "Satu [a].\n<p>\n<p>Dua.");
        assert_eq!(shown("[caption"), "[caption");
        assert_eq!(shown("[[gallery] x"), "[ x");
        let many = "[caption ".repeat(100_000);
        assert_eq!(shown(&many), many);
    }

    #[test]
    fn menus_and_comments_are_no_articles() {
        assert!(is_post("post", "publish") && is_post("berita", "draft"));
        assert!(!is_post("attachment", "inherit") && !is_post("post", "trash"));
        assert!(
            is_entry("http://schemas.google.com/blogger/2008/kind#post") && !is_entry("x#comment")
        );
    }
}
