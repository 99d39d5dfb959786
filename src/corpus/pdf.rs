//! PDF documents with a text layer: one article a file.
//!
//! PDF is a language of drawing: text comes in pieces with positions. Lines are put together by
//! their heights, paragraphs by larger gaps between them. Scans have no text and are said so.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc;
use std::time::Duration;

use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document, LoadOptions, Object, ObjectId};

use super::hyphen::join_line;
use super::{Draft, Output, Plain};
use crate::origin::Origin;

/// Largest file, in bytes: it is held as a whole.
const MAX_FILE: usize = 64 << 20;

/// Most bytes that the content of a page or the map of a font may unpack to.
const MAX_STREAM: usize = 32 << 20;

/// Most bytes that a stream of objects, or of their places, may unpack to: programs put 100 or
/// 200 objects into one.
const MAX_OBJECTS: usize = 8 << 20;

/// Most tokens of a file, and of all its streams of objects: each takes some 120 bytes once it is
/// parsed. Packed data looks like a token every 15 bytes, so a file may be as large as it may.
const MAX_FILE_TOKENS: usize = 5_000_000;

/// Most pages read.
const MAX_PAGES: usize = 2_000;

/// Most operators and operands of a page; a page full of text, each letter placed by itself, has
/// some 50,000. Each takes half a kilobyte once it is parsed.
const MAX_TOKENS: usize = 500_000;

/// Longest time a file may take.
const MAX_TIME: Duration = Duration::from_secs(20);

/// Pieces further apart than this, in thousandths of the font's size, are words of their own:
/// a blank is 250 wide in most fonts, kerning is below 100.
const WORD_GAP: f32 = 180.0;

/// Lines further apart than this, in the usual distance or the size of their font, are of two
/// paragraphs: the lines of a headline are as far apart as its font is larger.
const PARAGRAPH_GAP: f32 = 1.3;

/// Lines whose fonts differ in size by more than this share are of two paragraphs.
const SIZE_STEP: f32 = 0.15;

/// Deepest nesting of graphics states kept.
const MAX_STATES: usize = 64;

/// Titles that programs give, not people.
const NO_TITLES: &[&str] = &["microsoft word", "untitled", "tanpa judul", ".doc", ".pdf", ".indd"];

/// Reads one document.
pub(super) fn read(plain: Plain<'_>, out: &mut Output<'_>) {
    let Some(bytes) = out.whole(plain, MAX_FILE) else { return };
    match in_time(bytes, out.max_article) {
        Ok(draft) if draft.text.is_empty() => {
            out.skipped(None, "a PDF without a text layer; left out");
        }
        Ok(draft) if draft.text.len() > out.max_article => out.too_large(None),
        Ok(draft) => out.draft(draft.read_from(Origin::Properties)),
        Err(why) => out.skipped(None, format!("{why}; left out")),
    }
}

/// Reads in a thread of its own, which is left behind if it takes too long: it ends at its next
/// page, or with the program.
fn in_time(bytes: Vec<u8>, max: usize) -> Result<Draft, String> {
    let (sender, receiver) = mpsc::channel();
    let late = Arc::new(AtomicBool::new(false));
    let watched = Arc::clone(&late);
    let thread = std::thread::Builder::new().spawn(move || {
        let draft = catch_unwind(AssertUnwindSafe(|| document(&bytes, max, &watched)));
        let draft = draft.unwrap_or_else(|_| Err("a PDF that cannot be understood".to_owned()));
        // Nobody listens any more if it was late.
        let _ = sender.send(draft);
    });
    if let Err(error) = thread {
        return Err(format!("a PDF that cannot be read now ({error})"));
    }
    receiver.recv_timeout(MAX_TIME).unwrap_or_else(|_| {
        late.store(true, Ordering::Relaxed);
        Err(format!("a PDF that takes more than {} seconds", MAX_TIME.as_secs()))
    })
}

fn document(bytes: &[u8], max: usize, late: &AtomicBool) -> Result<Draft, String> {
    if tokens(bytes) > MAX_FILE_TOKENS {
        return Err("a PDF of more than 5,000,000 parts".to_owned());
    }
    LEFT.set(MAX_FILE_TOKENS);
    // The library filters no objects of encrypted files: what all their streams may hold is the
    // bound there.
    let streams = memchr::memmem::find_iter(bytes, b"stream").count().max(1);
    let encrypted = memchr::memmem::find(bytes, b"Encrypt").is_some();
    let most = if encrypted { 2 * MAX_OBJECTS / streams } else { MAX_OBJECTS };
    let options = LoadOptions {
        max_decompressed_size: Some(most),
        filter: Some(filter),
        ..LoadOptions::default()
    };
    let document = Document::load_mem_with_options(bytes, options)
        .map_err(|error| format!("damaged file ({error})"))?;
    if document.is_encrypted() {
        return Err("an encrypted PDF".to_owned());
    }
    let mut text = String::new();
    for page in document.page_iter().take(MAX_PAGES) {
        if late.load(Ordering::Relaxed) || text.len() > max {
            break;
        }
        let Ok(content) = document.get_page_content_with_limit(page, MAX_STREAM) else { continue };
        let Ok(content) = Content::decode(bounded(&content)) else { continue };
        let fonts = document.get_page_fonts(page).unwrap_or_default();
        let mut pen = Pen::new(&document, &fonts, max);
        content.operations.iter().for_each(|operation| pen.take(operation));
        join(&mut text, &pen.finish());
    }
    let title = title(&document);
    if let Some(title) = &title {
        text = without_headline(text, title);
    }
    Ok(Draft { title, text, ..Draft::default() })
}

thread_local! {
    /// Tokens that the streams of objects of the file being read may still hold.
    static LEFT: Cell<usize> = const { Cell::new(0) };
}

/// Keeps streams of objects away from the library once they hold too much altogether.
fn filter(id: ObjectId, object: &mut Object) -> Option<(ObjectId, Object)> {
    if let Object::Stream(stream) = object
        && stream.dict.has_type(b"ObjStm")
    {
        let content = stream.get_plain_content_with_limit(MAX_OBJECTS).ok()?;
        let first = stream.dict.get(b"First").and_then(Object::as_i64).ok()?;
        let index = content.get(..usize::try_from(first).ok()?)?;
        LEFT.set(LEFT.get().checked_sub(tokens(&content))?);
        // Of objects that stand at one place, each would be parsed by itself.
        let places = String::from_utf8_lossy(index);
        let mut places: Vec<&str> = places.split_whitespace().skip(1).step_by(2).collect();
        let count = places.len();
        places.sort_unstable();
        places.dedup();
        if places.len() < count {
            return None;
        }
    }
    // Of objects of the file itself the library asks only whether they stay.
    Some((id, object.clone()))
}

/// How many tokens some bytes look like; those in strings and packed data count as well.
fn tokens(bytes: &[u8]) -> usize {
    starts(bytes).count()
}

/// The first [`MAX_TOKENS`] of the content of a page.
fn bounded(content: &[u8]) -> &[u8] {
    &content[..starts(content).nth(MAX_TOKENS).unwrap_or(content.len())]
}

/// Where tokens begin.
fn starts(bytes: &[u8]) -> impl Iterator<Item = usize> {
    let mut inside = false;
    bytes.iter().enumerate().filter_map(move |(at, byte)| {
        let opens = matches!(byte, b'(' | b'<' | b'[' | b'/');
        let blank = matches!(byte, b' ' | b'\t' | b'\r' | b'\n' | b'\x0C' | 0 | b')' | b'>' | b']');
        let begins = opens || !inside && !blank;
        inside = !blank;
        begins.then_some(at)
    })
}

/// Adds a page: a sentence that goes on there stays one.
fn join(text: &mut String, page: &str) {
    let ends = text.is_empty() || text.ends_with(['.', '!', '?', '"', '”', ':']);
    match (ends, page.is_empty()) {
        (_, true) => {}
        (true, false) => {
            text.push_str(if text.is_empty() { "" } else { "\n\n" });
            text.push_str(page);
        }
        (false, false) => join_line(text, page),
    }
}

/// The text without the title if it begins with that, however it is broken into lines.
fn without_headline(text: String, title: &str) -> String {
    let mut rest = text.as_str();
    for word in title.split_whitespace() {
        let Some(after) = rest.trim_start().strip_prefix(word) else { return text };
        rest = after;
    }
    let whole = rest.is_empty() || rest.starts_with(char::is_whitespace);
    if whole { rest.trim_start().to_owned() } else { text }
}

/// The title in the properties of the document, if a person gave it.
fn title(document: &Document) -> Option<String> {
    let info = document.trailer.get(b"Info").ok()?;
    let info = match info {
        Object::Reference(id) => document.get_dictionary(*id).ok()?,
        info => info.as_dict().ok()?,
    };
    let title = lopdf::decode_text_string(info.get(b"Title").ok()?).ok()?;
    let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
    let lower = title.to_lowercase();
    let given = title.chars().any(char::is_alphabetic)
        && !NO_TITLES.iter().any(|other| lower.contains(other));
    given.then_some(title)
}

/// One line of a page.
struct Line {
    height: f32,
    /// The size of the font of its last piece.
    size: f32,
    text: String,
}

/// A transformation: a b c d e f of PDF 32000-1, 8.3.3.
type Matrix = [f32; 6];

const IDENTITY: Matrix = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];

/// One transformation after the other.
fn product([a, b, c, d, e, f]: Matrix, [g, h, i, j, k, l]: Matrix) -> Matrix {
    [
        a * g + b * i,
        a * h + b * j,
        c * g + d * i,
        c * h + d * j,
        e * g + f * i + k,
        e * h + f * j + l,
    ]
}

/// Follows the operators that place and show text.
struct Pen<'d> {
    encodings: Vec<(&'d [u8], lopdf::Encoding<'d>)>,
    encoding: Option<usize>,
    size: f32,
    leading: f32,
    /// The text line matrix of PDF 32000-1, 9.4.2.
    matrix: Matrix,
    /// The current transformation matrix, 8.3.4, and those that were saved.
    user: Matrix,
    saved: Vec<Matrix>,
    lines: Vec<Line>,
    bytes: usize,
    max: usize,
    /// Whether the next piece stands apart from the last on its line.
    moved: bool,
}

impl<'d> Pen<'d> {
    fn new(
        document: &'d Document,
        fonts: &'d std::collections::BTreeMap<Vec<u8>, &'d Dictionary>,
        max: usize,
    ) -> Self {
        let encodings = fonts.iter().filter_map(|(name, font)| {
            let encoding = font.get_font_encoding_with_limit(document, MAX_STREAM).ok()?;
            Some((name.as_slice(), encoding))
        });
        Self {
            encodings: encodings.collect(),
            encoding: None,
            size: 1.0,
            leading: 0.0,
            matrix: IDENTITY,
            user: IDENTITY,
            saved: Vec::new(),
            lines: Vec::new(),
            bytes: 0,
            max,
            moved: true,
        }
    }

    fn take(&mut self, operation: &Operation) {
        let operands = &operation.operands;
        let number = |at: usize| operands.get(at).and_then(|n| n.as_float().ok()).unwrap_or(0.0);
        match operation.operator.as_str() {
            "q" if self.saved.len() < MAX_STATES => self.saved.push(self.user),
            "Q" => self.user = self.saved.pop().unwrap_or(self.user),
            "cm" => self.user = product(std::array::from_fn(number), self.user),
            "BT" => self.place(IDENTITY),
            "Tf" => {
                let name = operands.first().and_then(|name| name.as_name().ok());
                self.encoding = self.encodings.iter().position(|(known, _)| Some(*known) == name);
                self.size = number(1);
            }
            "TL" => self.leading = number(0),
            "Td" => self.shift(number(0), number(1)),
            "TD" => {
                self.leading = -number(1);
                self.shift(number(0), number(1));
            }
            "Tm" => self.place(std::array::from_fn(number)),
            "T*" => self.shift(0.0, -self.leading),
            "Tj" => self.show(operands),
            "TJ" => {
                if let Some(Ok(pieces)) = operands.first().map(Object::as_array) {
                    self.show(pieces);
                }
            }
            "'" | "\"" => {
                self.shift(0.0, -self.leading);
                self.show(operands.get(operands.len().saturating_sub(1)..).unwrap_or_default());
            }
            _ => {}
        }
    }

    fn place(&mut self, matrix: Matrix) {
        self.matrix = matrix;
        self.moved = true;
    }

    fn shift(&mut self, x: f32, y: f32) {
        self.place(product([1.0, 0.0, 0.0, 1.0, x, y], self.matrix));
    }

    fn show(&mut self, pieces: &[Object]) {
        let Some(at) = self.encoding else { return };
        let [.., scale, _, height] = product(self.matrix, self.user);
        let size = (self.size * scale).abs().max(0.1);
        let same = self.lines.last().is_some_and(|line| (line.height - height).abs() < size * 0.4);
        if !same {
            self.lines.push(Line { height, size, text: String::new() });
        }
        let line = self.lines.last_mut().expect("just pushed");
        line.size = size;
        let mut apart = std::mem::take(&mut self.moved) && same;
        for piece in pieces {
            match piece {
                Object::String(bytes, _) => {
                    let Ok(text) = Document::decode_text(&self.encodings[at].1, bytes) else {
                        continue;
                    };
                    self.bytes += text.len();
                    if self.bytes > self.max {
                        return;
                    }
                    if apart && !line.text.ends_with(' ') && !text.starts_with(' ') {
                        line.text.push(' ');
                    }
                    line.text.push_str(&text);
                    apart = false;
                }
                piece => apart |= piece.as_float().is_ok_and(|gap| -gap > WORD_GAP),
            }
        }
    }

    /// The lines as paragraphs.
    fn finish(self) -> String {
        let lines: Vec<Line> =
            self.lines.into_iter().filter(|line| !line.text.trim().is_empty()).collect();
        let gaps = lines.windows(2).map(|pair| (pair[0].height - pair[1].height).abs());
        let mut sorted: Vec<f32> = gaps.filter(|gap| gap.is_finite()).collect();
        sorted.sort_by(f32::total_cmp);
        let usual = sorted.get(sorted.len().saturating_sub(1) / 2).copied().unwrap_or(0.0);
        let mut text = String::new();
        let mut above: Option<&Line> = None;
        for line in &lines {
            let words: Vec<&str> = line.text.split_whitespace().collect();
            let words = words.join(" ");
            match above {
                Some(above) if !above.is_followed_by(line, usual) => join_line(&mut text, &words),
                Some(_) => {
                    text.push_str("\n\n");
                    text.push_str(&words);
                }
                None => text.push_str(&words),
            }
            above = Some(line);
        }
        text
    }
}

impl Line {
    /// Whether another line begins a new paragraph, given the usual distance of lines.
    fn is_followed_by(&self, line: &Self, usual: f32) -> bool {
        let larger = self.size.max(line.size);
        let gap = (self.height - line.height).abs();
        (self.size - line.size).abs() > larger * SIZE_STEP
            || gap > usual.max(larger) * PARAGRAPH_GAP
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::drafts;
    use super::{MAX_TOKENS, bounded};

    /// A document of one page with these operators.
    fn pdf(content: &str) -> Vec<u8> {
        let objects = [
            "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
            "<</Type/Pages/Kids[3 0 R]/Count 1>>".to_owned(),
            "<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>".to_owned(),
            format!("<</Length {}>>stream\n{content}\nendstream", content.len()),
            "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>".to_owned(),
            "<</Title(Banjir di Sumedang)>>".to_owned(),
        ];
        let mut file = "%PDF-1.4\n".to_owned();
        let mut offsets = Vec::new();
        for (number, object) in (1..).zip(&objects) {
            offsets.push(file.len());
            file.push_str(&format!("{number} 0 obj\n{object}\nendobj\n"));
        }
        let start = file.len();
        file.push_str(&format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1));
        offsets.iter().for_each(|at| file.push_str(&format!("{at:010} 00000 n \n")));
        file.push_str(&format!(
            "trailer\n<</Size {}/Root 1 0 R/Info 6 0 R>>\nstartxref\n{start}\n%%EOF",
            objects.len() + 1
        ));
        file.into_bytes()
    }

    #[test]
    fn lines_and_paragraphs_are_put_together() {
        let content = "BT /F 12 Tf 14 TL 72 720 Td (Kota cerdas) Tj T* [(di)-300(Sume)20(dang.)] TJ \
             0 -30 Td (Dua.) Tj 40 0 Td (Tiga.) Tj ET";
        let (found, warnings) = drafts("a.pdf", &pdf(content), 1000);
        assert_eq!(warnings, [""; 0]);
        assert_eq!(found[0].text, "Kota cerdas di Sumedang.\n\nDua. Tiga.");
        assert_eq!(found[0].title.as_deref(), Some("Banjir di Sumedang"));
    }

    #[test]
    fn headlines_are_no_part_of_the_text() {
        let content = "BT /F 24 Tf 28 TL 72 720 Td (Banjir di) Tj T* (Sumedang) Tj 0 -28 Td \
             /F 12 Tf 14 TL (Air sungai mem-) Tj T* (bawa lumpur.) Tj ET";
        let (found, _) = drafts("a.pdf", &pdf(content), 1000);
        assert_eq!(found[0].text, "Air sungai membawa lumpur.");
    }

    #[test]
    fn text_stands_where_its_page_is_moved() {
        let content = "q 1 0 0 1 72 720 cm q BT /F 12 Tf 14 TL 1 0 0 1 0 16 Tm (Kota) Tj T* (lama.) Tj \
             ET Q Q q 1 0 0 1 72 650 cm BT 1 0 0 1 0 2 Tm (Dua.) Tj ET Q";
        let (found, _) = drafts("a.pdf", &pdf(content), 1000);
        assert_eq!(found[0].text, "Kota lama.\n\nDua.");
    }

    #[test]
    fn pages_of_far_too_many_operators_are_cut() {
        assert_eq!(bounded(b"BT (a b) Tj ET").len(), 14);
        for piece in ["q ", "1 ", "[", "((", "/A", "<", "]x"] {
            let content = piece.repeat(MAX_TOKENS * 2);
            assert!(bounded(content.as_bytes()).len() <= MAX_TOKENS * 2 + 1, "{piece}");
        }
    }

    #[test]
    fn what_has_no_text_is_said() {
        assert!(drafts("a.pdf", &pdf(""), 1000).1[0].contains("without a text layer"));
        assert!(drafts("a.pdf", b"%PDF-1.4 kabar", 1000).1[0].contains("damaged"));
    }
}
