//! [`Address`]: what the address of an article says of it.

use jiff::civil;

use crate::site;

/// An address, taken apart.
pub(super) struct Address<'u> {
    host: &'u str,
    path: &'u str,
}

/// Sections that are sure where they stand first in a path or a host's name, sorted.
const SECTIONS: &[&str] = &[
    "bisnis",
    "bola",
    "cek-fakta",
    "celebrity",
    "economy",
    "edu",
    "edukasi",
    "ekbis",
    "ekonomi",
    "finance",
    "food",
    "gaya-hidup",
    "health",
    "hiburan",
    "hukum",
    "inet",
    "internasional",
    "islami",
    "kesehatan",
    "keuangan",
    "kolom",
    "lestari",
    "lifestyle",
    "market",
    "megapolitan",
    "metropolitan",
    "money",
    "muslim",
    "nasional",
    "olahraga",
    "opini",
    "oto",
    "otomotif",
    "pendidikan",
    "pilkada",
    "politik",
    "properti",
    "regional",
    "saham",
    "seleb",
    "showbiz",
    "sport",
    "sports",
    "superskor",
    "techno",
    "tekno",
    "teknologi",
    "travel",
    "wisata",
    "wolipop",
];

impl<'u> Address<'u> {
    pub(super) fn of(url: &'u str) -> Self {
        let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
        let path = &rest[rest.find(['/', '?', '#']).unwrap_or(rest.len())..];
        Self { host: site::host(url), path: path.split(['?', '#']).next().unwrap_or_default() }
    }

    /// The site: the name under which the host is registered.
    pub(super) fn source(&self) -> Option<String> {
        site::registered_name(self.host)
    }

    /// The section, where its name is known to be one.
    pub(super) fn section(&self) -> Option<String> {
        let first = self.path.trim_start_matches('/').split('/').next().unwrap_or_default();
        let sub = self.host.split('.').next().unwrap_or_default();
        let sure = |name: &&str| SECTIONS.binary_search(name).is_ok();
        let (first, sub) = (first.to_lowercase(), sub.to_lowercase());
        let section = [first.as_str(), sub.as_str()].into_iter().find(sure)?;
        Some(section.replace('-', " "))
    }

    /// The day in the path, with the time where the site writes it so, as RFC 3339.
    pub(super) fn date(&self) -> Option<String> {
        let parts: Vec<&str> = self.path.split('/').filter(|part| !part.is_empty()).collect();
        let digits = |part: &str, length: usize| {
            part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit())
        };
        for (index, window) in parts.windows(3).enumerate() {
            if !(digits(window[0], 4) && digits(window[1], 2) && digits(window[2], 2)) {
                continue;
            }
            let Some(day) = day(window[0], window[1], window[2]) else { continue };
            // Kompas.com and older Detik: the time and a number behind it.
            let next = parts.get(index + 3).copied().unwrap_or_default();
            let timed = self.host.ends_with("kompas.com") && (digits(next, 9) || digits(next, 8))
                || self.host.ends_with("detik.com") && digits(next, 6);
            return Some(if timed { with_time(&day, next) } else { day });
        }
        // CNN Indonesia: 20241226183557-134-1181219.
        parts.iter().find_map(|part| {
            let stamp = part.split('-').next().filter(|stamp| digits(stamp, 14))?;
            let day = day(&stamp[..4], &stamp[4..6], &stamp[6..8])?;
            Some(with_time(&day, &stamp[8..]))
        })
    }
}

fn day(year: &str, month: &str, day: &str) -> Option<String> {
    let year = year.parse().ok().filter(|year| (1990..=2100).contains(year))?;
    Some(civil::Date::new(year, month.parse().ok()?, day.parse().ok()?).ok()?.to_string())
}

/// A day with the time that `stamp` begins with, in western Indonesian time; without it if there
/// is no such time.
fn with_time(day: &str, stamp: &str) -> String {
    let part = |from: usize| stamp.get(from..from + 2).and_then(|part| part.parse::<u8>().ok());
    match (part(0), part(2), part(4)) {
        (Some(hour), Some(minute), Some(second)) if hour < 24 && minute < 60 && second < 60 => {
            format!("{day}T{hour:02}:{minute:02}:{second:02}+07:00")
        }
        _ => day.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_say_site_section_and_day() {
        assert!(SECTIONS.is_sorted());
        for (url, source, section, date) in [
            (
                "https://www.cnnindonesia.com/nasional/20170327105508-20-1/banjir/",
                "cnnindonesia.com",
                Some("nasional"),
                Some("2017-03-27T10:55:08+07:00"),
            ),
            (
                "https://travel.kompas.com/read/2023/02/27/170500927/wisata",
                "kompas.com",
                Some("travel"),
                Some("2023-02-27T17:05:00+07:00"),
            ),
            ("http://warta.co.id/2024/07/31/a?x=1", "warta.co.id", None, Some("2024-07-31")),
            ("https://warta.com/berita/152132/surat", "warta.com", None, None),
            (
                "https://www.warta.mil.id/2024/13/45/2024/07/31/a",
                "warta.mil.id",
                None,
                Some("2024-07-31"),
            ),
        ] {
            let address = Address::of(url);
            assert_eq!(address.source().as_deref(), Some(source));
            assert_eq!(address.section().as_deref(), section);
            assert_eq!(address.date().as_deref(), date);
        }
    }

    #[test]
    fn what_is_no_address_says_nothing() {
        for url in ["", "://", "berita", "http://127.0.0.1/2024/13/01", "file:///tmp/a"] {
            let address = Address::of(url);
            assert_eq!((address.source(), address.section(), address.date()), (None, None, None));
        }
    }
}
