//! What ends a text behind the story: who signed, labels without their values, and what has no words.

use crate::clean::cut::{self, Cut, Found};
use crate::clean::tail::signoff;
use crate::clean::tail::tags;
use crate::origin::Fact;

/// Bytes at the end of the story in which initials are looked for.
const MAX_TAIL: usize = 160;

/// Longest medium behind a name and a slash, in bytes.
const MAX_MEDIUM: usize = 60;

/// Characters of lines that hold no word.
const SCRAPS: &str = " -–—_*,.;:<>|()[]¬†\u{a0}\u{200e}";

/// Cuts initials behind the story, and hashtags behind the initials. `cuts` are those made so far,
/// in order.
pub(super) fn cut_end(text: &str, cuts: &mut Vec<Cut>, found: &mut Vec<Found>) {
    // Each turn takes what stands last in what is left of the text.
    let mut end = text.len();
    let mut last = cuts.len();
    let mut more = Vec::new();
    for _ in 0..12 {
        end = text[..end].trim_end().len();
        if last > 0 && cuts[last - 1].end >= end {
            end = cuts[last - 1].start.min(end);
            last -= 1;
            continue;
        }
        let floor = if last > 0 { cuts[last - 1].end } else { 0 };
        let from = text.ceil_char_boundary(floor.max(end.saturating_sub(MAX_TAIL)));
        if let Some(start) = last_label(text, from, end) {
            more.push(Cut { start, end, rule: "label" });
            end = start;
            continue;
        }
        if let Some(start) = tags::hashtags(text, from, end) {
            more.push(Cut { start, end, rule: "hashtags" });
            end = start;
            continue;
        }
        if let Some(start) = scrap(text, floor, end) {
            let around = text[start..end].starts_with(']') && encloses(&text[..end]);
            if around && !cut::overlaps(cuts, 0, 1) {
                cut::push(cuts, Cut { start: 0, end: 1, rule: "scrap" });
                last = cuts.iter().filter(|cut| cut.start < start).count();
            }
            more.push(Cut { start, end, rule: "scrap" });
            end = start;
            continue;
        }
        if let Some((start, name)) = unbracketed(text, floor, end) {
            if let Some(name) = name {
                found.push(Found { fact: Fact::Author, value: name.to_owned(), at: start });
            }
            more.push(Cut { start, end, rule: "initials" });
            end = start;
            continue;
        }
        // Few texts end so.
        let last_mark = text[from..end].trim_end_matches('.').chars().next_back();
        if !last_mark.is_some_and(|mark| ")]*/●■".contains(mark)) {
            break;
        }
        let Some(hit) = signoff::last().find(&text[from..end]) else { break };
        let start = from + hit.start();
        let behind_cut = floor > 0 && text[floor..start].trim().is_empty();
        if !(behind_cut || signoff::is_signature(text, start, end)) {
            break;
        }
        if let Some(author) = signoff::author_of(hit.as_str())
            && !is_told_of(&author, text, start, cuts)
        {
            found.push(Found { fact: Fact::Author, value: author, at: start });
        }
        more.push(Cut { start, end, rule: "initials" });
        end = start;
        // One signature, perhaps behind stars.
        if more.iter().filter(|cut| cut.rule == "initials").count() == 2 {
            break;
        }
    }
    cut::add(cuts, more);
}

/// Whether the story, which ends at `end`, speaks of what signs it: then it is a source. `cuts` are
/// no part of it.
fn is_told_of(name: &str, text: &str, end: usize, cuts: &[Cut]) -> bool {
    let mut hits = memchr::memmem::find_iter(&text.as_bytes()[..end], name.as_bytes());
    hits.any(|at| !cut::overlaps(cuts, at, at + name.len()))
}

/// Where the label begins, from `from` on, that ends a text and whose value was lost.
fn last_label(text: &str, from: usize, end: usize) -> Option<usize> {
    // What ends in another stands before it.
    const LABELS: &[&str] = &[
        "Simak Video",
        "Simak! Video",
        "Video",
        "Sumber",
        "Penulis",
        "Editor",
        "Reporter",
        "Laporan",
        "Foto",
    ];
    let line = text[from..end].trim_end_matches([':', ' ']);
    let before = LABELS.iter().find_map(|label| line.strip_suffix(label))?;
    let ended = before.trim_end_matches(' ').ends_with(['\n', '.', '!', '?', '"', '”', ')', '*']);
    ended.then_some(from + before.len())
}

/// Where what has no words begins that ends a text: on its line, behind a cut, which ends at
/// `floor`, or the bracket around the whole text.
fn scrap(text: &str, floor: usize, end: usize) -> Option<usize> {
    let kept = &text[floor..end];
    let begin = kept.rfind('\n').map_or(floor, |newline| floor + newline + 1);
    let line = text[begin..end].trim_start();
    if begin > 0 && !line.is_empty() && line.chars().all(|c| SCRAPS.contains(c)) {
        return Some(end - line.len());
    }
    let around = kept.ends_with(" ]") && encloses(&text[..end]);
    around.then(|| end - 1)
}

/// Whether the bracket that a text begins with is closed by the one it ends in.
fn encloses(text: &str) -> bool {
    let mut depth = 0;
    let brackets = text.char_indices().filter(|&(_, c)| c == '[' || c == ']');
    let closed = brackets.map(|(at, c)| {
        depth += if c == '[' { 1 } else { -1 };
        (depth == 0).then_some(at)
    });
    text.starts_with('[') && closed.flatten().next() == Some(text.len() - 1)
}

/// Where a signature without brackets, or with one that was never closed, begins that ends a
/// text, and who signed, if it says so; nothing before `floor` is looked at.
fn unbracketed(text: &str, floor: usize, end: usize) -> Option<(usize, Option<&str>)> {
    const MARKS: [char; 5] = ['.', '!', '?', '"', '”'];
    let from = text.ceil_char_boundary(floor.max(end.saturating_sub(MAX_TAIL)));
    let tail = &text[from..end];
    let open = tail.rfind(['(', '[']).is_some_and(|at| !tail[at..].contains([')', ']']));
    if open {
        let captures = signoff::open().captures(tail)?;
        return Some((from + captures.name("signature")?.start(), None));
    }
    // Few texts end so.
    let last = &tail[tail.ceil_char_boundary(tail.len().saturating_sub(MAX_MEDIUM))..];
    let short = last.trim_end_matches('.').rsplit([' ', '\n', '.', '!', '?', '"', '”']).next();
    let capitals = |word: &str| word.len() > 1 && word.bytes().all(|b| b.is_ascii_uppercase());
    if !last.contains('/') && !short.is_some_and(capitals) && !last.ends_with(" hak cipta") {
        return None;
    }
    let captures = signoff::bare().captures(tail)?;
    let hit = captures.name("signature")?;
    let name = captures.name("name").map(|name| name.as_str());
    let cut_off = from > floor && captures.get(0)?.start() == 0 && !tail.starts_with(MARKS);
    // An address may end like initials.
    let before = tail[..hit.start()].rsplit(char::is_whitespace).next().unwrap_or_default();
    let address = before.trim_end_matches(MARKS).contains(['.', '/', ':', '[', ']'])
        || ["com/", "co/", "id/", "net/", "org/"].contains(&hit.as_str());
    let site = name.filter(|name| !name.contains(".co"));
    (!cut_off && (name.is_some() || !address)).then_some((from + hit.start(), site))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tail(text: &str) -> (String, Option<String>) {
        let (mut cuts, mut found) = (Vec::new(), Vec::new());
        cut_end(text, &mut cuts, &mut found);
        let kept = cuts.first().map_or(text, |cut| &text[..cut.start]);
        (kept.trim_end().to_owned(), found.pop().map(|found| found.value))
    }

    #[test]
    fn signatures_and_lost_labels_are_no_part_of_the_story() {
        for (end, author) in [
            (" (dra/kur)", None),
            (" (Yanuarsih).(*)", Some("Yanuarsih")),
            (" (Tim Redaksi : Ratna Wulandari, Joko Contoh)", Some("Ratna Wulandari, Joko Contoh")),
            (" (Uu. H - RF / D011)", None),
            ("\n\nSumber:", None),
            ("\n\n(D011)", None),
            ("\n#Banjir #Demak", None),
            (" #WargaDemak", None),
            (" Ed: rw/", None),
            ("rw/jcx", None),
            (" (Ed: rw/jc)", None),
            ("\nAFPSemua foto dilindungi hak cipta", None),
            (" Ratna Wulandari/Warta.com", Some("Ratna Wulandari")),
            (" Ratna Wulandari/Sumber : Reuters", Some("Ratna Wulandari")),
            (" (Uu. D011)", None),
            (" (R.D011)", None),
            (" (M.Ratna Wulandari/bersambung).", None),
            (" (*.", None),
            (" (Ratna Wulandari.", None),
            (" [Antara", None),
            ("\n-----\n,", None),
        ] {
            let (kept, found) = tail(&format!("Air surut.{end}"));
            assert_eq!((kept.as_str(), found.as_deref()), ("Air surut.", author), "{end}");
        }
        assert_eq!(tail("katanya(RMOL)").0, "katanya");
        let told = "\"Air surut,\" katanya kepada Warta Contoh. (Warta Contoh)";
        assert_eq!(tail(told).1, None);
        let mut cuts = Vec::new();
        cut_end("[ Air surut di [kampung] ini. ]", &mut cuts, &mut Vec::new());
        let stretches: Vec<_> = cuts.iter().map(|cut| (cut.start, cut.end)).collect();
        assert_eq!(stretches, [(0, 1), (30, 31)]);
        for text in [
            "Lihat https://www.contoh.id/",
            "Air surut.\nhttps://contoh.id/air/rob",
            "Dua gol. Ratna Wulandari (Persidemak.",
            "Itu kata BBC",
            "Air surut :(",
            "Beratnya tiga (kg)",
            "Partai itu (PDIP)",
            "Menurut sumber: air surut",
            "Sumber: Warta dan Contoh Post.",
            "Air surut. (HR. Contoh dan Warta)",
        ] {
            assert_eq!(tail(text).0, text);
        }
    }
}
