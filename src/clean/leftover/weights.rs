//! The learnt weights of traits.

use std::sync::OnceLock;

use super::key::{self, KeyMap};

/// What a trait weighs, by the key of its name, in ln odds for boilerplate.
pub(super) fn of(name: u64) -> f32 {
    static ALL: OnceLock<KeyMap<f32>> = OnceLock::new();
    ALL.get_or_init(read).get(&name).copied().unwrap_or_default()
}

fn read() -> KeyMap<f32> {
    let lines = include_str!("../data/leftover_weights.txt").lines();
    let entries = lines.filter(|line| !line.starts_with('#')).map(|line| {
        let (name, weight) = line.split_once('\t').expect("a line has a name and a weight");
        let weight = weight.parse::<i16>().expect("a weight in hundredths");
        (key::of(name.chars()), f32::from(weight) / 100.0)
    });
    entries.collect()
}
