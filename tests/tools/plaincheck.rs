//! Lists the queries of TREC topic files (`id TAB text`) that are not read as
//! plain words: `cargo run --release --example plaincheck -- FILE...`

use telusur::query;

fn main() -> std::io::Result<()> {
    let today = jiff::civil::date(2026, 1, 31);
    let (mut all, mut plain, mut warned) = (0, 0, 0);
    for path in std::env::args().skip(1) {
        for line in std::fs::read_to_string(&path)?.lines() {
            let Some((id, text)) = line.split_once('\t') else {
                continue;
            };
            let (tree, warnings) = query::parse(text, today);
            all += 1;
            plain += usize::from(tree.is_plain());
            warned += usize::from(!warnings.is_empty());
            if !tree.is_plain() || !warnings.is_empty() {
                println!(
                    "{}\t{id}\t{text}\n\t=> {tree}",
                    if tree.is_plain() { "warned" } else { "NOT PLAIN" }
                );
                for warning in warnings {
                    println!("\t!  {}", warning.text(query::Language::En));
                }
            }
        }
    }
    println!("{plain} of {all} plain, {warned} with warnings");
    Ok(())
}
