//! JSON: articles as objects, one after the other or in arrays, over any number of lines, perhaps
//! in an answer that wraps them: `{"status": "ok", "articles": [{…}, {…}]}`.
//!
//! The file is cut into its objects while it streams; only one of them is held.

use std::io::{self, BufRead};

use super::input::transcoded;
use super::object::parse_object;
use super::table::{Field, column};
use super::{Output, Plain};

/// Reads the articles. The line of each is that on which its object begins; where several begin
/// on one line, they are counted on, so that each has a place of its own.
pub(super) fn read(plain: Plain<'_>, out: &mut Output<'_>) {
    let plain = match transcoded(plain) {
        Ok(plain) => plain,
        Err(error) => return out.damaged(Some(1), &error),
    };
    let mut cutter = Cutter::new();
    if let Err(error) = cutter.cut(plain, out) {
        let line = if cutter.depth > 0 { cutter.object.line } else { cutter.line };
        out.damaged(Some(line), &error);
    } else if cutter.depth > 0 && !cutter.passed_over {
        out.skipped(Some(cutter.object.line), "the file ends inside an object; left out");
    }
}

/// Keys under which answers of programs keep articles, and whether also behind a title, as in
/// JSON Feed. An object with a body is an article, whatever else it has.
const WRAPPERS: &[(&str, bool)] = &[
    ("_source", false),
    ("articles", true),
    ("artikel", true),
    ("attributes", false),
    ("berita", true),
    ("data", false),
    ("docs", false),
    ("entries", true),
    ("hits", false),
    ("items", true),
    ("news", true),
    ("posts", true),
    ("records", false),
    ("response", false),
    ("result", false),
    ("results", false),
    ("rows", false),
];

/// Most objects around articles.
const MAX_WRAPPERS: usize = 8;

/// Longest key that is looked at, in bytes.
const MAX_KEY: usize = 64;

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
    has_title: bool,
    has_body: bool,
    /// Whether a list has just begun that may hold articles.
    list: bool,
}

struct Cutter {
    line: u64,
    /// The place of the last article.
    last: u64,
    /// How many brackets are open inside the object; 0 outside of any.
    depth: usize,
    text: Text,
    /// The last string at the top of the object, or of what wraps it.
    string: Vec<u8>,
    /// The last key there.
    key: Vec<u8>,
    object: Object,
    /// Whether the object is none of the articles that are wrapped.
    passed_over: bool,
    /// The objects that are open around the articles, and whether the last key of each is one
    /// that wraps them.
    wrappers: Vec<bool>,
    /// The line of the first thing that is no object.
    strange: Option<u64>,
}

impl Cutter {
    fn new() -> Self {
        Self {
            line: 1,
            last: 0,
            depth: 0,
            text: Text::Outside,
            string: Vec::new(),
            key: Vec::new(),
            object: Object::default(),
            passed_over: false,
            wrappers: Vec::new(),
            strange: None,
        }
    }

    fn cut(&mut self, mut plain: impl BufRead, out: &mut Output<'_>) -> io::Result<()> {
        loop {
            let buffer = plain.fill_buf()?;
            if buffer.is_empty() {
                break;
            }
            let length = buffer.len();
            let (mut kept, mut next) = (0, 0);
            loop {
                next += self.pass(&buffer[next..]);
                let Some(byte) = buffer.get(next).copied() else { break };
                let at = next;
                next += 1;
                self.line += u64::from(byte == b'\n');
                let was_open = self.depth > 0;
                let quoted = self.text != Text::Outside;
                self.take_text(byte);
                if quoted || self.text != Text::Outside {
                    if !was_open && self.wrappers.is_empty() {
                        self.strange = self.strange.or(Some(self.line));
                    }
                    continue;
                }
                if !was_open {
                    if self.begins(byte) {
                        kept = at;
                    }
                } else if self.unwraps(byte) {
                    self.begin();
                    kept = at;
                } else if self.ends(byte) {
                    self.keep(&buffer[kept..=at], out.max_article);
                    self.finish(out);
                }
            }
            if self.depth > 0 {
                self.keep(&buffer[kept..], out.max_article);
            }
            plain.consume(length);
        }
        if let Some(line) = self.strange {
            out.skipped(Some(line), "not a JSON object with an article; left out");
        }
        Ok(())
    }

    /// Passes over what stands in a string; how many bytes these are.
    fn pass(&mut self, bytes: &[u8]) -> usize {
        if self.text != Text::Inside {
            return 0;
        }
        let end = memchr::memchr2(b'"', b'\\', bytes).unwrap_or(bytes.len());
        let inside = &bytes[..end];
        self.line += memchr::memchr_iter(b'\n', inside).count() as u64;
        if self.depth <= 1 {
            let room = (MAX_KEY + 1).saturating_sub(self.string.len());
            self.string.extend_from_slice(&inside[..room.min(end)]);
        }
        end
    }

    /// Follows strings, and keeps those that may be keys.
    fn take_text(&mut self, byte: u8) {
        let before = self.text;
        self.text = match (before, byte) {
            (Text::Outside, b'"') => Text::Inside,
            (Text::Inside, b'"') => Text::Outside,
            (Text::Inside, b'\\') => Text::Escape,
            (Text::Escape, _) => Text::Inside,
            (text, _) => text,
        };
        if self.depth > 1 {
            return;
        }
        match (before, self.text) {
            (Text::Outside, Text::Inside) => self.string.clear(),
            (Text::Outside, _) if byte == b':' => self.take_key(),
            _ => {}
        }
    }

    fn take_key(&mut self) {
        std::mem::swap(&mut self.key, &mut self.string);
        if self.depth == 0 {
            let wraps = self.is_wrapper(false);
            if let Some(last) = self.wrappers.last_mut() {
                *last = wraps;
            }
        } else if let Ok(key) = std::str::from_utf8(&self.key) {
            let field = column(key).map(|(field, _)| field);
            self.object.has_title |= field == Some(Field::Title);
            self.object.has_body |= field == Some(Field::Body);
        }
    }

    /// Whether the last key is one under which articles are wrapped.
    fn is_wrapper(&self, after_title: bool) -> bool {
        WRAPPERS.iter().any(|(key, may)| key.as_bytes() == self.key && (*may || !after_title))
    }

    /// Whether a byte outside of articles begins one.
    fn begins(&mut self, byte: u8) -> bool {
        let wrapped = self.wrappers.last().copied();
        match byte {
            b'{' => {
                self.begin();
                self.passed_over = wrapped == Some(false);
                return true;
            }
            b'}' if wrapped.is_some() => {
                self.wrappers.pop();
            }
            b'[' | b']' | b',' => {}
            byte if byte.is_ascii_whitespace() || wrapped.is_some() => {}
            _ => self.strange = self.strange.or(Some(self.line)),
        }
        false
    }

    fn begin(&mut self) {
        self.object = Object { line: self.line, ..Object::default() };
        self.depth = 1;
        self.passed_over = false;
    }

    /// Whether a byte shows that the object is none, but wraps articles. One that has a body
    /// does not.
    fn unwraps(&mut self, byte: u8) -> bool {
        if byte.is_ascii_whitespace() || self.passed_over {
            return false;
        }
        let began = std::mem::take(&mut self.object.list);
        if !matches!(byte, b'{' | b'[') || self.wrappers.len() >= MAX_WRAPPERS {
            return false;
        }
        let wraps =
            self.depth == 1 && !self.object.has_body && self.is_wrapper(self.object.has_title);
        self.object.list = byte == b'[' && wraps;
        // A list wraps articles if it holds objects; an object, if it does not follow a title.
        let unwraps = byte == b'{' && (began || wraps && !self.object.has_title);
        if unwraps {
            self.wrappers.push(true);
        }
        unwraps
    }

    /// Whether a byte ends the object.
    fn ends(&mut self, byte: u8) -> bool {
        match byte {
            b'{' | b'[' => self.depth += 1,
            b'}' | b']' => self.depth -= 1,
            _ => {}
        }
        self.depth == 0
    }

    fn keep(&mut self, bytes: &[u8], max: usize) {
        let object = &mut self.object;
        if self.passed_over || object.too_large || object.bytes.len() + bytes.len() > max {
            object.too_large = true;
            object.bytes = Vec::new();
        } else {
            object.bytes.extend_from_slice(bytes);
        }
    }

    fn finish(&mut self, out: &mut Output<'_>) {
        let object = std::mem::take(&mut self.object);
        if self.passed_over {
            return;
        }
        let line = object.line.max(self.last + 1);
        self.last = line;
        if object.too_large {
            out.too_large(Some(line));
        } else if let Some(draft) = parse_object(&object.bytes, line, out) {
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
    fn each_article_has_a_place_of_its_own() {
        let (found, warnings) =
            drafts("a.json", br#"[{"isi":"x"},[{"isi":"y"}],{"isi":"z"}]"#, 1000);
        assert_eq!(warnings, [""; 0]);
        let lines: Vec<_> = found.iter().map(|draft| draft.line).collect();
        assert_eq!(lines, [Some(1), Some(2), Some(3)]);
    }

    #[test]
    fn answers_are_unwrapped() {
        for text in [
            r#"{"status":"ok","n":2,"articles":[{"isi":"x"},{"isi":"y"}],"meta":{"isi":"no"}}"#,
            r#"{"data": [ {"id":1,"penulis":{"name":"A"},"isi":"x"}, {"isi":"y","data":[{}]} ] }"#,
            r#"{"response":{"n":[1],"docs":[{"isi":"x","tags":[{"title":"no"}]},{"isi":"y"}]}}"#,
            r#"{"hits":{"total":{"value":2},"hits":[{"_id":"1","_source":{"isi":"x"}},{"_source":{"isi":"y"}}]}}"#,
            r#"{"title":"Umpan","items":[{"content_html":"<p>x</p>"},{"content_text":"y"}]}"#,
            r#"{"data":{"posts":[{"attributes":{"isi":"x"}},{"attributes":{"isi":"y"}}]}}"#,
            r#"{"data":[]} {"data":[{"isi":"x"}]} {"isi":"y"}"#,
        ] {
            let (found, warnings) = drafts("a.json", text.as_bytes(), 1000);
            let texts: Vec<_> = found.iter().map(|draft| draft.text.as_str()).collect();
            assert_eq!(texts, ["x", "y"], "{text}: {warnings:?}");
        }
        let (found, _) = drafts("a.json", br#"{"title":"x","data":{"isi":"no"}}"#, 1000);
        assert_eq!(found[0].title.as_deref(), Some("x"));
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
