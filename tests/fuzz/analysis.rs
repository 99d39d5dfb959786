//! Fuzz target of the chain from text to tokens: `tests/fuzz/run` runs it.

#![no_main]

mod check;

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    check::check(&String::from_utf8_lossy(data));
});
