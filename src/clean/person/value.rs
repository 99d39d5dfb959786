//! Who wrote or edited, from what stands in a byline.

use crate::clean::text::places;

/// What tells a medium or an office from a name.
const MEDIA: &[&str] =
    &[".co", ".id", "kabupaten ", "kontributor", "network", "tribun", "wartawan"];

/// Words that no name has, in lower case: what has one is a medium, an office or a headline.
const NOBODY: &[&str] = &[
    "agency",
    "berita",
    "geographic",
    "kasus",
    "ketua",
    "mantan",
    "pemberitaan",
    "polisi",
    "post",
    "sumber",
    "web",
];

/// The name or names in what a byline has of them, as they are stored: without the medium, the
/// office or the place beside them, with single spaces. `None` if it names nobody: wrong is
/// worse than empty.
pub(crate) fn person(written: &str) -> Option<String> {
    let marks = |c: char| c.is_whitespace() || ",;:-–|/()[]\"“”".contains(c);
    let mut name = written.trim_matches(marks);
    while let Some((before, rest)) = name.split_once(", ") {
        let lower = before.to_lowercase();
        if !(MEDIA.iter().any(|medium| lower.contains(medium)) || places::is_known(&lower)) {
            break;
        }
        name = rest.trim_matches(marks);
    }
    // What he is may stand before: `Konsultan: Ratna Wulandari`.
    name = name.rsplit_once(": ").map_or(name, |(_, name)| name);
    // And behind, where he is: `Ratna Wulandari di Jepang`, `Ratna Wulandari (Warta`,
    // `Ratna Wulandari I Demak`.
    name = name.split(" di ").next().unwrap_or(name);
    name = name.split(" (").next().unwrap_or(name);
    name = name
        .split_once(" I ")
        .filter(|(_, place)| places::is_known(&place.to_lowercase()))
        .map_or(name, |(name, _)| name);
    // One who has the story and the picture is one.
    name =
        name.split_once('/').filter(|(left, right)| left == right).map_or(name, |(left, _)| left);
    let mut words: Vec<&str> = name.split_whitespace().collect();
    if let Some(last) = words.last_mut()
        && last.len() > 3
        && last.bytes().filter(|&byte| byte == b'.').count() == 1
    {
        *last = last.trim_end_matches('.');
    }
    let nobody = |word: &&str| {
        let lower = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        NOBODY.binary_search(&lower.as_str()).is_ok()
    };
    let names = !words.is_empty() && !words.iter().any(nobody) && !name.contains(['?', '"']);
    names.then(|| words.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_sorted() {
        assert!(NOBODY.is_sorted());
    }

    #[test]
    fn what_stands_beside_a_name_is_none_of_it() {
        for written in [
            "Ratna Wulandari",
            " Ratna  Wulandari.",
            "Konsultan: Ratna Wulandari -",
            "Tribuncontoh.com, Demak, Ratna Wulandari",
            "Trbiuncontoh Kabupaten Demak, Ratna Wulandari",
            "Ratna Wulandari di Jepang",
            "Ratna Wulandari I Banda Aceh",
            "Ratna Wulandari (WartaContoh",
            "Ratna Wulandari/Ratna Wulandari",
        ] {
            assert_eq!(person(written).as_deref(), Some("Ratna Wulandari"), "{written}");
        }
        for written in ["I Made Sudana", "Ratna Wulandari, Joko Contoh", "Ratna/Joko", "J. Contoh"]
        {
            assert_eq!(person(written).as_deref(), Some(written));
        }
    }

    #[test]
    fn media_offices_and_titles_are_nobody() {
        for written in ["Mantan Ketua RT", "Warta Post", "Masih Mau Pulang?", "Sumber Warta", " "] {
            assert_eq!(person(written), None, "{written}");
        }
    }
}
