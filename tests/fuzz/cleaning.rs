//! What holds for the cleaning of any text.

use telusur::article::{Article, ArticleId};
use telusur::clean::{clean, restore};

/// Panics if cleaning breaks a promise on `text`.
pub(crate) fn check(text: &str) {
    let given = Article::new(ArticleId::given("a"), text);
    let cleaned = clean(&given);
    // Nothing is lost.
    assert_eq!(cleaned.raw(), text);
    // New rules make of a cleaned article what they make of the one its source gave.
    let restored = restore(cleaned.clone());
    assert_eq!(restored, given);
    assert_eq!(clean(&restored), cleaned);
    // What it says of a value says where it was read.
    assert_eq!(
        cleaned.author.is_some(),
        cleaned.origins.iter().any(|(fact, _)| fact.name() == "author")
    );
}
