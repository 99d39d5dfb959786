//! WARC archives (ISO 28500): one article a page that was answered with 200.
//!
//! Records stream by; one is held only if it is a page, and no larger than an article may be.

use std::io::{self, BufRead, Read};

use super::{Draft, Output, Plain, html};
use crate::origin::{Fact, Origin};

/// Most bytes of the head of a record or of a response.
const MAX_HEAD: u64 = 1 << 16;

/// Most headers of a response.
const MAX_HEADERS: usize = 128;

/// Reads the pages; the line of each is the number of its record.
pub(super) fn read(mut plain: Plain<'_>, out: &mut Output<'_>) {
    for number in 1.. {
        match record(&mut plain, number, out) {
            Ok(true) => {}
            Ok(false) => return,
            Err(error) => return out.damaged(Some(number), &error),
        }
    }
}

/// What the head of a record says.
#[derive(Default)]
struct Head {
    kind: String,
    content: String,
    length: Option<u64>,
    url: Option<String>,
}

/// Reads one record; `false` at the end.
fn record(plain: &mut Plain<'_>, number: u64, out: &mut Output<'_>) -> io::Result<bool> {
    let Some(head) = head(plain)? else { return Ok(false) };
    let invalid = |what: &str| io::Error::new(io::ErrorKind::InvalidData, what.to_owned());
    let length = head.length.ok_or_else(|| invalid("a record without a length"))?;
    let is_page = match head.kind.as_str() {
        "response" => head.content.starts_with("application/http"),
        "resource" => is_html(&head.content),
        _ => false,
    };
    if !is_page || length > out.max_article as u64 + MAX_HEAD {
        if is_page {
            out.too_large(Some(number));
        }
        let skipped = io::copy(&mut plain.take(length), &mut io::sink())?;
        return if skipped == length {
            Ok(true)
        } else {
            Err(invalid("the last record is cut off"))
        };
    }
    let mut block = Vec::new();
    plain.take(length).read_to_end(&mut block)?;
    if (block.len() as u64) < length {
        return Err(invalid("the last record is cut off"));
    }
    let page = match head.kind.as_str() {
        "response" => response(&block, out.max_article),
        _ => Ok(Some((block, head.content.clone()))),
    };
    match page {
        Ok(Some((page, content_type))) => {
            if let Some(draft) = html::article(page, &content_type, Some(number), out) {
                out.draft(with_record(draft, &head));
            }
        }
        Ok(None) => {}
        Err(Fault::TooLarge) => out.too_large(Some(number)),
        Err(Fault::Unreadable(why)) => out.skipped(Some(number), why),
    }
    Ok(true)
}

/// The head of the next record, past the empty lines before it; `None` at the end.
fn head(plain: &mut Plain<'_>) -> io::Result<Option<Head>> {
    let mut head = Head::default();
    let mut left = MAX_HEAD;
    let mut begun = false;
    let mut line = Vec::new();
    loop {
        line.clear();
        let read = plain.take(left).read_until(b'\n', &mut line)?;
        left -= read as u64;
        let text = String::from_utf8_lossy(&line);
        let text = text.trim();
        match (read, begun) {
            (0, false) if left > 0 => return Ok(None),
            (0, _) => return Err(io::Error::other("the head of a record does not end")),
            (_, false) if text.is_empty() => {}
            (_, false) if text.starts_with("WARC/") => begun = true,
            (_, false) => return Err(io::Error::other("not a WARC record")),
            (_, true) if text.is_empty() => return Ok(Some(head)),
            (_, true) => head.take(text),
        }
    }
}

impl Head {
    fn take(&mut self, line: &str) {
        let Some((name, value)) = line.split_once(':') else { return };
        let value = value.trim();
        match name.trim().to_ascii_lowercase().as_str() {
            "warc-type" => self.kind = value.to_ascii_lowercase(),
            "content-type" => self.content = value.to_ascii_lowercase(),
            "content-length" => self.length = value.parse().ok(),
            "warc-target-uri" => self.url = Some(value.trim_matches(['<', '>']).to_owned()),
            _ => {}
        }
    }
}

/// Fills from the record the address, if the page does not declare it. The date of the record is
/// when the page was fetched, often years after it was published, and is none of the article.
fn with_record(mut draft: Draft, head: &Head) -> Draft {
    if draft.url.is_none() {
        draft.url = head.url.clone().filter(|url| !url.is_empty());
        draft.origins.set(Fact::Url, draft.url.as_ref().map(|_| Origin::Record));
    }
    draft
}

/// Why a response gives no page.
enum Fault {
    TooLarge,
    Unreadable(&'static str),
}

/// The page of an HTTP response and the type of its content; `None` if it has none to read.
fn response(block: &[u8], max: usize) -> Result<Option<(Vec<u8>, String)>, Fault> {
    let mut headers = [httparse::EMPTY_HEADER; MAX_HEADERS];
    let mut response = httparse::Response::new(&mut headers);
    let Ok(httparse::Status::Complete(start)) = response.parse(block) else {
        return Err(Fault::Unreadable("a response whose head cannot be read; left out"));
    };
    let header = |name: &str| {
        let found = response.headers.iter().find(|header| header.name.eq_ignore_ascii_case(name));
        found.map(|found| String::from_utf8_lossy(found.value).trim().to_ascii_lowercase())
    };
    let content_type = header("content-type").unwrap_or_default();
    if response.code != Some(200) || !is_html(&content_type) {
        return Ok(None);
    }
    let body = &block[start..];
    let chunked = header("transfer-encoding").is_some_and(|coding| coding.contains("chunked"));
    // Many archives keep the header and undo the chunks.
    let body = if chunked { unchunked(body).unwrap_or(body.to_vec()) } else { body.to_vec() };
    let body = match header("content-encoding").as_deref() {
        None | Some("" | "identity") => body,
        _ if body.trim_ascii_start().starts_with(b"<") => body,
        Some("gzip" | "x-gzip") => inflated(flate2::read::MultiGzDecoder::new(&*body), max)?,
        Some("deflate") => inflated(flate2::read::ZlibDecoder::new(&*body), max)?,
        Some("br") => inflated(brotli_decompressor::Decompressor::new(&*body, 4096), max)?,
        Some("zstd") => match zstd::Decoder::new(&*body) {
            Ok(decoder) => inflated(decoder, max)?,
            Err(_) => return Err(Fault::Unreadable("a page that does not unpack; left out")),
        },
        Some(_) => return Err(Fault::Unreadable("a page packed in a way not read here; left out")),
    };
    if body.len() > max { Err(Fault::TooLarge) } else { Ok(Some((body, content_type))) }
}

fn is_html(content_type: &str) -> bool {
    content_type.starts_with("text/html") || content_type.starts_with("application/xhtml")
}

/// Unpacks at most one byte more than `max`; what can be read of a damaged page is read.
fn inflated(packed: impl Read, max: usize) -> Result<Vec<u8>, Fault> {
    let mut page = Vec::new();
    match packed.take(max as u64 + 1).read_to_end(&mut page) {
        Err(_) if page.is_empty() => {
            Err(Fault::Unreadable("a page that does not unpack; left out"))
        }
        _ => Ok(page),
    }
}

/// The content of a chunked body; `None` if it is not chunked.
fn unchunked(mut body: &[u8]) -> Option<Vec<u8>> {
    let mut content = Vec::new();
    loop {
        let httparse::Status::Complete((start, size)) = httparse::parse_chunk_size(body).ok()?
        else {
            return None;
        };
        if size == 0 {
            return Some(content);
        }
        let size = usize::try_from(size).ok()?;
        let end = start.checked_add(size)?;
        content.extend_from_slice(body.get(start..end)?);
        body = body.get(end..)?.strip_prefix(b"\r\n")?;
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::drafts;

    fn record(kind: &str, block: &str) -> String {
        format!(
            "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: https://a.id/1\r\n\
             WARC-Date: 2024-07-31T07:05:00Z\r\nContent-Type: application/http; msgtype={kind}\r\n\
             Content-Length: {}\r\n\r\n{block}\r\n\r\n",
            block.len()
        )
    }

    fn page(status: u16, head: &str, body: &str) -> String {
        let block = format!("HTTP/1.1 {status} X\r\nContent-Type: text/html\r\n{head}\r\n{body}");
        record("response", &block)
    }

    #[test]
    fn pages_are_read_and_all_else_is_passed_over() {
        let body = "<h1>Judul</h1><p>Isi berita.</p>";
        let chunked = format!("{:x}\r\n{body}\r\n0\r\n\r\n", body.len());
        let text = [
            record("request", "GET / HTTP/1.1\r\n\r\n"),
            page(404, "", body),
            page(200, "", body),
            page(200, "Transfer-Encoding: chunked\r\n", &chunked),
        ]
        .concat();
        let (found, warnings) = drafts("a.warc", text.as_bytes(), 1000);
        assert_eq!(warnings, [""; 0]);
        let lines: Vec<_> = found.iter().map(|draft| draft.line).collect();
        assert_eq!(lines, [Some(3), Some(4)]);
        for draft in &found {
            assert!(draft.text.contains("Isi berita."), "{draft:?}");
            assert_eq!(draft.url.as_deref(), Some("https://a.id/1"));
            assert_eq!(draft.date, None, "the record says when the page was fetched");
        }
    }

    #[test]
    fn pages_are_unpacked() {
        use std::io::Write;
        let body = "<h1>Judul</h1><p>Isi berita.</p>";
        let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        gzip.write_all(body.as_bytes()).unwrap();
        // A block of brotli that is not compressed, and the empty last one (RFC 7932, 9.2).
        let length = (body.len() as u32 - 1) << 4 | 1 << 20;
        let brotli = [&length.to_le_bytes()[..3], body.as_bytes(), &[3]].concat();
        for (coding, packed) in [
            ("gzip", gzip.finish().unwrap()),
            ("br", brotli),
            ("zstd", zstd::encode_all(body.as_bytes(), 1).unwrap()),
        ] {
            let head = format!(
                "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: {coding}\r\n\r\n"
            );
            let block = [head.as_bytes(), &packed].concat();
            let head = format!(
                "WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http\r\n\
                 Content-Length: {}\r\n\r\n",
                block.len()
            );
            let (found, warnings) = drafts("a.warc", &[head.as_bytes(), &block].concat(), 1000);
            assert_eq!(warnings, [""; 0], "{coding}");
            assert!(found[0].text.contains("Isi berita."), "{coding}");
        }
    }

    #[test]
    fn the_head_of_a_response_may_name_the_encoding() {
        let head = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=ISO-8859-2\r\n\r\n";
        let block = [head.as_bytes(), b"<h1>Judul</h1><p>Petenis \xE8eko tiba."].concat();
        let head = format!(
            "WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http\r\n\
             Content-Length: {}\r\n\r\n",
            block.len()
        );
        let (found, warnings) = drafts("a.warc", &[head.as_bytes(), &block].concat(), 1000);
        assert_eq!(warnings, [""; 0]);
        assert!(found[0].text.contains("Petenis čeko tiba."), "{found:?}");
    }

    #[test]
    fn what_is_cut_off_is_said() {
        let text = page(200, "", "<p>Isi berita.</p>").repeat(2);
        let (found, warnings) = drafts("a.warc", &text.as_bytes()[..text.len() - 30], 1000);
        assert_eq!((found.len(), warnings.len()), (1, 1));
        assert!(warnings[0].contains("a.warc:2: damaged file"), "{warnings:?}");
        assert!(drafts("a.warc", b"kabar", 1000).1[0].contains("not a WARC record"));
    }
}
