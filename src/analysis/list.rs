//! Word lists of `data/`, read at compile time: plain text, one entry a line,
//! `#` before remarks.

/// How many lines of `file` are entries.
pub(super) const fn count(file: &str) -> usize {
    let (mut entries, mut rest) = (0, file);
    while !rest.is_empty() {
        let (line, tail) = cut(rest, b'\n');
        entries += !is_remark(line) as usize;
        rest = tail;
    }
    entries
}

/// The entries of `file`; `N` is their [`count`].
pub(super) const fn lines<const N: usize>(file: &'static str) -> [&'static str; N] {
    let mut entries = [""; N];
    let (mut entry, mut rest) = (0, file);
    while !rest.is_empty() {
        let (line, tail) = cut(rest, b'\n');
        if !is_remark(line) {
            entries[entry] = line;
            entry += 1;
        }
        rest = tail;
    }
    entries
}

const fn is_remark(line: &str) -> bool {
    matches!(line.as_bytes(), [b'#', ..])
}

/// The text before and behind the first `mark`.
pub(super) const fn cut(text: &str, mark: u8) -> (&str, &str) {
    let mut at = 0;
    while at < text.len() && text.as_bytes()[at] != mark {
        at += 1;
    }
    let (head, tail) = text.split_at(at);
    (head, if tail.is_empty() { tail } else { tail.split_at(1).1 })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn remarks_are_no_entries() {
        const FILE: &str = "# about\na\tx\nb\n";
        const LINES: [&str; count(FILE)] = lines(FILE);
        assert_eq!(LINES, ["a\tx", "b"]);
        assert_eq!(cut(LINES[0], b'\t'), ("a", "x"));
    }
}
