//! Headlines that nothing announces on lines of their own, or behind a sentence that has ended:
//! twice the same, last in the text, or before a colon with which nothing is announced.

use super::cuts::{add, first_kept, last_kept, overlaps};
use super::headline;
use super::lone;
use super::rule::Cut;
use super::seam;
use super::window::{first_line, lines, prefix};
use crate::analysis::Lexicon;

/// Bytes of a line that may be a headline.
const LENGTHS: std::ops::RangeInclusive<usize> = 16..=160;

/// Fewest words of such a line.
const LEAST_WORDS: usize = 4;

/// Most lines at the end that are headlines.
const MOST_LINES: usize = 4;

/// Most headlines behind the last sentence, and bytes in which they are looked for.
const MOST_BEHIND: usize = 8;
const MAX_BEHIND: usize = 1100;

/// Letters of a word that tells what a headline is about, and how many such words it has.
const LEAST_LETTERS: usize = 4;
const LEAST_STRANGE: usize = 5;

/// Of so many such words one may stand elsewhere, too.
const MOST_KNOWN: usize = 7;

/// Bytes of the paragraphs around a headline of something else, at least; most such headlines and
/// most lines tried; and bytes of the story before and behind in which its words would stand.
const LEAST_PARAGRAPH: usize = 60;
const MOST_STRANGERS: usize = 4;
const MOST_TRIES: usize = 64;
const MAX_STORY: usize = 16 << 10;

/// What is left of `Simak Video: …` where the words were a picture.
const LOST_LABEL: &str = " : ";

/// What stands before the title of a video of Detik.
const VIDEO: &str = "Video ";

/// What announces what stands behind its colon; and fewest words of a headline before a quote,
/// which a name may announce.
const ANNOUNCERS: &[&str] = &[
    "agenda",
    "alasan",
    "bacaan",
    "berikut",
    "biodata",
    "cara",
    "catatan",
    "contoh",
    "daftar",
    "data",
    "detail",
    "doa",
    "fakta",
    "harga",
    "hasil",
    "ini",
    "inilah",
    "isi",
    "jadwal",
    "jalannya",
    "jawaban",
    "keterangan",
    "klasemen",
    "kriteria",
    "kronologi",
    "kutipan",
    "langkah",
    "lima",
    "lirik",
    "manfaat",
    "nama",
    "niat",
    "penjelasan",
    "pernyataan",
    "poin",
    "prediksi",
    "profil",
    "rekor",
    "rencana",
    "rincian",
    "simak",
    "sinopsis",
    "skuad",
    "spesifikasi",
    "statistik",
    "surat",
    "susunan",
    "syarat",
    "tahapan",
    "teks",
    "tiga",
    "tips",
    "urutan",
];
const LEAST_QUOTED: usize = 6;

/// What a sentence ends in.
const ENDS: &[char] = &['.', '!', '?', '"', '”', '…'];

/// Bytes of a word that tell whether it is short, a number, or one of small letters.
const MAX_SHORT: usize = 8;

/// Evidence that headlines behind the last sentence need; see [`lone::unannounced`].
const LEAST: f32 = 1.0;

/// Evidence that headlines before a colon need.
const LEAST_COLON: f32 = 0.0;

/// Adds cuts for such headlines. `cuts` are those made so far, in order.
pub(super) fn cut_teasers(text: &str, cuts: &mut Vec<Cut>) {
    add(cuts, doubled(text, cuts));
    add(cuts, bullets(text, cuts));
    add(cuts, before_colons(text, cuts));
    add(cuts, strangers(text, cuts));
    add(cuts, repeated(text, cuts).into_iter().collect());
    let last = last_lines(text, cuts);
    let last = if last.is_empty() { behind(text, cuts) } else { last };
    add(cuts, last);
}

/// Headlines that stand twice, a line each: those of videos whose picture has the headline too.
fn doubled(text: &str, cuts: &[Cut]) -> Vec<Cut> {
    let mut more = Vec::new();
    let mut before = (0, "");
    for (start, line) in lines(text) {
        let (first, same) = before;
        before = (start, line);
        let end = start + line.len();
        if line == same && first > 0 && reads_as_teaser(line) && !overlaps(cuts, first, end) {
            more.push(Cut { start: first, end, rule: "teaser" });
            before = (0, "");
        }
    }
    more
}

/// Headlines behind a bullet that is no item of a list: links of Tribun's papers between two
/// paragraphs.
fn bullets(text: &str, cuts: &[Cut]) -> Vec<Cut> {
    let mut more = Vec::new();
    for at in memchr::memmem::find_iter(text.as_bytes(), b"\n\xE2\x80\xA2 ") {
        let start = at + 1;
        let line = first_line(&text[start..], *LENGTHS.end()).trim_end();
        let end = start + line.len();
        let before = text[..at].trim_end();
        let behind = text[end..].trim_start();
        let listed = before.rsplit('\n').next().is_some_and(|line| line.starts_with('•'))
            || behind.starts_with('•');
        if !listed
            && before.ends_with(ENDS)
            && text[end..].starts_with(['\n', '\r'])
            && is_teaser(line.trim_start_matches(['•', ' ']))
            && !overlaps(cuts, start, end)
        {
            more.push(Cut { start, end, rule: "teaser" });
        }
    }
    more
}

/// Headlines behind the last sentence of a paragraph that end in a colon, and a sentence follows
/// or nothing: titles of Detik's videos, which stood behind them.
fn before_colons(text: &str, cuts: &[Cut]) -> Vec<Cut> {
    let mut more = Vec::new();
    for (start, line) in lines(text) {
        let Some(paragraph) = line.strip_suffix(':') else { continue };
        let end = start + line.len();
        let near = line.ceil_char_boundary(line.len().saturating_sub(MAX_BEHIND));
        let Some((stop, _)) = last_stop(&paragraph[near..]) else { continue };
        let title = paragraph[near + stop..].trim();
        let start = start + paragraph.trim_end().len() - title.len();
        let near = headline::near(text, start);
        if overlaps(cuts, start, end) || !is_title_of_video(title, near) {
            continue;
        }
        let behind = first_line(text[first_kept(text, end, cuts)..].trim_start(), MAX_BEHIND);
        let quoted = behind.starts_with(['"', '“']);
        let told = behind.len() >= LEAST_PARAGRAPH && behind.starts_with(char::is_uppercase);
        if behind.is_empty() || told || quoted && words(title) >= LEAST_QUOTED {
            more.push(Cut { start, end, rule: "teaser" });
        }
    }
    more
}

/// The title of a video that stands twice, one behind the other, at the end.
fn repeated(text: &str, cuts: &[Cut]) -> Option<Cut> {
    let (floor, end) = last_kept(text, cuts)?;
    let line = text[floor..end].rsplit('\n').next().unwrap_or_default();
    let second = line.rfind(VIDEO)?;
    let first = line[..second].rfind(VIDEO)?;
    let title = &line[second..];
    let twice = line[first..second].trim_end() == title && LENGTHS.contains(&title.len());
    twice.then_some(Cut { start: end - line.len() + first, end, rule: "teaser" })
}

/// Headlines between two paragraphs of which no word stands anywhere else: a heading of the story
/// has some, the title of a video of something else has none.
fn strangers(text: &str, cuts: &[Cut]) -> Vec<Cut> {
    let mut more = Vec::new();
    let (mut before, mut tries) = ("", 0);
    for (start, line) in lines(text) {
        let paragraph = std::mem::replace(&mut before, line);
        if !paragraph.ends_with(ENDS) || paragraph.len() < LEAST_PARAGRAPH {
            continue;
        }
        let end = start + line.len();
        let behind = first_line(text[end..].trim_start(), LEAST_PARAGRAPH);
        let latin = !line.contains(|c: char| c.is_alphabetic() && !c.is_ascii() || c == ';');
        let goes_on = behind.len() >= LEAST_PARAGRAPH - 4 || behind.starts_with("1. ");
        if !goes_on || !latin || !is_teaser(line) || overlaps(cuts, start, end) {
            continue;
        }
        if tries == MOST_TRIES || more.len() == MOST_STRANGERS {
            break;
        }
        tries += 1;
        let near = text.ceil_char_boundary(start.saturating_sub(MAX_STORY));
        let lower = prefix(&text[near..], 2 * MAX_STORY).to_lowercase();
        let words = line.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase);
        let tells = |word: &String| word.len() >= LEAST_LETTERS && !Lexicon::is_function_word(word);
        let words: Vec<String> = words.filter(tells).collect();
        let known = |word: &&String| seam::stands_in(&lower, word, 2);
        let known = words.iter().filter(known).count();
        if words.len() - known >= LEAST_STRANGE && known <= words.len() / MOST_KNOWN {
            more.push(Cut { start, end, rule: "teaser" });
        }
    }
    more
}

/// Headlines on the last lines, behind the end of a sentence.
fn last_lines(text: &str, cuts: &[Cut]) -> Vec<Cut> {
    let Some((floor, mut end)) = last_kept(text, cuts) else { return Vec::new() };
    let mut lines = Vec::new();
    while lines.len() <= MOST_LINES {
        let kept = &text[floor..end];
        let Some(newline) = kept.rfind('\n') else { return Vec::new() };
        let line = kept[newline..].trim();
        let start = end - kept[newline..].trim_start().len();
        end = floor + kept[..newline].trim_end().len();
        let before = kept[..newline].trim_end();
        let behind_cut = before.is_empty() && floor > 0;
        let titled = |title| is_title_of_video(title, headline::near(text, start));
        let fits = is_teaser(line) || line.strip_suffix(':').is_some_and(titled);
        if (behind_cut || before.ends_with(ENDS)) && fits {
            lines.push(Cut { start, end: start + line.len(), rule: "teaser" });
            break;
        }
        if end == floor || !is_teaser(line) || lone::unannounced(line, line, LEAST).is_none() {
            return Vec::new();
        }
        lines.push(Cut { start, end: start + line.len(), rule: "teaser" });
    }
    if lines.len() > MOST_LINES {
        lines.clear();
    }
    lines
}

/// Headlines behind the last sentence on its line.
fn behind(text: &str, cuts: &[Cut]) -> Vec<Cut> {
    let Some((floor, end)) = last_kept(text, cuts) else { return Vec::new() };
    let begin = text.ceil_char_boundary(floor.max(end.saturating_sub(MAX_BEHIND)));
    let (whole, floor) = (begin == floor, begin);
    // What a video was about ends in a colon: the video stood behind it.
    let kept = text[floor..end].trim_end_matches([':', ' ']);
    if kept.ends_with(['.', '!', '"', '”', ')', ',']) {
        return Vec::new();
    }
    let stop = last_stop(kept);
    // Behind the headlines of Tempo stands its chatbot; what is cut before them is no sentence.
    let run = cuts.iter().any(|cut| cut.rule == "chatbot" && cut.start >= end);
    let stop = if run && whole && floor > 0 { stop.or(Some((0, false))) } else { stop };
    let Some((mut at, false)) = stop else { return Vec::new() };
    let start = floor + kept.len() - kept[at..].trim_start().len();
    let few = stop == Some((0, false)) && kept.split_whitespace().count() <= 3;
    if run && (few || lone::is_run(&kept[at..])) {
        return vec![Cut { start, end, rule: "teaser" }];
    }
    if kept[at..].starts_with(LOST_LABEL) {
        at += LOST_LABEL.len();
    }
    if text[start..].starts_with(|c: char| c.is_lowercase() || c == '-') {
        return Vec::new();
    }
    for _ in 0..MOST_BEHIND {
        let rest = kept[at..].trim_start();
        at = kept.len() - rest.len();
        let Some(length) = lone::unannounced(rest, headline::near(text, start), LEAST) else {
            return Vec::new();
        };
        at += length;
        if kept[at..].trim().is_empty() {
            return vec![Cut { start, end, rule: "teaser" }];
        }
    }
    Vec::new()
}

/// The byte behind the end of the last sentence, or line, and whether it is a line.
fn last_stop(kept: &str) -> Option<(usize, bool)> {
    kept.char_indices().rev().find_map(|(at, c)| {
        let next = at + c.len_utf8();
        let spaced = kept[next..].starts_with(' ') || c == '.' && opens(&kept[next..]);
        let labelled = c == '.' && kept[next..].starts_with(LOST_LABEL);
        // Behind a stop a word of small letters, a year, or a quote, has ended.
        let ended = || match c {
            '.' => ends_word(&kept[..at]),
            '"' | '”' => kept[..at].ends_with(['.', ',', '?', '!']),
            _ => false,
        };
        (c == '\n' || labelled || spaced && ended()).then_some((next, c == '\n'))
    })
}

/// Whether a text ends in a word of small letters, a bracket behind one, or a year.
fn ends_word(text: &str) -> bool {
    let near = text.ceil_char_boundary(text.len().saturating_sub(MAX_SHORT));
    let word = text[near..].rsplit([' ', '\n']).next().unwrap_or_default();
    let year = word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit());
    year || word.len() > 2 && word.ends_with(|c: char| c.is_ascii_lowercase() || c == ')')
}

/// Whether what stands before a colon is the title of a video and announces nothing.
fn is_title_of_video(title: &str, near: &str) -> bool {
    let announces = || {
        let first = title.split(' ').next().unwrap_or_default().to_lowercase();
        first.starts_with(|c: char| c.is_ascii_digit()) || ANNOUNCERS.contains(&first.as_str())
    };
    reads_as_teaser(title)
        && !announces()
        && lone::unannounced(title, near, LEAST_COLON) == Some(title.len())
}

/// Words of a stretch.
fn words(text: &str) -> usize {
    text.split_whitespace().filter(|word| is_word(word)).count()
}

/// Whether a word with a capital, or a number, is glued to the stop before it.
fn opens(text: &str) -> bool {
    let word = prefix(text, MAX_SHORT).split(' ').next().unwrap_or_default();
    let mut characters = word.chars();
    let capital = characters.next().is_some_and(char::is_uppercase)
        && characters.next().is_some_and(char::is_lowercase);
    capital || !word.is_empty() && word.len() < 4 && word.bytes().all(|b| b.is_ascii_digit())
}

/// Whether a line is a headline and no item of a list, keyword or label with its value.
fn is_teaser(line: &str) -> bool {
    let label = line.split_once(':').is_some_and(|(label, _)| {
        label.split_whitespace().count() <= 2 && !label.eq_ignore_ascii_case("video")
    });
    !label && reads_as_teaser(line)
}

/// Whether a line is a headline, perhaps with a label before it.
fn reads_as_teaser(line: &str) -> bool {
    LENGTHS.contains(&line.len())
        && words(line) >= LEAST_WORDS
        && line.chars().any(char::is_lowercase)
        && line.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || c == '\'')
        && !line.split_once(' ').is_some_and(|(first, _)| first.ends_with(['.', ')']))
        && !(line.starts_with("Selamat ") && line.ends_with('!'))
        && lone::is_headline(line)
}

/// Whether a word has two letters or more.
fn is_word(word: &str) -> bool {
    word.chars().filter(|c| c.is_alphabetic()).nth(1).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<&str> {
        let mut cuts = Vec::new();
        cut_teasers(text, &mut cuts);
        cuts.iter().map(|cut| &text[cut.start..cut.end]).collect()
    }

    #[test]
    fn headlines_that_stand_twice_or_last_are_cut() {
        let teaser = "Polisi Buru Pencuri Kabel Kereta di Bogor";
        assert_eq!(cut(&format!("Air surut.\n{teaser}\n{teaser}\nWarga pulang.")).len(), 1);
        assert_eq!(cut(&format!("Air surut.\nWarga pulang.\n\n{teaser}")), [teaser]);
        assert_eq!(cut(&format!("Air surut.\n• {teaser}\nWarga pulang kemarin.")).len(), 1);
        for text in ["Air surut. Warga pulang kemarin. ", "\"Air surut,\" katanya."] {
            assert_eq!(cut(&format!("{text}{teaser}")), [teaser]);
            assert_eq!(cut(&format!("{text}{teaser}:")), [format!("{teaser}:")]);
        }
    }

    #[test]
    fn a_headline_of_something_else_between_paragraphs_is_cut_and_a_heading_stays() {
        let story = "Warga kampung di tepi teluk menanam bakau sejak bulan Januari tahun lalu.";
        let behind = "Menurut kepala desa, seribu bibit bakau sudah ditanam warga di sana.";
        let video = "Kebakaran Gudang Plastik Landa Cikarang Timur";
        assert_eq!(cut(&format!("{story}\n{video}\n{behind}")), [video]);
        let heading = "Seribu Bibit Bakau Ditanam Warga Kampung Teluk";
        assert_eq!(cut(&format!("{story}\n{heading}\n{behind}")), [""; 0]);
    }

    #[test]
    fn a_headline_before_a_colon_that_announces_nothing_is_cut() {
        let title = "Ratna: Hari Pertama Lomba Perahu di Demak Berjalan Baik:";
        for behind in [
            "",
            "\n\"Kami siap,\" katanya.",
            "\nMenurut kepala desa, seribu bibit bakau sudah ditanam warga di sana.",
        ] {
            assert_eq!(
                cut(&format!("\"Air surut,\" katanya. {title}{behind}")),
                [title],
                "{behind}"
            );
        }
        assert_eq!(cut(&format!("Air surut kemarin.\n\n{title}")), [title]);
        for text in [
            "Air surut kemarin. Hasil Kualifikasi Balap Kuda di Bogor:\n1. Jaka",
            "Air surut kemarin. Polisi Buru Pencuri Kabel Kereta di Bogor:\n1. Jaka",
            "Air surut kemarin. Lirik Lagu Kampung Laut Ciptaan Warga Demak:\n\"Ayo pulang,\"",
            "Air surut kemarin. 7 Hari Pertama Lomba Perahu di Demak Berjalan Baik:\n\"Ayo pulang,\"",
            "Air surut kemarin. Berikut pernyataan lengkap kepala desa:\n\"Kami siap.\"",
        ] {
            assert_eq!(cut(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn the_title_of_a_video_that_stands_twice_at_the_end_is_cut() {
        let title = "Video Kepala Desa: Air Surut, Warga Pulang";
        let both = format!("{title} {title}");
        assert_eq!(cut(&format!("Warga lega, katanya. {both}")), [both]);
    }

    #[test]
    fn lists_are_sorted() {
        assert!(ANNOUNCERS.is_sorted());
    }

    #[test]
    fn lists_keywords_and_sentences_stay() {
        for text in [
            "Berikut susunannya:\nKampung Laut Bersatu Jaya Sentosa",
            "Air surut.\nKata kunci: Air, Laut, Kampung, Teluk",
            "Air surut.\n2. Kampung Laut di Tepi Teluk Penyu",
            "Air surut kemarin. Warga kampung lalu pulang ke rumah mereka",
            "Ayo maju lagi\nAyo maju lagi",
        ] {
            assert_eq!(cut(text), [""; 0], "{text}");
        }
    }
}
