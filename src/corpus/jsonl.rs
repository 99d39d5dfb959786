//! JSON lines: one article a line.

use std::io::{self, BufRead, Read};

use super::input::transcoded;
use super::object::parse_object;
use super::{Output, Plain};

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

#[cfg(test)]
mod tests {
    use crate::corpus::Draft;

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
        let said = "a.jsonl:1: the id true is neither text nor a number; one is derived";
        assert_eq!(warnings[0], said);
    }

    #[test]
    fn a_value_that_is_no_text_is_said_only_where_another_key_has_none() {
        let (found, warnings) = drafts(br#"{"title":{"a":1},"judul":"Rob","isi":"I"}"#, 1000);
        assert_eq!((found[0].title.as_deref(), warnings.len()), (Some("Rob"), 0), "{warnings:?}");
        let (found, warnings) = drafts(br#"{"title":{"a":1},"judul":[{}],"isi":"I"}"#, 1000);
        assert_eq!(found[0].title, None);
        assert_eq!(warnings, ["a.jsonl:1: the title is an object, not text; left empty"]);
    }

    #[test]
    fn other_encodings_are_recognised() {
        let utf16: Vec<u8> =
            "\u{FEFF}{\"body\":\"kafé\"}\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(drafts(&utf16, 1000).0[0].text, "kafé");
        assert_eq!(drafts(b"{\"body\":\"kaf\xE9\"}", 1000).0[0].text, "kafé");
    }
}
