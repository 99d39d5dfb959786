//! [`soften`]: words of a query that say little count little.

use std::ops::Range;

use crate::analysis::Lexicon;
use crate::plan::{Leaf, Matcher};

/// What a function word (yang, di, dari) counts beside a content word. The study behind the
/// ranking found .15 for about thirty of them, and .05 for question words, best on questions
/// and harmless elsewhere.
const FUNCTION_WEIGHT: f32 = 0.15;

/// What a question word (apa, siapa, berapa) counts beside a content word.
const QUESTION_WEIGHT: f32 = 0.05;

/// What a word that names what a question asks for counts beside a content word.
const FRAME_WEIGHT: f32 = 0.4;

/// Words that name what a question asks for. Its answer has that itself and not its name: of
/// 164 questions "apa yang dimaksud dengan ..." two are answered by a passage with dimaksud, and
/// of 460 that ask for a nama one in eight; other content words stand in three of four.
const FRAMES: [&str; 32] = [
    "arti",
    "artinya",
    "asal",
    "asalnya",
    "bernama",
    "definisi",
    "definisinya",
    "dimaksud",
    "dinamai",
    "dinamakan",
    "disebut",
    "istilah",
    "judul",
    "judulnya",
    "julukan",
    "jumlah",
    "jumlahnya",
    "kali",
    "kepanjangan",
    "letak",
    "letaknya",
    "maksud",
    "maksudnya",
    "nama",
    "namanya",
    "pengertian",
    "sebutan",
    "singkatan",
    "tanggal",
    "terletak",
    "umur",
    "usia",
];

/// Softens words that say little, but never all words of a query. Those of `time` say when an
/// article is from, not what it is about: *terbaru* stands in a few of those from today.
pub(super) fn soften(leaves: &mut [Leaf], time: &Range<usize>) {
    let softness = |(number, leaf): (usize, &Leaf)| match time.contains(&number) {
        true => FUNCTION_WEIGHT,
        false => softness(leaf),
    };
    let softened: Vec<f32> = leaves.iter().enumerate().map(softness).collect();
    if softened.iter().all(|weight| *weight < 1.0) {
        return;
    }
    for (leaf, weight) in leaves.iter_mut().zip(&softened) {
        leaf.weight *= weight;
        leaf.content = *weight == 1.0;
    }
    let asks = softened.contains(&QUESTION_WEIGHT);
    let frames = |leaf: &Leaf| leaf.content && is_frame(leaf);
    if asks && leaves.iter().any(|leaf| leaf.content && !is_frame(leaf)) {
        leaves.iter_mut().filter(|leaf| frames(leaf)).for_each(|leaf| leaf.weight *= FRAME_WEIGHT);
    }
}

/// Whether a leaf is a word that names what is asked for.
fn is_frame(leaf: &Leaf) -> bool {
    let Matcher::Word(word) = &leaf.matcher else { return false };
    word.exact.iter().any(|form| FRAMES.binary_search(&form.as_str()).is_ok())
}

fn softness(leaf: &Leaf) -> f32 {
    let Matcher::Word(word) = &leaf.matcher else { return 1.0 };
    let of_form = |form: &String| {
        if Lexicon::is_question_word(form) {
            QUESTION_WEIGHT
        } else if Lexicon::is_function_word(form) {
            FUNCTION_WEIGHT
        } else {
            1.0
        }
    };
    word.exact.iter().map(of_form).reduce(f32::min).unwrap_or(1.0)
}
