//! Fuzz target of the readers: the first byte picks the format, the rest is the file. With
//! `FORMAT` set to one of the names, such as `a.html`, all of it is a file of that name.

#![no_main]

mod read;

use std::sync::OnceLock;

static FORMAT: OnceLock<Option<&str>> = OnceLock::new();

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let asked = FORMAT.get_or_init(|| {
        let name = std::env::var("FORMAT").ok()?;
        Some(*read::NAMES.iter().find(|known| **known == name).expect("FORMAT is a known name"))
    });
    let Some((first, rest)) = data.split_first() else { return };
    let name = asked.unwrap_or(read::NAMES[usize::from(*first) % read::NAMES.len()]);
    let folder = std::env::temp_dir().join(format!("telusur-fuzz-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a scratch folder");
    read::check(&folder, name, rest);
});
