//! What is read of saved pages: bodies and declared facts, against the gold beside each page.

#[path = "tools/score.rs"]
mod score;

use std::collections::BTreeMap;
use std::path::Path;

use score::{Gold, Score, tokens};
use telusur::corpus::{Draft, Format, Item, read};
use telusur::origin::Fact;

fn folder() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pages")
}

fn draft(name: &str) -> Draft {
    let path = folder().join(format!("{name}.html"));
    let mut found = None;
    let mut each = |item, _| match item {
        Item::Draft(draft) => found = Some(draft),
        Item::Warning(warning) => panic!("{warning}"),
    };
    read(&path, name, Format::of(&path).unwrap(), 1 << 25, &mut each).unwrap();
    found.expect("an article")
}

/// The table of the closing note: `cargo test --test tests pages -- --nocapture`.
#[test]
fn bodies_are_found() {
    let mut kinds: BTreeMap<String, Vec<Score>> = BTreeMap::new();
    for page in Gold::pages(&folder()) {
        let score = page.score(&tokens(&draft(&page.name).text));
        let text = draft(&page.name).text;
        assert!(
            score.precision() > 0.85 && score.recall() > 0.99,
            "{}: {score}: {text}",
            page.name
        );
        kinds.entry(page.kind).or_default().push(score);
    }
    for (kind, scores) in &kinds {
        println!("| {kind} | {} |", Score::sum(scores.iter().copied()));
    }
    let all = Score::sum(kinds.into_values().flatten());
    println!("| all | {all} |");
    assert!(all.precision() > 0.985 && all.recall() > 0.999, "{all}");
}

#[test]
fn paragraphs_stay_paragraphs() {
    for page in Gold::pages(&folder()) {
        let draft = draft(&page.name);
        let lines: Vec<&str> = draft.text.lines().collect();
        let torn: Vec<_> =
            page.body.iter().filter(|line| !lines.contains(&line.as_str())).collect();
        assert!(torn.is_empty(), "{}: {torn:?} in {}", page.name, draft.text);
        assert!(draft.text.contains("\n\n") && !draft.text.contains("\n\n\n"), "{}", page.name);
    }
}

#[test]
fn lines_for_cleaning_come_along() {
    let (mut lost, mut all) = (Vec::new(), 0);
    for page in Gold::pages(&folder()) {
        let draft = draft(&page.name);
        for line in page.optional.iter().filter(|line| line.to_lowercase().starts_with("baca juga"))
        {
            all += 1;
            if draft.text.lines().all(|other| other != line) {
                lost.push(format!("{} {line}", page.name));
            }
        }
    }
    assert!(lost.len() * 20 <= all, "{all}, but {lost:?}");
}

/// Every fact that a page declares, and none that it does not.
#[test]
fn facts_are_those_declared() {
    let mut faults = Vec::new();
    for page in Gold::pages(&folder()) {
        let draft = draft(&page.name);
        let date = draft.date.as_ref().map(ToString::to_string);
        for (key, fact, value) in [
            ("title", Fact::Title, &draft.title),
            ("date", Fact::Date, &date),
            ("author", Fact::Author, &draft.author),
            ("editor", Fact::Editor, &draft.editor),
            ("source", Fact::Source, &draft.source),
            ("section", Fact::Section, &draft.section),
            ("url", Fact::Url, &draft.url),
        ] {
            let gold = page.declared.get(key);
            if gold != value.as_ref() {
                faults.push(format!("{} {key}: {value:?}, not {gold:?}", page.name));
            }
            let origin = draft.origins.of(fact);
            assert_eq!(origin.is_some(), value.is_some(), "{} {key}", page.name);
            assert!(origin.is_none_or(telusur::origin::Origin::is_declared));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
