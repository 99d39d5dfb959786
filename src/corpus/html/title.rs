//! Headlines without the name of the site that titles of pages carry.

/// What stands between a headline and the name of a site.
const SEPARATORS: &[&str] = &[" - ", " | ", " – ", " — ", " :: ", " » "];

/// What sites write behind a headline: the page of several, lower-cased.
const PAGES: &[&str] = &["halaman", "page", "hal"];

/// Shortest name of a site, in letters: shorter ones are found in many words.
const MIN_SITE: usize = 4;

/// The names of a site: what it calls itself and the labels of its address, letters only.
pub(super) struct Sites(Vec<String>);

impl Sites {
    /// From declared names and the address of an article.
    pub(super) fn of(names: [Option<&str>; 2], url: Option<&str>) -> Self {
        let host = url.and_then(|url| url.split('/').nth(2)).unwrap_or_default();
        let labels = host.split('.').filter(|label| *label != "www");
        let names = names.into_iter().flatten().map(letters).chain(labels.map(letters));
        Self(names.filter(|name| name.chars().count() >= MIN_SITE).collect())
    }

    /// Whether a text is the name of the site, or that with a domain behind it.
    fn are(&self, text: &str) -> bool {
        let text = letters(text);
        self.0.iter().any(|site| {
            text == *site
                || text.strip_prefix(site.as_str()).is_some_and(|rest| rest.len() <= 3)
                || text.len() >= MIN_SITE && site.strip_prefix(text.as_str()).is_some()
        })
    }
}

/// A heading of a page and its rank, 1 for `<h1>`.
pub(super) type Heading = (u8, String);

/// The headline in a title: without the site's name at either end, and without page numbers. A
/// part that stands as a heading on the page is the headline; of two, that of the higher rank,
/// else the longer.
pub(super) fn bare(title: &str, sites: &Sites, headings: &[Heading]) -> String {
    let mut title = title.trim();
    let rank = |part: &str| {
        let same = headings.iter().filter(|(_, heading)| heading == part);
        same.map(|(rank, _)| *rank).min()
    };
    while rank(title).is_none()
        && let (Some((before, last)), Some((first, after))) =
            (split_last(title), split_first(title))
    {
        let parts = [before, after].into_iter();
        let best =
            parts.filter_map(|part| Some((rank(part)?, usize::MAX - part.len(), part))).min();
        title = match best {
            Some((.., headline)) => headline,
            None if sites.are(last) => before,
            None if sites.are(first) => after,
            None => break,
        };
    }
    without_page(title).to_owned()
}

fn split_last(title: &str) -> Option<(&str, &str)> {
    let at = SEPARATORS.iter().filter_map(|s| Some((title.rfind(s)?, s.len()))).max()?;
    Some((title[..at.0].trim(), title[at.0 + at.1..].trim()))
}

fn split_first(title: &str) -> Option<(&str, &str)> {
    let at = SEPARATORS.iter().filter_map(|s| Some((title.find(s)?, s.len()))).min()?;
    Some((title[..at.0].trim(), title[at.0 + at.1..].trim()))
}

/// Without `Halaman all`, `Halaman 2`.
fn without_page(title: &str) -> &str {
    let mut words = title.rsplitn(3, ' ');
    match (words.next(), words.next(), words.next()) {
        (Some(number), Some(page), Some(rest))
            if PAGES.contains(&page.to_lowercase().as_str())
                && (number == "all" || number.bytes().all(|byte| byte.is_ascii_digit())) =>
        {
            rest.trim_end_matches(['-', '|', ' '])
        }
        _ => title,
    }
}

fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(title: &str) -> String {
        let sites = Sites::of([Some("ANTARA News"), None], Some("https://www.tempo.co/read/1"));
        bare(title, &sites, &[(2, "Kementerian X".into()), (1, "Kota - kota".into())])
    }

    #[test]
    fn names_of_sites_go() {
        for title in [
            "Banjir di Sumedang - ANTARA News",
            "Banjir di Sumedang - Antara",
            "Banjir di Sumedang | tempo.co",
            "Banjir di Sumedang - Halaman 2",
            "Banjir di Sumedang Halaman all - Tempo.co",
            "ANTARA News - Banjir di Sumedang",
        ] {
            assert_eq!(of(title), "Banjir di Sumedang", "{title}");
        }
    }

    #[test]
    fn headlines_stay() {
        for title in ["Derby Jakarta - Bandung", "Kota - kota", "Apa - itu - apa", "A | B", ""] {
            assert_eq!(of(title), title);
        }
        assert_eq!(of("Kota - kota | Kementerian X"), "Kota - kota");
        assert_eq!(of("Kementerian X - Kota - kota"), "Kota - kota");
    }
}
