//! JSON: articles as objects, one after the other or in an array, over any number of lines.
//!
//! The file is cut into its objects while it streams; only one of them is held.

use std::io::{self, BufRead};

use super::input::transcoded;
use super::jsonl::parse_object;
use super::{Output, Plain};

/// Reads the articles. The line of each is that on which its object begins.
pub(super) fn read(plain: Plain<'_>, out: &mut Output<'_>) {
    let plain = match transcoded(plain) {
        Ok(plain) => plain,
        Err(error) => return out.damaged(Some(1), &error),
    };
    let mut cutter = Cutter { line: 1, depth: 0, text: Text::Outside, object: Object::default() };
    if let Err(error) = cutter.cut(plain, out) {
        let line = if cutter.depth > 0 { cutter.object.line } else { cutter.line };
        out.damaged(Some(line), &error);
    } else if cutter.depth > 0 {
        out.skipped(Some(cutter.object.line), "the file ends inside an object; left out");
    }
}

/// Where in a string one is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Text {
    Outside,
    Inside,
    /// After a backslash.
    Escape,
}

/// The object being read.
#[derive(Default)]
struct Object {
    line: u64,
    bytes: Vec<u8>,
    /// Whether it is larger than an article may be; then its bytes are no longer kept.
    too_large: bool,
}

struct Cutter {
    line: u64,
    /// How many brackets are open inside the object; 0 outside of any.
    depth: usize,
    text: Text,
    object: Object,
}

impl Cutter {
    fn cut(&mut self, mut plain: impl BufRead, out: &mut Output<'_>) -> io::Result<()> {
        let mut strange = None;
        loop {
            let buffer = plain.fill_buf()?;
            if buffer.is_empty() {
                break;
            }
            let length = buffer.len();
            let mut kept = 0;
            for (at, byte) in buffer.iter().copied().enumerate() {
                self.line += u64::from(byte == b'\n');
                if self.depth == 0 {
                    match byte {
                        b'{' => {
                            self.object = Object { line: self.line, ..Object::default() };
                            (self.depth, kept) = (1, at);
                        }
                        b'[' | b']' | b',' => {}
                        byte if byte.is_ascii_whitespace() => {}
                        _ => strange = strange.or(Some(self.line)),
                    }
                    continue;
                }
                if self.ends(byte) {
                    self.keep(&buffer[kept..=at], out.max_article);
                    self.take(out);
                }
            }
            if self.depth > 0 {
                self.keep(&buffer[kept..], out.max_article);
            }
            plain.consume(length);
        }
        if let Some(line) = strange {
            out.skipped(Some(line), "not a JSON object with an article; left out");
        }
        Ok(())
    }

    /// Whether a byte ends the object.
    fn ends(&mut self, byte: u8) -> bool {
        self.text = match (self.text, byte) {
            (Text::Outside, b'"') => Text::Inside,
            (Text::Inside, b'"') => Text::Outside,
            (Text::Inside, b'\\') => Text::Escape,
            (Text::Escape, _) => Text::Inside,
            (text, _) => text,
        };
        if self.text == Text::Outside {
            match byte {
                b'{' | b'[' => self.depth += 1,
                b'}' | b']' => self.depth -= 1,
                _ => {}
            }
        }
        self.depth == 0
    }

    fn keep(&mut self, bytes: &[u8], max: usize) {
        let object = &mut self.object;
        if object.too_large || object.bytes.len() + bytes.len() > max {
            object.too_large = true;
            object.bytes = Vec::new();
        } else {
            object.bytes.extend_from_slice(bytes);
        }
    }

    fn take(&mut self, out: &mut Output<'_>) {
        let object = std::mem::take(&mut self.object);
        if object.too_large {
            out.too_large(Some(object.line));
        } else if let Some(draft) = parse_object(&object.bytes, object.line, out) {
            out.draft(draft);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::drafts;

    #[test]
    fn reads_arrays_and_objects() {
        let text =
            "[\n {\"judul\":\"A [\\\"{\", \"isi\": \"x\"},\n\n {\n\"isi\":\"y\", \"z\":[{}]}\n]";
        let (found, warnings) = drafts("a.json", text.as_bytes(), 1000);
        assert_eq!(warnings, [""; 0]);
        let lines: Vec<_> = found.iter().map(|draft| (draft.line, draft.text.as_str())).collect();
        assert_eq!(lines, [(Some(2), "x"), (Some(4), "y")]);
        assert_eq!(found[0].title.as_deref(), Some("A [\"{"));
        assert_eq!(drafts("a.txt", b"{\n\"isi\": \"x\"}", 1000).0[0].text, "x");
    }

    #[test]
    fn faults_are_named_and_passed_over() {
        let long = "x".repeat(300);
        let text =
            format!("[{{\"isi\":\"{long}\"}},\n7,\n{{\"id\":1}},\n{{\"isi\":\"y\"}},\n{{\"isi");
        let (found, warnings) = drafts("a.json", text.as_bytes(), 100);
        assert_eq!(found.len(), 1);
        let places: Vec<_> = warnings.iter().map(|warning| &warning[..9]).collect();
        assert_eq!(places, ["a.json:1:", "a.json:3:", "a.json:2:", "a.json:5:"]);
    }
}
