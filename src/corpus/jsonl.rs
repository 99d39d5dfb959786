//! JSON lines: one article a line, in English or Indonesian keys.

use std::io::{self, BufRead, Read};

use serde::Deserialize;
use serde_json::value::RawValue;

use super::date::{parse_date, wrong_date};
use super::decode::decode;
use super::input::transcoded;
use super::value::Value;
use super::{Draft, Output, Plain};
use crate::article::ArticleId;
use crate::origin::{Origin, Origins};

/// Reads the articles, one a line.
pub(super) fn read(plain: Plain<'_>, out: &mut Output<'_>) {
    let plain = match transcoded(plain) {
        Ok(plain) => plain,
        Err(error) => return out.damaged(Some(1), &error),
    };
    let mut lines = Lines::new(plain, out.max_article);
    loop {
        let number = lines.number + 1;
        match lines.next() {
            Ok(Line::End) => return,
            Ok(Line::TooLong) => out.too_large(Some(number)),
            Ok(Line::Text(line)) if line.trim_ascii().is_empty() => {}
            Ok(Line::Text(line)) => {
                if let Some(draft) = parse_object(line, number, out) {
                    out.draft(draft);
                }
            }
            // A damaged archive ends here.
            Err(error) => return out.damaged(Some(number), &error),
        }
    }
}

enum Line<'l> {
    Text(&'l [u8]),
    TooLong,
    End,
}

/// Lines of bounded length; a longer one is passed over without being held.
struct Lines<R> {
    inner: R,
    buffer: Vec<u8>,
    max: usize,
    number: u64,
}

impl<R: BufRead> Lines<R> {
    fn new(inner: R, max: usize) -> Self {
        Self { inner, buffer: Vec::new(), max, number: 0 }
    }

    fn next(&mut self) -> io::Result<Line<'_>> {
        self.buffer.clear();
        self.number += 1;
        let limit = self.max as u64 + 1;
        let read = (&mut self.inner).take(limit).read_until(b'\n', &mut self.buffer)?;
        if read == 0 {
            return Ok(Line::End);
        }
        if self.buffer.ends_with(b"\n") || self.buffer.len() <= self.max {
            return Ok(Line::Text(&self.buffer));
        }
        self.buffer = Vec::new();
        self.inner.skip_until(b'\n')?;
        Ok(Line::TooLong)
    }
}

/// The keys we know, in the order of preference for each field.
#[derive(Deserialize)]
struct Keys<'l> {
    #[serde(borrow, default)]
    id: Option<&'l RawValue>,
    #[serde(borrow, default)]
    title: Value<'l>,
    #[serde(borrow, default)]
    judul: Value<'l>,
    #[serde(borrow, default)]
    body: Value<'l>,
    #[serde(borrow, default)]
    isi: Value<'l>,
    #[serde(borrow, default)]
    text: Value<'l>,
    #[serde(borrow, default)]
    content: Value<'l>,
    #[serde(borrow, default)]
    date: Value<'l>,
    #[serde(borrow, default)]
    tanggal: Value<'l>,
    #[serde(borrow, default)]
    url: Value<'l>,
    #[serde(borrow, default)]
    tautan: Value<'l>,
    #[serde(borrow, default)]
    source: Value<'l>,
    #[serde(borrow, default)]
    sumber: Value<'l>,
    #[serde(borrow, default)]
    author: Value<'l>,
    #[serde(borrow, default)]
    penulis: Value<'l>,
    #[serde(borrow, default)]
    editor: Value<'l>,
    #[serde(borrow, default)]
    penyunting: Value<'l>,
    #[serde(borrow, default)]
    place: Value<'l>,
    #[serde(borrow, default)]
    lokasi: Value<'l>,
    #[serde(borrow, default)]
    section: Value<'l>,
    #[serde(borrow, default)]
    rubrik: Value<'l>,
    #[serde(borrow, default)]
    category: Value<'l>,
    #[serde(borrow, default)]
    kategori: Value<'l>,
}

/// The article of one JSON object; `None`, and a warning, if it is none.
pub(super) fn parse_object(bytes: &[u8], number: u64, out: &mut Output<'_>) -> Option<Draft> {
    let line = Some(number);
    let decoded;
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(_) => {
            decoded = decode(bytes.to_vec());
            if let Some((doubt, _)) = decoded.doubt {
                out.doubted(line, doubt.message());
            }
            &decoded.text
        }
    };
    if !text.trim_start().starts_with('{') {
        // Serde would read a list as the fields in their order.
        out.skipped(line, "not a JSON object with an article; left out");
        return None;
    }
    let keys: Keys = match serde_json::from_str(text) {
        Ok(keys) => keys,
        Err(error) => {
            out.skipped(line, format!("not a JSON object with an article ({error}); left out"));
            return None;
        }
    };
    let mut doubt = |message: String| out.doubted(line, message);
    let id = match keys.id.map(|raw| parse_id(raw.get())) {
        None | Some(Ok(None)) => None,
        Some(Ok(id)) => id,
        Some(Err(message)) => {
            doubt(message);
            None
        }
    };
    let body = first([keys.body, keys.isi, keys.text, keys.content], "body", &mut doubt);
    let title = first([keys.title, keys.judul], "title", &mut doubt);
    let date_text = first([keys.date, keys.tanggal], "date", &mut doubt);
    let date = date_text.as_deref().and_then(parse_date);
    if let (Some(text), None) = (&date_text, &date) {
        doubt(wrong_date(text));
    }
    let url = first([keys.url, keys.tautan], "url", &mut doubt);
    let source = first([keys.source, keys.sumber], "source", &mut doubt);
    let author = first([keys.author, keys.penulis], "author", &mut doubt);
    let editor = first([keys.editor, keys.penyunting], "editor", &mut doubt);
    let place = first([keys.place, keys.lokasi], "place", &mut doubt);
    let sections = [keys.section, keys.rubrik, keys.category, keys.kategori];
    let section = first(sections, "section", &mut doubt);
    if title.is_none() && body.is_none() {
        out.skipped(line, "neither title nor body; left out");
        return None;
    }
    let draft = Draft {
        line,
        id,
        title,
        text: body.map(without_mark).unwrap_or_default(),
        date,
        url,
        source,
        author,
        editor,
        place,
        section,
        origins: Origins::default(),
    };
    Some(draft.read_from(Origin::Key))
}

/// The id as text: a string's content, or a number as it is written.
fn parse_id(raw: &str) -> Result<Option<String>, String> {
    let id = match raw.as_bytes().first() {
        Some(b'"') => serde_json::from_str(raw).map_err(|error| error.to_string())?,
        Some(b'n') => return Ok(None),
        Some(b'-' | b'0'..=b'9') => raw.to_owned(),
        _ => return Err("the id is neither text nor a number; one is derived".to_owned()),
    };
    match id.len() {
        0 => Ok(None),
        1..=ArticleId::MAX_BYTES => Ok(Some(id)),
        long => Err(format!("an id of {long} bytes; one is derived")),
    }
}

/// The first value that says something; whitespace alone says nothing.
fn first<const N: usize>(
    values: [Value<'_>; N],
    field: &str,
    doubt: &mut dyn FnMut(String),
) -> Option<String> {
    for value in values {
        match value {
            Value::Text(text) if !text.trim().is_empty() => return Some(text.into_owned()),
            Value::Text(_) | Value::Missing => {}
            Value::Wrong(kind) => doubt(format!("the {field} is {kind}, not text; left empty")),
        }
    }
    None
}

/// A body without the byte order mark of the file it was once cut from.
fn without_mark(mut body: String) -> String {
    if body.starts_with('\u{FEFF}') {
        body.drain(..'\u{FEFF}'.len_utf8());
    }
    body
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drafts(bytes: &[u8], max: usize) -> (Vec<Draft>, Vec<String>) {
        super::super::tests::drafts("a.jsonl", bytes, max)
    }

    #[test]
    fn reads_english_and_indonesian_keys() {
        let text = "\u{FEFF}{\"id\":7,\"title\":\"T\",\"body\":\"B\",\"date\":\"2024-07-31\"}\n\n\
            {\"judul\":\"J\",\"isi\":\"I\",\"penulis\":[\"A\",\"B\"],\"lain\":{}}";
        let (drafts, warnings) = drafts(text.as_bytes(), 1000);
        assert_eq!(warnings, [""; 0]);
        assert_eq!(drafts[0].id.as_deref(), Some("7"));
        assert_eq!(drafts[0].date.as_ref().unwrap().to_string(), "2024-07-31");
        assert_eq!(drafts[1].title.as_deref(), Some("J"));
        assert_eq!(drafts[1].author.as_deref(), Some("A, B"));
        assert_eq!(drafts[1].line, Some(3));
    }

    #[test]
    fn prefers_the_first_key_that_says_something() {
        let (drafts, _) = drafts(br#"{"body":null,"text":" ","content":"C","isi":""}"#, 1000);
        assert_eq!(drafts[0].text, "C");
    }

    #[test]
    fn bad_lines_are_named_and_passed_over() {
        let long = format!("{{\"body\":\"{}\"}}", "x".repeat(200));
        let text = format!("{{\"body\":\n{long}\n{{\"body\":\"ok\"}}\n[1]\n{{\"id\":1}}\n");
        let (drafts, warnings) = drafts(text.as_bytes(), 100);
        assert_eq!(drafts.len(), 1);
        assert_eq!(drafts[0].line, Some(3));
        let places: Vec<_> = warnings.iter().map(|warning| &warning[..10]).collect();
        assert_eq!(places, ["a.jsonl:1:", "a.jsonl:2:", "a.jsonl:4:", "a.jsonl:5:"]);
    }

    #[test]
    fn doubtful_values_are_said() {
        let (drafts, warnings) =
            drafts(br#"{"id":true,"body":"b","date":"kemarin","title":{"a":1}}"#, 1000);
        assert_eq!(drafts[0].date, None);
        assert_eq!(drafts[0].id, None);
        assert_eq!(warnings.len(), 3);
    }

    #[test]
    fn other_encodings_are_recognised() {
        let utf16: Vec<u8> =
            "\u{FEFF}{\"body\":\"kafé\"}\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(drafts(&utf16, 1000).0[0].text, "kafé");
        assert_eq!(drafts(b"{\"body\":\"kaf\xE9\"}", 1000).0[0].text, "kafé");
    }
}
