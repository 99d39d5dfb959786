//! MHTML: a page saved with its resources as one MIME message (RFC 2557).

use std::panic::{AssertUnwindSafe, catch_unwind};

use mail_parser::{Message, MessageParser, MimeHeaders, PartType};

use super::{Output, Plain, html};
use crate::origin::{Fact, Origin};

/// Reads the first page of the message.
pub(super) fn read(plain: Plain<'_>, out: &mut Output<'_>) {
    let Some(bytes) = out.whole(plain, out.max_article) else { return };
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

/// The first page and its address.
fn page(message: &Message<'_>) -> Option<(String, Option<String>)> {
    message.parts.iter().find_map(|part| {
        let PartType::Html(text) = &part.body else { return None };
        let url = part.content_location().filter(|url| url.starts_with("http"));
        Some((text.to_string(), url.map(str::to_owned)))
    })
}

#[cfg(test)]
mod tests {
    use super::super::tests::drafts;

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
