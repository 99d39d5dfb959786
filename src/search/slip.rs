//! What slips of the fingers and of the ear cost: how unlikely it is that a person who
//! means one word types another.
//!
//! A cost is the negative logarithm of a probability (nats), but for a constant that
//! all words share. A letter left out and two letters swapped are single events; a
//! wrong or a superfluous letter is one of 25, so without a reason it costs ln 25 more.
//! With a reason (same sound, neighbouring key, doubled letter) it costs less.

/// A letter left out, or two neighbours swapped.
const EVENT: f32 = 4.0;

/// A letter typed for another, or one too many, without a reason: ln 25 beyond an event.
const LETTER: f32 = EVENT + 3.2;

/// A neighbouring key hit instead of, or along with, the right one. About half of wrong
/// letters are neighbours (Grudin 1983: 58 %), of which a key has some five.
const NEIGHBOUR: f32 = EVENT + 2.3;

/// A letter typed twice that is meant once: the finger stayed, or the ear (doubled letters
/// are rare in Indonesian, and no one hears them).
const DOUBLED: f32 = EVENT + 0.4;

/// A doubled letter typed once: massal, maaf, saat.
const SINGLED: f32 = EVENT - 0.7;

/// A vowel typed for another. Schwa is written e, heard anyhow: bantek for bantak.
const VOWEL: f32 = EVENT + 2.3;

/// What a slip on the first letter costs besides: people look there (Yannakoudakis and
/// Fawthrop 1983: 1.4 % of errors, where a letter of eight would have 12 %). Half of it, for
/// fingers do slip there.
const FIRST: f32 = 1.0;

/// What each edit after the first costs besides: about one misspelling in twenty has two.
const AGAIN: f32 = 2.0;

/// A slip with a reason: what is typed, what is meant, what it costs beyond an event, an
/// example. They hold both ways.
const SLIPS: [(&str, &str, f32, &str); 24] = [
    ("f", "p", 0.3, "pakta for fakta"),
    ("f", "v", 0.3, "aktif and aktivitas"),
    ("v", "p", 0.7, "propinsi for provinsi"),
    ("k", "q", 0.3, "quran and kuran"),
    ("c", "k", 0.7, "acomodasi for akomodasi"),
    ("s", "z", 0.3, "ijasah for ijazah"),
    ("j", "z", 0.5, "ijin for izin"),
    ("i", "y", 0.5, "seiogyanya for seyogyanya"),
    ("j", "y", 0.7, "Jogja and Yogya"),
    ("d", "t", 1.0, "sujut for sujud"),
    ("b", "p", 1.0, "sebap for sebab"),
    ("g", "k", 1.2, "kotek for goteg"),
    ("i", "e", 0.7, "praktek for praktik"),
    ("o", "u", 0.7, "lobang for lubang"),
    ("a", "e", 1.0, "seksama for saksama"),
    ("oe", "u", 0.0, "boekoe for buku"),
    ("dj", "j", 0.0, "djalan for jalan"),
    ("tj", "c", 0.0, "tjinta for cinta"),
    ("nj", "ny", 0.0, "njonja for nyonya"),
    ("sj", "sy", 0.0, "sjarat for syarat"),
    ("ch", "kh", 0.0, "chusus for khusus"),
    ("sy", "s", 0.3, "sarat for syarat"),
    ("kh", "k", 0.3, "kusus for khusus"),
    ("x", "ks", 0.0, "taxi for taksi"),
];

/// Letters that are hardly heard, so left out or put in: h (tau for tahu), and the
/// apostrophe's k (bapa for bapak).
const SILENT: [(char, f32); 2] = [('h', -0.7), ('k', 0.0)];

/// A silent letter put in where none is meant: hutang for utang.
const BREATH: f32 = EVENT + 1.5;

/// Rows of the keyboard. A key touches its neighbours in the row, and those above and below
/// it, the rows being shifted by half a key.
const ROWS: [&str; 3] = ["qwertyuiop", "asdfghjkl", "zxcvbnm"];

/// What it costs to type `typed` where `meant` is meant; the dearer the less likely.
///
/// ```
/// use telusur::search::slip_cost;
///
/// assert!(slip_cost("fakta", "pakta") < slip_cost("rakta", "pakta"));
/// ```
pub fn slip_cost(typed: &str, meant: &str) -> f32 {
    let typed: Vec<char> = typed.chars().collect();
    let meant: Vec<char> = meant.chars().collect();
    // `best[i][j]`: the cheapest way from the first j letters meant to the first i typed.
    let mut best = vec![vec![f32::INFINITY; meant.len() + 1]; typed.len() + 1];
    best[0][0] = 0.0;
    for i in 0..=typed.len() {
        for j in 0..=meant.len() {
            let so_far = best[i][j];
            if so_far.is_infinite() {
                continue;
            }
            let (rest, wanted) = (&typed[i..], &meant[j..]);
            let mut reach = |letters: usize, of_meant: usize, cost: f32| {
                let first = if i == 0 && j == 0 && cost > 0.0 { FIRST } else { 0.0 };
                let again = if so_far > 0.0 && cost > 0.0 { AGAIN } else { 0.0 };
                let cell = &mut best[i + letters][j + of_meant];
                *cell = cell.min(so_far + cost + first + again);
            };
            if let (Some(a), Some(b)) = (rest.first(), wanted.first()) {
                reach(1, 1, if a == b { 0.0 } else { replaced(*a, *b) });
            }
            if let Some(extra) = rest.first() {
                reach(1, 0, inserted(*extra, i.checked_sub(1).map(|at| typed[at]), rest.get(1)));
            }
            if let Some(lost) = wanted.first() {
                reach(0, 1, left_out(*lost, j.checked_sub(1).map(|at| meant[at])));
            }
            if let ([a, b, ..], [c, d, ..]) = (rest, wanted)
                && a == d
                && b == c
                && a != b
            {
                reach(2, 2, EVENT);
            }
            for (one, other, beyond, _) in
                SLIPS.iter().filter(|(one, other, ..)| one.len() + other.len() > 2)
            {
                for (from, to) in [(one, other), (other, one)] {
                    if begins(rest, from) && begins(wanted, to) {
                        reach(from.len(), to.len(), EVENT + beyond);
                    }
                }
            }
        }
    }
    best[typed.len()][meant.len()]
}

/// One letter typed for another.
fn replaced(typed: char, meant: char) -> f32 {
    let same = |text: &str, letter: char| text.len() == 1 && text.starts_with(letter);
    let sound = SLIPS.iter().find(|(one, other, ..)| {
        same(one, typed) && same(other, meant) || same(one, meant) && same(other, typed)
    });
    let mut cost: f32 = LETTER;
    if let Some((_, _, beyond, _)) = sound {
        // Even a likely one is one of the letters it could have been.
        cost = cost.min(EVENT + 1.0 + beyond);
    }
    if neighbours(typed, meant) {
        cost = cost.min(NEIGHBOUR);
    }
    if is_vowel(typed) && is_vowel(meant) {
        cost = cost.min(VOWEL);
    }
    cost
}

/// A letter typed that is not meant, between two others.
fn inserted(extra: char, before: Option<char>, after: Option<&char>) -> f32 {
    let mut cost: f32 = LETTER;
    for beside in [before, after.copied()].into_iter().flatten() {
        if beside == extra {
            cost = cost.min(DOUBLED);
        } else if neighbours(beside, extra) {
            cost = cost.min(NEIGHBOUR);
        }
    }
    if SILENT.iter().any(|(letter, _)| *letter == extra) {
        cost = cost.min(BREATH);
    }
    cost
}

/// A letter meant that is not typed.
fn left_out(lost: char, before: Option<char>) -> f32 {
    if before == Some(lost) {
        return SINGLED;
    }
    let silent = SILENT.iter().find(|(letter, _)| *letter == lost);
    EVENT + silent.map_or(0.0, |(_, beyond)| *beyond)
}

fn is_vowel(letter: char) -> bool {
    matches!(letter, 'a' | 'e' | 'i' | 'o' | 'u')
}

/// Whether two keys touch.
fn neighbours(one: char, other: char) -> bool {
    let place = |letter| {
        ROWS.iter().enumerate().find_map(|(row, keys)| {
            let column = keys.find(letter)?;
            Some((row as i32, 2 * column as i32 + row as i32))
        })
    };
    match (place(one), place(other)) {
        (Some((row, x)), Some((other_row, other_x))) => {
            let (down, along) = ((row - other_row).abs(), (x - other_x).abs());
            one != other && (down == 0 && along == 2 || down == 1 && along == 1)
        }
        _ => false,
    }
}

fn begins(letters: &[char], with: &str) -> bool {
    letters.len() >= with.len() && with.chars().zip(letters).all(|(a, b)| a == *b)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_with_a_reason_are_cheaper() {
        for (typed, reason, none) in [
            ("propinsi", "provinsi", "proginsi"),
            ("ijasah", "ijazah", "ijarah"),
            ("kotw", "kote", "kotb"),
            ("jalann", "jalan", "jalanm"),
            ("boekoe", "buku", "bogkog"),
            ("kusus", "khusus", "krusus"),
        ] {
            assert!(slip_cost(typed, reason) < slip_cost(typed, none), "{typed}: {reason}");
        }
    }

    #[test]
    fn one_event_is_cheaper_than_one_letter_of_many() {
        assert!(slip_cost("pemerintha", "pemerintah") < slip_cost("pemerintas", "pemerintah"));
        assert!(slip_cost("pemerinth", "pemerintah") < slip_cost("pemerintaxh", "pemerintah"));
    }

    #[test]
    fn nothing_costs_nothing_and_two_cost_more_than_one() {
        assert_eq!(slip_cost("kota", "kota"), 0.0);
        assert!(slip_cost("pmrintah", "pemerintah") > 2.0 * EVENT);
    }

    #[test]
    fn keys_touch_their_neighbours() {
        let touch = |of: char| ('a'..='z').filter(|b| neighbours(of, *b)).collect::<String>();
        assert_eq!(touch('g'), "bfhtvy");
        assert_eq!(touch('a'), "qswz");
    }
}
