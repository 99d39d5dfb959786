//! The abbreviations of `data/abbreviations.txt`, read at compile time.

use super::list;

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

/// Longest entry of the table in bytes: what a key holds.
const LONGEST: usize = 8;
const FILE: &str = include_str!("data/abbreviations.txt");
/// The entries, each a word as a number that sorts like its bytes.
static TABLE: [(u64, Abbreviation); list::count(FILE)] = parse(&list::lines(FILE));

/// What `word`, written in any case and without its last stop, abbreviates.
pub(super) fn lookup(word: &str) -> Option<Abbreviation> {
    let mut small = [0; LONGEST];
    small.get_mut(..word.len())?.copy_from_slice(word.as_bytes());
    small.make_ascii_lowercase();
    TABLE
        .binary_search_by_key(&u64::from_be_bytes(small), |entry| entry.0)
        .ok()
        .map(|at| TABLE[at].1)
}

const fn parse<const N: usize>(lines: &[&str; N]) -> [(u64, Abbreviation); N] {
    let mut table = [(0, Abbreviation::End); N];
    let mut entry = 0;
    while entry < N {
        let (word, class) = list::cut(lines[entry], b'\t');
        table[entry] = (key(word.as_bytes()), class_of(class.as_bytes()[0]));
        entry += 1;
    }
    table
}

const fn key(word: &[u8]) -> u64 {
    assert!(word.len() <= LONGEST, "an abbreviation is longer than LONGEST");
    let mut bytes = [0; LONGEST];
    let mut at = 0;
    while at < word.len() {
        bytes[at] = word[at];
        at += 1;
    }
    u64::from_be_bytes(bytes)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_is_sorted() {
        assert!(TABLE.is_sorted_by(|a, b| a.0 < b.0));
        assert_eq!(lookup("rumahrumah"), None);
        assert!(FILE.contains(&format!("Count: {}.", TABLE.len())));
    }

    #[test]
    fn any_case_is_found() {
        assert_eq!(lookup("Drs"), Some(Abbreviation::Title));
        assert_eq!(lookup("M.HUM"), Some(Abbreviation::Degree));
        assert_eq!(lookup("rumah"), None);
    }
}
