//! MHTML: a page saved with its resources as one MIME message (RFC 2557).

use std::panic::{AssertUnwindSafe, catch_unwind};

use mail_parser::decoders::base64::base64_decode;
use mail_parser::decoders::quoted_printable::quoted_printable_decode;
use mail_parser::{Encoding, Message, MessageParser, MessagePart, MimeHeaders, PartType};

use super::{Output, Plain, html};
use crate::origin::{Fact, Origin};

/// Reads the first page of the message.
pub(super) fn read(plain: Plain<'_>, out: &mut Output<'_>) {
    let Some(bytes) = out.whole(plain) else { return };
    let parsed = catch_unwind(AssertUnwindSafe(|| {
        MessageParser::default().parse(&bytes).and_then(|message| page(&message))
    }));
    let Ok(Some(page)) = parsed else {
        return out.skipped(None, "a message without a page; left out");
    };
    if let Some(mut draft) = html::article(page.bytes, &page.content_type, None, out) {
        if draft.url.is_none() && page.url.is_some() {
            draft.url = page.url;
            draft.origins.set(Fact::Url, Some(Origin::Record));
        }
        out.draft(draft);
    }
}

/// A page of a message.
struct Page {
    bytes: Vec<u8>,
    /// What it was sent as, as far as that names its encoding.
    content_type: String,
    url: Option<String>,
}

/// The page and its address: the first, or the largest of its frames if it is made of such.
fn page(message: &Message<'_>) -> Option<Page> {
    let mut pages = message.parts.iter().filter_map(|part| match &part.body {
        PartType::Html(text) => Some((part, text)),
        _ => None,
    });
    let (first, text) = pages.next()?;
    let (part, text) = match has_frames(text) {
        true => pages.filter(|(_, text)| !has_frames(text)).max_by_key(|(_, text)| text.len())?,
        false => (first, text),
    };
    let charset = part.content_type().and_then(|kind| kind.attribute("charset"));
    let url = first.content_location().filter(|url| url.starts_with("http"));
    Some(Page {
        // What was sent badly is taken as the library reads it.
        bytes: content(message, part).unwrap_or_else(|| text.as_bytes().to_vec()),
        content_type: charset.map(|charset| format!("charset={charset}")).unwrap_or_default(),
        url: url.map(str::to_owned),
    })
}

/// The bytes of a part as they were before they were packed for the way: the library takes those
/// of no named encoding for UTF-8, but pages name theirs themselves.
fn content(message: &Message<'_>, part: &MessagePart<'_>) -> Option<Vec<u8>> {
    let packed = message.raw_message.get(part.offset_body as usize..part.offset_end as usize)?;
    match part.encoding {
        Encoding::None => Some(packed.to_vec()),
        Encoding::QuotedPrintable => quoted_printable_decode(packed),
        Encoding::Base64 => base64_decode(packed),
    }
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
        for (sent, page) in [
            (
                "text/html\r\nContent-Transfer-Encoding: 8bit",
                &b"<meta charset=latin2>Kata \xE8eko"[..],
            ),
            ("text/html; charset=latin2\r\nContent-Transfer-Encoding: 8bit", b"<p>Kata \xE8eko"),
            (
                "text/html\r\nContent-Transfer-Encoding: quoted-printable",
                b"<meta charset=3Dlatin2>Kata =E8e=\r\nko",
            ),
            (
                "text/html\r\nContent-Transfer-Encoding: base64",
                b"PG1ldGEgY2hhcnNldD1sYXRpbjI+S2F0YSDo\r\nZWtv",
            ),
        ] {
            let head =
                "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=B\r\n\r\n--B\r\n";
            let text = [
                head.as_bytes(),
                b"Content-Type: ",
                sent.as_bytes(),
                b"\r\n\r\n",
                page,
                b"\r\n--B--\r\n",
            ];
            let (found, warnings) = drafts("a.mht", &text.concat(), 10_000);
            assert_eq!((found[0].text.as_str(), warnings.len()), ("Kata čeko", 0), "{sent}");
        }
        assert_eq!(drafts("a.mht", b"kabar", 100).1, ["a.mht: a message without a page; left out"]);
    }
}
