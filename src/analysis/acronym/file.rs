//! [`AcronymFile`]: an [`AcronymTable`] as bytes that are searched without being read.
//!
//! Magic, number of records (u32); where each record begins (u32), in the order of short
//! forms, the most frequent long form first; the same in the order of long forms, the most
//! frequent short form first; then the records. A record is: canonical short form, short form
//! as written, content words of the long form, long form as written, each its length (u16)
//! and bytes; kind and whether the long form comes first of its short one (u8 each), articles
//! (u32), number of samples (u8) and their keys (u64).
//!
//! Bytes of anything else are read as no records or as wrong ones, never with a panic.

use super::AcronymKind;
use super::table::AcronymTable;
use super::word::{canonical, content};

/// Begins the file; the digit is its version.
const MAGIC: &[u8; 8] = b"acronym1";

/// Longest form written, in bytes: twelve words of the longest kind come nowhere near.
const MOST_BYTES: usize = u16::MAX as usize;

/// Which of the texts of a record its short form and its long form are found by.
const SHORT_KEY: usize = 0;
const LONG_KEY: usize = 2;

/// A short form and one of the long forms it stands for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct AcronymEntry<'b> {
    /// The short form in canonical form.
    pub short_key: &'b str,
    /// The short form as most articles write it.
    pub short: &'b str,
    /// The content words of the long form.
    pub long_key: &'b str,
    /// The long form as most articles write it.
    pub long: &'b str,
    /// How the short form comes from the long one.
    pub kind: AcronymKind,
    /// Whether the short form stands for this more often than for anything else.
    pub leads: bool,
    /// How many articles say so.
    pub articles: u32,
    samples: &'b [u8],
}

impl AcronymEntry<'_> {
    /// Keys of some of the articles.
    pub fn samples(&self) -> impl Iterator<Item = u64> {
        self.samples.as_chunks::<8>().0.iter().map(|bytes| u64::from_le_bytes(*bytes))
    }
}

impl AcronymTable {
    /// The bytes of the file.
    pub fn to_bytes(&self) -> Vec<u8> {
        let (mut records, mut starts, mut by_long) = (Vec::new(), Vec::new(), Vec::new());
        for (key, short) in &self.short_forms {
            for (number, long) in short.long_forms.iter().enumerate() {
                let start = records.len() as u32;
                let long_key = content(&canonical(&long.written));
                for text in [key, &short.written, &long_key, &long.written] {
                    let text = &text[..text.floor_char_boundary(MOST_BYTES)];
                    records.extend((text.len() as u16).to_le_bytes());
                    records.extend(text.as_bytes());
                }
                records.extend([long.kind as u8, u8::from(number == 0)]);
                records.extend(long.articles.to_le_bytes());
                records.push(long.samples.len() as u8);
                long.samples.iter().for_each(|key| records.extend(key.to_le_bytes()));
                starts.push(start);
                by_long.push((long_key, u32::MAX - long.articles, key, start));
            }
        }
        by_long.sort_unstable();
        let mut bytes = MAGIC.to_vec();
        bytes.extend((starts.len() as u32).to_le_bytes());
        let all = starts.into_iter().chain(by_long.into_iter().map(|(.., start)| start));
        all.for_each(|start| bytes.extend(start.to_le_bytes()));
        bytes.extend(records);
        bytes
    }
}

/// The bytes of a table.
#[derive(Clone, Copy, Debug)]
pub struct AcronymFile<'b> {
    by_short: &'b [[u8; 4]],
    by_long: &'b [[u8; 4]],
    records: &'b [u8],
}

impl<'b> AcronymFile<'b> {
    /// What [`AcronymTable::to_bytes`] wrote; `None` if it is cut off or something else.
    pub fn from_bytes(bytes: &'b [u8]) -> Option<Self> {
        let mut rest = bytes.strip_prefix(MAGIC)?;
        let count = u32::from_le_bytes(*rest.split_off(..4)?.first_chunk()?) as usize;
        let mut starts = || Some(rest.split_off(..count.checked_mul(4)?)?.as_chunks::<4>().0);
        let (by_short, by_long) = (starts()?, starts()?);
        Some(Self { by_short, by_long, records: rest })
    }

    /// What a short form in canonical form stands for, the most frequent first.
    pub fn of_short(&self, key: &str) -> impl Iterator<Item = AcronymEntry<'b>> + use<'b> {
        let (file, key) = (*self, key.to_owned());
        let first = file.first(file.by_short, SHORT_KEY, &key);
        let from = file.by_short[first..].iter().map(move |start| file.entry(*start));
        from.map_while(|entry| entry).take_while(move |entry| entry.short_key == key)
    }

    /// What a long form, given by its content words, is shortened to, the most frequent first.
    pub fn of_long(&self, key: &str) -> impl Iterator<Item = AcronymEntry<'b>> + use<'b> {
        let (file, key) = (*self, key.to_owned());
        let first = file.first(file.by_long, LONG_KEY, &key);
        let from = file.by_long[first..].iter().map(move |start| file.entry(*start));
        from.map_while(|entry| entry).take_while(move |entry| entry.long_key == key)
    }

    /// Whether the content words of any long form begin so.
    pub fn has_long(&self, start: &str) -> bool {
        let first = self.first(self.by_long, LONG_KEY, start);
        let key = self.by_long.get(first).and_then(|at| self.text(*at, LONG_KEY));
        key.is_some_and(|key| key.starts_with(start.as_bytes()))
    }

    /// All whose short form begins so in canonical form, in their order.
    pub fn beginning(&self, start: &str) -> impl Iterator<Item = AcronymEntry<'b>> + use<'b> {
        let (file, start) = (*self, start.to_owned());
        let first = file.first(file.by_short, SHORT_KEY, &start);
        let from = file.by_short[first..].iter().map(move |at| file.entry(*at));
        from.map_while(|entry| entry).take_while(move |entry| entry.short_key.starts_with(&start))
    }

    /// The first record, in an order by one of its texts, of which that is not less than `key`.
    fn first(&self, order: &[[u8; 4]], text: usize, key: &str) -> usize {
        let before = |start: &[u8; 4]| self.text(*start, text).is_some_and(|t| t < key.as_bytes());
        order.partition_point(before)
    }

    /// One of the texts of a record.
    fn text(&self, start: [u8; 4], number: usize) -> Option<&'b [u8]> {
        let mut rest = self.records.get(u32::from_le_bytes(start) as usize..)?;
        let mut text = || {
            let length = u16::from_le_bytes(*rest.split_off(..2)?.first_chunk()?);
            rest.split_off(..usize::from(length))
        };
        for _ in 0..number {
            text()?;
        }
        text()
    }

    fn entry(&self, start: [u8; 4]) -> Option<AcronymEntry<'b>> {
        let mut rest = self.records.get(u32::from_le_bytes(start) as usize..)?;
        let mut text = || {
            let length = u16::from_le_bytes(*rest.split_off(..2)?.first_chunk()?);
            std::str::from_utf8(rest.split_off(..usize::from(length))?).ok()
        };
        let [short_key, short, long_key, long] = [text()?, text()?, text()?, text()?];
        let (kind, leads) = (*rest.split_off_first()?, *rest.split_off_first()?);
        let articles = u32::from_le_bytes(*rest.split_off(..4)?.first_chunk()?);
        let samples = usize::from(*rest.split_off_first()?);
        Some(AcronymEntry {
            short_key,
            short,
            long_key,
            long,
            kind: *AcronymKind::ALL.get(usize::from(kind))?,
            leads: leads == 1,
            articles,
            samples: rest.split_off(..samples * 8)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::{AcronymPair, TableBuilder};
    use super::*;

    fn file() -> Vec<u8> {
        let mut builder = TableBuilder::default();
        let pairs = [
            ("MK", "Mahkamah Konstitusi"),
            ("MKRI", "Mahkamah Konstitusi Republik Indonesia"),
            ("UMKM", "Usaha Mikro, Kecil, dan Menengah"),
        ];
        let pairs = pairs.map(|(short, long)| AcronymPair {
            short: short.to_owned(),
            long: long.to_owned(),
            kind: AcronymKind::Strict,
        });
        builder.add(3, &pairs);
        builder.add(1, &pairs[..1]);
        builder.finish().to_bytes()
    }

    #[test]
    fn forms_are_found_by_each_other() {
        let bytes = file();
        let file = AcronymFile::from_bytes(&bytes).unwrap();
        let entry = file.of_short("mk").next().unwrap();
        assert_eq!((entry.short, entry.long), ("MK", "Mahkamah Konstitusi"));
        assert_eq!((entry.articles, entry.samples().collect()), (2, vec![1, 3]));
        let short = |long| file.of_long(long).map(|entry| entry.short).collect::<Vec<_>>();
        assert_eq!(short("usaha mikro kecil menengah"), ["UMKM"]);
        assert!(short("usaha mikro").is_empty());
        assert!(file.has_long("usaha mikro") && !file.has_long("usaha kecil"));
        assert_eq!(file.beginning("mk").count(), 2);
        assert_eq!(file.beginning("").count(), 3);
    }

    #[test]
    fn damage_is_no_panic() {
        let whole = file();
        for end in 0..whole.len() {
            let mut broken = whole.clone();
            broken[end] ^= 0x55;
            for bytes in [&whole[..end], &broken] {
                let Some(file) = AcronymFile::from_bytes(bytes) else { continue };
                let found = file.beginning("").chain(file.of_short("mk")).chain(file.of_long("u"));
                let samples: usize = found.map(|entry| entry.samples().count()).sum();
                assert!(samples < 100);
            }
        }
    }
}
