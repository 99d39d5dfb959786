//! Headlines that nothing announces on lines of their own, or behind a sentence that has ended:
//! twice the same, last in the text, or of something else; and titles of videos.

use crate::analysis::Lexicon;
use crate::clean::cut::{Cut, add, last_kept, overlaps};
use crate::clean::headline;
use crate::clean::headline::lone;
use crate::clean::headline::title_line::{LENGTHS, LOST_LABEL, last_stop, reads_as_title};
use crate::clean::link::video;
use crate::clean::text::seam;
use crate::clean::text::window::{first_line, lines, prefix};

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

/// What a sentence ends in.
const ENDS: &[char] = &['.', '!', '?', '"', '”', '…'];

/// Evidence that headlines behind the last sentence need; see [`lone::unannounced`].
const LEAST: f32 = 1.0;

/// Adds cuts for such headlines. `cuts` are those made so far, in order.
pub(super) fn cut_teasers(text: &str, cuts: &mut Vec<Cut>) {
    add(cuts, doubled(text, cuts));
    add(cuts, bullets(text, cuts));
    add(cuts, video::before_colons(text, cuts));
    add(cuts, strangers(text, cuts));
    add(cuts, video::repeated(text, cuts).into_iter().collect());
    let last = last_lines(text, cuts);
    let last = if last.is_empty() { behind(text, cuts) } else { last };
    add(cuts, last);
}

/// Headlines that stand twice, a line each: those of videos whose picture has the headline too.
fn doubled(text: &str, cuts: &[Cut]) -> Vec<Cut> {
    let mut more = Vec::new();
    let mut before = None;
    for (start, line) in lines(text) {
        let end = start + line.len();
        let same = before.replace((start, line)).filter(|&(_, same)| same == line);
        if let Some((first, _)) = same
            && reads_as_title(line)
            && !overlaps(cuts, first, end)
        {
            more.push(Cut { start: first, end, rule: "teaser" });
            before = None;
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
        // Words of other scripts have no capitals, a semicolon parts the cells of a table.
        let plain = !line.contains(|c: char| c.is_alphabetic() && !c.is_ascii() || c == ';');
        let goes_on = behind.len() >= LEAST_PARAGRAPH - 4 || behind.starts_with("1. ");
        if !goes_on || !plain || !is_teaser(line) || overlaps(cuts, start, end) {
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
        let titled = |title| video::is_title(title, headline::near(text, start));
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

/// Whether a line is a headline and no item of a list, keyword or label with its value.
fn is_teaser(line: &str) -> bool {
    let label = line.split_once(':').is_some_and(|(label, _)| {
        label.split_whitespace().count() <= 2 && !label.eq_ignore_ascii_case("video")
    });
    !label && reads_as_title(line)
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
        let video = "Ratna: Hari Pertama Lomba Perahu di Demak Berjalan Baik:";
        assert_eq!(cut(&format!("Air surut kemarin.\n\n{video}")), [video]);
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
