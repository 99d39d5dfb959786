//! PDF documents with a text layer: one article a file.
//!
//! `bounds` keeps from the library what would fill the memory, `pen` makes text of what a page
//! draws. Scans have no text and are said so.

mod bounds;
mod pen;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc;
use std::time::Duration;

use lopdf::content::Content;
use lopdf::{Document, Object};

use super::hyphen::join_line;
use super::{Draft, Output, Plain};
use crate::origin::Origin;
use pen::Pen;

/// Largest file, in bytes: it is held as a whole.
const MAX_FILE: usize = 64 << 20;

/// Most bytes that the content of a page or the map of a font may unpack to.
const MAX_STREAM: usize = 32 << 20;

/// Most pages read.
const MAX_PAGES: usize = 2_000;

/// Longest time a file may take.
const MAX_TIME: Duration = Duration::from_secs(20);

/// Titles that programs give, not people.
const NO_TITLES: &[&str] = &["microsoft word", "untitled", "tanpa judul", ".doc", ".pdf", ".indd"];

/// Reads one document.
pub(super) fn read(plain: Plain<'_>, out: &mut Output<'_>) {
    let Some(bytes) = out.whole_file(plain, MAX_FILE) else { return };
    match in_time(bytes, out.max_article) {
        Ok((draft, _)) if draft.text.len() > out.max_article => out.too_large(None),
        Ok((draft, lacks)) => {
            let (unread, lacks) = (lacks.unread.count, lacks.messages());
            if !draft.text.is_empty() {
                out.draft(draft.read_from(Origin::Properties));
            } else if unread == 0 {
                out.skipped(None, "a PDF without a text layer; left out");
            }
            lacks.into_iter().for_each(|message| out.skipped(None, message));
        }
        Err(why) => out.skipped(None, format!("{why}; left out")),
    }
}

/// What of a document is not in its text.
#[derive(Default)]
struct Lacks {
    /// Its pages, if they are more than are read.
    pages: Option<usize>,
    /// Pages that cannot be read, and those that are read in part.
    unread: Numbers,
    cut: Numbers,
}

/// How many pages there are of a kind, and the number of the first.
#[derive(Default)]
struct Numbers {
    count: usize,
    first: usize,
}

impl Numbers {
    fn note(&mut self, number: usize) {
        self.count += 1;
        if self.count == 1 {
            self.first = number;
        }
    }

    /// What is said of these pages.
    fn message(&self, what: &str) -> Option<String> {
        let Self { count, first } = self;
        match count {
            0 => None,
            1 => Some(format!("page {first} {what}")),
            _ => Some(format!("{count} pages, the first of them page {first}: each {what}")),
        }
    }
}

impl Lacks {
    fn messages(&self) -> Vec<String> {
        let megabytes = MAX_STREAM >> 20;
        let pages = self.pages.map(|pages| {
            format!("a PDF of {pages} pages, of which {MAX_PAGES} are read; the rest is left out")
        });
        let unread = format!("is damaged or holds more than {megabytes} MB; left out");
        let cut = format!(
            "holds more than {} operators and operands; the rest of it is left out",
            bounds::MAX_TOKENS
        );
        [pages, self.unread.message(&unread), self.cut.message(&cut)]
            .into_iter()
            .flatten()
            .collect()
    }
}

/// Reads in a thread of its own, which is left behind if it takes too long: it ends at its next
/// page, or with the program.
fn in_time(bytes: Vec<u8>, max: usize) -> Result<(Draft, Lacks), String> {
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

fn document(bytes: &[u8], max: usize, late: &AtomicBool) -> Result<(Draft, Lacks), String> {
    let options = bounds::options(bytes)?;
    let document = Document::load_mem_with_options(bytes, options)
        .map_err(|error| format!("damaged file ({error})"))?;
    bounds::check()?;
    if document.is_encrypted() {
        return Err("an encrypted PDF".to_owned());
    }
    let mut text = String::new();
    let mut lacks = Lacks::default();
    for (number, page) in (1..).zip(document.page_iter()) {
        if late.load(Ordering::Relaxed) || text.len() > max {
            break;
        }
        if number > MAX_PAGES {
            lacks.pages = Some(document.page_iter().count());
            break;
        }
        let Ok(content) = document.get_page_content_with_limit(page, MAX_STREAM) else {
            lacks.unread.note(number);
            continue;
        };
        let held = bounds::page(&content);
        if held.len() < content.len() {
            lacks.cut.note(number);
        }
        let Ok(content) = Content::decode(held) else {
            lacks.unread.note(number);
            continue;
        };
        let fonts = document.get_page_fonts(page).unwrap_or_default();
        let mut pen = Pen::new(&document, &fonts, max);
        content.operations.iter().for_each(|operation| pen.take(operation));
        join(&mut text, &pen.finish());
    }
    let title = title(&document);
    if let Some(title) = &title {
        text = without_headline(text, title);
    }
    Ok((Draft { title, text, ..Draft::default() }, lacks))
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

#[cfg(test)]
mod tests {
    use super::super::tests::drafts;

    /// A document of one page with these operators.
    fn pdf(content: &str) -> Vec<u8> {
        pages(1, content)
    }

    /// A document of that many pages with the same operators.
    fn pages(count: usize, content: &str) -> Vec<u8> {
        let kids: String = (6..6 + count).map(|number| format!("{number} 0 R ")).collect();
        let page = "<</Type/Page/Parent 2 0 R/Contents 3 0 R/Resources<</Font<</F 4 0 R>>>>>>";
        let mut objects = vec![
            "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
            format!("<</Type/Pages/Kids[{kids}]/Count {count}>>"),
            format!("<</Length {}>>stream\n{content}\nendstream", content.len()),
            "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>".to_owned(),
            "<</Title(Banjir di Sumedang)>>".to_owned(),
        ];
        objects.extend(vec![page.to_owned(); count]);
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
            "trailer\n<</Size {}/Root 1 0 R/Info 5 0 R>>\nstartxref\n{start}\n%%EOF",
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
    fn what_is_left_out_of_a_document_is_said() {
        let text = "BT /F 12 Tf 72 720 Td (Kota.) Tj ET ";
        let (found, warnings) = drafts("a.pdf", &pages(2_003, text), 100_000);
        assert_eq!(found[0].text.matches("Kota.").count(), 2_000);
        let said = "a.pdf: a PDF of 2003 pages, of which 2000 are read; the rest is left out";
        assert_eq!(warnings, [said]);
        let many = [text, &"q Q ".repeat(300_000), text].concat();
        let (found, warnings) = drafts("a.pdf", &pages(2, &many), 100_000);
        assert_eq!(found[0].text.matches("Kota.").count(), 2);
        assert_eq!(
            warnings,
            [
                "a.pdf: 2 pages, the first of them page 1: each holds more than 500000 operators and \
              operands; the rest of it is left out"
            ]
        );
        let large = format!("{text}%{}", "x".repeat(super::MAX_STREAM));
        let (found, warnings) = drafts("a.pdf", &pdf(&large), 100_000);
        assert_eq!(found.len(), 0);
        assert_eq!(warnings, ["a.pdf: page 1 is damaged or holds more than 32 MB; left out"]);
    }

    #[test]
    fn what_has_no_text_is_said() {
        assert!(drafts("a.pdf", &pdf(""), 1000).1[0].contains("without a text layer"));
        assert!(drafts("a.pdf", b"%PDF-1.4 kabar", 1000).1[0].contains("damaged"));
        // The limit of articles has no part in it, so raising that is no advice.
        let mut large = b"%PDF-1.4 ".to_vec();
        large.resize(super::MAX_FILE + 1, b' ');
        let (_, warnings) = drafts("a.pdf", &large, usize::MAX);
        assert_eq!(warnings, ["a.pdf: a file of more than 64 MB; left out"]);
    }
}
