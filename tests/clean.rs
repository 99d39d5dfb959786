//! What holds for cleaning whatever the text, and articles as an editor would keep them.
//!
//! Where `TELUSUR_SHARED` is set, the seed articles below it are cleaned too.

use std::time::Instant;

use proptest::prelude::*;
use telusur::article::{Article, ArticleId};
use telusur::clean::{clean, restore};
use telusur::corpus::{self, Format, Item};
use telusur::origin::{Fact, Origin};

#[path = "fuzz/cleaning.rs"]
mod cleaning;

/// Articles of the five kinds that newsrooms save, and what an editor would keep of each:
/// `--- raw` and `--- kept` stand before either, `=== name` before each article.
const GOLDEN: &str = include_str!("golden/cleaned.txt");

fn article(text: &str) -> Article {
    Article::new(ArticleId::given("a"), text)
}

#[test]
fn articles_are_kept_as_an_editor_would() {
    let cases: Vec<&str> = GOLDEN.split("\n=== ").skip(1).collect();
    assert_eq!(cases.len(), 5);
    for case in cases {
        let (name, rest) = case.split_once("\n--- raw\n").expect("a raw text");
        let (raw, kept) = rest.split_once("\n--- kept\n").expect("a kept text");
        let (kept, facts) = kept.split_once("\n--- facts\n").expect("facts");
        let cleaned = clean(&article(raw));
        assert_eq!(cleaned.text, kept, "{name}");
        let values = [
            (Fact::Title, &cleaned.title),
            (Fact::Source, &cleaned.source),
            (Fact::Author, &cleaned.author),
            (Fact::Editor, &cleaned.editor),
            (Fact::Place, &cleaned.place),
        ];
        let found: Vec<String> = values
            .iter()
            .filter_map(|(fact, value)| Some(format!("{}: {}", fact.name(), value.as_ref()?)))
            .collect();
        assert_eq!(found.join("\n"), facts.trim_end(), "{name}");
    }
}

#[test]
fn seeds_lose_all_that_is_no_story() {
    let Ok(shared) = std::env::var("TELUSUR_SHARED") else {
        return;
    };
    let mut paths: Vec<_> = std::fs::read_dir(format!("{shared}/articles/seeds"))
        .expect("seeds")
        .map(|entry| entry.expect("a seed").path())
        .collect();
    paths.sort();
    let mut titles = 0;
    for path in paths {
        let format = Format::of(&path).expect("a text");
        let mut each = |item, _| {
            let Item::Draft(draft) = item else { return };
            let given = draft.into_article("seed");
            let cleaned = clean(&given);
            assert_eq!(cleaned.raw(), given.text);
            let boilerplate = [
                "Baca juga",
                "Pewarta:",
                "Editor:",
                "Penulis:",
                "WhatsApp",
                "Ikuti",
                "©",
                "zoom-in",
            ];
            for word in boilerplate {
                assert!(!cleaned.text.contains(word), "{}: {word}", path.display());
            }
            titles += usize::from(cleaned.origins.of(Fact::Title) == Some(Origin::Heading));
        };
        corpus::read(&path, "seed", format, 1 << 20, &mut each).expect("a seed");
    }
    assert_eq!(titles, 2, "the headlines behind the chrome of the site");
}

#[test]
fn what_is_declared_stays() {
    let mut given = article("Demak (ANTARA) - Air surut.\nPewarta: Ratna Wulandari");
    (given.author, given.source) = (Some("Tim".into()), Some("Warta".into()));
    given.origins.set(Fact::Author, Some(Origin::Key));
    given.origins.set(Fact::Source, Some(Origin::Key));
    let cleaned = clean(&given);
    assert_eq!(
        (cleaned.author.as_deref(), cleaned.source.as_deref()),
        (Some("Tim"), Some("Warta"))
    );
    assert_eq!(cleaned.place.as_deref(), Some("Demak"));
    assert_eq!(restore(cleaned), given);
}

/// A megabyte of what might set off a rule at every byte takes no longer than other text.
#[test]
fn large_inputs() {
    let pieces = [
        "Baca juga ",
        "Baca juga: ",
        "Baca juga: Air Surut di Demak ",
        "(Baca juga: ",
        "Editor: ",
        "(a/b)",
        "(a/b) ",
        "[]",
        "[Gambas:",
        "ADVERTISEMENT",
        "Halaman 1 ",
        "Halaman\n1\n",
        "&amp;",
        "&",
        "â€",
        "Ã",
        "aB",
        "Abc Def",
        "a.B",
        "a.\"B",
        "a , b . ",
        "  ",
        "\u{a0} ",
        "\n",
        "A.B. ",
        "Foto: ",
        "Foto: A/",
        "Video: Air ",
        "Copyright © ",
        "JAKARTA, ",
        "Jakarta (ANTARA ",
        "***",
        ".Air Surut Di Demak Usai Banjir",
        "Pilihan Redaksi",
        "Senin, 1 Mei 2024 ",
        "tags: ",
        "/Abcd",
        "(b)A",
        "Wartanusa Ilustrasi rob\n",
        "Air surut. Ratna Wulandari Foto: X\n",
        "Kompas.com ABC Tanggul rob\n",
        "Ia pulang. Harga Beras Naik di Demak:\n",
        "Ab. (Xy)\n",
        "abc Foto: Ratna\n",
    ];
    for piece in pieces {
        // Space before and behind that something may walk again and again.
        let space = " ".repeat(1 << 20);
        let text = [&*space, &piece.repeat((1 << 20) / piece.len()), &space].concat();
        let started = Instant::now();
        cleaning::check(&text);
        // Three passes of unoptimised code on a busy machine; what is quadratic takes hours.
        assert!(started.elapsed().as_secs() < 90, "{piece:?} took {:?}", started.elapsed());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_text_comes_back(text in ".{0,300}") {
        cleaning::check(&text);
    }

    #[test]
    fn so_does_any_of_what_rules_look_for(
        pieces in proptest::collection::vec(proptest::sample::select(PIECES.to_vec()), 0..24),
    ) {
        cleaning::check(&pieces.concat());
    }
}

/// What rules look for, and what stands around it.
const PIECES: &[&str] = &[
    "Baca juga: ",
    "Baca Juga",
    "Simak juga Video '",
    "':",
    "Video: ",
    "[Gambas:Video CNN]",
    "(",
    ")",
    "Warga Demak Bangun Tanggul",
    "Air surut.",
    " ",
    "\n",
    "\n\n",
    "Namun, ia pulang.",
    "\"Kami siap,\"",
    "(dra/kur)",
    "Pewarta: ",
    "Editor: ",
    "Ratna Wulandari",
    "Copyright © ANTARA 2024",
    "ADVERTISEMENT",
    "Halaman ",
    "1",
    "2 ",
    "Foto: ",
    "detikcom",
    "/",
    "Jakarta (ANTARA) - ",
    "JAKARTA, WARTA.com -",
    "Selasa, 30 Agustus 2022 14:05 WIB",
    "&nbsp;",
    "&amp;",
    "â€œ",
    "é",
    "Élan",
    "Éric/Joko",
    "İzmir",
    "Ö",
    "rumah.Dia",
    "KotaDemak",
    "  ",
    "tags: a, b",
    "ojol",
    "Ikuti kami di",
    "Dapatkan Berita Pilihan\ndi WhatsApp Anda",
    "zoom-in ",
    "CNN ",
    "*",
    "[]",
    "-",
    "\u{a0}",
    ",",
    ". ",
];

/// Sentences that look like what pages put around a story.
#[test]
fn what_belongs_to_the_story_stays() {
    for story in [
        "Menteri menyerahkan Daftar Isian Pelaksanaan Anggaran (DIPA) kepada bupati. Daftar \
         Isian Pelaksanaan Anggaran (DIPA) itu berlaku setahun.",
        "Daftar Isi 1. Arti rob 2. Kapan rob surut Badan Meteorologi mencatat air naik lagi. \
         Badan Meteorologi menunggu.",
        "Panitia memilih pemenang. Penulis adalah Ratna Wulandari, yang lahir di Demak. Ia senang.",
        "\"Gabung ke grup Telegram ini dan setor dana dahulu, kata pelaku kepada korban\" ujar polisi.",
        "Guru memberi tugas. Baca buku cerita rakyat halaman 5 lalu tulis ringkasannya.",
        "Siapa penyanyi yang paling ditunggu? Via Vallen.",
        "Warung itu ramai. Daftar menu khas Demak bisa dicoba di sini. Warga antre.",
        "Air naik. Luas desa itu 12 kilometer persegi (km2).",
        "Buku itu robek. Hasilnya: 3 dari 10 halaman rusak.",
        "Air naik lagi. Warganet meramaikan tagar #SaveDemak #Rob #Banjir #Tanggul",
        "Laporan itu dibuat Badan Antariksa Amerika Serikat (NASA) di sana, katanya.",
    ] {
        assert_eq!(clean(&article(story)).text, story);
    }
}

/// Who wrote it stands behind the last sentence, not behind a caption.
#[test]
fn the_last_sentence_stays_before_its_signature() {
    for story in
        ["Dua warga tewas saat banjir di Demak, Senin (3/2).", "Mereka pulang saat air surut."]
    {
        let text = format!("Air naik.\n{story} (Antara)");
        assert!(clean(&article(&text)).text.ends_with(story), "{text}");
    }
    let two = "Tanggul di tepi Demak. (Wartanusa)Bendungan di tepi Demak. (Wartanusa)";
    let cleaned = clean(&article(&format!("Air naik.\n{two}\nWarga lega.")));
    assert_eq!(cleaned.text, "Air naik.\nBendungan di tepi Demak. (Wartanusa)\nWarga lega.");
}

/// What a page did to the letters before a cut does not keep it.
#[test]
fn a_link_behind_mangled_space_is_cut() {
    let text = "Warga pulang.Â\u{a0}Baca juga: Air Surut di Demak\nMenurut warga, air surut.";
    assert!(!clean(&article(text)).text.contains("Baca juga"));
}

/// Texts at which rules would look again and again.
#[test]
fn texts_that_ask_for_much_are_bounded() {
    for text in [
        format!("CNN Indonesia\n{}", "Aa.".repeat(700_000)),
        format!("BBC {}", "KotaBbbbb.".repeat(200_000)),
        format!("CNN Indonesia {}", "Ab Cd Ef.Gh Ij Kl.".repeat(100_000)),
        "ADVERTISEMENT".repeat(150_000),
        format!(
            "{}\nKebakaran Gudang Plastik Landa Cikarang\n",
            "Air naik di Demak kemarin pagi, lalu surut lagi sore hari."
        )
        .repeat(20_000),
    ] {
        let begun = Instant::now();
        assert_eq!(clean(&article(&text)).raw(), text);
        assert!(begun.elapsed().as_secs() < 60, "{}", &text[..40]);
    }
}

/// Cuts that began or ended within a letter of several bytes.
#[test]
fn letters_of_several_bytes_stay_whole() {
    let long = "中".repeat(120);
    for text in [
        "Menurut CNN Indonesia air surut.Polisi Buru Pencuri Kabel Kereta di Bogor Café\n\nAir naik.",
        "Menurut CNN Indonesia air surut.Polisi Buru Pencuri Kabel Kereta di Bogor…\nAir naik.",
        "Air naik.\nEditor: Éric/Joko",
        "Air naik.\nEditor: Ratna Élan/Joko",
        &format!("Air naik.\nKompas.com/Ratna A{long}"),
        &format!("Air naik.\nKompas.com/Ratna A {long}\nAir"),
    ] {
        let cleaned = clean(&article(text));
        assert!(cleaned.text.contains("Air") || cleaned.text.contains("air"), "{text}");
    }
}
