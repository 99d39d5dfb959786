//! The last line of a column, which says who wrote it: `Ratna Wulandari. Dosen di Universitas X`.

use std::sync::OnceLock;

use regex::Regex;

use crate::clean::caption::is_verb;
use crate::clean::cut::{Cut, Found, last_kept, push};
use crate::clean::text::pattern::pattern;
use crate::origin::Fact;

/// Bytes of such a line.
const MAX_LINE: usize = 240;

/// Sentences at the end of a line that are tried: one of them may be a name.
const MAX_SENTENCES: usize = 3;

/// What stands in sentences, not behind a name that signs.
const TELLING: &[&str] = &[
    "agar", "akan", "bahwa", "bisa", "datang", "dia", "hadir", "harus", "ia", "ikut", "ini", "itu",
    "juga", "kami", "karena", "kata", "katanya", "ketika", "kita", "pulang", "saat", "sudah",
    "telah", "tersebut", "tidak", "turut", "ujar", "ujarnya", "yaitu", "yakni", "yang",
];

/// What begins like a verb and tells where somebody lives.
const HOMES: &[&str] = &["berdomisili", "bermukim", "bertempat"];

fn form() -> &'static Regex {
    static FORM: OnceLock<Regex> = OnceLock::new();
    FORM.get_or_init(|| {
        pattern(concat!(
            r"^(?:\*{1,2}\)? ?)?",
            r"(?<name>(?:(?:Dr|Prof|Drs|Ir|KH|H)\.? ){0,2}[A-Z](?:[A-Za-z'’]+|(?:\.[A-Z])*\.)?(?: [A-Z][A-Za-z.'’]*){1,4}?)",
            r"(?:, ?[A-Z][A-Za-z.]+){0,3} ?[,.]?\s?(?:adalah )?",
            r"(?:[Aa]dvokat|[Pp]engamat|[Pp]emerhati|Tenaga Ahli|[Dd]osen|Direktur|Ketua|[Pp]eneliti",
            r"|[Mm]ahasiswa|Guru Besar|Anggota (?:DPR|MPR|Komisi|Dewan)|Wakil Ketua|[Pp]enulis|[Pp]raktisi",
            r"|[Aa]lumn[ui]s?|[Aa]kademisi|[Aa]nalis|Duta Besar|[Pp]egiat|[Pp]endiri|[Kk]andidat",
            r"|[Pp]engajar|[Bb]ekerja (?:sebagai|di)|bergiat di|[Ee]sais|[Kk]olumnis|[Bb]udayawan|[Ss]astrawan|[Ww]artawan|[Jj]urnalis|Juru Bicara|[Aa]ktivis",
            r"|[Pp]akar|[Pp]ensyarah|[Ss]tatistisi|[Ll]ulusan|[Bb]logger|ASN|CEO|Komisaris|Komisioner|Kepala|Sekretaris",
            r"|[Gg]uru (?:SD|SM[AKP]|MTs|MI|di|[Bb]imbingan|[Bb]ahasa)\w*|Asisten Penasihat|[Pp]enyuluh|[Pp]elajar|[Pp]engasuh (?:[Pp]esantren|[Pp]ondok))\b",
        ))
    })
}

/// Cuts that line where a column ends in it, and takes the name. `cuts` are those made so far,
/// in order.
pub(super) fn cut_columnist(text: &str, cuts: &mut Vec<Cut>, found: &mut Vec<Found>) {
    let Some((floor, end)) = last_kept(text, cuts) else { return };
    let kept = &text[floor..end];
    // The name may have a line of its own.
    let mut lines = kept.rmatch_indices('\n').map(|(at, _)| at).take(2);
    let own = lines.find(|&newline| {
        let ended = kept[..newline].trim_end().ends_with(['.', '!', '?', '"', '”', ')', '*', '-']);
        let line = kept[newline..].trim();
        let sentence = line.ends_with('.') && line.contains(", me");
        ended && !sentence && signs(line) && !(line.contains('\n') && tells(line))
    });
    // On the line of the story it is no sentence.
    let signs_behind = |&stop: &usize| {
        let line = kept[stop..].trim();
        signs(line) && !line.contains('\n') && !tells(line)
    };
    let Some(begin) = own.or_else(|| last_stops(kept).find(signs_behind)) else { return };
    let line = kept[begin..].trim_start();
    let start = end - line.len();
    let Some(captures) = form().captures(line) else { return };
    let value = captures["name"].to_owned();
    found.push(Found { fact: Fact::Author, value, at: start });
    push(cuts, Cut { start, end, rule: "columnist" });
}

/// Whether a line says who wrote.
fn signs(line: &str) -> bool {
    // What begins so is an office, no name.
    let office = ["Mantan ", "Calon ", "Wakil "].iter().any(|word| line.starts_with(word));
    // Groups cost more than the match.
    line.len() <= MAX_LINE && !office && form().is_match(line)
}

/// Whether a line tells something, as no signature does.
fn tells(line: &str) -> bool {
    let telling = |word: &str| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        is_verb(word) && !HOMES.contains(&word) || TELLING.binary_search(&word).is_ok()
    };
    let aside = |part: &str| part.starts_with(|c: char| c.is_ascii_lowercase());
    line.contains(['"', '“', '”', ':'])
        || line.split_whitespace().any(telling)
        || line.ends_with('.') && line.split(", ").skip(2).any(aside)
}

/// Where the last sentences of a text begin, each perhaps glued to the stop before it, from the
/// last on.
fn last_stops(text: &str) -> impl Iterator<Item = usize> {
    let near = text.ceil_char_boundary(text.len().saturating_sub(MAX_LINE + 2));
    let begins = move |at: usize| {
        let word = text[near..near + at].rsplit(|c: char| !c.is_alphanumeric()).next();
        let behind = &text[near + at + 1..];
        let quoted = behind.strip_prefix(['"', '”']).unwrap_or(behind);
        let opens = quoted.trim_start_matches([' ', '*', ')']).starts_with(char::is_uppercase);
        let mark = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
        let ends = word.is_some_and(|word| word.len() > 3 && word.ends_with(mark));
        (ends && opens).then_some(text.len() - quoted.len())
    };
    text[near..].rmatch_indices('.').filter_map(move |(at, _)| begins(at)).take(MAX_SENTENCES)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clean::person::person;

    fn author(line: &str) -> Option<String> {
        let (mut cuts, mut found) = (Vec::new(), Vec::new());
        cut_columnist(&format!("Air surut.\n{line}"), &mut cuts, &mut found);
        found.pop().and_then(|found| person(&found.value))
    }

    #[test]
    fn lists_are_sorted() {
        assert!(TELLING.is_sorted());
    }

    #[test]
    fn a_last_line_may_say_who_wrote() {
        for line in [
            "Ratna Wulandari. Dosen Fakultas Hukum Universitas Contoh.",
            "Ratna Wulandari peneliti di Lembaga Contoh",
            "*) Ratna Wulandari adalah Ketua Himpunan Contoh",
            "Ratna Wulandari, S.I.Kom.\nPenyuluh Hukum Badan Contoh",
        ] {
            assert_eq!(author(line).as_deref(), Some("Ratna Wulandari"), "{line}");
        }
        assert_eq!(author("Ratna Wulandari pulang ke Demak."), None);
        assert_eq!(author("Ratna Wulandari\nKetua RT itu mengungsi ke balai desa."), None);
        let (mut cuts, mut found) = (Vec::new(), Vec::new());
        let story = "Air surut lagi di kampung. Ratna Wulandari, Dosen Universitas Contoh";
        cut_columnist(story, &mut cuts, &mut found);
        assert_eq!(
            (cuts[0].start, found.pop().map(|f| f.value)),
            (27, Some("Ratna Wulandari".into()))
        );
    }

    #[test]
    fn the_last_sentence_may_say_who_wrote() {
        let author = |end: &str| {
            let (mut cuts, mut found) = (Vec::new(), Vec::new());
            let story = format!("Air surut lagi di kampung.{end}");
            cut_columnist(&story, &mut cuts, &mut found);
            cuts.first()
                .map(|cut| (&story[cut.start..cut.end], person(&found.pop().unwrap().value)))
                .map(|(cut, author)| (cut.to_owned(), author))
        };
        for signature in [
            "Ratna Wulandari . Dosen Universitas Contoh.",
            "Ratna Wulandari. Pakar kebijakan publik Universitas Contoh.",
            "Ratna Wulandari statistisi di Badan Contoh, lulusan Universitas Contoh",
        ] {
            let expected = Some((signature.to_owned(), Some("Ratna Wulandari".to_owned())));
            assert_eq!(author(signature), expected);
            assert_eq!(author(&format!(" {signature}")), expected);
        }
        for story in [
            " Ratna Wulandari, Dosen Contoh, pulang.",
            " Ratna Wulandari, Ketua RT, mengungsi ke balai desa.",
            " Kepala Desa Contoh Ratna Wulandari.",
            " Ratna Wulandari Ketua KPU dipilih secara aklamasi.",
            " Ratna Wulandari Ketua KPU mengatakan pemilu aman",
        ] {
            assert_eq!(author(story), None);
        }
    }
}
