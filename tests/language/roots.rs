//! A surface form never stands where none of its roots does: the roots of a query alone find
//! all that its forms would, so retrieval looks for roots only and reads forms afterwards.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use telusur::analysis::Analyzer;
use telusur::plan::{Matcher, Word};
use telusur::query;

use super::parse;

/// Words with parts, clitics, capitals, dots, figures and dates.
const WORDS: &[&str] = &[
    "Pemerintah",
    "pembangunan",
    "sayur-mayur",
    "Anak-anak",
    "anak2",
    "ke-7",
    "di-PHK-kan",
    "COVID-19",
    "1990-an",
    "32,2%",
    "Rp1,5 triliun",
    "Jum'at",
    "Qurʼan",
    "S.H.",
    "rumah.Dia",
    "www.kompas.id",
    "@akun_resmi",
    "17 Agustus 1945",
    "21/3/2024",
    "HIV/AIDS",
    "Bekasi",
    "Beruang",
    "dinyatakannya",
    "ber-AC",
    "Kepulauan Seribu",
    "undang-undang",
    "café",
    "km²",
    "\n\n",
    ".",
];

/// Strings with the positions they stand at.
type Places = Vec<(u32, String)>;

/// Where the forms and the roots of an article stand: a root of a whole at all its positions.
fn places(text: &str) -> (Places, Places) {
    let (mut forms, mut roots) = (Vec::new(), Vec::new());
    let each = |token: &telusur::analysis::Token, form: &str, of: &telusur::analysis::Roots| {
        forms.push((token.position, form.to_owned()));
        for position in token.position..token.position + token.length {
            roots.extend(of.iter().map(|root| (position, root.to_owned())));
        }
    };
    Analyzer::new().text(text, 0, |_, _| {}, each);
    (forms, roots)
}

/// A word of the query whose form stands where its roots do not.
fn astray(text: &str) -> Option<(Word, u32)> {
    let (forms, roots) = places(text);
    for (_, typed) in &forms {
        for leaf in query::interpret(&parse(typed), &mut Analyzer::new()).leaves {
            let Matcher::Word(word) = leaf.matcher else { continue };
            let of_word = forms.iter().filter(|(_, form)| word.exact.contains(form));
            let rooted = |at: u32| {
                roots.iter().any(|(position, root)| *position == at && word.roots.contains(root))
            };
            if let Some((at, _)) = of_word.clone().find(|(at, _)| !rooted(*at)) {
                return Some((word, *at));
            }
        }
    }
    None
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn forms_stand_where_their_roots_do(words in vec(select(WORDS), 1..12)) {
        prop_assert_eq!(astray(&words.join(" ")), None);
    }

    #[test]
    fn so_they_do_in_any_text(text in "(\\PC{1,12} ){1,4}") {
        prop_assert_eq!(astray(&text), None);
    }
}

#[test]
fn a_word_between_underscores_is_that_word() {
    assert_eq!(astray("_A'A\u{a9d0} _jum'at_"), None);
}
