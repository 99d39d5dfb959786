//! [`Records`]: a table cut into records, of which one that is too large is passed over.

use std::io::{self, BufRead};
use std::iter;

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};

/// Most fields of a record that are held; more are counted.
pub(super) const MAX_FIELDS: usize = 1_000;

/// Bytes with which the buffer of a record begins.
const FIRST_BYTES: usize = 1 << 12;

/// The records of a table, one at a time; empty lines are none.
pub(super) struct Records<R> {
    inner: R,
    parser: Reader,
    /// Most bytes of a record that are held.
    max: usize,
    /// The line of the next byte.
    line: u64,
    bytes: Vec<u8>,
    ends: Vec<usize>,
}

/// A record of a table.
pub(super) struct Record<'r> {
    /// The line on which it begins.
    pub(super) line: u64,
    /// How many fields it has.
    pub(super) fields: usize,
    /// Whether it is larger than what is held; then none of its fields are.
    pub(super) is_too_large: bool,
    /// Whether it ends with the file, in quotes that are still open.
    pub(super) is_open: bool,
    bytes: &'r [u8],
    ends: &'r [usize],
}

impl Record<'_> {
    /// What its fields hold, as far as they are held.
    pub(super) fn iter(&self) -> impl Iterator<Item = &[u8]> {
        let starts = iter::once(0).chain(self.ends.iter().copied());
        starts.zip(self.ends).map(|(start, end)| &self.bytes[start..*end])
    }
}

impl<R: BufRead> Records<R> {
    /// The records from a line on, each of about `max` bytes at most.
    pub(super) fn new(inner: R, separator: u8, max: usize, line: u64) -> Self {
        let parser = ReaderBuilder::new().delimiter(separator).build();
        let bytes = vec![0; FIRST_BYTES];
        // Room for one more, so that a full buffer is told from a whole record.
        Self { inner, parser, max, line, bytes, ends: vec![0; MAX_FIELDS + 2] }
    }

    /// The next record; `None` at the end.
    pub(super) fn next(&mut self) -> io::Result<Option<Record<'_>>> {
        self.pass_line_ends()?;
        let line = self.line;
        let (mut length, mut fields) = (0, 0);
        let (mut is_too_large, mut is_open) = (false, false);
        // What ends the last record, unless it stands in quotes.
        let mut last: &[u8] = b"\n";
        loop {
            let buffer = self.inner.fill_buf()?;
            let is_over = buffer.is_empty();
            let input = if is_over { last } else { buffer };
            let (result, read, written, ended) = self.parser.read_record(
                input,
                &mut self.bytes[length..],
                &mut self.ends[fields.min(MAX_FIELDS)..],
            );
            if is_over {
                is_open = last.is_empty();
                last = &last[read..];
            } else {
                self.line += line_feeds(&buffer[..read]);
                self.inner.consume(read);
            }
            fields += ended;
            length = if is_too_large { 0 } else { length + written };
            match result {
                ReadRecordResult::End => return Ok(None),
                ReadRecordResult::Record => break,
                ReadRecordResult::OutputFull if self.bytes.len() > self.max => {
                    (is_too_large, length) = (true, 0);
                }
                ReadRecordResult::OutputFull => {
                    let more = (self.bytes.len() * 2).min(self.max.saturating_add(1));
                    self.bytes.resize(more.max(FIRST_BYTES), 0);
                }
                ReadRecordResult::InputEmpty | ReadRecordResult::OutputEndsFull => {}
            }
        }
        let held = if is_too_large { 0 } else { fields.min(MAX_FIELDS) };
        let (bytes, ends) = (&self.bytes[..], &self.ends[..held]);
        Ok(Some(Record { line, fields, is_too_large, is_open, bytes, ends }))
    }

    fn pass_line_ends(&mut self) -> io::Result<()> {
        loop {
            let buffer = self.inner.fill_buf()?;
            let is_end = |byte: &&u8| matches!(byte, b'\n' | b'\r');
            let ends = buffer.iter().take_while(is_end).count();
            let goes_on = ends > 0 && ends == buffer.len();
            self.line += line_feeds(&buffer[..ends]);
            self.inner.consume(ends);
            if !goes_on {
                return Ok(());
            }
        }
    }
}

fn line_feeds(bytes: &[u8]) -> u64 {
    memchr::memchr_iter(b'\n', bytes).count() as u64
}

#[cfg(test)]
mod tests {
    use std::io::BufReader;

    use super::*;

    /// Line, fields, and whether too large or open, of each record.
    fn records(text: &str, max: usize) -> Vec<(u64, Vec<String>, bool, bool)> {
        // A small buffer, so that records are cut everywhere.
        let mut records = Records::new(BufReader::with_capacity(3, text.as_bytes()), b',', max, 1);
        let mut all = Vec::new();
        while let Some(record) = records.next().unwrap() {
            let fields = record.iter().map(|field| String::from_utf8_lossy(field).into_owned());
            all.push((record.line, fields.collect(), record.is_too_large, record.is_open));
        }
        all
    }

    fn record(line: u64, fields: &str) -> (u64, Vec<String>, bool, bool) {
        (line, fields.split('|').map(str::to_owned).collect(), false, false)
    }

    #[test]
    fn lines_are_those_on_which_records_begin() {
        let expected = [record(1, "a|b"), record(4, "c\nd|e \"f\""), record(6, "g")];
        assert_eq!(records("a,b\n\n\n\"c\nd\",\"e \"\"f\"\"\"\ng", 1000), expected);
        let text = "a,b\r\n\r\n\r\n\"c\nd\",\"e \"\"f\"\"\"\r\ng\r\n";
        assert_eq!(records(text, 1000), expected);
        assert_eq!(records("\r\n\n", 1000), []);
    }

    #[test]
    fn one_that_is_too_large_is_passed_over() {
        let text = format!("a,b\nc,\"{}\"\nd,e\n", "x\n".repeat(FIRST_BYTES));
        let found = records(&text, FIRST_BYTES);
        assert_eq!(found[0], record(1, "a|b"));
        assert_eq!(found[1], (2, vec![], true, false));
        assert_eq!(found[2], record(3 + FIRST_BYTES as u64, "d|e"));
    }

    #[test]
    fn quotes_that_stay_open_are_told() {
        assert_eq!(records("a,\"b\"", 1000), [record(1, "a|b")]);
        let found = records("a,\"b\nc,d\n", 1000);
        assert_eq!((found.len(), found[0].3), (1, true));
    }

    #[test]
    fn more_fields_than_are_held_are_counted() {
        let text = format!("{}\na,b", ",".repeat(3 * MAX_FIELDS));
        let mut records = Records::new(text.as_bytes(), b',', 100_000, 1);
        assert_eq!(records.next().unwrap().unwrap().fields, 3 * MAX_FIELDS + 1);
        assert_eq!(records.next().unwrap().unwrap().iter().last(), Some(&b"b"[..]));
    }
}
