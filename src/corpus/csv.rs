//! Tables: one article a record, a header that names the columns in English or Indonesian.

use super::decode::decode;
use super::input::{peek, transcoded};
use super::records::{MAX_FIELDS, Record, Records};
use super::table::{Column, Values, article_names, column, known_columns};
use super::value::Value;
use super::{Output, Plain};
use crate::origin::Origin;

/// Bytes that columns which are not read may add to an article.
const OTHER_BYTES: usize = 1 << 16;

/// What may stand between fields; where several would do, the first.
const SEPARATORS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// Reads the records; the line of each is that on which it begins. Without a `separator`, the
/// one is taken that makes most names of the header known.
pub(super) fn read(plain: Plain<'_>, separator: Option<u8>, out: &mut Output<'_>) {
    let (head, mut plain) = match transcoded(plain).and_then(peek) {
        Ok(peeked) => peeked,
        Err(error) => return out.damaged(Some(1), &error),
    };
    let mut lines = head.split(|byte| *byte == b'\n');
    let mut head = lines.next().unwrap_or_default();
    let named = named_separator(head);
    if named.is_some() {
        if let Err(error) = plain.skip_until(b'\n') {
            return out.damaged(Some(1), &error);
        }
        head = lines.next().unwrap_or_default();
    }
    let above = u64::from(named.is_some());
    let separator = named.or(separator).unwrap_or_else(|| guessed_separator(head));
    let max = out.max_article.saturating_add(OTHER_BYTES);
    let mut records = Records::new(plain, separator, max, above + 1);
    let mut columns: Option<Vec<Option<Column>>> = None;
    let mut last = above;
    loop {
        let record = match records.next() {
            Ok(Some(record)) => record,
            Ok(None) => return,
            Err(error) => return out.damaged(Some(last + 1), &error),
        };
        // A file with bare carriage returns is one line.
        let line = record.line.max(last + 1);
        last = line;
        if record.is_open {
            out.doubted(Some(line), "quotes that are not closed: all that follows is one record");
        }
        match &columns {
            Some(_) if record.is_too_large => out.too_large(Some(line)),
            Some(columns) => take(&record, columns, line, out),
            None => match header(&record, line, out) {
                Some(known) => columns = Some(known),
                None => return,
            },
        }
    }
}

/// The separator that a first line of Excel names: `sep=;`.
fn named_separator(line: &[u8]) -> Option<u8> {
    match line.trim_ascii() {
        [s, e, p, b'=', separator] if [s, e, p].map(u8::to_ascii_lowercase) == *b"sep" => {
            Some(*separator)
        }
        _ => None,
    }
}

fn guessed_separator(header: &[u8]) -> u8 {
    let line = decode(header.to_vec()).text;
    let known = |separator: u8| known_columns(line.split(char::from(separator)));
    // The last of equals is the maximum, so the preferred come last.
    let best = SEPARATORS.into_iter().rev().max_by_key(|separator| known(*separator));
    best.unwrap_or(b',')
}

/// What the columns hold; `None`, and a warning, if no article can be made of them.
fn header(record: &Record<'_>, line: u64, out: &mut Output<'_>) -> Option<Vec<Option<Column>>> {
    let refusal = if record.is_too_large {
        "a table whose header is larger than an article may be; left out".to_owned()
    } else if record.fields > MAX_FIELDS {
        format!("a table of {} columns, more than 1,000; left out", record.fields)
    } else {
        let names: Vec<String> = record.iter().map(|name| decode(name.to_vec()).text).collect();
        if known_columns(names.iter().map(String::as_str)) > 0 {
            return Some(names.iter().map(|name| column(name)).collect());
        }
        let known: Vec<&str> = article_names().collect();
        format!("no column is called {}; left out", known.join(", "))
    };
    out.skipped(Some(line), refusal);
    None
}

fn take(record: &Record<'_>, columns: &[Option<Column>], line: u64, out: &mut Output<'_>) {
    if record.fields > columns.len() {
        // Most likely a separator that is not quoted: the values do not stand in their columns.
        let (found, named) = (record.fields, columns.len());
        let message = format!("{found} fields where the header names {named}; left out");
        return out.skipped(Some(line), message);
    }
    let mut values = Values::default();
    let mut doubt = None;
    let mut bytes = 0;
    for (value, column) in record.iter().zip(columns) {
        let Some(column) = column else { continue };
        bytes += value.len();
        match std::str::from_utf8(value) {
            Ok(text) => values.note(*column, Value::Text(text.into())),
            Err(_) => {
                let decoded = decode(value.to_vec());
                doubt = doubt.or(decoded.doubt);
                values.note(*column, Value::Text(decoded.text.into()));
            }
        }
    }
    if bytes > out.max_article {
        return out.too_large(Some(line));
    }
    if let Some((doubt, _)) = doubt {
        out.doubted(Some(line), doubt.message());
    }
    if let Some(draft) = values.draft(Some(line), Origin::Key, out) {
        out.draft(draft);
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::drafts;

    #[test]
    fn reads_tables_of_several_kinds() {
        for (name, text) in [
            ("a.csv", "id,judul,isi,lain\n7,\"A, B\",\"x\ny\",z\n,C,,\n"),
            ("a.csv", "\u{FEFF}ID;Judul;Isi;lain\r\n7;A, B;\"x\ny\";z\r\n;C;;\r\n"),
            ("a.csv", "id;judul;isi\n7;A, B;\"x\ny\"\n;C;\n"),
            ("a.csv", "id,\"title\",Content,x\r\n7,\"A, B\",\"x\ny\",\r\n,C,,\r\n"),
            ("a.tsv", "id\tjudul\tisi\n7\tA, B\t\"x\ny\"\n\tC\t\n"),
        ] {
            let (found, warnings) = drafts(name, text.as_bytes(), 1000);
            assert_eq!(warnings, [""; 0], "{name}");
            assert_eq!(found[0].id.as_deref(), Some("7"));
            assert_eq!(found[0].title.as_deref(), Some("A, B"));
            assert_eq!((found[0].text.as_str(), found[0].line), ("x\ny", Some(2)));
            assert_eq!((found[1].title.as_deref(), found[1].line), (Some("C"), Some(4)));
        }
    }

    #[test]
    fn the_separator_may_be_named() {
        let (found, warnings) = drafts("a.csv", b"sep=;\r\njudul;isi\r\nA;b, c\r\n", 1000);
        assert_eq!(warnings, [""; 0]);
        assert_eq!((found[0].text.as_str(), found[0].line), ("b, c", Some(3)));
    }

    #[test]
    fn markup_in_a_column_becomes_text() {
        let (found, _) = drafts("a.csv", b"judul,isi\nA,<P>b</P><p>c &amp; d</p>\nB,1 < 2\n", 1000);
        let texts: Vec<_> = found.iter().map(|draft| draft.text.as_str()).collect();
        assert_eq!(texts, ["b\n\nc & d", "1 < 2"]);
        // Found by fuzzing: an article without a word.
        let (found, warnings) = drafts("a.csv", b"judul,isi\n,<p><br></p>\n", 1000);
        assert_eq!((found.len(), warnings.len()), (0, 1), "{warnings:?}");
    }

    #[test]
    fn faults_are_named() {
        let text = "judul,isi,tanggal\na,b,kemarin\na,b,c,d\n,,2024-01-01\nc,d,2024-07-31\n";
        let (found, warnings) = drafts("a.csv", text.as_bytes(), 1000);
        assert_eq!(found.len(), 2);
        assert_eq!(warnings.len(), 3, "{warnings:?}");
        assert!(drafts("a.csv", b"nama,umur\nx,1", 1000).1[0].starts_with("a.csv:1: no column"));
    }

    #[test]
    fn a_quote_left_open_does_not_fill_the_memory() {
        let text = format!("judul,isi\na,b\nc,\"{}", "x\n".repeat(200_000));
        let (found, warnings) = drafts("a.csv", text.as_bytes(), 1000);
        assert_eq!((found.len(), warnings.len()), (1, 2));
        assert!(warnings[0].starts_with("a.csv:3: quotes that are not closed"), "{warnings:?}");
        assert!(warnings[1].starts_with("a.csv:3: an article of more"), "{warnings:?}");
        let (found, warnings) = drafts("a.csv", b"judul,isi\na,\"b\nc,d\n", 1000);
        assert_eq!((found[0].text.trim_end(), warnings.len()), ("b\nc,d", 1));
    }

    #[test]
    fn what_follows_a_record_that_is_too_large_is_read() {
        let text = format!("judul,isi\na,b\nc,\"{}\"\nd,e\n", "x ".repeat(200_000));
        let (found, warnings) = drafts("a.csv", text.as_bytes(), 1000);
        let found: Vec<_> = found.iter().map(|draft| (draft.text.as_str(), draft.line)).collect();
        assert_eq!(found, [("b", Some(2)), ("e", Some(4))]);
        assert_eq!(warnings.len(), 1, "{warnings:?}");
        assert!(warnings[0].starts_with("a.csv:3: an article of more"), "{warnings:?}");
    }
}
