//! Headlines inside the story that nothing announces: links whose markup was lost, glued to
//! the sentence before.

use crate::clean::cut::{self, Cut};
use crate::clean::headline;
use crate::clean::headline::lone;
use crate::clean::text::seam;
use crate::clean::text::window::{first_line, prefix};
use crate::clean::text::word;

/// Evidence such a headline needs; see [`lone::unannounced`].
const LEAST: f32 = 0.0;

/// The same where it is glued on both sides.
const LEAST_GLUED: f32 = -1.0;

/// How articles of the BBC name it, the bytes of its titles of links, bytes of several of them,
/// and how many at least stand together.
const BBC: &str = "BBC";
const LINKS: std::ops::Range<usize> = 20..180;
const MAX_CHAIN: usize = 900;
const LEAST_CHAIN: usize = 2;

/// How articles of CNN Indonesia name it.
const NAMES: [&str; 2] = ["CNN Indonesia", "Video CNN"];

/// Bytes of words that are left over between a headline and what is cut behind it.
const MAX_LEFT_OVER: usize = 40;

/// Bytes at the beginning of a text that tell whether its marks stand apart, and how many at
/// least do of each kind.
const MAX_PARTED: usize = 3000;
const LEAST_PARTED: usize = 3;

/// Bytes between two cuts that may be a headline.
const MAX_BETWEEN: usize = 200;

/// Abbreviations that names follow, sorted.
const ABBREVIATIONS: &[&str] = &[
    "Dr", "Drs", "Hj", "Ir", "Jl", "Kab", "Kec", "Mr", "No", "PT", "Pj", "Plt", "Prof", "Sdr", "St",
];

/// What titles of tables hold.
const TABLES: &[&str] = &["Daftar", "Hasil", "Jadwal", "Klasemen", "Susunan", "Top Skor"];

/// Fewest letters of a label.
const LEAST_LABEL: usize = 8;

/// Most places of one article at which such headlines are looked for.
const MOST_TRIES: usize = 4000;

/// Most such headlines in one article; more would not be links.
const MOST: usize = 40;

/// Adds a cut for each headline behind a sentence of an article of CNN Indonesia, whose pages
/// lose their links so; what other media glue to a sentence are headings of the story. `cuts` are
/// those made so far, in order. `cnn` is whether the article is known to be of CNN Indonesia.
pub(super) fn cut_headlines(text: &str, cnn: bool, cuts: &mut Vec<Cut>) {
    let bytes = text.as_bytes();
    let named = |name: &str| memchr::memmem::find(bytes, name.as_bytes()).is_some();
    if named(BBC) && seam::stands_in(text, BBC, 1) {
        cut::add(cuts, chains(text, cuts));
    }
    let cnn = cnn || NAMES.into_iter().any(named);
    if !(cnn || is_parted(text)) {
        return;
    }
    // What the contents list is a heading of the story.
    let listed = text.starts_with("Daftar Isi");
    let (mut passed, mut tries) = (0, MOST_TRIES);
    let mut next_cut = 0;
    let mut more = Vec::new();
    for at in memchr::memchr3_iter(b'.', b'"', b'?', bytes) {
        let apart = bytes[at] == b'.' && bytes.get(at + 1) == Some(&b' ');
        if !(cnn || apart && at > 0 && bytes[at - 1] == b' ') {
            continue;
        }
        let mut begin = at + 1 + usize::from(apart);
        if begin < passed || begin >= bytes.len() || !begins(bytes, begin) {
            continue;
        }
        // A quote that opens is none behind which anything ends.
        if bytes[at] == b'"' && !(at > 0 && matches!(bytes[at - 1], b'.' | b',' | b'?' | b'!')) {
            continue;
        }
        if tries == 0 {
            break;
        }
        tries -= 1;
        if bytes[at] == b'.' && cnn && !ends_sentence(bytes, at)
            || apart && is_abbreviation(&text[..at])
        {
            continue;
        }
        while more.len() < MOST {
            while next_cut < cuts.len() && cuts[next_cut].end <= begin {
                next_cut += 1;
            }
            let limit = cuts.get(next_cut).map_or(text.len(), |cut| cut.start);
            if limit <= begin {
                break;
            }
            let label = label(&text[begin..limit]);
            let rest = &text[begin + label..limit];
            let near = headline::near(text, begin);
            let length = match headline::glued(rest, near) {
                None => lone::spaced(rest, near, LEAST)
                    .or_else(|| lone::unannounced(rest, near, LEAST).filter(|_| !apart)),
                Some(_) => lone::unannounced(rest, near, if apart { LEAST } else { LEAST_GLUED })
                    .or_else(|| lone::spaced(rest, near, LEAST)),
            };
            // What stands alone before a cut may be nothing else.
            let alone = (limit < text.len() && rest.len() <= MAX_BETWEEN)
                .then(|| rest.trim_end().len())
                .filter(|&length| lone::is_long_run(&rest[..length]));
            let Some(length) = length.or(alone).map(|length| label + length) else { break };
            // A table of when and where, or a name before an age, not a headline.
            let next = text[begin + length..limit].trim_start();
            let found = text[begin..begin + length].trim_end();
            let ended = found
                .strip_suffix('.')
                .is_some_and(|found| !found.ends_with(|c: char| c.is_ascii_digit()));
            let apart_behind = text.as_bytes()[begin + length - 1] == b' ';
            if ended
                || holds_end(found)
                || is_table(found)
                || heads_table(found, next)
                || next.starts_with('(')
                || apart_behind && word::is_office(found, next)
                || listed && memchr::memmem::find_iter(bytes, found.as_bytes()).nth(1).is_some()
            {
                break;
            }
            let mut end = begin + found.len();
            if apart_behind {
                end += unit(found, &text[end..limit]);
            }
            let near = limit - end <= 2 * MAX_LEFT_OVER;
            let left_over = if near { text[end..limit].trim() } else { &text[end..limit] };
            let lower = |word: &str| word.starts_with(char::is_lowercase);
            if left_over.len() <= MAX_LEFT_OVER && !left_over.split(' ').any(lower) {
                end = limit;
            }
            more.push(Cut { start: begin, end, rule: "headline-glued" });
            passed = end;
            begin = end + text[end..limit].len() - text[end..limit].trim_start_matches(' ').len();
        }
    }
    cut::add(cuts, more);
    let between = between(text, cuts);
    cut::add(cuts, between);
}

/// Whether the marks of a text stand apart from its words, as a program parts them that reads
/// words; links were lost before it did.
fn is_parted(text: &str) -> bool {
    let lead = prefix(text, MAX_PARTED).as_bytes();
    let many =
        |mark: &str| memchr::memmem::find_iter(lead, mark.as_bytes()).nth(LEAST_PARTED).is_some();
    many(" , ") && many(" . ")
}

/// Cuts for headlines of the BBC: two or more behind a sentence, each glued to the next and the
/// last to the story.
fn chains(text: &str, cuts: &[Cut]) -> Vec<Cut> {
    let mut more = Vec::new();
    let (mut passed, mut tries) = (0, MOST_TRIES);
    for at in memchr::memchr3_iter(b'.', b'"', b'?', text.as_bytes()) {
        let begin = at + 1;
        let opens = text[begin..].starts_with(char::is_uppercase);
        let before = at.checked_sub(1).map_or(b' ', |at| text.as_bytes()[at]);
        let quoted = text.as_bytes()[at] != b'"' || b".,?!".contains(&before);
        if begin < passed || !opens || !quoted || before == b' ' {
            continue;
        }
        if more.len() == MOST || tries == 0 {
            break;
        }
        tries -= 1;
        let line = first_line(&text[begin..], MAX_CHAIN);
        let near = headline::near(text, begin);
        let (mut end, mut count) = (0, 0);
        while let Some(next) = next_link(&line[end..], near) {
            (end, count) = (end + next, count + 1);
        }
        let end = begin + end;
        if count >= LEAST_CHAIN && !cut::overlaps(cuts, begin, end) && more.len() < MOST {
            more.push(Cut { start: begin, end, rule: "headline-glued" });
            passed = end;
        }
    }
    more
}

/// The bytes of a link title, perhaps written like a sentence, to which the next is glued.
fn next_link(line: &str, near: &str) -> Option<usize> {
    let line = prefix(line, LINKS.end + 4);
    let bytes = line.as_bytes();
    let quote =
        |&at: &usize| matches!(bytes[at - 1], b'\'' | b'?') && bytes[at].is_ascii_uppercase();
    let seam = seam::first_near(line, LINKS.start, near);
    let quoted = (LINKS.start..line.len().min(LINKS.end)).find(quote);
    let end = [seam, quoted].into_iter().flatten().min().filter(|end| LINKS.contains(end))?;
    let link = &line[..end];
    let glued = |(at, _): (usize, &str)| link[at + 1..].starts_with(char::is_uppercase);
    let ended = link.contains([';', '"', '“']) || link.contains(". ") || holds_end(link);
    (!ended && !link.match_indices(':').any(glued)).then_some(end)
}

/// Cuts for headlines that are all there is between two cuts.
fn between(text: &str, cuts: &[Cut]) -> Vec<Cut> {
    let pairs = cuts.windows(2).filter_map(|pair| {
        let kept = &text[pair[0].end..pair[1].start];
        let headline = kept.trim();
        let near = headline::near(text, pair[0].end);
        let found =
            lone::unannounced(headline, near, LEAST).filter(|_| kept.len() <= MAX_BETWEEN)?;
        let start = pair[0].end + kept.len() - kept.trim_start().len();
        let end = start + headline.len();
        let whole = found == headline.len() && begins(text.as_bytes(), start);
        whole.then_some(Cut { start, end, rule: "headline-glued" })
    });
    pairs.collect()
}

/// Whether a stop ends a sentence: not one inside a number, an abbreviation or an address.
fn ends_sentence(bytes: &[u8], at: usize) -> bool {
    let before = |back: usize| at.checked_sub(back).map_or(b' ', |at| bytes[at]);
    let digit = before(1).is_ascii_digit();
    // An item of a list, `2. `, or a point inside a number.
    if digit && (!before(2).is_ascii_digit() || bytes[at + 1].is_ascii_digit()) {
        return false;
    }
    // An address.
    if bytes[at + 1..].starts_with(b"CO") {
        return false;
    }
    matches!(before(1), b')' | b'"' | b'%')
        || before(1).is_ascii_alphanumeric()
            && before(2).is_ascii_alphanumeric()
            && !(before(1).is_ascii_uppercase()
                && !before(3).is_ascii_uppercase()
                && bytes[at + 1].is_ascii_uppercase()
                && bytes.get(at + 2).is_some_and(u8::is_ascii_uppercase))
}

/// Whether a text ends in an abbreviation that names follow.
fn is_abbreviation(text: &str) -> bool {
    let word = text.rsplit([' ', '(', '\n']).next().unwrap_or_default();
    ABBREVIATIONS.binary_search(&word).is_ok()
}

/// The bytes of a label in capitals, `BREAKING NEWS`, that a headline is glued to.
fn label(text: &str) -> usize {
    let capitals =
        text.bytes().take_while(|&byte| byte.is_ascii_uppercase() || byte == b' ').count();
    let glued = text.as_bytes().get(capitals).is_some_and(u8::is_ascii_lowercase);
    if glued && capitals > LEAST_LABEL && !text[..capitals - 1].ends_with(' ') {
        capitals - 1
    } else {
        0
    }
}

/// Whether a stretch has parts between slashes, or a word glued to a colon.
fn is_table(text: &str) -> bool {
    let glued = |(at, _): (usize, &str)| text[at + 1..].starts_with(char::is_alphabetic);
    let numbered = |(at, _): (usize, &str)| text[..at].ends_with(|c: char| c.is_ascii_digit());
    text.match_indices(". ").any(numbered)
        || text.contains("/ ")
        || text.contains(" /")
        || text.contains(" : ")
        || text.contains(['[', ';', '#'])
        || text.contains("http")
        || text.match_indices(':').any(glued)
}

/// Whether a sentence ends inside a stretch, what follows glued to it.
fn holds_end(found: &str) -> bool {
    let bytes = found.as_bytes();
    memchr::memchr_iter(b'.', bytes).any(|at| {
        at > 0
            && (bytes[at - 1].is_ascii_lowercase()
                || bytes[at - 1].is_ascii_digit()
                || bytes[at - 1] == b')')
            && bytes.get(at + 1).is_some_and(u8::is_ascii_uppercase)
    })
}

/// Whether a stretch is the title of a table that follows: `Klasemen Akhir Grup A`, `1. …`.
fn heads_table(found: &str, next: &str) -> bool {
    let title = TABLES.iter().any(|title| found.contains(title));
    let near = prefix(next, 24);
    title
        && (near.starts_with("Grup")
            || near.contains(':')
            || near.bytes().any(|byte| byte.is_ascii_digit()))
}

/// The bytes of the space and the unit behind the amount a headline ends in, that the seam was
/// taken for the word glued to it: `Rp306` before ` TIa juga`.
fn unit(found: &str, behind: &str) -> usize {
    let amount = found.ends_with(|c: char| c.is_ascii_digit());
    let next = behind.trim_start();
    let mut letters = next.bytes();
    let unit = letters.next().is_some_and(|byte| b"TM".contains(&byte))
        && letters.next().is_some_and(|byte| byte.is_ascii_uppercase())
        && letters.next().is_some_and(|byte| byte.is_ascii_lowercase());
    if amount && unit { behind.len() - next.len() + 1 } else { 0 }
}

/// Whether a headline may begin at a byte.
fn begins(bytes: &[u8], at: usize) -> bool {
    let next = |ahead: usize| bytes.get(at + ahead).copied().unwrap_or(b' ');
    match bytes[at] {
        b'A'..=b'Z' => next(1).is_ascii_alphabetic(),
        b'0'..=b'9' => (1..4).any(|ahead| {
            next(ahead) == b' ' && (1..ahead).all(|digit| next(digit).is_ascii_digit())
        }),
        b'\'' => next(1).is_ascii_uppercase(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headlines_between_glued_paragraphs_are_cut_and_subjects_are_not() {
        let text = "Air surut kemarin.Warga Kampung Laut Bangun Tanggul Usai Banjir RobMenurut kepala \
                    desa, tanggul itu kuat.Direktur Jenderal Bina Marga menyebut jalan itu aman.";
        let mut cuts = Vec::new();
        cut_headlines(text, true, &mut cuts);
        let cut: Vec<_> = cuts.iter().map(|cut| &text[cut.start..cut.end]).collect();
        assert_eq!(cut, ["Warga Kampung Laut Bangun Tanggul Usai Banjir Rob"]);
    }

    fn cut(text: &str, cnn: bool) -> Vec<&str> {
        let mut cuts = Vec::new();
        cut_headlines(text, cnn, &mut cuts);
        cuts.iter().map(|cut| &text[cut.start..cut.end]).collect()
    }

    #[test]
    fn two_headlines_stand_in_a_row_and_words_stand_apart_from_their_marks() {
        let two = "Warga Kampung Laut Bangun Tanggul Usai Banjir Rob Lagi 3 Nelayan Demak Selamat \
                   Usai Kapal Karam di Laut Jawa";
        let text = format!("Air surut kemarin.{two}Menurut kepala desa, tanggul itu kuat.");
        assert_eq!(cut(&text, true), [two]);
        let one = "Warga Kampung Laut Bangun Tanggul Usai Banjir Rob";
        let story = "Air , kata dia , surut , lalu naik , lagi . Ia pulang . Ia makan . Ia tidur .";
        let text = format!("{story} {one} Menurut kepala desa , tanggul itu kuat .");
        assert_eq!(cut(&text, false), [one]);
    }

    #[test]
    fn links_of_the_bbc_are_chains_written_like_sentences() {
        let links =
            "Mengapa air laut naik lebih cepat di utaraKota yang tenggelam karena air tanah";
        let text = format!("Air naik kemarin, kata BBC.{links}Kepala desa membangun tanggul.");
        assert_eq!(cut(&text, false), [links]);
        let one = "Air naik, kata BBC.Mengapa air laut naik lebih cepatKepala desa pulang.";
        assert_eq!(cut(one, false), [""; 0]);
    }
}
