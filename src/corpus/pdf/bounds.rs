//! How much of a file is given to the library, which takes 120 to 500 bytes of memory for each of
//! its tokens, so that kilobytes could become gigabytes.

use std::cell::Cell;

use lopdf::{LoadOptions, Object, ObjectId};

/// Most bytes that a stream of objects, or of their places, may unpack to: programs put 100 or
/// 200 objects into one.
const MAX_OBJECTS: usize = 8 << 20;

/// Most tokens of a file, and of all its streams of objects: each takes some 120 bytes once it is
/// parsed. Packed data looks like a token every 15 bytes, so a file may be as large as it may.
const MAX_FILE_TOKENS: usize = 5_000_000;

/// Most operators and operands of a page; a page full of text, each letter placed by itself, has
/// some 50,000. Each takes half a kilobyte once it is parsed.
pub(super) const MAX_TOKENS: usize = 500_000;

/// What the trailer of an encrypted file has.
const ENCRYPT: &[u8] = b"Encrypt";

/// How a file is to be loaded.
///
/// # Errors
/// Why it is not loaded at all.
pub(super) fn options(file: &[u8]) -> Result<LoadOptions, String> {
    if tokens(file) > MAX_FILE_TOKENS {
        return Err(TOO_MANY.to_owned());
    }
    LEFT.set(Some(MAX_FILE_TOKENS));
    // The library filters no objects of encrypted files: what all their streams may hold is the
    // bound there.
    let streams = memchr::memmem::find_iter(file, b"stream").count().max(1);
    let most = if is_encrypted(file) { 2 * MAX_OBJECTS / streams } else { MAX_OBJECTS };
    Ok(LoadOptions {
        max_decompressed_size: Some(most),
        filter: Some(filter),
        ..LoadOptions::default()
    })
}

/// What is said of files beyond the bound.
const TOO_MANY: &str = "a PDF of more than 5,000,000 parts, or of parts that overlap";

/// Says, after loading, whether something was kept from the library.
///
/// # Errors
/// Why the file is not read.
pub(super) fn check() -> Result<(), String> {
    LEFT.get().map(|_| ()).ok_or_else(|| TOO_MANY.to_owned())
}

thread_local! {
    /// Tokens that the streams of objects of the file being read may still hold; `None` once
    /// there were more.
    static LEFT: Cell<Option<usize>> = const { Cell::new(None) };
}

/// Keeps streams of objects away from the library once they hold too much altogether.
fn filter(id: ObjectId, object: &mut Object) -> Option<(ObjectId, Object)> {
    let Object::Stream(stream) = object else {
        // The library takes what is given back of objects out of streams alone, of others it asks
        // whether they stay.
        return Some((id, object.clone()));
    };
    if stream.dict.has_type(b"ObjStm") {
        let content = stream.get_plain_content_with_limit(MAX_OBJECTS).unwrap_or_default();
        let first = stream.dict.get(b"First").and_then(Object::as_i64).unwrap_or_default();
        let first = usize::try_from(first).unwrap_or_default();
        let (index, objects) = content.split_at_checked(first).unwrap_or_default();
        let left = LEFT.get()?.checked_sub(tokens(&content));
        // Of objects that share what they hold, each would be parsed by itself.
        LEFT.set(left.filter(|_| are_apart(index, objects)));
        LEFT.get()?;
    }
    Some((id, Object::Null))
}

/// Whether the objects of a stream stand at places of their own and none goes on into the next, by
/// its index of numbers and places.
fn are_apart(index: &[u8], objects: &[u8]) -> bool {
    let index = String::from_utf8_lossy(index);
    let mut places: Vec<usize> = index
        .split(['\r', '\n'])
        .flat_map(|line| line.split('%').next().unwrap_or_default().split_whitespace())
        .skip(1)
        .step_by(2)
        .filter_map(|place| place.parse::<u32>().ok())
        .map(|place| (place as usize).min(objects.len()))
        .collect();
    places.sort_unstable();
    places.windows(2).all(|pair| is_whole(&objects[pair[0]..pair[1]]))
}

/// Whether bytes hold something, and everything that opens in them closes there.
fn is_whole(object: &[u8]) -> bool {
    let (mut depth, mut some, mut at) = (0_usize, false, 0);
    while let Some(&byte) = object.get(at) {
        let rest = &object[at..];
        let passed = match byte {
            b'(' => literal(rest),
            b'<' if rest.starts_with(b"<<") => Some(2),
            b'<' => memchr::memchr(b'>', rest).map(|end| end + 1),
            b'>' if rest.starts_with(b">>") => Some(2),
            b'%' => memchr::memchr2(b'\r', b'\n', rest),
            _ => Some(1),
        };
        let Some(passed) = passed else { return false };
        depth = match &rest[..passed] {
            b"[" | b"<<" => depth + 1,
            b"]" | b">>" => depth.saturating_sub(1),
            _ => depth,
        };
        some |= !matches!(byte, b' ' | b'\t' | b'\r' | b'\n' | b'\x0C' | 0 | b'%');
        at += passed;
    }
    depth == 0 && some
}

/// The bytes of the string in brackets that some bytes begin with, if it ends there.
fn literal(bytes: &[u8]) -> Option<usize> {
    let (mut depth, mut escaped) = (0_usize, false);
    for (at, byte) in bytes.iter().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'(' => depth += 1,
            b')' if depth == 1 => return Some(at + 1),
            b')' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// Whether a file says that it is encrypted, whatever letters of the word are given by number.
fn is_encrypted(file: &[u8]) -> bool {
    let letters = |name: &[u8]| {
        let mut rest = name;
        ENCRYPT.iter().all(|letter| {
            let (found, passed) = match rest {
                [b'#', high, low, ..] => (hex(*high) << 4 | hex(*low), 3),
                [found, ..] => (*found, 1),
                [] => return false,
            };
            rest = &rest[passed..];
            found == *letter
        })
    };
    memchr::memchr_iter(b'/', file).any(|at| letters(&file[at + 1..]))
}

/// The value of a hexadecimal digit.
fn hex(digit: u8) -> u8 {
    char::from(digit).to_digit(16).unwrap_or_default() as u8
}

/// How many tokens some bytes look like; those in strings and packed data count as well.
fn tokens(bytes: &[u8]) -> usize {
    starts(bytes).count()
}

/// The first [`MAX_TOKENS`] of the content of a page.
pub(super) fn page(content: &[u8]) -> &[u8] {
    &content[..starts(content).nth(MAX_TOKENS).unwrap_or(content.len())]
}

/// Where tokens begin.
fn starts(bytes: &[u8]) -> impl Iterator<Item = usize> {
    let mut inside = false;
    bytes.iter().enumerate().filter_map(move |(at, byte)| {
        let opens = matches!(byte, b'(' | b'<' | b'[' | b'/');
        let blank = matches!(byte, b' ' | b'\t' | b'\r' | b'\n' | b'\x0C' | 0 | b')' | b'>' | b']');
        let begins = opens || !inside && !blank;
        inside = !blank;
        begins.then_some(at)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn objects_that_share_what_they_hold_are_told() {
        assert!(
            are_apart(b"7 0 8 12 9 30", b"<</A (])>>  [1 <41>] %[\n<<>>9") && are_apart(b"", b"")
        );
        for (index, objects) in [
            (&b"7 0 8 0"[..], &b"1 2"[..]),
            (b"7 0 8 01", b"[[]]"),
            (b"7 0 8 1", b" [1]"),
            (b"7 0 8 1", b"<<>>"),
            (b"7 0 8 2", b"(a(b)c)"),
            (b"7 0 %\n8 2", b"<41>"),
        ] {
            assert!(!are_apart(index, objects), "{}", String::from_utf8_lossy(index));
        }
    }

    #[test]
    fn encryption_is_seen_however_it_is_written() {
        assert!(is_encrypted(b"<</Encrypt 1 0 R>>") && is_encrypted(b"<</#45ncryp#74 1 0 R>>"));
        assert!(!is_encrypted(b"<</Encode 1 0 R>>") && !is_encrypted(b"/#45"));
    }

    #[test]
    fn pages_of_far_too_many_operators_are_cut() {
        assert_eq!(page(b"BT (a b) Tj ET").len(), 14);
        for piece in ["q ", "1 ", "[", "((", "/A", "<", "]x"] {
            let content = piece.repeat(MAX_TOKENS * 2);
            assert!(page(content.as_bytes()).len() <= MAX_TOKENS * 2 + 1, "{piece}");
        }
    }
}
