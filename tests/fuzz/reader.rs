//! Fuzz target of the readers: the first byte picks the format, the rest is the file. With
//! `FORMAT` set to one of the names, such as `a.html`, it is a file of that name in any case.
//!
//! Libraries may panic where the readers catch it; only what gets past the readers counts.

#![no_main]

mod read;

use std::sync::{Mutex, OnceLock};

static FORMAT: OnceLock<Option<&str>> = OnceLock::new();

/// What the last panic said.
static PANIC: Mutex<String> = Mutex::new(String::new());

fn asked() -> Option<&'static str> {
    // In place of the hook that ends the process at any panic.
    std::panic::set_hook(Box::new(|panic| {
        if let Ok(mut last) = PANIC.lock() {
            *last = panic.to_string();
        }
    }));
    let name = std::env::var("FORMAT").ok()?;
    Some(*read::NAMES.iter().find(|known| **known == name).expect("FORMAT is a known name"))
}

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let asked = *FORMAT.get_or_init(asked);
    let Some((first, rest)) = data.split_first() else { return };
    let name = asked.unwrap_or(read::NAMES[usize::from(*first) % read::NAMES.len()]);
    let folder = std::env::temp_dir().join(format!("telusur-fuzz-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a scratch folder");
    let checked = std::panic::catch_unwind(|| read::check(&folder, name, rest));
    if let Err(escaped) = checked {
        eprintln!("{}", PANIC.lock().expect("a message"));
        std::panic::resume_unwind(escaped);
    }
});
