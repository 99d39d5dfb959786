//! Titles of videos that stood behind them: before a colon with which nothing is announced, or twice
//! at the end.

use crate::clean::cut::{Cut, first_kept, last_kept, overlaps};
use crate::clean::headline;
use crate::clean::headline::lone;
use crate::clean::headline::title_line::{LENGTHS, last_stop, reads_as_title, words};
use crate::clean::text::window::{first_line, lines};

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

/// Bytes of a line in which the title is looked for.
const MAX_LINE: usize = 1100;

/// Bytes of a paragraph that goes on behind a title, at least.
const LEAST_PARAGRAPH: usize = 60;

/// Evidence that headlines before a colon need.
const LEAST_COLON: f32 = 0.0;

/// Headlines behind the last sentence of a paragraph that end in a colon, and a sentence follows
/// or nothing: titles of Detik's videos, which stood behind them.
pub(super) fn before_colons(text: &str, cuts: &[Cut]) -> Vec<Cut> {
    let mut more = Vec::new();
    for (start, line) in lines(text) {
        let Some(paragraph) = line.strip_suffix(':') else { continue };
        let end = start + line.len();
        let near = line.ceil_char_boundary(line.len().saturating_sub(MAX_LINE));
        let Some((stop, _)) = last_stop(&paragraph[near..]) else { continue };
        let title = paragraph[near + stop..].trim();
        let start = start + paragraph.trim_end().len() - title.len();
        let near = headline::near(text, start);
        if overlaps(cuts, start, end) || !is_title(title, near) {
            continue;
        }
        let behind = first_line(text[first_kept(text, end, cuts)..].trim_start(), MAX_LINE);
        let quoted = behind.starts_with(['"', '“']);
        let told = behind.len() >= LEAST_PARAGRAPH && behind.starts_with(char::is_uppercase);
        if behind.is_empty() || told || quoted && words(title) >= LEAST_QUOTED {
            more.push(Cut { start, end, rule: "teaser" });
        }
    }
    more
}

/// The title of a video that stands twice, one behind the other, at the end.
pub(super) fn repeated(text: &str, cuts: &[Cut]) -> Option<Cut> {
    let (floor, end) = last_kept(text, cuts)?;
    let line = text[floor..end].rsplit('\n').next().unwrap_or_default();
    let second = line.rfind(VIDEO)?;
    let first = line[..second].rfind(VIDEO)?;
    let title = &line[second..];
    let twice = line[first..second].trim_end() == title && LENGTHS.contains(&title.len());
    twice.then_some(Cut { start: end - line.len() + first, end, rule: "teaser" })
}

/// Whether what stands before a colon is the title of a video and announces nothing.
pub(super) fn is_title(title: &str, near: &str) -> bool {
    let announces = || {
        let first = title.split(' ').next().unwrap_or_default().to_lowercase();
        first.starts_with(|c: char| c.is_ascii_digit()) || ANNOUNCERS.contains(&first.as_str())
    };
    reads_as_title(title)
        && !announces()
        && lone::unannounced(title, near, LEAST_COLON) == Some(title.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<&str> {
        let cuts = before_colons(text, &[]).into_iter().chain(repeated(text, &[]));
        cuts.map(|cut| &text[cut.start..cut.end]).collect()
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
}
