//! Which stretches may be boilerplate at all.

use std::sync::LazyLock;

use super::key::{self, KeySet};
use super::stretch::Stretch;
use super::traits::{LEAST_LOWER, lower_words, tokens};

/// Words without which a sentence is none that calls to something, sorted.
const CALLS: &[&str] = &[
    "akses",
    "aplikasi",
    "artikel",
    "baca",
    "bagikan",
    "bergabung",
    "berlangganan",
    "cek",
    "channel",
    "com",
    "dapatkan",
    "detikcom",
    "dibaca",
    "dilihat",
    "disclaimer",
    "disini",
    "ditulis",
    "dok",
    "download",
    "facebook",
    "foto",
    "gambar",
    "gratis",
    "halaman",
    "https",
    "ikuti",
    "ilustrasi",
    "instagram",
    "intip",
    "isi",
    "judul",
    "kanal",
    "klik",
    "kolom",
    "komentar",
    "kontributor",
    "laman",
    "lanjut",
    "laporan",
    "lihat",
    "like",
    "link",
    "live",
    "media",
    "melalui",
    "memuat",
    "mobile",
    "nonton",
    "oleh",
    "pantau",
    "penulis",
    "podcast",
    "program",
    "promo",
    "redaksi",
    "saksikan",
    "saluran",
    "segera",
    "selanjutnya",
    "selengkapnya",
    "seputar",
    "share",
    "silakan",
    "simak",
    "situs",
    "streaming",
    "subscribe",
    "sumber",
    "tayang",
    "telegram",
    "telusuri",
    "temukan",
    "terbit",
    "tiktok",
    "tonton",
    "tulisan",
    "twitter",
    "unduh",
    "update",
    "versi",
    "via",
    "video",
    "whatsapp",
    "youtube",
    "yuk",
];

/// Stretches at the end of a text that are judged if they are no longer than this, in bytes.
const LAST: usize = 2;
const MAX_LAST: usize = 160;

/// Whether a stretch may be boilerplate at all. A sentence in the middle of a story that calls to
/// nothing is none.
pub(super) fn is_suspect(stretches: &[Stretch], index: usize, text: &str) -> bool {
    let inside = stretches[index].inside(text);
    let last = index + LAST >= stretches.len() && inside.len() <= MAX_LAST;
    last || !inside.ends_with(['.', '"', '”'])
        || inside.bytes().any(|byte| b"@#|>".contains(&byte))
        || lower_words(inside) < LEAST_LOWER
        || tokens(inside).any(calls)
}

fn calls(token: &str) -> bool {
    static KEYS: LazyLock<KeySet> =
        LazyLock::new(|| CALLS.iter().map(|word| key::of_word(word)).collect());
    token.len() > 1 && KEYS.contains(&key::of_word(token))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_sorted() {
        assert!(CALLS.is_sorted());
    }
}
