//! Dates as files declare them: ISO 8601, `2024/07/31 14:05:00`, RFC 2822.

use std::borrow::Cow;

use super::Output;
use crate::date::ArticleDate;

/// Most characters of a wrong value that a warning quotes.
const QUOTED_CHARS: usize = 40;

/// Longest text that can be a date, in bytes.
const MAX_DATE_BYTES: usize = 64;

/// Years that news can be of; what lies outside is a slip of the program that wrote it.
const YEARS: std::ops::RangeInclusive<i16> = 1900..=2100;

/// Reads a declared date; `None` where it is none.
///
/// ```text
/// 2024-07-31                      2024-07-31T14:05:00+07:00
/// 2024/07/31 14:05:00             Wed, 31 Jul 2024 14:05:00 +0700
/// ```
pub(super) fn parse_date(text: &str) -> Option<ArticleDate> {
    let text = text.trim();
    if text.len() > MAX_DATE_BYTES {
        return None;
    }
    ArticleDate::parse(text)
        .or_else(|| slashed(text))
        .or_else(|| rfc2822(text))
        .filter(|date| YEARS.contains(&date.day().year()))
}

/// Reads a declared date, or warns that it is none.
pub(super) fn declared_date(
    text: &str,
    line: Option<u64>,
    out: &mut Output<'_>,
) -> Option<ArticleDate> {
    let date = parse_date(text);
    if date.is_none() {
        out.doubted(line, wrong_date(text));
    }
    date
}

/// What to say of text that should be a date.
pub(super) fn wrong_date(text: &str) -> String {
    format!(
        "the date {:?} is none like 2024-07-31 or 2024-07-31T14:05:00+07:00; left empty",
        cut(text)
    )
}

/// Year first, apart by slashes.
fn slashed(text: &str) -> Option<ArticleDate> {
    let bytes = text.as_bytes();
    if bytes.get(4) != Some(&b'/') || bytes.get(7) != Some(&b'/') || !text.is_ascii() {
        return None;
    }
    ArticleDate::parse(&format!("{}-{}-{}", &text[..4], &text[5..7], &text[8..]))
}

fn rfc2822(text: &str) -> Option<ArticleDate> {
    let zoned = jiff::fmt::rfc2822::parse(text).ok()?;
    ArticleDate::parse(&zoned.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string())
}

fn cut(text: &str) -> Cow<'_, str> {
    match text.char_indices().nth(QUOTED_CHARS) {
        Some((end, _)) => Cow::Owned(format!("{}…", &text[..end])),
        None => Cow::Borrowed(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_files_declare() {
        let shown = |text: &str| parse_date(text).map(|date| date.to_string());
        let instant = Some("2024-07-31T14:05:00+07:00");
        assert_eq!(shown("2024-07-31T14:05:00+07:00").as_deref(), instant);
        assert_eq!(shown("2024-07-31T14:05:00+0700").as_deref(), instant);
        assert_eq!(shown("Wed, 31 Jul 2024 14:05:00 +0700").as_deref(), instant);
        assert_eq!(shown("2024/07/31 14:05:00").as_deref(), Some("2024-07-31"));
        for text in ["", "kemarin", "31/07/2024", "0001-01-01", "2024/07", "２０２４/07/31"] {
            assert_eq!(shown(text), None, "{text}");
        }
    }
}
