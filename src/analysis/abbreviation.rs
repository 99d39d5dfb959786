//! The abbreviations of `data/abbreviations.txt`, read at compile time.

use std::cmp::Ordering;

/// How the full stop of an abbreviation is to be read; the file says more.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Abbreviation {
    /// Stands before a name: `Dr.`, `Jl.`
    Title,
    /// Stands before a number: `No.`, `hlm.`
    Number,
    /// Stands behind a name: `S.H.`
    Degree,
    /// May end a sentence: `dll.`
    End,
}

/// Longest entry of the table in bytes.
const LONGEST: usize = 8;
const FILE: &str = include_str!("data/abbreviations.txt");
static TABLE: [(&str, Abbreviation); count(FILE.as_bytes())] = parse(FILE);

/// What `word`, written in any case and without its last stop, abbreviates.
pub(super) fn lookup(word: &str) -> Option<Abbreviation> {
    if word.len() > LONGEST {
        return None;
    }
    let order = |entry: &&str| -> Ordering {
        entry.bytes().cmp(word.bytes().map(|b| b.to_ascii_lowercase()))
    };
    TABLE.binary_search_by(|(entry, _)| order(&entry)).ok().map(|at| TABLE[at].1)
}

/// How many lines of the file are entries.
const fn count(file: &[u8]) -> usize {
    let (mut entries, mut at, mut line_start) = (0, 0, true);
    while at < file.len() {
        if line_start && file[at] != b'#' {
            entries += 1;
        }
        line_start = file[at] == b'\n';
        at += 1;
    }
    entries
}

const fn parse<const N: usize>(file: &'static str) -> [(&'static str, Abbreviation); N] {
    let mut table = [("", Abbreviation::End); N];
    let mut rest = file;
    let mut entry = 0;
    while !rest.is_empty() {
        let (line, tail) = cut(rest, b'\n');
        rest = tail;
        if line.as_bytes()[0] == b'#' {
            continue;
        }
        let (word, class) = cut(line, b'\t');
        table[entry] = (word, class_of(class.as_bytes()[0]));
        assert!(word.len() <= LONGEST, "an abbreviation is longer than LONGEST");
        entry += 1;
    }
    table
}

const fn class_of(first_letter: u8) -> Abbreviation {
    match first_letter {
        b't' => Abbreviation::Title,
        b'n' => Abbreviation::Number,
        b'd' => Abbreviation::Degree,
        b'e' => Abbreviation::End,
        _ => panic!("unknown class of abbreviation"),
    }
}

/// The text before and behind the first `mark`.
const fn cut(text: &'static str, mark: u8) -> (&'static str, &'static str) {
    let mut at = 0;
    while at < text.len() && text.as_bytes()[at] != mark {
        at += 1;
    }
    let (head, tail) = text.split_at(at);
    (head, if tail.is_empty() { tail } else { tail.split_at(1).1 })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_is_sorted() {
        assert!(TABLE.is_sorted_by(|a, b| a.0 < b.0));
        assert!(FILE.contains(&format!("Count: {}.", TABLE.len())));
    }

    #[test]
    fn any_case_is_found() {
        assert_eq!(lookup("Drs"), Some(Abbreviation::Title));
        assert_eq!(lookup("M.HUM"), Some(Abbreviation::Degree));
        assert_eq!(lookup("rumah"), None);
    }
}
