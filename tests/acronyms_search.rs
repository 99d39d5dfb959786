//! Acronyms in queries: either form finds both, it is said, and it can be refused.

use serde_json::{Value, json};

use crate::support::Scratch;

/// Articles that define three acronyms and use them, each form in an article of its own.
fn articles() -> Scratch {
    let s = Scratch::new();
    s.file("a/kpk.txt", "Komisi Pemberantasan Korupsi (KPK) memeriksa saksi.\n");
    s.file("a/pendek.txt", "Gedung KPK di Kuningan ramai sejak pagi tadi.\n");
    s.file("a/panjang.txt", "Gedung Komisi Pemberantasan Korupsi ramai sejak pagi tadi.\n");
    s.file("a/lain.txt", "Komisi pemilihan membahas korupsi, kata pemberantasan tak disebut.\n");
    s.file("a/as1.txt", "Presiden Amerika Serikat (AS) tiba di bandara.\n");
    s.file("a/as2.txt", "Dolar AS menguat terhadap rupiah.\n");
    s.file("a/as3.txt", "Roda itu lepas dari as kendaraan.\n");
    s.file("a/menkeu1.txt", "Menteri Keuangan (Menkeu) berbicara tentang pajak.\n");
    s.index(&["a"]).exits(0);
    s
}

/// The names of the articles found, best first.
fn found(answer: &Value) -> Vec<String> {
    let name = |hit: &Value| {
        let path = hit["path"].as_str().unwrap();
        path.trim_start_matches("a/").trim_end_matches(".txt").to_owned()
    };
    answer["hits"].as_array().unwrap().iter().map(name).collect()
}

fn marked(hit: &Value) -> Vec<&str> {
    let passage = &hit["passages"][0];
    let text = passage["text"].as_str().unwrap();
    let span = |pair: &Value| {
        let at = |number: usize| pair[number].as_u64().unwrap() as usize;
        &text[at(0)..at(1)]
    };
    passage["highlights"].as_array().unwrap().iter().map(span).collect()
}

fn messages(answer: &Value) -> Vec<&str> {
    let warnings = answer["warnings"].as_array().unwrap().iter();
    warnings.map(|warning| warning["message"].as_str().unwrap()).collect()
}

#[test]
fn either_form_finds_both_the_typed_one_first() {
    let s = articles();
    let short = s.search("gedung kpk");
    assert_eq!(short["total"], 2);
    let order = found(&short);
    assert!(order[..2] == ["pendek", "panjang"], "{order:?}");
    assert_eq!(marked(&short["hits"][1]), ["Gedung", "Komisi", "Pemberantasan", "Korupsi"]);
    assert_eq!(short["hits"][1]["missing"], json!([]));
    let long = s.search("gedung komisi pemberantasan korupsi");
    let order = found(&long);
    assert!(order[..2] == ["panjang", "pendek"], "{order:?}");
    assert_eq!(marked(&long["hits"][1]), ["Gedung", "KPK"]);
}

#[test]
fn expansion_is_said_in_the_language_asked_for() {
    let s = articles();
    let said = "“kpk” dicari juga sebagai “Komisi Pemberantasan Korupsi”; tulis +kpk agar tidak";
    assert_eq!(messages(&s.search("kpk")), [said]);
    let answer = s.run(&["search", "--json", "--lang", "en", "komisi pemberantasan korupsi"]);
    let said = "“komisi pemberantasan korupsi” was also searched as “KPK”; \
                write \"komisi pemberantasan korupsi\" to prevent it";
    assert_eq!(messages(&answer.json()), [said]);
    assert_eq!(s.search("kpk")["warnings"][0]["start"], 0);
}

#[test]
fn expansion_can_be_refused() {
    let s = articles();
    for query in ["+kpk", "=KPK", "\"kpk\"", "gedung -kpk", "gedung +kpk"] {
        assert!(messages(&s.search(query)).is_empty(), "{query}");
    }
    assert_eq!(s.search("+kpk")["total"], 2);
    assert_eq!(s.search("kpk")["total"], 3);
    assert_eq!(s.search("kpk OR xyzzy")["total"], 3);
    let off = s.run(&["search", "--json", "--no-acronyms", "kpk"]).exits(0).json();
    assert_eq!((&off["total"], messages(&off).len()), (&json!(2), 0));
    assert_eq!(found(&s.search("gedung -kpk")), ["panjang"]);
}

#[test]
fn the_total_counts_the_other_form_beside_words_that_say_nothing() {
    let s = articles();
    let answer = s.search("apa itu yang di KPK");
    assert_eq!((&answer["total"], &answer["total_exact"]), (&json!(3), &json!(true)), "{answer}");
    assert_eq!(s.search("apa itu yang di +KPK")["total"], 2);
}

#[test]
fn every_word_of_a_long_form_counts() {
    let s = articles();
    s.file("a/dalam.txt", "Kementerian Dalam Negeri (Kemendagri) menegur bupati.\n");
    s.file("a/dalam2.txt", "Kemendagri (Kementerian Dalam Negeri) menegur wali kota.\n");
    s.file("a/hanya.txt", "Surat Kementerian Dalam Negeri tiba di kantor gubernur.\n");
    s.file("a/luar.txt", "Surat Kementerian Luar Negeri tiba di kedutaan besar.\n");
    s.index(&["a"]).exits(0);
    let answer = s.search("surat Kemendagri");
    let order = found(&answer);
    assert_eq!(order[0], "hanya", "{order:?}");
    assert_eq!(marked(&answer["hits"][0]), ["Surat", "Kementerian", "Dalam", "Negeri"]);
    assert_eq!(found(&s.search("Kemendagri")).len(), 3);
}

#[test]
fn a_sign_of_money_is_no_acronym() {
    let s = articles();
    s.file("a/rp.txt", "Pemain membeli Royale Pass (RP) seharga dua ratus ribu.\n");
    s.file("a/us.txt", "Siswa menempuh Ujian Sekolah (US) pekan depan.\n");
    s.index(&["a"]).exits(0);
    for query in ["Rp1,5 triliun", "RP 500 ribu", "Rp. 500 ribu", "US$5 juta", "US$ 5", "US$"] {
        assert!(messages(&s.search(query)).iter().all(|said| !said.contains("juga")), "{query}");
    }
    assert!(messages(&s.search("RP"))[0].contains("Royale Pass"));
    assert!(messages(&s.search("US 2024 RP")).iter().any(|said| said.contains("Royale Pass")));
}

#[test]
fn acronyms_that_are_words_too_need_their_capitals() {
    let s = articles();
    assert_eq!(found(&s.search("as")).len(), 3);
    assert!(messages(&s.search("as")).is_empty());
    assert_eq!(messages(&s.search("AS")).len(), 1);
    let long = found(&s.search("amerika serikat"));
    assert_eq!(long, ["as1", "as2"]);
}

#[test]
fn syllables_need_two_articles_and_lose_them_when_they_go() {
    let s = articles();
    assert_eq!(s.run(&["acronyms", "menkeu"]).exits(1).out(), "");
    s.file("a/menkeu2.txt", "Menkeu (Menteri Keuangan) pulang.\n");
    s.index(&["a"]).exits(0);
    assert_eq!(messages(&s.search("menkeu")).len(), 1);
    s.remove("a/menkeu1.txt").index(&["a"]).exits(0);
    assert!(messages(&s.search("menkeu")).is_empty());
    s.run(&["acronyms", "menkeu"]).exits(1);
}

#[test]
fn acronyms_are_listed_with_evidence() {
    let s = articles();
    let all = s.run(&["acronyms"]).exits(0).silent().out();
    assert!(all.contains("KPK  Komisi Pemberantasan Korupsi  (strict: "), "{all}");
    let listed = s.run(&["acronyms", "KP", "--json"]).exits(0).json();
    let kpk = &listed["acronyms"][0];
    assert_eq!(
        (&kpk["short"], &kpk["articles"], &kpk["kind"]),
        (&json!("KPK"), &json!(1), &json!("strict"))
    );
    let id = kpk["samples"][0].as_str().unwrap();
    assert!(s.show(id)["text"].as_str().unwrap().contains("(KPK)"));
    assert_eq!(s.run(&["acronyms", "xyz", "--json"]).exits(1).json()["acronyms"], json!([]));
}

#[test]
fn a_damaged_table_is_found_and_no_trouble() {
    let s = articles();
    let store = std::fs::read_dir(s.path("index")).unwrap().map(|entry| entry.unwrap().path());
    let folder = store.filter(|path| path.is_dir()).find(|path| {
        std::fs::read_dir(path)
            .unwrap()
            .any(|file| file.unwrap().file_name().to_string_lossy().starts_with("acronyms-"))
    });
    let files = std::fs::read_dir(folder.expect("a store")).unwrap();
    for file in files.map(|file| file.unwrap().path()) {
        if file.file_name().unwrap().to_string_lossy().starts_with("acronyms-") {
            std::fs::write(&file, b"acronym1\xff\xff\xff\xff").unwrap();
        }
    }
    assert_eq!(s.search("kpk")["total"], 2);
    s.run(&["check"]).exits(3);
}
