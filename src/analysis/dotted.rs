//! Words with dots inside: abbreviations stay whole (`S.H`, `M.Hum`, `a.n`),
//! words glued by a missing space are cut (`rumah.Dia`).

use super::abbreviation::{self, Abbreviation};

/// What academic degrees abbreviate after their first dot.
/// The usual Indonesian degrees (Permenristekdikti 59/2018) and English ones.
const DEGREES: [&str; 28] = [
    "ag", "ak", "ars", "biomed", "eng", "farm", "fil", "gz", "hum", "ikom", "keb", "kep", "kes",
    "kom", "kons", "med", "pd", "phil", "psi", "psych", "pt", "sc", "si", "sn", "sos", "stat",
    "th", "tr",
];

/// How much of `word` (letters and dots, each dot between letters) is one piece.
///
/// A piece is an abbreviation if each of its parts is short: a letter or two,
/// three capitals, or the body of a degree; any other part stands alone, and
/// a title (`Dr.Ir`) ends a piece.
pub(super) fn piece(word: &str) -> usize {
    let mut end = 0;
    for part in word.split('.') {
        let next = if end == 0 { part.len() } else { end + 1 + part.len() };
        if !is_short(part) {
            return if end == 0 { next } else { end };
        }
        if end != 0 && is_glued(&word[..end], part) {
            return end;
        }
        end = next;
        if is_title(part) {
            return end;
        }
    }
    end
}

fn is_short(part: &str) -> bool {
    match part.chars().count() {
        0..=2 => true,
        3 if part.chars().all(char::is_uppercase) => true,
        3..=6 => DEGREES.iter().any(|degree| degree.eq_ignore_ascii_case(part)),
        _ => false,
    }
}

fn is_title(part: &str) -> bool {
    part.len() > 1 && abbreviation::lookup(part) == Some(Abbreviation::Title)
}

/// A small letter, a dot and a capital: two sentences, unless a degree goes on (`Ph.D`, `S.Pd.I`).
fn is_glued(before: &str, part: &str) -> bool {
    let last = before.rsplit('.').next().unwrap_or_default();
    let small = last.ends_with(char::is_lowercase);
    let capital = part.starts_with(char::is_uppercase);
    let degree = last.eq_ignore_ascii_case("ph")
        || DEGREES.iter().any(|degree| degree.eq_ignore_ascii_case(last));
    small && capital && !(degree && last.starts_with(char::is_uppercase))
}

#[cfg(test)]
mod tests {
    use super::piece;

    fn pieces(mut word: &str) -> Vec<&str> {
        let mut pieces = Vec::new();
        while !word.is_empty() {
            let (head, tail) = word.split_at(piece(word));
            pieces.push(head);
            word = tail.trim_start_matches('.');
        }
        pieces
    }

    #[test]
    fn abbreviations_stay_whole() {
        for word in ["S.H", "M.Hum", "a.n", "Ph.D", "S.Pd.I", "S.STP", "B.J", "r.a"] {
            assert_eq!(pieces(word), [word]);
        }
    }

    #[test]
    fn glued_words_are_cut() {
        assert_eq!(pieces("rumah.Dia"), ["rumah", "Dia"]);
        assert_eq!(pieces("rumah.dia"), ["rumah", "dia"]);
        assert_eq!(pieces("B.J.Habibie"), ["B.J", "Habibie"]);
        assert_eq!(pieces("Drs.H.Ahmad"), ["Drs", "H", "Ahmad"]);
        assert_eq!(pieces("DR.Ir.H"), ["DR", "Ir", "H"]);
        assert_eq!(pieces("itu.Ia"), ["itu", "Ia"]);
        assert_eq!(pieces("di.Ia"), ["di", "Ia"]);
    }
}
