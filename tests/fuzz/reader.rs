//! Fuzz target of the readers: the first byte picks the format, the rest is the file.

#![no_main]

mod read;

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let Some((first, rest)) = data.split_first() else { return };
    let name = read::NAMES[usize::from(*first) % read::NAMES.len()];
    let folder = std::env::temp_dir().join(format!("telusur-fuzz-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a scratch folder");
    read::check(&folder, name, rest);
});
