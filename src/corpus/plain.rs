//! Plain text: one article a file, perhaps with its title on the first line.

use super::{Draft, Output, Plain};
use crate::origin::Origin;

/// Longest first line, in characters, that can be a title.
const MAX_TITLE_CHARS: usize = 150;

/// What a title does not end in: it would be a sentence, a lead-in or a quotation.
const NO_TITLE_ENDINGS: &[char] = &['.', ',', ';', ':', '"', '\'', '”', '’', '“', '‘', '»', '«'];

/// Reads one article.
pub(super) fn read(plain: Plain<'_>, out: &mut Output<'_>) {
    let Some(text) = out.whole_text(plain) else { return };
    let (title, text) = split_title(text);
    if text.trim().is_empty() && title.is_none() {
        out.skipped(None, "empty; left out");
        return;
    }
    out.draft(Draft { title, text, ..Draft::default() }.read_from(Origin::Markup));
}

/// Takes the title off the text: a short first line that ends like no sentence and is
/// followed by an empty line. The text then begins after the empty lines.
fn split_title(text: String) -> (Option<String>, String) {
    let Some((first, rest)) = text.split_once('\n') else { return (None, text) };
    let title = first.trim();
    let is_title = !title.is_empty()
        && title.chars().count() <= MAX_TITLE_CHARS
        && !title.ends_with(NO_TITLE_ENDINGS)
        && rest.split('\n').next().is_some_and(|line| line.trim().is_empty())
        && rest.contains('\n');
    if !is_title {
        return (None, text);
    }
    let title = title.to_owned();
    let mut rest = rest;
    while let Some((line, after)) = rest.split_once('\n') {
        if !line.trim().is_empty() {
            break;
        }
        rest = after;
    }
    (Some(title), rest.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> (Option<String>, String) {
        split_title(text.to_owned())
    }

    #[test]
    fn a_short_line_before_an_empty_one_is_the_title() {
        let (title, text) = split("Kota cerdas di Sumedang\r\n\r\nJakarta - Isi.\n");
        assert_eq!(title.as_deref(), Some("Kota cerdas di Sumedang"));
        assert_eq!(text, "Jakarta - Isi.\n");
    }

    #[test]
    fn sentences_quotes_and_long_lines_are_none() {
        let long = "kata ".repeat(40);
        for text in [
            "Isi berita.\n\nLagi.",
            "Kata Amran:\n\nIsi",
            "Judul\nIsi",
            "Judul",
            "\n\nIsi",
            "“Kota cerdas”\n\nIsi",
            &format!("{long}x\n\nIsi"),
        ] {
            assert_eq!(split(text), (None, text.to_owned()));
        }
    }

    #[test]
    fn a_title_may_stand_alone() {
        assert_eq!(split("Judul\n\n"), (Some("Judul".into()), String::new()));
    }
}
