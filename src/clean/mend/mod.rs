//! Repair of what pages do to text. Each repair is an edit; what is doubtful stays.
//!
//! Soft hyphens and characters without width stay too: the tokenizer passes over them.

mod encoding;
mod entity;
mod glue;
mod small;
mod space;

use crate::clean::cut::Cut;
use crate::edit::Edit;

/// The names of repairs in edits, and why they are made; all other edits cut boilerplate.
pub(super) const RULES: &[(&str, &str)] = &[
    ("encoding", "letters read in another encoding than they were written in"),
    ("entity", "a character that pages write as its name"),
    ("glued-sentence", "a sentence glued to the stop before it"),
    ("glued-small-words", "small words glued to each other where a link was cut"),
    ("glued-words", "words glued to each other where a link was cut"),
    ("space-before-mark", "a space before a mark that has none"),
    ("spaces", "more space than one"),
];

/// Those of them that have nothing to do with what stands beside.
const OF_LETTERS: &[&str] = &["encoding", "entity"];

/// Adds the repairs of a text outside what is cut from it.
pub(super) fn mend(text: &str, cuts: &[Cut], edits: &mut Vec<Edit>) {
    let mut repairs = Vec::new();
    entity::mend(text, &mut repairs);
    encoding::mend(text, &mut repairs);
    glue::mend(text, &mut repairs);
    small::mend(text, &mut repairs);
    space::mend(text, &mut repairs);
    repairs.sort_by_key(|edit| edit.range.start);
    let mut next = 0;
    for mut edit in repairs {
        while next < cuts.len() && cuts[next].end < edit.range.start {
            next += 1;
        }
        let apart = cuts.get(next).is_none_or(|cut| edit.range.end < cut.start);
        if !apart {
            // The space around a cut was seen to when it was cut.
            let beside = cuts[next].end == edit.range.start;
            if !beside || !OF_LETTERS.contains(&edit.rule) {
                continue;
            }
            if edit.with.trim().is_empty() {
                edit.with = "".into();
            }
        }
        edits.push(edit);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit;

    fn mended(text: &str) -> String {
        let mut edits = Vec::new();
        mend(text, &[], &mut edits);
        edit::apply(text, edits).0
    }

    #[test]
    fn pages_are_repaired() {
        for (text, expected) in [
            ("Ia di rumah.Dia tidur.", "Ia di rumah. Dia tidur."),
            ("kata dia.“Kami siap.”Lalu ia pergi", "kata dia. “Kami siap.” Lalu ia pergi"),
            ("Tanah &amp; air &ndash; &#8220;kita&#8221;&nbsp;", "Tanah & air – “kita”"),
            ("â€œKitaâ€\u{9d} â€“ cafÃ©", "“Kita” – café"),
            ("pindah dariSumedang ke rumahbaru", "pindah dari Sumedang ke rumahbaru"),
            ("harga  naik  \nlagi", "harga naik\nlagi"),
            ("Ia di rumah.Dia simpanbumbu dapur.", "Ia di rumah. Dia simpan bumbu dapur."),
            ("Ia di rumah. Dia simpanbumbu dapur.", "Ia di rumah. Dia simpanbumbu dapur."),
        ] {
            assert_eq!(mended(text), expected, "{text:?}");
        }
    }

    #[test]
    fn an_entity_beside_a_cut_is_repaired_too() {
        let text = "Warga pulang.Baca juga: X&nbsp;Menurut";
        let cuts = [Cut { start: 13, end: 25, rule: "related" }];
        let mut edits = vec![Edit::new(13..25, " ", "related")];
        mend(text, &cuts, &mut edits);
        assert_eq!(edit::apply(text, edits).0, "Warga pulang. Menurut");
    }

    #[test]
    fn what_is_right_stays() {
        for text in [
            "www.Contoh.com dan S.Pd. di Jl.Sudirman No.5",
            "WhatsApp, CoinDesk, detikNews, McGregor dan NasDem",
            "Harga Rp1.000.000,00 & naik 5,5% pada 3.10.",
            "Âge, São Paulo, naïve",
            "kereta api, rumah sakit, mempertanggungjawabkan, keterbukaan",
        ] {
            assert_eq!(mended(text), text);
        }
    }
}
