//! A file as readers see it: its bytes unpacked, bounded, and a way to say what was found.

use std::cell::Cell;
use std::io::{self, BufRead, BufReader, Cursor, Read};

use encoding_rs_io::DecodeReaderBytesBuilder;

use super::decode::{decode, looks_like_utf16, xml_encoding};
use super::format::Compression;
use super::sniff::HEAD_BYTES;
use super::{Draft, Item, Warning};

/// Bytes read from a file at a time.
const BUFFER_BYTES: usize = 1 << 16;

/// A reader that hashes what passes through.
pub(super) struct Hashing<'s, R> {
    inner: R,
    pub(super) hasher: blake3::Hasher,
    state: &'s State,
}

/// What is known of a file while it is being read.
#[derive(Default)]
pub(super) struct State {
    /// Bytes of the file passed.
    bytes: Cell<u64>,
    /// An error of the disk, which is to be told from a fault in the content.
    pub(super) failure: Cell<Option<io::Error>>,
    failed: Cell<bool>,
}

impl<'s, R> Hashing<'s, R> {
    pub(super) fn new(inner: R, state: &'s State) -> Self {
        Self { inner, hasher: blake3::Hasher::new(), state }
    }
}

impl<R: Read> Read for Hashing<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self.inner.read(buffer) {
            Ok(count) => {
                self.hasher.update(&buffer[..count]);
                self.state.bytes.set(self.state.bytes.get() + count as u64);
                Ok(count)
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => Err(error),
            Err(error) => {
                let kept = io::Error::new(error.kind(), error.to_string());
                self.state.failure.set(Some(kept));
                self.state.failed.set(true);
                Err(error)
            }
        }
    }
}

/// The unpacked bytes of a file.
pub(super) type Plain<'r> = Box<dyn BufRead + 'r>;

/// The first bytes of a reader, and the reader as if they had not been read.
pub(super) fn peek<'r>(mut source: impl BufRead + 'r) -> io::Result<(Vec<u8>, Plain<'r>)> {
    let mut head = Vec::new();
    match (&mut source).take(HEAD_BYTES as u64).read_to_end(&mut head) {
        Ok(_) => Ok((head.clone(), Box::new(Cursor::new(head).chain(source)))),
        // What can be read of a damaged file is read; it fails again where it failed.
        Err(error) if head.is_empty() => Err(error),
        Err(error) => {
            let again = Failing(Some(error));
            Ok((head.clone(), Box::new(Cursor::new(head).chain(BufReader::new(again)))))
        }
    }
}

/// A reader that fails once more with the error met before.
struct Failing(Option<io::Error>);

impl Read for Failing {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        self.0.take().map_or(Ok(0), Err)
    }
}

/// Reads through a buffer.
pub(super) fn buffered<'r>(source: impl Read + 'r) -> BufReader<impl Read + 'r> {
    BufReader::with_capacity(BUFFER_BYTES, source)
}

/// Undoes compression.
pub(super) fn unpacked(source: Plain<'_>, compression: Compression) -> io::Result<Plain<'_>> {
    Ok(match compression {
        Compression::None => source,
        Compression::Gzip => {
            let decoder = flate2::bufread::MultiGzDecoder::new(source);
            Box::new(BufReader::with_capacity(BUFFER_BYTES, decoder))
        }
        Compression::Zstd => {
            let decoder = zstd::Decoder::with_buffer(source)?;
            Box::new(BufReader::with_capacity(BUFFER_BYTES, decoder))
        }
    })
}

/// UTF-16 turned into UTF-8 on the way; UTF-8 passes untouched, its mark removed.
///
/// # Errors
/// If not even the first bytes can be read.
pub(super) fn transcoded(mut plain: Plain<'_>) -> io::Result<impl BufRead + '_> {
    let encoding = looks_like_utf16(plain.fill_buf()?);
    let transcoded = DecodeReaderBytesBuilder::new()
        .encoding(encoding)
        .utf8_passthru(true)
        .strip_bom(true)
        .build(plain);
    Ok(BufReader::with_capacity(BUFFER_BYTES, transcoded))
}

/// Turned into UTF-8 from what its mark or the declaration of its XML says it is; bytes that are
/// no text are replaced.
///
/// # Errors
/// If not even the first bytes can be read.
pub(super) fn declared(mut plain: Plain<'_>) -> io::Result<impl BufRead + '_> {
    let head = plain.fill_buf()?;
    let encoding = xml_encoding(&head[..head.len().min(HEAD_BYTES)]);
    let decoded =
        DecodeReaderBytesBuilder::new().encoding(Some(encoding)).bom_override(true).build(plain);
    Ok(BufReader::with_capacity(BUFFER_BYTES, decoded))
}

/// Where readers put what they find.
pub(super) struct Output<'o> {
    /// The file, as warnings name it.
    pub(super) shown: &'o str,
    /// Bound of one article, in bytes.
    pub(super) max_article: usize,
    pub(super) state: &'o State,
    pub(super) each: &'o mut dyn FnMut(Item, u64),
}

impl Output<'_> {
    /// An article was read.
    pub(super) fn draft(&mut self, draft: Draft) {
        (self.each)(Item::Draft(draft), self.state.bytes.get());
    }

    /// Something has to be said.
    pub(super) fn warn(&mut self, warning: Warning) {
        (self.each)(Item::Warning(warning), self.state.bytes.get());
    }

    /// Something was left out.
    pub(super) fn skipped(&mut self, line: Option<u64>, message: impl Into<String>) {
        self.warn(Warning::skipped(self.shown, line, message));
    }

    /// Something was taken with doubt.
    pub(super) fn doubted(&mut self, line: Option<u64>, message: impl Into<String>) {
        self.warn(Warning::doubted(self.shown, line, message));
    }

    /// An article is larger than the bound.
    pub(super) fn too_large(&mut self, line: Option<u64>) {
        self.warn(Warning::too_large(self.shown, line, self.max_article));
    }

    /// The rest cannot be read, by a fault in it. An error of the disk is the caller's to
    /// report.
    pub(super) fn damaged(&mut self, line: Option<u64>, error: &dyn std::fmt::Display) {
        if !self.state.failed.get() {
            let what = if line.is_some() { "the rest is left out" } else { "left out" };
            self.skipped(line, format!("damaged file ({error}); {what}"));
        }
    }

    /// Reads a file that is one article, as text. `None`, and a warning, if it is too large or
    /// damaged.
    pub(super) fn whole_text(&mut self, plain: Plain<'_>) -> Option<String> {
        let bytes = self.whole(plain)?;
        let decoded = decode(bytes);
        if let Some((doubt, at)) = decoded.doubt {
            let before = &decoded.text.as_bytes()[..at];
            let line = 1 + memchr::memchr_iter(b'\n', before).count() as u64;
            self.doubted(Some(line), doubt.message());
        }
        Some(decoded.text)
    }

    /// Reads a file that is one article. `None`, and a warning, if it is too large or damaged.
    pub(super) fn whole(&mut self, plain: Plain<'_>) -> Option<Vec<u8>> {
        let max = self.max_article;
        self.at_most(plain, max, |out| out.too_large(None))
    }

    /// Reads a file of which its format allows at most `max` bytes, whatever the bound of
    /// articles is. `None`, and a warning, if it is too large or damaged.
    #[cfg(feature = "pdf")]
    pub(super) fn whole_file(&mut self, plain: Plain<'_>, max: usize) -> Option<Vec<u8>> {
        let message = format!("a file of more than {} MB; left out", max >> 20);
        self.at_most(plain, max, |out| out.skipped(None, message))
    }

    /// Reads at most `max` bytes; of more, `refuse` says why they are left out.
    fn at_most(
        &mut self,
        plain: Plain<'_>,
        max: usize,
        refuse: impl FnOnce(&mut Self),
    ) -> Option<Vec<u8>> {
        let mut bytes = Vec::new();
        if let Err(error) = plain.take(max as u64 + 1).read_to_end(&mut bytes) {
            self.damaged(None, &error);
            return None;
        }
        if bytes.len() > max {
            refuse(self);
            return None;
        }
        Some(bytes)
    }
}

/// A reader that ends with an error after a number of bytes unless it is given more in time, so
/// that one record cannot fill the memory.
pub(super) struct Bounded<R> {
    inner: R,
    max: u64,
    left: u64,
}

impl<R> Bounded<R> {
    /// Bounds each record to about `max` bytes; [`Bounded::renew`] begins the next.
    pub(super) fn new(inner: R, max: usize) -> Self {
        // What was read ahead of a record counts for it as well.
        let max = max as u64 + BUFFER_BYTES as u64;
        Self { inner, max, left: max }
    }

    pub(super) fn renew(&mut self) {
        self.left = self.max;
    }

    /// Whether the bound was met.
    pub(super) fn is_spent(&self) -> bool {
        self.left == 0
    }

    fn spent() -> io::Error {
        io::Error::other("a record larger than an article may be")
    }
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.left == 0 {
            return Err(Self::spent());
        }
        let most = buffer.len().min(self.left.try_into().unwrap_or(usize::MAX));
        let count = self.inner.read(&mut buffer[..most])?;
        self.left -= count as u64;
        Ok(count)
    }
}

impl<R: BufRead> BufRead for Bounded<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.left == 0 {
            return Err(Self::spent());
        }
        let buffer = self.inner.fill_buf()?;
        let most = buffer.len().min(self.left.try_into().unwrap_or(usize::MAX));
        Ok(&buffer[..most])
    }

    fn consume(&mut self, amount: usize) {
        self.left = self.left.saturating_sub(amount as u64);
        self.inner.consume(amount);
    }
}
