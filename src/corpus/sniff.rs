//! What a file holds, told from its first kilobytes, where they leave no doubt.

use serde::de::IgnoredAny;

use super::decode::decode;
use super::format::{Compression, Content};
use super::table::known_columns;

/// How much of a file is looked at, in bytes.
pub(super) const HEAD_BYTES: usize = 4096;

/// How the bytes are packed, by the magic number of gzip (RFC 1952) or Zstandard (RFC 8878).
pub(super) fn compression(head: &[u8]) -> Compression {
    match head {
        [0x1F, 0x8B, 8, ..] => Compression::Gzip,
        [0x28, 0xB5, 0x2F, 0xFD, ..] => Compression::Zstd,
        _ => Compression::None,
    }
}

/// What a file that begins so holds; `None` where that is not sure.
///
/// | beginning | content |
/// |---|---|
/// | `%PDF-` | PDF |
/// | `WARC/1.`, `WARC/0.` | WARC |
/// | `<!doctype html`, `<html`, after a prolog or comments | HTML |
/// | `<rss`, `<feed`, `<atom:feed`, `<rdf:RDF`, after a prolog or comments | feed |
/// | `[` and `{` | JSON array |
/// | `{` and `"` | JSON lines if the first line is an object and another follows, else JSON |
/// | `---`, a line with a key, `---`, or `+++` | Markdown with front matter |
/// | `MIME-Version:` and `multipart/related` among headers | MHTML |
/// | a line with names of columns, `title` or `judul` among them | CSV or TSV |
pub(super) fn content(head: &[u8]) -> Option<Content> {
    let head = &head[..head.len().min(HEAD_BYTES)];
    #[cfg(feature = "pdf")]
    if head.starts_with(b"%PDF-") {
        return Some(Content::Pdf);
    }
    #[cfg(feature = "warc")]
    if head.starts_with(b"WARC/1.") || head.starts_with(b"WARC/0.") {
        return Some(Content::Warc);
    }
    let text = decode(head.to_vec()).text;
    let text = text.trim_start();
    match text.as_bytes().first()? {
        b'<' => markup(text),
        b'[' => text[1..].trim_start().starts_with('{').then_some(Content::Json),
        b'{' => json(text),
        b'-' => front_matter(text, ':', &["---", "..."]).then_some(Content::Markdown),
        b'+' => front_matter(text, '=', &["+++"]).then_some(Content::Markdown),
        _ if is_mime(text) => Some(Content::Mhtml),
        _ => table(text),
    }
}

/// The kind of markup, by its first element.
fn markup(text: &str) -> Option<Content> {
    let mut rest = text;
    loop {
        rest = rest.trim_start();
        if starts_with(rest, "<!doctype html") || is_element(rest, "html") {
            return Some(Content::Html);
        }
        if ["rss", "feed", "atom:feed", "rdf:RDF"].iter().any(|name| is_element(rest, name)) {
            return Some(Content::Feed);
        }
        let end = if rest.starts_with("<!--") {
            "-->"
        } else if rest.starts_with("<?") || rest.starts_with("<!") {
            ">"
        } else {
            return None;
        };
        rest = &rest[rest.find(end)? + end.len()..];
    }
}

fn starts_with(text: &str, beginning: &str) -> bool {
    text.get(..beginning.len()).is_some_and(|start| start.eq_ignore_ascii_case(beginning))
}

fn is_element(text: &str, name: &str) -> bool {
    text.starts_with('<')
        && starts_with(&text[1..], name)
        && text[1 + name.len()..].starts_with(|c: char| c.is_whitespace() || c == '>')
}

fn json(text: &str) -> Option<Content> {
    if !text[1..].trim_start().starts_with(['"', '}']) {
        return None;
    }
    let lines = text.split_once(['\n', '\r']).is_some_and(|(line, rest)| {
        rest.trim_start().starts_with('{') && serde_json::from_str::<IgnoredAny>(line).is_ok()
    });
    Some(if lines { Content::JsonLines } else { Content::Json })
}

/// Whether text begins with front matter: its fence, perhaps remarks, a key and its sign, and a
/// fence that ends it.
fn front_matter(text: &str, sign: char, ends: &[&str]) -> bool {
    let mut lines = text.lines();
    let key = |line: &str| {
        line.split_once(sign).is_some_and(|(key, _)| {
            !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || "_- ".contains(c))
        })
    };
    let remark = |line: &&str| line.trim().is_empty() || line.trim_start().starts_with('#');
    lines.next().is_some_and(|line| line.trim_end() == ends[0])
        && lines.find(|line| !remark(line)).is_some_and(key)
        && lines.any(|line| ends.contains(&line.trim_end()))
}

fn is_mime(text: &str) -> bool {
    let headers = text.split("\n\n").next().unwrap_or(text).split("\r\n\r\n").next();
    let headers = headers.unwrap_or(text).to_ascii_lowercase();
    headers.contains("mime-version:") && headers.contains("multipart/related")
}

/// A table whose header names a title or a body and at least one thing more. Blanks after the
/// separators would make it a sentence, perhaps.
fn table(text: &str) -> Option<Content> {
    let header = text.lines().next()?.trim_end();
    let columns = |separator| {
        let blank = header.split(separator).any(|name| name.starts_with(' '));
        if blank { 0 } else { known_columns(header.split(separator)) }
    };
    if columns('\t') >= 2 {
        Some(Content::Tsv)
    } else if columns(',') >= 2 || columns(';') >= 2 {
        Some(Content::Csv)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sure_beginnings_decide() {
        for (head, expected) in [
            ("\u{FEFF}\n<!DOCTYPE HTML PUBLIC x>", Content::Html),
            ("<!-- saved from url=(0014)about:internet -->\n<html lang=id>", Content::Html),
            ("<?xml version='1.0'?><!-- x --><html xmlns=\"y\">", Content::Html),
            ("<?xml version=\"1.0\"?>\n<rss version=\"2.0\">", Content::Feed),
            ("<feed xmlns=\"http://www.w3.org/2005/Atom\">", Content::Feed),
            ("[\n  {\"judul\": 1", Content::Json),
            ("{\"judul\":\"a\"}\n{\"ju", Content::JsonLines),
            ("{\n \"judul\":\"a\"}\n", Content::Json),
            ("---\ntitle: a\n---\nIsi", Content::Markdown),
            ("---\n# x\n\ntitle: a\n---\nIsi", Content::Markdown),
            ("+++\ntitle = 'a'\n+++\nIsi", Content::Markdown),
            ("MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\r\n", Content::Mhtml),
            ("{\"judul\":\"a\"}\n", Content::Json),
            ("id,judul,isi\n1,a,b", Content::Csv),
            ("id;Judul;\"isi\"\n1;a;b", Content::Csv),
            ("title\tbody\na\tb", Content::Tsv),
        ] {
            assert_eq!(content(head.as_bytes()), Some(expected), "{head}");
        }
    }

    #[test]
    fn doubtful_ones_do_not() {
        for head in [
            "",
            "Jakarta - Isi berita, judul, dan lain-lain.",
            "[Gambas:Video 20detik]",
            "{kota}",
            "<3 kota",
            "<p>Isi</p>",
            "<htmlx>",
            "---\nIsi",
            "---\n# Isi\n---\n",
            "+++\nIsi\n+++\n",
            "- satu\n- dua",
            "<?xml version='1.0'?><urlset>",
            "Judul, isi",
        ] {
            assert_eq!(content(head.as_bytes()), None, "{head}");
        }
    }

    #[test]
    fn magic_numbers_tell_compression() {
        assert_eq!(compression(&[0x1F, 0x8B, 8, 0]), Compression::Gzip);
        assert_eq!(compression(&[0x28, 0xB5, 0x2F, 0xFD]), Compression::Zstd);
        assert_eq!(compression(b"kabar"), Compression::None);
    }
}
