//! Bytes to text: UTF-8, UTF-16 and Windows-1252, with or without a byte order mark.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// Text and what was doubtful about it.
pub(super) struct Decoded {
    /// The text, without a byte order mark.
    pub(super) text: String,
    /// What is doubtful, and the byte offset, in `text`, of the first such character.
    pub(super) doubt: Option<(Doubt, usize)>,
}

/// Why text may not be what was written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Doubt {
    /// Bytes that stand for no character were replaced.
    Replaced,
    /// It is no UTF-8 and was taken for Windows-1252, in which any bytes are text.
    Guessed,
}

impl Doubt {
    /// What to tell people.
    pub(super) fn message(self) -> &'static str {
        match self {
            Self::Replaced => "bytes that are not UTF-8; replaced by \u{FFFD}",
            Self::Guessed => "not UTF-8; read as Windows-1252",
        }
    }
}

/// Decodes a whole file or line.
///
/// A byte order mark decides; without one, valid UTF-8 is UTF-8; text with a zero byte in
/// every other place is UTF-16; text with any valid multi-byte UTF-8 is damaged UTF-8, its
/// bad bytes replaced by U+FFFD; anything else is Windows-1252.
pub(super) fn decode(bytes: Vec<u8>) -> Decoded {
    if let Some((encoding, mark)) = Encoding::for_bom(&bytes) {
        return match encoding == UTF_8 {
            true => decode_utf8(bytes[mark..].to_vec()),
            false => decode_with(encoding, &bytes[mark..]),
        };
    }
    if let Some(encoding) = looks_like_utf16(&bytes) {
        return decode_with(encoding, &bytes);
    }
    decode_utf8(bytes)
}

/// How far into a page its encoding is looked for, in bytes. The HTML standard says 1024, but
/// browsers look on, and scripts stand before it in many heads.
const HEAD_BYTES: usize = 1 << 14;

/// Decodes a page: as [`decode`], but what is no UTF-8 may name its encoding (`charset=…`) in the
/// `content_type` that was sent with it, else near its beginning.
pub(super) fn decode_page(bytes: Vec<u8>, content_type: &str) -> Decoded {
    if Encoding::for_bom(&bytes).is_none() && std::str::from_utf8(&bytes).is_err() {
        let head = String::from_utf8_lossy(&bytes[..bytes.len().min(HEAD_BYTES)]);
        let named = [content_type, &head].into_iter().find_map(charset);
        if let Some(encoding) = named.filter(|encoding| *encoding != UTF_8) {
            return decode_with(encoding, &bytes);
        }
    }
    decode(bytes)
}

/// The encoding that a type of content names, or the first that a page does.
fn charset(text: &str) -> Option<&'static Encoding> {
    let text = text.to_ascii_lowercase();
    let (_, named) = text.split_once("charset=")?;
    declared(named.trim_start_matches(['"', '\'']).split(['"', '\'', '>', ' ', ';', '/']).next()?)
}

/// The encoding of XML that begins so, as its bytes show or its declaration says.
pub(super) fn xml_encoding(head: &[u8]) -> &'static Encoding {
    let named = || {
        let head = String::from_utf8_lossy(head);
        let rest = head.split("?>").next()?.split_once("encoding=")?.1;
        declared(rest.trim_start_matches(['"', '\'']).split(['"', '\'']).next()?)
    };
    looks_like_utf16(head).or_else(named).unwrap_or(UTF_8)
}

/// The encoding that text calls itself. One in which that could not be read as ASCII is not
/// believed: the HTML standard takes `utf-16` there for UTF-8.
fn declared(label: &str) -> Option<&'static Encoding> {
    Encoding::for_label(label.as_bytes()).filter(|encoding| encoding.is_ascii_compatible())
}

fn decode_utf8(bytes: Vec<u8>) -> Decoded {
    match String::from_utf8(bytes) {
        Ok(text) => Decoded { text, doubt: None },
        Err(error) => {
            let valid = error.utf8_error().valid_up_to();
            let bytes = error.into_bytes();
            if has_multibyte_utf8(&bytes) {
                let text = String::from_utf8_lossy(&bytes).into_owned();
                Decoded { text, doubt: Some((Doubt::Replaced, valid)) }
            } else {
                let text = decode_with(WINDOWS_1252, &bytes).text;
                Decoded { text, doubt: Some((Doubt::Guessed, valid)) }
            }
        }
    }
}

fn decode_with(encoding: &'static Encoding, bytes: &[u8]) -> Decoded {
    let (text, bad) = encoding.decode_without_bom_handling(bytes);
    let first_bad = if bad { text.find('\u{FFFD}') } else { None };
    Decoded { text: text.into_owned(), doubt: first_bad.map(|at| (Doubt::Replaced, at)) }
}

/// Whether any chunk of the bytes is valid UTF-8 beyond ASCII.
fn has_multibyte_utf8(bytes: &[u8]) -> bool {
    bytes.utf8_chunks().any(|chunk| !chunk.valid().is_ascii())
}

/// UTF-16 without a mark: Latin text has zeros in all odd or all even places.
pub(super) fn looks_like_utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(512)];
    let pairs = sample.len() / 2;
    if pairs < 4 {
        return None;
    }
    let zeros = |first: usize| sample.iter().skip(first).step_by(2).filter(|b| **b == 0).count();
    match (zeros(0), zeros(1)) {
        (0, low) if low * 10 >= pairs * 9 => Some(UTF_16LE),
        (high, 0) if high * 10 >= pairs * 9 => Some(UTF_16BE),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8]) -> String {
        decode(bytes.to_vec()).text
    }

    #[test]
    fn recognises_encodings() {
        assert_eq!(text("kafé".as_bytes()), "kafé");
        assert_eq!(text(b"\xEF\xBB\xBFkota"), "kota");
        assert_eq!(text(b"kaf\xE9 \x93kota\x94"), "kafé “kota”");
        let utf16: Vec<u8> = "kota cerdas".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(text(&utf16), "kota cerdas");
        let marked: Vec<u8> = "\u{FEFF}kafé".encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(text(&marked), "kafé");
    }

    #[test]
    fn pages_may_name_their_encoding() {
        let page = |bytes: &[u8]| decode_page(bytes.to_vec(), "text/html").text;
        assert!(page(b"<meta charset=\"iso-8859-2\">\xE8").ends_with('č'));
        assert!(page(b"<meta content='text/html; charset=windows-1252'>\xE8").ends_with('è'));
        assert!(page("<meta charset=latin1>č".as_bytes()).ends_with('č'));
        assert_eq!(page(b"<meta charset=utf-16>\xE8"), "<meta charset=utf-16>è");
        let sent = |kind| decode_page(b"<meta charset=latin1>\xE8".to_vec(), kind).text;
        assert!(sent("text/html; charset=\"ISO-8859-2\"").ends_with('č'));
        assert!(sent("text/html; charset=entah").ends_with('è'));
    }

    #[test]
    fn damaged_utf8_stays_utf8() {
        let decoded = decode("“kota” ".bytes().chain([0xFF, b'x']).collect());
        assert_eq!(decoded.text, "“kota” \u{FFFD}x");
        assert_eq!(decoded.doubt, Some((Doubt::Replaced, "“kota” ".len())));
        let decoded = decode(b"kota \xFF".to_vec());
        assert_eq!(decoded.doubt, Some((Doubt::Guessed, 5)));
    }
}
