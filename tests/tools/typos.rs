//! How often the right word comes first for a misspelt one, and how long it takes:
//! `cargo run --release --example typos -- INDEX [SEED [COUNT [WORDS [show]]]]`
//!
//! Misspellings are made of the WORDS most frequent words of the index that have four small
//! letters a-z or more, taken at random: one edit (a letter put in, left out or replaced, two
//! neighbours swapped, each as often; letter and place at random, the first letter included)
//! whose outcome the index does not have.

use std::collections::HashSet;
use std::time::Instant;

use telusur::engine::Engine;
use telusur::index::{Home, Snapshot};

mod misspell;
mod random;

use misspell::{KINDS, misspelt};
use random::Random;

/// Fewest letters of a word that is misspelt.
const SHORTEST: usize = 4;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let folder = arguments.next().ok_or("which index?")?;
    let mut number = |default: usize| arguments.next().map_or(Ok(default), |text| text.parse());
    let (seed, count, most) = (number(1)?, number(500)?, number(10_000)?);
    let show = std::env::args().nth(5).is_some();
    let snapshot = Snapshot::open(&Home::at(&folder))?;
    let mut words = snapshot.words(1)?;
    let all: HashSet<String> = words.iter().map(|(word, _)| word.clone()).collect();
    words.retain(|(word, _)| {
        word.len() >= SHORTEST && word.bytes().all(|letter| letter.is_ascii_lowercase())
    });
    words.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    words.truncate(most);
    let rarest = words.last().ok_or("no words")?.1;
    println!("{} forms; words of {} articles or more", all.len(), rarest);

    let engine = Engine::open(&folder)?;
    let mut random = Random(seed as u64);
    let mut made = Vec::new();
    while made.len() < count {
        let word = &words[random.below(words.len())].0;
        let kind = random.below(KINDS.len());
        let typed = misspelt(word, kind, &mut random);
        if !all.contains(&typed) {
            made.push((typed, word.clone(), kind));
        }
    }
    let (mut right, mut of_kind, mut times) = (0, [(0, 0); 4], Vec::new());
    for (typed, meant, kind) in &made {
        let begun = Instant::now();
        let found = engine.suggest(typed)?;
        times.push(begun.elapsed().as_secs_f64() * 1000.0);
        let hit = found.as_deref() == Some(meant);
        right += usize::from(hit);
        of_kind[*kind].0 += usize::from(hit);
        of_kind[*kind].1 += 1;
        if show && !hit {
            let found = found.unwrap_or_default();
            println!("{typed}\tmeant {meant}\tgot {found}\t{}", KINDS[*kind]);
        }
    }
    for (kind, (hits, all)) in KINDS.iter().zip(of_kind) {
        println!("{kind:<8} {hits} of {all}");
    }
    times.sort_by(f64::total_cmp);
    let mean = times.iter().sum::<f64>() / times.len() as f64;
    let at = |share: f64| times[((times.len() - 1) as f64 * share) as usize];
    println!("right word first: {:.1} % of {}", 100.0 * right as f64 / count as f64, count);
    println!(
        "ms a word: mean {mean:.2}, median {:.2}, p99 {:.2}, most {:.2}",
        at(0.5),
        at(0.99),
        at(1.0)
    );
    Ok(())
}
