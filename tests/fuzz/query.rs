//! Any text is a query, and its canonical form says the same.
//!
//! A libFuzzer target; `examples/fuzzloop.rs` checks the same without nightly.
#![no_main]

use libfuzzer_sys::fuzz_target;
use telusur::query::{self, Language};

fuzz_target!(|text: &str| {
    let today = jiff::civil::date(2026, 1, 31);
    let (tree, warnings) = query::parse(text, today);
    for warning in &warnings {
        let _ = warning.span.map(|span| span.of(text));
        let _ = (warning.text(Language::Id), warning.text(Language::En));
    }
    for (leaf, _) in tree.leaves() {
        let _ = leaf.span.of(text);
    }
    let _ = tree.describe(Language::En);
    let (again, _) = query::parse(&tree.to_string(), today);
    assert_eq!(tree.without_spans(), again.without_spans());
});
