//! The last line of a column, which says who wrote it: `Ratna Wulandari. Dosen di Universitas X`.

use std::sync::OnceLock;

use regex::Regex;

use super::cuts::{last_kept, push};
use super::name;
use super::pattern::pattern;
use super::rule::{Cut, Found};
use crate::origin::Fact;

/// Bytes of such a line.
const MAX_LINE: usize = 240;

fn form() -> &'static Regex {
    static FORM: OnceLock<Regex> = OnceLock::new();
    FORM.get_or_init(|| {
        pattern(concat!(
            r"^(?:\*\)? ?)?",
            r"(?<name>(?:(?:Dr|Prof|Drs|Ir|KH|H)\.? ){0,2}[A-Z](?:[A-Za-z'’]+|\.)?(?: [A-Z][A-Za-z.'’]*){1,4}?)",
            r"(?:, [A-Z][A-Za-z.]+){0,3}[,.]? ?(?:adalah )?",
            r"(?:[Aa]dvokat|[Pp]engamat|[Pp]emerhati|Tenaga Ahli|[Dd]osen|Direktur|Ketua|[Pp]eneliti",
            r"|[Mm]ahasiswa|Guru Besar|Anggota (?:DPR|MPR|Komisi)|Wakil Ketua|[Pp]enulis|[Pp]raktisi",
            r"|[Aa]lumn[ui]s?|[Aa]kademisi|[Aa]nalis|Duta Besar|[Pp]egiat|[Pp]endiri|[Kk]andidat",
            r"|[Pp]engajar|[Bb]ekerja (?:sebagai|di)|bergiat di|[Ee]sais|[Kk]olumnis|[Bb]udayawan|[Ss]astrawan|[Ww]artawan|[Jj]urnalis|Juru Bicara|[Aa]ktivis)\b",
        ))
    })
}

/// Cuts that line where a column ends in it, and takes the name. `cuts` are those made so far,
/// in order.
pub(super) fn cut_columnist(text: &str, cuts: &mut Vec<Cut>, found: &mut Vec<Found>) {
    let Some((floor, end)) = last_kept(text, cuts) else { return };
    let kept = &text[floor..end];
    let begin = match kept.rfind('\n') {
        Some(newline) => newline,
        // On the line of the story it is no sentence.
        None => match last_stop(kept).filter(|_| !kept.ends_with(['.', '!', '?', '"', '”'])) {
            Some(stop) => stop,
            None => return,
        },
    };
    let line = kept[begin..].trim();
    let start = end - line.len();
    let ended = kept[..begin].trim_end().ends_with(['.', '!', '?', '"', '”', ')', '*', '-']);
    let tells = line.ends_with('.') && line.contains(", me");
    if line.len() > MAX_LINE || !ended || tells {
        return;
    }
    // Groups cost more than the match.
    if !form().is_match(line) {
        return;
    }
    let Some(captures) = form().captures(line) else { return };
    let value = name::tidy(&captures["name"]);
    found.push(Found { fact: Fact::Author, value, at: start });
    push(cuts, Cut { start, end, rule: "columnist" });
}

/// Where the last sentence of a text begins, perhaps glued to the stop before it.
fn last_stop(text: &str) -> Option<usize> {
    let near = text.ceil_char_boundary(text.len().saturating_sub(MAX_LINE + 2));
    let begins = |&(at, _): &(usize, &str)| {
        let word = text[near..near + at].rsplit(' ').next().unwrap_or_default();
        let behind = text[near + at + 1..].trim_start();
        word.len() > 3
            && word.ends_with(|c: char| c.is_ascii_lowercase())
            && behind.starts_with(char::is_uppercase)
    };
    text[near..].rmatch_indices('.').find(begins).map(|(at, _)| near + at + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn author(line: &str) -> Option<String> {
        let (mut cuts, mut found) = (Vec::new(), Vec::new());
        cut_columnist(&format!("Air surut.\n{line}"), &mut cuts, &mut found);
        found.pop().map(|found| found.value)
    }

    #[test]
    fn a_last_line_may_say_who_wrote() {
        for line in [
            "Ratna Wulandari. Dosen Fakultas Hukum Universitas Contoh.",
            "Ratna Wulandari peneliti di Lembaga Contoh",
            "*) Ratna Wulandari adalah Ketua Himpunan Contoh",
        ] {
            assert_eq!(author(line).as_deref(), Some("Ratna Wulandari"), "{line}");
        }
        assert_eq!(author("Ratna Wulandari pulang ke Demak."), None);
        let (mut cuts, mut found) = (Vec::new(), Vec::new());
        let story = "Air surut lagi di kampung. Ratna Wulandari, Dosen Universitas Contoh";
        cut_columnist(story, &mut cuts, &mut found);
        assert_eq!(
            (cuts[0].start, found.pop().map(|f| f.value)),
            (27, Some("Ratna Wulandari".into()))
        );
        cut_columnist(
            "Air surut. Ratna Wulandari, Dosen Contoh, pulang.",
            &mut Vec::new(),
            &mut found,
        );
        assert_eq!(found.len(), 0);
    }
}
