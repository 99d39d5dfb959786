//! [`Bearing`]: how a capitalised word stands in headlines and in sentences.

use std::collections::HashMap;
use std::sync::OnceLock;

/// What the counts say of a capitalised word, each a difference of ln odds.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) struct Bearing {
    /// That it opens a sentence, before a lower-case word, rather than stands inside a headline.
    pub opens: f32,
    /// The same before a capital or a digit.
    pub opens_names: f32,
    /// That it ends a headline rather than stands inside one.
    pub ends: f32,
    /// That it stands inside a headline rather than inside a sentence.
    pub headline: f32,
}

impl Bearing {
    /// Of a word that was hardly ever seen.
    const UNKNOWN: Self = Self { opens: 0.0, opens_names: 0.0, ends: 0.0, headline: 0.0 };

    /// Of a word, in lower case.
    pub(crate) fn of(word: &str) -> Self {
        static ALL: OnceLock<HashMap<&str, Bearing>> = OnceLock::new();
        *ALL.get_or_init(read).get(word).unwrap_or(&Self::UNKNOWN)
    }
}

fn read() -> HashMap<&'static str, Bearing> {
    let lines = include_str!("../data/headline_words.txt").lines();
    let entries = lines.filter(|line| !line.starts_with('#')).map(|line| {
        let mut columns = line.split('\t');
        let word = columns.next().expect("a line has a word");
        let mut next = || {
            let column = columns.next().expect("a line has four numbers");
            f32::from(column.parse::<i8>().expect("a number of tenths")) / 10.0
        };
        let (opens, opens_names, ends, headline) = (next(), next(), next(), next());
        (word, Bearing { opens, opens_names, ends, headline })
    });
    entries.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn conjunctions_open_sentences_and_bare_verbs_stand_in_headlines() {
        assert!(Bearing::of("namun").opens > 1.0);
        assert!(Bearing::of("temukan").headline > 1.0);
        assert!(Bearing::of("direktur").headline < 0.0);
        assert_eq!(Bearing::of("zzyzx"), Bearing::UNKNOWN);
    }
}
