//! JSON: articles as objects, one after the other or in arrays, over any number of lines, perhaps
//! in an answer that wraps them: `{"status": "ok", "articles": [{…}, {…}]}`.
//!
//! The file is cut into its objects while it streams; only one of them is held. One that may wrap
//! articles is held as well until it shows a body, which makes it an article itself, or ends, or is
//! larger than an article may be; if it wraps, what it wraps is read then.

use std::io::{self, BufRead};

use super::envelope::{MAX_WRAPPERS, Object, Place, is_wrapper};
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
    let mut cutter = Cutter::new(out.max_article);
    if let Err(error) = cutter.cut(plain, out) {
        let line = if cutter.depth > 0 { cutter.object.line } else { cutter.line };
        out.damaged(Some(line), &error);
    } else if cutter.depth > 0 && !cutter.object.passed_over {
        out.skipped(Some(cutter.object.line), "the file ends inside an object; left out");
    }
}

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

struct Cutter {
    max: usize,
    /// The bytes that are held, from the beginning of the object on, and how many were passed.
    held: Vec<u8>,
    at: usize,
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
    /// The objects that are open around the articles, and whether the last key of each is one
    /// that wraps them.
    wrappers: Vec<bool>,
    /// The line of the first thing that is no object.
    strange: Option<u64>,
    /// The line of the first body of an object that was too large to be held until there.
    late_body: Option<u64>,
}

impl Cutter {
    fn new(max: usize) -> Self {
        Self {
            max,
            held: Vec::new(),
            at: 0,
            line: 1,
            last: 0,
            depth: 0,
            text: Text::Outside,
            string: Vec::new(),
            key: Vec::new(),
            object: Object::default(),
            wrappers: Vec::new(),
            strange: None,
            late_body: None,
        }
    }

    fn cut(&mut self, mut plain: impl BufRead, out: &mut Output<'_>) -> io::Result<()> {
        let mut ended = None;
        loop {
            while self.at < self.held.len() {
                self.step(out);
            }
            match &ended {
                None => match self.fill(&mut plain) {
                    Ok(true) => {}
                    Ok(false) => ended = Some(Ok(())),
                    Err(error) => ended = Some(Err(error)),
                },
                // What was cut off inside of what wraps it is read up to there.
                Some(_) if self.depth > 0 && self.unwrap() => {}
                Some(_) => break,
            }
        }
        if let Some(line) = self.strange {
            out.skipped(Some(line), "not a JSON object with an article; left out");
        }
        if let Some(line) = self.late_body {
            let limit = self.max >> 20;
            let message = format!(
                "a body behind more than {limit} MB that its object wraps; left out, what it \
                 wraps is read"
            );
            out.skipped(Some(line), message);
        }
        ended.unwrap_or(Ok(()))
    }

    /// Reads on, and lets go what is no longer needed; `false` at the end.
    fn fill(&mut self, plain: &mut impl BufRead) -> io::Result<bool> {
        let is_held = self.depth > 0 && !self.object.too_large && !self.object.passed_over;
        if is_held && self.held.len() - self.object.start > self.max {
            if self.unwrap() {
                return Ok(true);
            }
            self.object.too_large = true;
        } else if is_held {
            let passed = std::mem::take(&mut self.object.start);
            self.held.drain(..passed);
            self.at -= passed;
            for place in [&mut self.object.in_list, &mut self.object.by_itself] {
                place.iter_mut().for_each(|place| place.at -= passed);
            }
        }
        if !is_held || self.object.too_large {
            self.held.clear();
            self.at = 0;
        }
        let buffer = plain.fill_buf()?;
        let length = buffer.len();
        self.held.extend_from_slice(buffer);
        plain.consume(length);
        Ok(length > 0)
    }

    /// Takes the next byte outside of strings, or of what delimits them.
    fn step(&mut self, out: &mut Output<'_>) {
        self.pass();
        let at = self.at;
        let Some(byte) = self.held.get(at).copied() else { return };
        self.at += 1;
        self.line += u64::from(byte == b'\n');
        let quoted = self.text != Text::Outside;
        self.take_text(byte);
        if quoted || self.text != Text::Outside {
            if self.depth == 0 && self.wrappers.is_empty() {
                self.strange = self.strange.or(Some(self.line));
            }
        } else if self.depth == 0 {
            self.begins(byte);
        } else if !self.wraps(byte) && self.ends(byte) && !self.unwrap() {
            self.finish(out);
        }
    }

    /// Passes over what stands in a string.
    fn pass(&mut self) {
        if self.text != Text::Inside {
            return;
        }
        let bytes = &self.held[self.at..];
        let end = memchr::memchr2(b'"', b'\\', bytes).unwrap_or(bytes.len());
        let inside = &bytes[..end];
        self.line += memchr::memchr_iter(b'\n', inside).count() as u64;
        if self.depth <= 1 {
            let room = (MAX_KEY + 1).saturating_sub(self.string.len());
            self.string.extend_from_slice(&inside[..room.min(end)]);
        }
        self.at += end;
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
        let wraps = is_wrapper(&self.key);
        let field = std::str::from_utf8(&self.key).ok().and_then(column).map(|(field, _)| field);
        if self.depth > 0 {
            self.object.has_title |= field == Some(Field::Title);
            self.object.has_body |= field == Some(Field::Body);
        } else if let Some(last) = self.wrappers.last_mut() {
            *last = wraps;
            if field == Some(Field::Body) {
                self.late_body = self.late_body.or(Some(self.line));
            }
        }
    }

    /// Takes a byte outside of articles, which may begin one.
    fn begins(&mut self, byte: u8) {
        let wrapped = self.wrappers.last().copied();
        match byte {
            b'{' => {
                self.begin();
                self.object.passed_over = wrapped == Some(false);
            }
            b'}' if wrapped.is_some() => {
                self.wrappers.pop();
            }
            b'[' | b']' | b',' => {}
            byte if byte.is_ascii_whitespace() || wrapped.is_some() => {}
            _ => self.strange = self.strange.or(Some(self.line)),
        }
    }

    /// Begins an object with the byte that was taken.
    fn begin(&mut self) {
        self.object = Object { start: self.at - 1, line: self.line, ..Object::default() };
        self.depth = 1;
    }

    /// Notes where an object begins that may be wrapped. Whether it is so at once, as what wraps
    /// it is too large to be an article.
    fn wraps(&mut self, byte: u8) -> bool {
        if byte.is_ascii_whitespace() || self.object.passed_over {
            return false;
        }
        let in_list = std::mem::take(&mut self.object.list);
        if !matches!(byte, b'{' | b'[') || self.wrappers.len() >= MAX_WRAPPERS {
            return false;
        }
        let by_itself = self.depth == 1 && is_wrapper(&self.key);
        self.object.list = byte == b'[' && by_itself;
        if byte == b'[' || !in_list && !by_itself {
            return false;
        }
        let place = Place { at: self.at - 1, line: self.line };
        let object = &mut self.object;
        let first = if in_list { &mut object.in_list } else { &mut object.by_itself };
        first.get_or_insert(place);
        object.too_large && self.unwrap()
    }

    /// Goes back to the first object that the open one wraps, if it does.
    fn unwrap(&mut self) -> bool {
        let Some(first) = self.object.wrapped() else { return false };
        self.wrappers.push(true);
        (self.at, self.line, self.text) = (first.at + 1, first.line, Text::Outside);
        self.begin();
        true
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

    fn finish(&mut self, out: &mut Output<'_>) {
        let object = std::mem::take(&mut self.object);
        if object.passed_over {
            return;
        }
        let line = object.line.max(self.last + 1);
        self.last = line;
        let bytes = &self.held[if object.too_large { self.at } else { object.start }..self.at];
        if object.too_large || bytes.len() > self.max {
            out.too_large(Some(line));
        } else if let Some(draft) = parse_object(bytes, line, out) {
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
    fn an_object_with_a_body_is_an_article_whatever_comes_first() {
        for text in [
            r#"[{"data":{"views":3},"title":"a","isi":"x"},{"hits":[{"user":"u"}],"isi":"y"}]"#,
            r#"{"attributes":{"lang":"id"},"isi":"x"} {"berita":[{"judul":"no"}],"isi":"y"}"#,
            r#"{"articles":[{"title":"no"},{"isi":"no"}],"isi":"x"} {"data":{"isi":"no"},"isi":"y"}"#,
            r#"{"data":{"data":{"isi":"no"},"isi":"x"}} {"items":[{"items":[{}],"isi":"y"}]}"#,
        ] {
            let (found, warnings) = drafts("a.json", text.as_bytes(), 1000);
            let texts: Vec<_> = found.iter().map(|draft| draft.text.as_str()).collect();
            assert_eq!((texts, warnings.len()), (vec!["x", "y"], 0), "{text}: {warnings:?}");
        }
        let (found, _) = drafts("a.json", br#"{"data":{"isi":"no"},"title":"x"}"#, 1000);
        assert_eq!(found[0].title.as_deref(), Some("x"));
    }

    #[test]
    fn answers_larger_than_an_article_are_unwrapped_as_they_stream() {
        let items: Vec<String> = (0..9_000)
            .map(|number| format!("{{\"isi\":\"kabar {number}\",\"data\":{{}}}}"))
            .collect();
        let items = items.join(",\n");
        for text in [
            format!("{{\"data\":{{\"articles\":[{items}]}},\"n\":{{\"isi\":\"no\"}}}}"),
            format!("{{\"judul\":\"Umpan\",\"articles\":[{items}],\"n\":1}}"),
        ] {
            let (found, warnings) = drafts("a.json", text.as_bytes(), 1000);
            assert_eq!((found.len(), warnings.len()), (9_000, 0), "{warnings:?}");
            assert_eq!(
                (found[8_999].line, found[8_999].text.as_str()),
                (Some(9_000), "kabar 8999")
            );
        }
        let (found, warnings) = drafts(
            "a.json",
            format!("{{\"articles\":[{items}],\n\"isi\":\"x\"}}").as_bytes(),
            1000,
        );
        assert_eq!((found.len(), warnings.len()), (9_000, 1));
        assert!(warnings[0].starts_with("a.json:9001: a body behind more than"), "{warnings:?}");
        // What is cut off is read as far as it goes.
        let text = format!("{{\"data\":{{\"articles\":[{items}");
        assert_eq!(
            drafts("a.json", &text.as_bytes()[..text.len() - 3], usize::MAX >> 1).0.len(),
            8_999
        );
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
