//! [`Imprint`]: whose an article is and what it is called, as far as copies are told by that.
//!
//! Of 200 pairs read, texts that share much are copies whenever two outlets have them (20 of 20),
//! and nearly always under one headline (19 of 20); of the rest, which an outlet wrote itself
//! under two headlines, half are two reports on one subject.

use super::signature::hash;
use crate::article::Article;
use crate::site::{host, registered_name};

/// Headlines of fewer words may stand over anything: "Catatan redaksi".
const LEAST_TITLE_WORDS: usize = 3;

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

/// The registered name in an address or a host; `None` of what is no host.
fn domain(address: &str) -> Option<String> {
    registered_name(host(address))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::ArticleId;

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
        let at = |address: &str| imprint("", Some(address), "Panen raya");
        assert_eq!(at("https://a@news.kabarhulu.co.id/1"), at("http://kabarhulu.co.id:80/2"));
        assert!(!hulu.vouches(imprint("KABAR HULU", None, "Sawah menguning")));
        assert!(!hulu.vouches(imprint("", Some("https://kabarhulu.id/1"), "Sawah menguning")));
        assert!(!imprint("", None, "Panen padi").vouches(imprint("", None, "Panen padi")));
    }
}
