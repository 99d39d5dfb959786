//! What programs that save pages note in a comment at their beginning: from where.

/// How far into a page the comment is looked for, in bytes.
const MAX_START: usize = 4096;

/// Longest address taken, in bytes.
const MAX_ADDRESS: usize = 2048;

/// What stands before the address, by program.
const NOTES: &[(&str, &str)] = &[
    (
        "saved from url=(",
        "Internet Explorer, Chrome, Edge: <!-- saved from url=(0019)https://a.id/1 -->",
    ),
    ("Page saved with SingleFile", "SingleFile: url: https://a.id/1 on the line below"),
];

/// The address that a saved page notes.
pub(super) fn address(html: &str) -> Option<&str> {
    let start = &html[..html.floor_char_boundary(MAX_START)];
    let (note, _) = NOTES.iter().find(|(note, _)| start.contains(note))?;
    let after = &html[start.find(note)? + note.len()..];
    let after = &after[..after.floor_char_boundary(MAX_ADDRESS)];
    let comment = after.split("-->").next()?;
    let at = comment.find("http://").or_else(|| comment.find("https://"))?;
    let address = comment[at..].split(char::is_whitespace).next()?;
    // More than that of the site, as with what pages declare.
    let path = address.splitn(4, '/').nth(3)?;
    (!path.is_empty()).then_some(address)
}

#[cfg(test)]
mod tests {
    use super::address;

    #[test]
    fn saved_pages_say_from_where() {
        for (html, expected) in [
            ("<!-- saved from url=(0014)https://a.id/1 -->\n<html>", Some("https://a.id/1")),
            (
                "<html><!--\n Page saved with SingleFile \n url: https://a.id/1 \n-->",
                Some("https://a.id/1"),
            ),
            ("<!-- saved from url=(0014)about:internet -->\n<a href=https://a.id/2>", None),
            ("<!-- saved from url=(0013)https://a.id/ -->", None),
            ("<html><a href=https://a.id/2>", None),
        ] {
            assert_eq!(address(html), expected, "{html}");
        }
    }
}
