//! Reading articles from files: find them, decode them, take them apart.
//!
//! `walk` lists the files of a root in a stable order, `format` and `sniff` say
//! what each is, and [`read`] streams its articles as [`Draft`]s, one at a time,
//! never holding more than one article in memory. What cannot be read becomes a
//! [`Warning`] with its place, and the rest goes on.
//!
//! There is one file for each format. A format whose bytes are parsed by a
//! library is bounded before the library sees them: in size, in depth, in time.

mod blog;
mod csv;
mod date;
mod decode;
mod draft;
mod envelope;
mod feed;
mod format;
mod html;
#[cfg(feature = "pdf")]
mod hyphen;
mod input;
mod json;
mod jsonl;
mod markdown;
mod mhtml;
mod object;
#[cfg(feature = "pdf")]
mod pdf;
mod plain;
mod records;
mod sniff;
mod table;
mod value;
mod walk;
#[cfg(feature = "warc")]
mod warc;
mod warning;
mod written;

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

pub use draft::Draft;
pub use format::{Compression, Content, Format};
pub use walk::{Found, Walk, walk};
pub use warning::{Fate, Warning};

use crate::article::{Digest, short_hash};
use input::{Hashing, Output, Plain, State, buffered, peek, unpacked};

/// What reading a file yields, in order.
#[derive(Debug)]
pub enum Item {
    /// An article.
    Draft(Draft),
    /// Something that had to be left out, or was read with doubt.
    Warning(Warning),
}

/// Streams the articles of the file at `path` to `each` and returns the hash of its bytes.
///
/// `format` is what its name promises; its first bytes decide where they are sure. `shown` is
/// the path as warnings name it; `max_article` bounds one article in bytes. `each` also gets the
/// number of file bytes read so far. That a file has nothing to yield is a warning as well.
///
/// # Errors
/// If the file cannot be opened or read. What is wrong inside the file is a warning.
pub fn read(
    path: &Path,
    shown: &str,
    format: Format,
    max_article: usize,
    each: &mut dyn FnMut(Item, u64),
) -> io::Result<Digest> {
    let file = File::open(path)?;
    let length = file.metadata().map_or(0, |metadata| metadata.len());
    let mut is_silent = true;
    let mut heard = |item, bytes| {
        is_silent = false;
        each(item, bytes);
    };
    let digest = read_from(file, shown, format, max_article, &mut heard)?;
    if is_silent {
        let what = if length == 0 { "empty" } else { "no articles in it" };
        each(Item::Warning(Warning::skipped(shown, None, format!("{what}; left out"))), length);
    }
    Ok(digest)
}

/// Does as [`read`] does, for bytes that come from elsewhere than a file.
///
/// # Errors
/// If they cannot be read.
pub fn read_from(
    source: impl Read,
    shown: &str,
    format: Format,
    max_article: usize,
    each: &mut dyn FnMut(Item, u64),
) -> io::Result<Digest> {
    let state = State::default();
    let mut source = Hashing::new(source, &state);
    let mut out = Output { shown, max_article, state: &state, each };
    if let Err(error) = read_content(&mut source, format, &mut out) {
        out.damaged(None, &error);
    }
    io::copy(&mut source, &mut io::sink())?;
    match state.failure.take() {
        Some(error) => Err(error),
        None => Ok(short_hash(&source.hasher.finalize())),
    }
}

/// Unpacks, decides what it is, and has it read.
fn read_content(source: &mut dyn Read, format: Format, out: &mut Output<'_>) -> io::Result<()> {
    let (head, packed) = peek(buffered(source))?;
    let compression = match format.compression {
        // A name that promises packing is held to it: what is not packed is damaged.
        Compression::None => sniff::compression(&head),
        promised if sniff::compression(&head) == Compression::None => promised,
        _ => sniff::compression(&head),
    };
    let (head, plain) = peek(unpacked(packed, compression)?)?;
    read_as(content_of(&head, format.content), plain, out);
    Ok(())
}

/// What content that begins so is, given what the name promises.
fn content_of(head: &[u8], promised: Content) -> Content {
    match (sniff::content(head), promised) {
        // One object over several lines is an error in a file of one object a line.
        (Some(Content::Json), Content::JsonLines) if head.trim_ascii_start().starts_with(b"{") => {
            promised
        }
        // A table is a table, whatever its separator; its own reader finds that.
        (Some(Content::Csv | Content::Tsv), Content::Csv | Content::Tsv) => promised,
        (Some(content), _) => content,
        (None, promised) => promised,
    }
}

/// Has the bytes read as what they are.
fn read_as(content: Content, plain: Plain<'_>, out: &mut Output<'_>) {
    match content {
        Content::Text => plain::read(plain, out),
        Content::Markdown => markdown::read(plain, out),
        Content::Html => html::read(plain, out),
        Content::Mhtml => mhtml::read(plain, out),
        Content::JsonLines => jsonl::read(plain, out),
        Content::Json => json::read(plain, out),
        Content::Csv => csv::read(plain, None, out),
        Content::Tsv => csv::read(plain, Some(b'\t'), out),
        Content::Feed => feed::read(plain, out),
        #[cfg(feature = "warc")]
        Content::Warc => warc::read(plain, out),
        #[cfg(feature = "pdf")]
        Content::Pdf => pdf::read(plain, out),
    }
}

/// The format of a file whose name promises none, if its first bytes leave no doubt.
fn sniffed(path: &Path) -> Option<Format> {
    let (head, packed) = peek(buffered(File::open(path).ok()?)).ok()?;
    let compression = sniff::compression(&head);
    let (head, _) = peek(unpacked(packed, compression).ok()?).ok()?;
    Some(Format { content: sniff::content(&head)?, compression })
}

/// The hash of a file's bytes, as [`read`] returns it.
///
/// # Errors
/// If the file cannot be opened or read.
pub fn hash(path: &Path) -> io::Result<Digest> {
    let state = State::default();
    let mut source = Hashing::new(File::open(path)?, &state);
    io::copy(&mut source, &mut io::sink())?;
    Ok(short_hash(&source.hasher.finalize()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_without_articles_are_named() {
        let folder = tempfile::tempdir().unwrap();
        for (name, bytes, said) in [
            ("a.csv", "", "empty"),
            ("a.jsonl", "", "empty"),
            ("a.jsonl", "\n\n", "no articles in it"),
            ("a.json", "[]", "no articles in it"),
            ("a.csv", "judul,isi\n", "no articles in it"),
            ("a.rss", "<rss><channel></channel></rss>", "no articles in it"),
            ("a.txt", "", "empty"),
        ] {
            let path = folder.path().join(name);
            std::fs::write(&path, bytes).unwrap();
            let mut warnings = Vec::new();
            let mut each = |item, _| match item {
                Item::Draft(draft) => panic!("{draft:?}"),
                Item::Warning(warning) => warnings.push(warning.to_string()),
            };
            read(&path, name, Format::of(&path).unwrap(), 1000, &mut each).unwrap();
            assert_eq!(warnings, [format!("{name}: {said}; left out")], "{bytes:?}");
        }
    }

    /// The articles and warnings of a file of this name.
    pub(super) fn drafts(name: &str, bytes: &[u8], max: usize) -> (Vec<Draft>, Vec<String>) {
        let (mut drafts, mut warnings) = (Vec::new(), Vec::new());
        let mut each = |item, _| match item {
            Item::Draft(draft) => drafts.push(draft),
            Item::Warning(warning) => warnings.push(warning.to_string()),
        };
        let format = Format::of(Path::new(name)).expect("a known name");
        read_from(bytes, name, format, max, &mut each).expect("memory can be read");
        (drafts, warnings)
    }
}
