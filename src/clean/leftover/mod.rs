//! What the rules leave over: stretches of a text that read like what they cut, by weights learnt
//! from what they cut and from what readers found left over.
//!
//! `stretch` parts a text, `suspect` passes over plain sentences, `traits` says of a stretch what
//! can be seen of it, `weights` has what each of that weighs, by the hashes of `key`. The weights
//! are of a logistic regression; [`judged`] gives the tool that learns them the same traits.

mod key;
mod stretch;
mod suspect;
mod traits;
mod weights;

use crate::clean::cut::{self, Cut};
use stretch::split;
use suspect::is_suspect;
use traits::{Story, spell};

pub use stretch::Stretch;

/// Evidence, in ln odds, that such a stretch needs.
const LEAST: f32 = 1.2;

/// Longest stretch that is cut, in bytes, and fewest letters of one.
const MAX_BYTES: usize = 240;
const LEAST_LETTERS: usize = 2;

/// Fewest sentences of a story in which something may be left over: a short text is all there is.
const LEAST_STORY: usize = 3;

/// Stretches of an article that is too long to be judged.
const MOST: usize = 4000;

/// Adds a cut for each stretch that reads like boilerplate. `cuts` are those made so far, in order.
pub(super) fn cut_leftovers(text: &str, title: Option<&str>, cuts: &mut Vec<Cut>) {
    let stretches = split(text, cuts, MOST);
    // Of a text of more the end is not seen.
    if stretches.len() == MOST {
        return;
    }
    let suspects: Vec<bool> =
        (0..stretches.len()).map(|index| is_suspect(&stretches, index, text)).collect();
    let kept = stretches.iter().zip(&suspects).filter(|(stretch, _)| stretch.rule.is_none());
    if kept.filter(|(_, suspect)| !**suspect).count() < LEAST_STORY {
        return;
    }
    let story = Story::new(text, title, &stretches);
    let mut more = Vec::new();
    for (index, stretch) in stretches.iter().enumerate().filter(|(index, _)| suspects[*index]) {
        let inside = stretch.inside(text);
        let letters = inside.chars().filter(|c| c.is_alphabetic()).take(LEAST_LETTERS);
        let fits = inside.len() <= MAX_BYTES && letters.count() == LEAST_LETTERS;
        if stretch.rule.is_some() || !fits || is_told(&text[..stretch.start], inside) {
            continue;
        }
        let mut evidence = 0.0;
        story.traits(index, |parts| {
            let mut name = key::EMPTY;
            spell(parts, &mut |c| name = key::push(name, c));
            evidence += weights::of(name);
        });
        if evidence >= LEAST {
            more.push(Cut { start: stretch.start, end: stretch.end, rule: "leftover" });
        }
    }
    cut::add(cuts, more);
}

/// Whether a stretch is of the story whatever its words: an item of a numbered list, whose post is
/// embedded, or where the story comes from.
fn is_told(before: &str, stretch: &str) -> bool {
    let number = before.trim_end().strip_suffix('.').unwrap_or_default();
    let digits = number.bytes().rev().take_while(u8::is_ascii_digit).count();
    let source = ["Sumber", "SUMBER", "sumber"].iter().any(|word| stretch.starts_with(word));
    (1..=2).contains(&digits) || stretch.contains("(@") || source
}

/// The stretches of a text that are judged, cut or not, each with the names of its traits.
pub(super) fn judged(text: &str, title: Option<&str>, cuts: &[Cut]) -> Vec<(Stretch, Vec<String>)> {
    let stretches = split(text, cuts, MOST);
    let story = Story::new(text, title, &stretches);
    let suspects = (0..stretches.len()).filter(|&index| is_suspect(&stretches, index, text));
    let judged = suspects.map(|index| {
        let mut names = Vec::new();
        story.traits(index, |parts| {
            let mut name = String::new();
            spell(parts, &mut |c| name.push(c));
            names.push(name);
        });
        (stretches[index].clone(), names)
    });
    judged.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<&str> {
        let mut cuts = Vec::new();
        cut_leftovers(text, Some("Warga Demak Bangun Tanggul"), &mut cuts);
        cuts.iter().map(|cut| &text[cut.start..cut.end]).collect()
    }

    #[test]
    fn what_reads_like_boilerplate_goes_and_sentences_stay() {
        let story = "Warga Demak membangun tanggul dari karung pasir sejak pekan lalu. Mereka \
                     bekerja bergantian dari pagi sampai malam.\n";
        let more = "Menurut kepala desa, tanggul itu menahan rob selama dua hari. Air tidak lagi \
                    masuk ke rumah warga sejak kemarin. Mereka berharap pemerintah segera \
                    memperbaiki tanggul yang jebol itu.\n";
        for left in [
            "Baca Juga: Harga Beras di Demak Turun Pekan Ini",
            "ADVERTISEMENT SCROLL TO CONTINUE WITH CONTENT",
        ] {
            assert_eq!(cut(&format!("{story}{left}\n{more}")), [left]);
        }
        for kept in ["Tanggul di Tepi Desa", "\"Air sudah surut,\" kata Ratna."] {
            assert_eq!(cut(&format!("{story}{kept}\n{more}")), [""; 0], "{kept}");
        }
    }

    #[test]
    fn weights_know_rules_that_there_are() {
        let list = include_str!("../data/leftover_weights.txt");
        let rules: Vec<_> = crate::clean::rules().map(|rule| rule.name).collect();
        for line in list.lines().filter(|line| !line.starts_with('#')) {
            let name = line.split('\t').next().unwrap();
            let rule = name.strip_prefix("before rule ").or(name.strip_prefix("behind rule "));
            let known = |rule| rule == "none" || rules.contains(&rule);
            assert!(rule.is_none_or(known), "{name}: learn the weights anew");
        }
    }

    #[test]
    fn what_is_judged_has_the_rule_that_cuts_it() {
        let text = "Air surut. Foto: X";
        let cuts = [Cut { start: 11, end: 18, rule: "photo" }];
        let judged = judged(text, None, &cuts);
        let rules: Vec<_> = judged.iter().map(|(stretch, _)| stretch.rule).collect();
        assert_eq!(rules, [None, Some("photo")]);
        assert!(judged[1].1.contains(&"word foto".to_owned()));
    }
}
