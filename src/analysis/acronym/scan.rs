//! [`evidence`]: where a text says what a short form stands for.
//!
//! | mark | example |
//! |---|---|
//! | a short form in brackets | Komisi Pemberantasan Korupsi (KPK) |
//! | a long form in brackets | KPK (Komisi Pemberantasan Korupsi) |
//! | disingkat | Tata Usaha Negara, disingkat TUN |
//! | singkatan dari, akronim dari, kepanjangan dari | TUN, singkatan dari Tata Usaha Negara |
//! | alias | Setya Novanto alias Setnov |

use memchr::memchr_iter;
use memchr::memmem::find_iter;

use super::align::{Begin, Short, align};
use super::word::{MOST_WORDS, Word, words};
use super::{AcronymKind, Evidence};
use crate::span::Span;

/// Bytes looked at on either side of a mark: twelve long words.
const WINDOW: usize = 160;

/// Bytes between brackets; what is longer is no name.
const MOST_INSIDE: usize = 120;

/// Most words of a short form: Satpol PP, Kemenko PMK.
const MOST_OF_SHORT: usize = 2;

/// Words of a name before and behind alias: `Joko Widodo alias Jokowi`, `Muhaimin Iskandar
/// alias Cak Imin`.
const NAME_WORDS: std::ops::RangeInclusive<usize> = 2..=4;
const NICKNAME_WORDS: std::ops::RangeInclusive<usize> = 1..=2;

/// What is written with a capital before a name and is no part of it.
const OFFICES: [&str; 24] = [
    "aktor",
    "anggota",
    "artis",
    "bapak",
    "bupati",
    "calon",
    "direktur",
    "gubernur",
    "ibu",
    "jenderal",
    "kepala",
    "ketua",
    "komika",
    "kota",
    "mantan",
    "menteri",
    "pak",
    "presiden",
    "sekretaris",
    "terdakwa",
    "tersangka",
    "umum",
    "wakil",
    "wali",
];

/// What may stand between a mark and the short form behind it.
const TO_SHORT: [&str; 6] = ["menjadi", "jadi", "dengan", "sebagai", "yaitu", "sebutan"];

/// What may stand between a short form and the mark that its long form follows.
const TO_MARK: [&str; 5] = ["adalah", "merupakan", "sebuah", "ini", "sendiri"];

/// What may stand between a long form and the mark that its short form follows.
const FROM_LONG: [&str; 9] =
    ["atau", "yang", "biasa", "kerap", "lebih", "sering", "selanjutnya", "bisa", "dapat"];

/// Gives every place of `text` that says what a short form stands for to `each`.
///
/// ```
/// # use telusur::analysis::acronym::{AcronymKind, evidence};
/// let text = "Menteri Dalam Negeri (Mendagri) menemui KPK (Komisi Pemberantasan Korupsi).";
/// let mut found = Vec::new();
/// evidence(text, |pair| found.push((pair.short.of(text), pair.long.of(text), pair.kind)));
/// assert_eq!(found[0], ("Mendagri", "Menteri Dalam Negeri", AcronymKind::Syllabic));
/// assert_eq!(found[1], ("KPK", "Komisi Pemberantasan Korupsi", AcronymKind::Strict));
/// ```
pub fn evidence(text: &str, mut each: impl FnMut(Evidence)) {
    for open in memchr_iter(b'(', text.as_bytes()) {
        if let Some(inside) = inside(text, open) {
            brackets(text, open, inside).into_iter().for_each(&mut each);
        }
    }
    for (mark, read) in MARKS {
        for at in find_iter(text.as_bytes(), mark.as_bytes()) {
            let (before, behind) = (before(text, at), behind(text, at + mark.len()));
            let apart = !text[..at].ends_with(char::is_alphanumeric)
                && !text[at + mark.len()..].starts_with(char::is_alphanumeric);
            if apart && let Some(found) = read(text, before, behind) {
                each(found);
            }
        }
    }
}

/// Reads what stands before and behind a mark.
type Reader = fn(&str, Span, Span) -> Option<Evidence>;

const MARKS: [(&str, Reader); 5] = [
    ("disingkat", shortened),
    ("singkatan dari", spelt_out),
    ("akronim dari", spelt_out),
    ("kepanjangan dari", spelt_out),
    ("alias", alias),
];

/// What stands between the bracket at `open` and its partner.
fn inside(text: &str, open: usize) -> Option<Span> {
    let rest = &text.as_bytes()[open + 1..];
    let rest = &rest[..rest.len().min(MOST_INSIDE)];
    let end = rest.iter().position(|b| matches!(b, b')' | b'(' | b'\n'))?;
    (rest[end] == b')' && end > 1).then(|| Span::new(open + 1, open + 1 + end))
}

/// The words before byte `at`, as far as they may belong together.
fn before(text: &str, at: usize) -> Span {
    let from = text.ceil_char_boundary(at.saturating_sub(WINDOW));
    let window = &text[from..at];
    let mut start = if from == 0 {
        0
    } else {
        // The word that the window cuts is none.
        window.find(char::is_whitespace).unwrap_or(window.len())
    };
    for (number, c) in window.char_indices() {
        if number >= start && parts(c, &window[number + c.len_utf8()..]) {
            start = number + c.len_utf8();
        }
    }
    Span::new(from + start, at)
}

/// The words from byte `at` on, as far as they may belong together.
fn behind(text: &str, at: usize) -> Span {
    let to = text.floor_char_boundary((at + WINDOW).min(text.len()));
    let window = &text[at..to];
    let end = window
        .char_indices()
        .find(|(number, c)| *c == '(' || parts(*c, &window[number + c.len_utf8()..]));
    Span::new(at, at + end.map_or(window.len(), |(number, _)| number))
}

/// Whether a name does not reach over `c`, given what follows.
fn parts(c: char, after: &str) -> bool {
    match c {
        '(' | ')' | '[' | ']' | '!' | '?' | ';' | ':' | '|' | '•' | '—' | '…' | '=' => true,
        '.' => !after.starts_with(|next: char| next.is_alphanumeric() || next == '.'),
        '\n' => after.trim_start_matches([' ', '\t', '\r']).starts_with('\n'),
        _ => false,
    }
}

fn brackets(text: &str, open: usize, inside: Span) -> Option<Evidence> {
    let content = words(text, inside);
    // (KPK, 2019), (AS/25): what follows a name there is no part of it.
    let first = inside.of(text).find([',', ';', '/', '-', '–']).unwrap_or(inside.len());
    let head = content.iter().filter(|word| word.span.end <= inside.start + first).count();
    let names = if text[inside.start + first..inside.end].contains(|c: char| c.is_ascii_digit()) {
        &[]
    } else {
        &content[..head]
    };
    let mut names = names;
    while let [first, rest @ ..] = names
        && is_one_of(text, first, &[&FROM_LONG[..], &TO_SHORT, &["disingkat", "disebut"]].concat())
    {
        names = rest;
    }
    // All of what is inside must be the long form, if it is one.
    let parted = inside.of(text).contains([';', ':']);
    let long = if parted { &[] } else { &content[..] };
    let short = short_of(text, names);
    if short.is_none() && !is_long(long) {
        return None;
    }
    let before = words(text, before(text, open));
    if let Some(short) = short
        && let Some((first, kind)) = align(&before, &short, Begin::Anywhere)
    {
        return Some(found(names, &before[first..], kind));
    }
    spell_out(text, &before, long)
}

/// The short form of some words, if they are few and stand side by side.
fn short_of(text: &str, words: &[Word]) -> Option<Short> {
    let apart = |pair: &[Word]| {
        let between = &text[pair[0].span.end..pair[1].span.start];
        !matches!(between, " " | "-" | "&" | " & " | "/")
    };
    let few = (1..=MOST_OF_SHORT).contains(&words.len());
    if !few || words.windows(2).any(apart) { None } else { Short::of(words) }
}

/// Whether words may be a long form: more than one, not too many, letters in front.
fn is_long(words: &[Word]) -> bool {
    (2..=MOST_WORDS).contains(&words.len()) && words[0].letters[0].is_alphabetic()
}

/// A long form in full behind its short one.
fn spell_out(text: &str, before: &[Word], long: &[Word]) -> Option<Evidence> {
    if !is_long(long) {
        return None;
    }
    (1..=MOST_OF_SHORT.min(before.len())).rev().find_map(|count| {
        let short = &before[before.len() - count..];
        let capitals = short.iter().all(|word| word.capitals > 0);
        let (_, kind) = align(long, &short_of(text, short).filter(|_| capitals)?, Begin::First)?;
        Some(found(short, long, kind))
    })
}

/// `Badan Pusat Statistik, disingkat BPS`.
fn shortened(text: &str, before: Span, behind: Span) -> Option<Evidence> {
    let (mut long, behind) = (words(text, before), words(text, behind));
    while long.last().is_some_and(|word| is_one_of(text, word, &FROM_LONG)) {
        long.pop();
    }
    let to_short = behind.iter().take_while(|word| is_one_of(text, word, &TO_SHORT)).count();
    let short = &behind[to_short..];
    (1..=MOST_OF_SHORT.min(short.len())).rev().find_map(|count| {
        let short = &short[..count];
        let (first, kind) = align(&long, &short_of(text, short)?, Begin::Anywhere)?;
        Some(found(short, &long[first..], kind))
    })
}

/// `BPS adalah singkatan dari Badan Pusat Statistik`.
fn spelt_out(text: &str, before: Span, behind: Span) -> Option<Evidence> {
    let (mut short, mut long) = (words(text, before), words(text, behind));
    while short.last().is_some_and(|word| is_one_of(text, word, &TO_MARK)) {
        short.pop();
    }
    long.truncate(MOST_WORDS);
    // Where the long form ends nobody says: as soon as it is complete.
    (2..=long.len()).find_map(|end| spell_out(text, &short, &long[..end]))
}

/// `Setya Novanto alias Setnov`.
fn alias(text: &str, before: Span, behind: Span) -> Option<Evidence> {
    let (before, behind) = (words(text, before), words(text, behind));
    let named = runs(text, &behind).next().filter(is_name).map_or(0, |name| name.len());
    if let Some(short) = short_of(text, &behind[..named.min(1)])
        && let Some((first, kind)) = align(&before, &short, Begin::Anywhere)
    {
        return Some(found(&behind[..1], &before[first..], kind));
    }
    let long = name_at_end(text, &before);
    let person =
        |words: &[Word]| words.iter().all(|word| !word.is_upper() && word.letters.len() > 1);
    let short = &behind[..named];
    let fits = NAME_WORDS.contains(&long.len()) && NICKNAME_WORDS.contains(&named);
    (fits && person(long) && person(short)).then(|| found(short, long, AcronymKind::Alias))
}

/// The name that ends a stretch: words with capitals in a row, offices before it left out.
fn name_at_end<'w>(text: &str, before: &'w [Word]) -> &'w [Word] {
    let mut name = runs(text, before).last().filter(is_name).unwrap_or_default();
    while let [first, rest @ ..] = name
        && (first.is_upper() || is_one_of(text, first, &OFFICES))
    {
        name = rest;
    }
    name
}

/// Words with capitals and nothing but a blank between as one run, any other by itself.
fn runs<'w>(text: &str, words: &'w [Word]) -> impl Iterator<Item = &'w [Word]> {
    words.chunk_by(|a, b| {
        let between = &text[a.span.end..b.span.start];
        a.capitalised && b.capitalised && between == " "
    })
}

fn is_name(run: &&[Word]) -> bool {
    run[0].capitalised
}

fn is_one_of(text: &str, word: &Word, list: &[&str]) -> bool {
    let written = word.span.of(text);
    list.iter().any(|one| one.eq_ignore_ascii_case(written))
}

fn found(short: &[Word], long: &[Word], kind: AcronymKind) -> Evidence {
    let whole = |words: &[Word]| {
        let end = words.last().expect("a form has words").span.end;
        Span::new(words[0].span.start, end)
    };
    Evidence { short: whole(short), long: whole(long), kind }
}
