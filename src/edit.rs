//! [`Edit`]: one change that cleaning made to a text, with what stood there before.
//!
//! A cleaned text and its edits give back the text as it was, byte for byte, at
//! the cost of what was taken out.
//!
//! ```
//! use telusur::edit::{Edit, apply, undo};
//!
//! let raw = "Ia pulang. Baca juga: Banjir surut Lalu hujan.";
//! let cut = Edit::new(11..35, "", "related");
//! let (text, edits) = apply(raw, vec![cut]);
//! assert_eq!(text, "Ia pulang. Lalu hujan.");
//! assert_eq!(undo(&text, &edits), raw);
//! ```

use std::borrow::Cow;
use std::ops::Range;

use serde::{Deserialize, Serialize};

/// A stretch of a text and what takes its place.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Edit {
    /// Where the stretch lies in the text as it was, in bytes.
    pub range: Range<usize>,
    /// What takes its place.
    pub with: Cow<'static, str>,
    /// The name of the rule that changed it.
    pub rule: &'static str,
}

impl Edit {
    /// Puts `with` in the place of a stretch.
    pub fn new(
        range: Range<usize>,
        with: impl Into<Cow<'static, str>>,
        rule: &'static str,
    ) -> Self {
        Self { range, with: with.into(), rule }
    }
}

/// An edit that was made: where in the new text, how much it put there, and what stood there.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Edited {
    /// Bytes of the new text between the edit before, or the beginning, and this one.
    pub after: u32,
    /// Bytes it put there.
    pub length: u32,
    /// What stood there before.
    pub was: Box<str>,
    /// The name of the rule.
    pub rule: Box<str>,
}

/// Makes edits to a text. They are taken in the order of their places, of two at one place the
/// longer; one that overlaps those before it, lies outside the text or cuts a character is left
/// out.
pub fn apply(text: &str, mut edits: Vec<Edit>) -> (String, Vec<Edited>) {
    edits.sort_by_key(|edit| (edit.range.start, std::cmp::Reverse(edit.range.end)));
    let mut new = String::with_capacity(text.len());
    let mut made = Vec::with_capacity(edits.len());
    let (mut passed, mut last) = (0, 0);
    for Edit { range, with, rule } in edits {
        if range.start < passed {
            continue;
        }
        let Some(was) = text.get(range.clone()) else { continue };
        new.push_str(&text[passed..range.start]);
        let length = |bytes: usize| u32::try_from(bytes).expect("articles are far below 4 GB");
        let after = length(new.len() - last);
        made.push(Edited { after, length: length(with.len()), was: was.into(), rule: rule.into() });
        new.push_str(&with);
        (passed, last) = (range.end, new.len());
    }
    new.push_str(&text[passed..]);
    (new, made)
}

/// The text as it was before edits. Edits that do not fit the text are as if there were none.
pub fn undo<'t>(text: &'t str, edits: &[Edited]) -> Cow<'t, str> {
    if edits.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut raw =
        String::with_capacity(text.len() + edits.iter().map(|e| e.was.len()).sum::<usize>());
    let mut at = 0;
    for edit in edits {
        let start = at + edit.after as usize;
        let Some(kept) = text.get(at..start) else { return Cow::Borrowed(text) };
        raw.push_str(kept);
        raw.push_str(&edit.was);
        at = start + edit.length as usize;
    }
    let Some(rest) = text.get(at..) else { return Cow::Borrowed(text) };
    raw.push_str(rest);
    Cow::Owned(raw)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn edits_that_overlap_or_cut_characters_are_left_out() {
        let edits = vec![
            Edit::new(1..4, "-", "b"),
            Edit::new(0..3, "", "a"),
            Edit::new(3..4, "", "half of é"),
            Edit::new(90..91, "", "outside"),
        ];
        let (text, made) = apply("abcéd", edits);
        assert_eq!((text.as_str(), made.len()), ("éd", 1));
        assert_eq!(undo(&text, &made), "abcéd");
    }

    proptest! {
        #[test]
        fn whatever_is_edited_comes_back(
            raw in ".{0,60}",
            places in proptest::collection::vec((0_usize..80, 0_usize..9, ".{0,3}"), 0..8),
        ) {
            let edits = places.into_iter().map(|(at, length, with)| Edit::new(at..at + length, with, "r"));
            let (text, made) = apply(&raw, edits.collect());
            prop_assert_eq!(undo(&text, &made), raw);
        }
    }
}
