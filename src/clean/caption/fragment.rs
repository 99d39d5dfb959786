//! Whether the words under a picture are a sentence, which tells something, or only name what is to
//! be seen.

use crate::analysis::Lexicon;
use crate::clean::text::bearing::Bearing;

/// Words behind which a verb tells of the picture, not of the story.
const ASIDE: &[&str] = &[
    "dalam", "di", "ketika", "oleh", "pada", "saat", "sebelum", "selama", "setelah", "seusai",
    "untuk", "usai",
];

/// Those of them behind which somebody does something on the picture.
const DEEDS: &[&str] = &["ketika", "saat", "seusai", "usai"];

/// Small words that make a sentence of what is said of somebody, sorted.
const VERBS: &[&str] = &[
    "ada",
    "adalah",
    "akan",
    "bakal",
    "bangkit",
    "belum",
    "bisa",
    "buka",
    "dapat",
    "datang",
    "duduk",
    "gagal",
    "gugur",
    "hadir",
    "hancur",
    "harus",
    "hilang",
    "ialah",
    "ikut",
    "ingin",
    "jadi",
    "jatuh",
    "kabur",
    "kalah",
    "keluar",
    "kembali",
    "lahir",
    "lari",
    "lolos",
    "luka",
    "luput",
    "maju",
    "makan",
    "masih",
    "masuk",
    "menang",
    "minum",
    "mulai",
    "muncul",
    "mundur",
    "naik",
    "pecah",
    "pergi",
    "pernah",
    "pulang",
    "punya",
    "raih",
    "roboh",
    "runtuh",
    "sedang",
    "selamat",
    "sempat",
    "sudah",
    "surut",
    "tak",
    "telah",
    "tenggelam",
    "tetap",
    "tewas",
    "tiba",
    "tidak",
    "tidur",
    "tinggal",
    "tumbang",
    "turun",
    "usul",
];

/// Words that look like verbs and are none, sorted.
const NOUNS: &[&str] = &[
    "berbagai",
    "berita",
    "berkas",
    "bersama",
    "beserta",
    "digital",
    "direksi",
    "direktur",
    "diskusi",
    "distrik",
    "divisi",
    "menteri",
    "terakhir",
    "terbaru",
    "terbesar",
    "terdakwa",
    "terhadap",
    "terkait",
    "terminal",
    "tersangka",
    "tertinggi",
];

/// How much rather the first word of a caption may open a sentence, in ln odds.
const MOST_OPENING: f32 = 3.5;

/// Small words that captions begin with.
const SUBJECTS: &[&str] = &["para", "salah", "seorang", "sejumlah"];

/// Words by which somebody is said to have said something, in lower case.
const SAYING: &[&str] = &[
    "imbuh", "jelas", "kata", "lanjut", "papar", "pungkas", "sambung", "sebut", "tandas", "tegas",
    "terang", "tutur", "ucap", "ujar", "ungkap",
];

/// Beginnings of captions that name what is shown, in lower case.
pub(super) const SHOWN: &[&str] =
    &["foto", "ilustrasi", "suasana", "tampak", "tampilan", "tangkapan"];

/// Whether a caption is a sentence: a verb before anything that is said aside.
pub(super) fn is_sentence(caption: &str) -> bool {
    let mut words =
        caption.split_whitespace().map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()));
    let Some(first) = words.next() else { return false };
    if SHOWN.contains(&first.to_lowercase().as_str()) {
        // Behind the first stop a sentence may follow.
        return caption.find(". ").is_some_and(|stop| is_sentence(&caption[stop + 2..]));
    }
    // Behind `yang` stands what tells of the word before; behind that a verb makes a sentence
    // all the same if it is one of time or mood.
    let (mut relative, mut behind) = (false, false);
    for word in words {
        let mood = VERBS.binary_search(&word).is_ok();
        if word == "yang" {
            (relative, behind) = (true, true);
        } else if relative {
            relative = mood;
        } else if mood || !behind && is_verb(word) {
            return true;
        } else if ASIDE.binary_search(&word).is_ok() && !behind {
            break;
        }
    }
    caption.trim_end().find(". ").is_some_and(|stop| is_sentence(&caption[stop + 2..]))
}

/// Whether a stretch without doubt only names what is to be seen: no word is a verb, but for
/// what somebody does on the picture.
pub(super) fn is_fragment(text: &str) -> bool {
    let words = text.split_whitespace();
    let words = words.map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()));
    let first = words.clone().next().unwrap_or_default().to_lowercase();
    let bearing = Bearing::of(&first);
    let small = Lexicon::is_function_word(&first) && !SUBJECTS.contains(&first.as_str());
    let opens = small || bearing.opens.max(bearing.opens_names) >= MOST_OPENING;
    let said = words.clone().any(|word| SAYING.contains(&word.strip_suffix("nya").unwrap_or(word)));
    let adverb = text.split(' ').next().is_some_and(|first| first.ends_with(','));
    if adverb
        || !text.starts_with(char::is_uppercase)
        || said
        || text.contains(['"', '“', '”', ':'])
    {
        return false;
    }
    if SHOWN.contains(&first.as_str()) {
        return !is_sentence(text);
    }
    // Behind `yang` the first verb tells of the word before, behind `saat` all do up to a comma.
    let (mut relative, mut deed, mut comma, mut aside) = (false, false, false, false);
    for (raw, word) in text.split_whitespace().zip(words.clone()) {
        let verb = VERBS.binary_search(&word).is_ok() || is_verb(word);
        if verb && !relative && (!deed || comma) {
            return false;
        }
        aside |= ASIDE.binary_search(&word).is_ok();
        relative = word == "yang" || relative && !verb && ASIDE.binary_search(&word).is_err();
        deed |= DEEDS.contains(&word);
        comma = deed && (comma || raw.ends_with(','));
    }
    // Nothing but names tells nothing; without a stop it may be a heading.
    let capital = |word: &&str| word.starts_with(char::is_uppercase);
    let names = words.clone().filter(capital).count() * 4 >= words.clone().count() * 3;
    (aside && (deed || !opens)
        || names && !opens && words.clone().count() > 1 && text.trim_end().ends_with('.'))
        && !text.contains("saat ini")
        && !text.contains("saat itu")
}

/// Whether a word has the prefix of a verb.
pub(crate) fn is_verb(word: &str) -> bool {
    let long = word.len() >= 6 && word.bytes().all(|byte| byte.is_ascii_lowercase());
    long && NOUNS.binary_search(&word).is_err()
        && (["ber", "di", "ter"].iter().any(|prefix| word.starts_with(prefix))
            || ["mem", "men", "meng", "mel", "mer", "mew", "mey"]
                .iter()
                .any(|p| word.starts_with(p)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_sorted() {
        assert!(ASIDE.is_sorted() && NOUNS.is_sorted() && VERBS.is_sorted());
    }

    #[test]
    fn what_is_shown_is_no_sentence() {
        for caption in [
            "Serambi masjid di Demak.",
            "Ketua desa saat meresmikan jembatan, Jumat (9/5/2025).",
            "Ilustrasi menulis surat.",
            "Tanggul yang menahan rob",
        ] {
            assert!(!is_sentence(caption), "{caption}");
        }
        for caption in ["Mobil itu masih memakai bensin.", "Suhu panas membuat serangga lapar."] {
            assert!(is_sentence(caption), "{caption}");
        }
    }
}
