//! Reading articles from files: find them, decode them, take them apart.
//!
//! `walk` lists the files of a root in a stable order, `format` says what each
//! is, and [`read`] streams its articles as [`Draft`]s, one at a time, never
//! holding more than one article in memory. What cannot be read becomes a
//! [`Warning`] with its place, and the rest goes on.

mod decode;
mod draft;
mod format;
mod jsonl;
mod plain;
mod value;
mod walk;
mod warning;

use std::fs::File;
use std::io::{self, BufReader, Read};
use std::path::Path;

pub use draft::Draft;
pub use format::{Compression, Content, Format};
pub use walk::{Found, Walk, walk};
pub use warning::{Fate, Warning};

use crate::article::{Digest, short_hash};

/// Bytes read from a file at a time.
const BUFFER_BYTES: usize = 1 << 16;

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
/// `shown` is the path as warnings name it; `max_article` bounds one article in bytes.
/// `each` also gets the number of file bytes read so far.
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
    let size = file.metadata()?.len();
    let mut source = Hashing::new(file);
    let unpacked = format.compression == Compression::None;
    match format.content {
        Content::Text if unpacked && size > max_article as u64 => {
            each(Item::Warning(Warning::too_large(shown, None, max_article)), 0);
        }
        Content::Text => plain::read(&mut source, shown, format.compression, max_article, each)?,
        Content::JsonLines => {
            jsonl::read(&mut source, shown, format.compression, max_article, each)?;
        }
    }
    io::copy(&mut source, &mut io::sink())?;
    match source.failure {
        Some(error) => Err(error),
        None => Ok(short_hash(&source.hasher.finalize())),
    }
}

/// The hash of a file's bytes, as [`read`] returns it.
///
/// # Errors
/// If the file cannot be opened or read.
pub fn hash(path: &Path) -> io::Result<Digest> {
    let mut source = Hashing::new(File::open(path)?);
    io::copy(&mut source, &mut io::sink())?;
    Ok(short_hash(&source.hasher.finalize()))
}

/// A reader that hashes and counts what passes through, and remembers an error of the
/// disk, so that it can be told from a fault in the content by whoever decodes above.
struct Hashing<R> {
    inner: R,
    hasher: blake3::Hasher,
    bytes: u64,
    failure: Option<io::Error>,
}

impl<R> Hashing<R> {
    fn new(inner: R) -> Self {
        Self { inner, hasher: blake3::Hasher::new(), bytes: 0, failure: None }
    }
}

impl<R: Read> Read for Hashing<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self.inner.read(buffer) {
            Ok(count) => {
                self.hasher.update(&buffer[..count]);
                self.bytes += count as u64;
                Ok(count)
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => Err(error),
            Err(error) => {
                self.failure = Some(io::Error::new(error.kind(), error.to_string()));
                Err(error)
            }
        }
    }
}

/// Undoes the compression of `source`.
fn decompressed<'r>(
    source: &'r mut dyn Read,
    compression: Compression,
) -> io::Result<Box<dyn Read + 'r>> {
    let source = BufReader::with_capacity(BUFFER_BYTES, source);
    Ok(match compression {
        Compression::None => Box::new(source),
        Compression::Gzip => Box::new(flate2::bufread::MultiGzDecoder::new(source)),
        Compression::Zstd => Box::new(zstd::Decoder::with_buffer(source)?),
    })
}
