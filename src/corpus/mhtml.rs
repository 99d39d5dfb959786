//! MHTML: a page saved with its resources as one MIME message (RFC 2557).

use std::panic::{AssertUnwindSafe, catch_unwind};

use mail_parser::{Message, MessageParser, MimeHeaders, PartType};

use super::{Output, Plain, html};
use crate::origin::{Fact, Origin};

/// Reads the first page of the message.
pub(super) fn read(plain: Plain<'_>, out: &mut Output<'_>) {
    let Some(bytes) = out.whole(plain) else { return };
    let parsed = catch_unwind(AssertUnwindSafe(|| {
        MessageParser::default().parse(&bytes).and_then(|message| page(&message))
    }));
    let Ok(Some((text, url))) = parsed else {
        return out.skipped(None, "a message without a page; left out");
    };
    if let Some(mut draft) = html::article(text.into_bytes(), None, out) {
        if draft.url.is_none() && url.is_some() {
            draft.url = url;
            draft.origins.set(Fact::Url, Some(Origin::Record));
        }
        out.draft(draft);
    }
}

/// The page and its address: the first, or the largest of its frames if it is made of such.
fn page(message: &Message<'_>) -> Option<(String, Option<String>)> {
    let mut pages = message.parts.iter().filter_map(|part| match &part.body {
        PartType::Html(text) => Some((part, text)),
        _ => None,
    });
    let (first, text) = pages.next()?;
    let page = match has_frames(text) {
        true => {
            pages.map(|(_, text)| text).filter(|text| !has_frames(text)).max_by_key(|t| t.len())
        }
        false => Some(text),
    };
    let url = first.content_location().filter(|url| url.starts_with("http"));
    Some((page?.to_string(), url.map(str::to_owned)))
}

fn has_frames(html: &str) -> bool {
    let tag = b"<frameset";
    let is = |at: usize| {
        html.as_bytes()[at..].get(..tag.len()).is_some_and(|t| t.eq_ignore_ascii_case(tag))
    };
    memchr::memchr_iter(b'<', html.as_bytes()).any(is)
}

#[cfg(test)]
mod tests {
    use super::super::tests::drafts;

    #[test]
    fn the_largest_of_frames_is_the_page() {
        let part = |html: &str| format!("--B\r\nContent-Type: text/html\r\n\r\n{html}\r\n");
        let text = [
            "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=B\r\n\r\n",
            &part("<title>A</title><FRAMESET><frame src=cid:1></FRAMESET>"),
            &part("<p>Menu</p>"),
            &part("<p>Isi berita yang panjang.</p>"),
            "--B--\r\n",
        ];
        let (found, _) = drafts("a.mht", text.concat().as_bytes(), 10_000);
        assert_eq!(found[0].text, "Isi berita yang panjang.");
    }

    #[test]
    fn reads_the_page_of_a_message() {
        let text = "From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n \
             boundary=\"B\"\r\n\r\n--B\r\nContent-Type: text/html\r\nContent-Location: https://a.id/1\r\n\
             Content-Transfer-Encoding: quoted-printable\r\n\r\n<h1>Judul</h1><p>Isi=20be=\r\nrita.</p>\r\n\
             --B\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBO\r\n--B--\r\n";
        let (found, warnings) = drafts("a.mht", text.as_bytes(), 10_000);
        assert_eq!(warnings, [""; 0]);
        assert!(found[0].text.contains("Isi berita."), "{:?}", found[0]);
        assert_eq!(found[0].url.as_deref(), Some("https://a.id/1"));
        assert_eq!(drafts("a.mht", b"kabar", 100).1, ["a.mht: a message without a page; left out"]);
    }
}
