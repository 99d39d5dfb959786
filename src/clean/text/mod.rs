//! What cleaning knows of text: parts of it, its words, its seams, and lists of words.

pub(super) mod bearing;
mod list;
pub(super) mod pattern;
pub(super) mod places;
pub(super) mod seam;
pub(super) mod window;
pub(super) mod word;
