//! PDF documents with a text layer: one article a file.
//!
//! PDF is a language of drawing: text comes in pieces with positions. Lines are put together by
//! their heights, paragraphs by larger gaps between them. Scans have no text and are said so.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc;
use std::time::Duration;

use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document, LoadOptions, Object};

use super::{Draft, Output, Plain};
use crate::origin::Origin;

/// Largest file, in bytes: it is held as a whole.
const MAX_FILE: usize = 64 << 20;

/// Most bytes that one stream of a file may unpack to.
const MAX_STREAM: usize = 32 << 20;

/// Most pages read.
const MAX_PAGES: usize = 2_000;

/// Longest time a file may take.
const MAX_TIME: Duration = Duration::from_secs(20);

/// Pieces further apart than this, in thousandths of the font's size, are words of their own:
/// a blank is 250 wide in most fonts, kerning is below 100.
const WORD_GAP: f32 = 180.0;

/// Lines further apart than this, in the usual distance, are of two paragraphs.
const PARAGRAPH_GAP: f32 = 1.3;

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
    let options = LoadOptions { max_decompressed_size: Some(MAX_STREAM), ..LoadOptions::default() };
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
        let Ok(content) = Content::decode(&content) else { continue };
        let fonts = document.get_page_fonts(page).unwrap_or_default();
        let mut pen = Pen::new(&document, &fonts, max);
        content.operations.iter().for_each(|operation| pen.take(operation));
        join(&mut text, &pen.finish());
    }
    Ok(Draft { title: title(&document), text, ..Draft::default() })
}

/// Adds a page: a sentence that goes on there stays one.
fn join(text: &mut String, page: &str) {
    if !text.is_empty() && !page.is_empty() {
        let ends = text.ends_with(['.', '!', '?', '"', '”', ':']);
        text.push_str(if ends { "\n\n" } else { " " });
    }
    text.push_str(page);
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
    text: String,
}

/// Follows the operators that place and show text.
struct Pen<'d> {
    encodings: Vec<(&'d [u8], lopdf::Encoding<'d>)>,
    encoding: Option<usize>,
    size: f32,
    leading: f32,
    /// The text line matrix: a b c d e f of PDF 32000-1, 9.4.2.
    matrix: [f32; 6],
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
            matrix: [1.0, 0.0, 0.0, 1.0, 0.0, 0.0],
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
            "BT" => self.place([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]),
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

    fn place(&mut self, matrix: [f32; 6]) {
        self.matrix = matrix;
        self.moved = true;
    }

    fn shift(&mut self, x: f32, y: f32) {
        let [a, b, c, d, e, f] = self.matrix;
        self.place([a, b, c, d, e + x * a + y * c, f + x * b + y * d]);
    }

    fn show(&mut self, pieces: &[Object]) {
        let Some(at) = self.encoding else { return };
        let height = self.matrix[5];
        let size = (self.size * self.matrix[3]).abs().max(0.1);
        let same = self.lines.last().is_some_and(|line| (line.height - height).abs() < size * 0.4);
        if !same {
            self.lines.push(Line { height, text: String::new() });
        }
        let line = self.lines.last_mut().expect("just pushed");
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
        let mut above: Option<f32> = None;
        for line in &lines {
            if let Some(above) = above {
                let apart = (above - line.height).abs() > usual * PARAGRAPH_GAP;
                text.push_str(if apart { "\n\n" } else { " " });
            }
            let words: Vec<&str> = line.text.split_whitespace().collect();
            text.push_str(&words.join(" "));
            above = Some(line.height);
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::drafts;

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
    fn what_has_no_text_is_said() {
        assert!(drafts("a.pdf", &pdf(""), 1000).1[0].contains("without a text layer"));
        assert!(drafts("a.pdf", b"%PDF-1.4 kabar", 1000).1[0].contains("damaged"));
    }
}
