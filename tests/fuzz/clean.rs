//! Any text can be cleaned, and what was cleaned can be undone.
//!
//! A libFuzzer target; `tests/clean.rs` checks the same on made texts.
#![no_main]

mod cleaning;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| cleaning::check(text));
