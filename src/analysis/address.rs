//! Web and mail addresses and handles: where one starts and ends.
//!
//! Each recogniser looks at the text from one byte on and reads no further
//! than the address it finds, or a bounded distance if it finds none.

use super::character::{CLASS, DIGIT, LOWER, UPPER};

/// Ends of host names known as such. The generic ones and those of the region
/// (IANA root zone, <https://www.iana.org/domains/root/db>) that Indonesian
/// pages use; short words of the language (`me`, `so`) are left out.
const TOP_LEVEL: [&str; 28] = [
    "ai", "app", "asia", "au", "biz", "co", "com", "edu", "gov", "id", "info", "int", "io", "jp",
    "ly", "mil", "museum", "my", "net", "news", "online", "org", "sg", "site", "tv", "uk", "us",
    "xyz",
];

/// Longest host name and longest local part of a mail address (RFC 1035, RFC 5321).
const MAX_HOST: usize = 253;
const MAX_LOCAL: usize = 64;

/// Where the web address at `at` starts, without its scheme, and ends:
/// `https://host/path`, `www.host`, or a host with a known end.
pub(super) fn url(text: &str, at: usize) -> Option<(usize, usize)> {
    let bytes = text.as_bytes();
    let scheme = ["https://", "http://"]
        .iter()
        .find(|scheme| starts_with(bytes, at, scheme))
        .map_or(0, |scheme| scheme.len());
    let start = at + scheme;
    let end = host(bytes, start)?;
    let trusted = scheme > 0 || (end > start + 4 && starts_with(bytes, start, "www."));
    if !(trusted || ends_in_top_level(&text[start..end])) {
        return None;
    }
    Some((start, path(bytes, end)))
}

/// End of the mail address at `at`.
pub(super) fn email(text: &str, at: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let local = bytes[at..]
        .iter()
        .take(MAX_LOCAL)
        .take_while(|&&b| is_alphanumeric(b) || matches!(b, b'.' | b'_' | b'+' | b'-' | b'%'))
        .count();
    if local == 0 || bytes.get(at + local) != Some(&b'@') {
        return None;
    }
    host(bytes, at + local + 1).filter(|&end| text[at + local..end].contains('.'))
}

/// End of the handle at `at`, which holds `@` or `#`.
pub(super) fn handle(text: &str, at: usize) -> Option<usize> {
    let mut end = at + 1;
    for c in text[at + 1..].chars() {
        if !(c.is_alphanumeric() || c == '_') {
            break;
        }
        end += c.len_utf8();
    }
    let named = text[at + 1..end].contains(char::is_alphanumeric);
    named.then(|| at + text[at..end].trim_end_matches('_').len())
}

/// End of the host name at `at`: labels of letters, digits and hyphens, a dot between.
fn host(bytes: &[u8], at: usize) -> Option<usize> {
    let mut end = at;
    for (n, &byte) in bytes.get(at..)?.iter().take(MAX_HOST).enumerate() {
        if is_alphanumeric(byte) {
            end = at + n + 1;
        } else if !(matches!(byte, b'-' | b'.') && end == at + n && end > at)
            || is_glued(bytes, end)
        {
            break;
        }
    }
    // A host cut by its length, or glued to a letter that is not ASCII, is none.
    let glued = bytes.get(end).is_some_and(|&b| is_alphanumeric(b) || !b.is_ascii() || b == b'_');
    (end > at && !glued).then_some(end)
}

/// Whether the dot at `at` stands between a small letter and a capital: `kompas.com.Dia`.
fn is_glued(bytes: &[u8], at: usize) -> bool {
    bytes[at - 1].is_ascii_lowercase() && bytes.get(at + 1).is_some_and(u8::is_ascii_uppercase)
}

/// Whether the last label is a known one and the name has two labels.
fn ends_in_top_level(host: &str) -> bool {
    host.rsplit_once('.').is_some_and(|(front, last)| {
        let short = front.len() < 2;
        !short && TOP_LEVEL.iter().any(|known| known.eq_ignore_ascii_case(last))
    })
}

/// End of the port, path, query and fragment behind a host.
fn path(bytes: &[u8], at: usize) -> usize {
    if !matches!(bytes.get(at), Some(b'/' | b'?' | b'#' | b':')) {
        return at;
    }
    let mut end = at;
    for (n, &byte) in bytes[at..].iter().enumerate() {
        match byte {
            b'=' | b'_' | b'-' => end = at + n + 1,
            b if is_alphanumeric(b) => end = at + n + 1,
            b'/' | b'?' | b'&' | b'#' | b'%' | b'.' | b':' | b',' | b'+' | b'~' | b'@' | b'!'
            | b';' => {}
            _ => break,
        }
    }
    end
}

fn is_alphanumeric(byte: u8) -> bool {
    CLASS[usize::from(byte)] & (LOWER | UPPER | DIGIT) != 0
}

fn starts_with(bytes: &[u8], at: usize, prefix: &str) -> bool {
    bytes.get(at..at + prefix.len()).is_some_and(|b| b.eq_ignore_ascii_case(prefix.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses() {
        let cases = [
            ("www.kompas.id.", Some("www.kompas.id")),
            ("https://www.kompas.id/baca/2024?x=1,", Some("www.kompas.id/baca/2024?x=1")),
            ("Tribunnews.com,", Some("Tribunnews.com")),
            ("rumah.Dia", None),
            ("m.tempo.co/.", Some("m.tempo.co")),
            ("kompas.com.Dia", Some("kompas.com")),
        ];
        for (text, expected) in cases {
            assert_eq!(url(text, 0).map(|(start, end)| &text[start..end]), expected, "{text}");
        }
        assert_eq!(email("redaksi@kompas.com.", 0), Some(18));
        assert_eq!(email("redaksi@kompas", 0), None);
        assert_eq!(handle("@akun_resmi_:", 0), Some(11));
        assert_eq!(handle("@_", 0), None);
    }
}
