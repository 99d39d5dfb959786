//! [`Imprint`]: whose an article is and what it is called, as far as copies are told by that.
//!
//! Of 200 pairs read, texts that share much are copies whenever two outlets have them (20 of 20),
//! and nearly always under one headline (19 of 20); of the rest, which an outlet wrote itself
//! under two headlines, half are two reports on one subject.

use super::signature::hash;
use crate::article::Article;

/// Headlines of fewer words may stand over anything: "Catatan redaksi".
const LEAST_TITLE_WORDS: usize = 3;

/// Names below a country under which others register: those of `.id` (PANDI), and the commonest
/// of other countries.
const SECOND_LEVELS: [&str; 16] = [
    "ac", "biz", "co", "com", "desa", "edu", "go", "gov", "mil", "my", "net", "or", "org",
    "ponpes", "sch", "web",
];

/// Marks an outlet that is known by its name alone.
const NAMED: u32 = 1;

/// Hashes of outlet and headline; zero where there is none to go by.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Imprint {
    pub(super) outlet: u32,
    pub(super) title: u32,
}

impl Imprint {
    /// That of an article.
    pub fn of(article: &Article) -> Self {
        let source = article.source.as_deref().unwrap_or_default();
        let outlet = match article.url.as_deref().and_then(domain).or_else(|| domain(source)) {
            Some(domain) => tagged(&domain, 0),
            None => tagged(&words(source).join(" "), NAMED),
        };
        let title = words(article.title.as_deref().unwrap_or_default());
        let long = title.len() >= LEAST_TITLE_WORDS;
        Self { outlet, title: if long { tagged(&title.join(" "), 0) } else { 0 } }
    }

    /// Whether two articles that share much are copies for it: they have one headline, or two
    /// outlets, of which nothing is known where one is told by its name and one by its address.
    pub(super) fn vouches(self, other: Self) -> bool {
        let known = |one: u32, other: u32| one != 0 && other != 0;
        known(self.title, other.title) && self.title == other.title
            || known(self.outlet, other.outlet)
                && self.outlet != other.outlet
                && self.outlet & NAMED == other.outlet & NAMED
    }
}

/// A hash whose lowest bit is the tag; zero of nothing.
fn tagged(text: &str, tag: u32) -> u32 {
    if text.is_empty() { 0 } else { ((hash(text) >> 32) as u32 & !NAMED | tag).max(2) }
}

fn words(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect()
}

/// The registered name in an address or a host: `detik.com` in `https://news.detik.com/berita`,
/// `rri.co.id` in `www.rri.co.id`. `None` of what is no host.
fn domain(address: &str) -> Option<String> {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let host = rest.split(['/', '?', '#', ':']).next().unwrap_or_default().to_ascii_lowercase();
    let labels: Vec<&str> = host.strip_prefix("www.").unwrap_or(&host).split('.').collect();
    let is_label = |label: &&str| {
        !label.is_empty() && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
    };
    if labels.len() < 2 || !labels.iter().all(is_label) {
        return None;
    }
    let [.., second, top] = labels.as_slice() else { return None };
    let kept = if top.len() == 2 && SECOND_LEVELS.contains(second) { 3 } else { 2 };
    Some(labels[labels.len().saturating_sub(kept)..].join("."))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::ArticleId;

    #[test]
    fn outlets_are_told_by_the_registered_name() {
        for (address, name) in [
            ("https://news.detik.com/berita/d-1", "detik.com"),
            ("www.rri.co.id", "rri.co.id"),
            ("http://desa.panjalu.desa.id:8080/kabar", "panjalu.desa.id"),
            ("Lampung.Antaranews.com", "antaranews.com"),
            ("tirto.id", "tirto.id"),
            ("bola.antv.id", "antv.id"),
        ] {
            assert_eq!(domain(address).as_deref(), Some(name), "{address}");
        }
        for none in ["", "Suara Pantai", "localhost", "berkas..txt", "Tabloid No.", "é.com"] {
            assert_eq!(domain(none), None, "{none}");
        }
    }

    fn imprint(source: &str, url: Option<&str>, title: &str) -> Imprint {
        let mut article = Article::new(ArticleId::given("a"), "");
        article.source = Some(source.to_owned());
        article.url = url.map(str::to_owned);
        article.title = Some(title.to_owned());
        Imprint::of(&article)
    }

    #[test]
    fn another_outlet_or_the_same_headline_vouches() {
        let hulu = imprint("Kabar Hulu", None, "Panen padi di lereng");
        assert!(hulu.vouches(imprint("Kabar Hulu", None, "PANEN PADI DI LERENG!")));
        assert!(hulu.vouches(imprint("Suara Pantai", None, "Sawah menguning")));
        assert!(!hulu.vouches(imprint("KABAR HULU", None, "Sawah menguning")));
        assert!(!hulu.vouches(imprint("", Some("https://kabarhulu.id/1"), "Sawah menguning")));
        assert!(!imprint("", None, "Panen padi").vouches(imprint("", None, "Panen padi")));
    }
}
