//! What holds for reading any bytes as a file of any format.

use std::path::Path;

use telusur::corpus::{Draft, Format, Item, read};

/// Every name that is read as another format.
pub(crate) const NAMES: [&str; 16] = [
    "a.txt",
    "a.txt.gz",
    "a.txt.zst",
    "a.jsonl",
    "a.jsonl.gz",
    "a.jsonl.zst",
    "a.json",
    "a.csv",
    "a.tsv",
    "a.md",
    "a.html",
    "a.mhtml",
    "a.rss",
    "a.warc",
    "a.warc.gz",
    "a.pdf",
];

/// Largest article taken.
const MAX_ARTICLE: usize = 4096;

/// Writes the bytes to a file in `folder` and panics if reading it breaks a promise.
pub(crate) fn check(folder: &Path, name: &str, bytes: &[u8]) {
    let path = folder.join(name);
    std::fs::write(&path, bytes).expect("a scratch file");
    let first = items(&path);
    let mut line = 0;
    for item in &first {
        match item {
            Item::Draft(draft) => {
                sound(draft);
                assert!(draft.line.unwrap_or(1) > line, "lines come in order");
                line = draft.line.unwrap_or(1);
            }
            Item::Warning(warning) => {
                assert!(warning.path == name && !warning.message.is_empty());
                assert!(warning.line.is_none_or(|line| line > 0));
            }
        }
    }
    assert_eq!(format!("{first:?}"), format!("{:?}", items(&path)), "reading is repeatable");
}

fn items(path: &Path) -> Vec<Item> {
    let name = path.file_name().expect("a name").to_str().expect("UTF-8");
    let format = Format::of(path).expect("a format");
    let mut items = Vec::new();
    let mut passed = 0;
    let outcome = read(path, name, format, MAX_ARTICLE, &mut |item, bytes| {
        assert!(bytes >= passed, "progress goes on");
        passed = bytes;
        items.push(item);
    });
    outcome.expect("the disk is well");
    items
}

fn sound(draft: &Draft) {
    let said = |text: &Option<String>| text.as_ref().is_none_or(|text| !text.trim().is_empty());
    let words = [&draft.title, &draft.url, &draft.source, &draft.author, &draft.editor];
    assert!(words.into_iter().all(said) && said(&draft.place) && said(&draft.section));
    assert!(draft.title.is_some() || !draft.text.trim().is_empty());
    assert!(!draft.id.as_ref().is_some_and(String::is_empty));
    // Markup and other encodings may say in more bytes what was read in fewer.
    assert!(draft.text.len() <= 4 * MAX_ARTICLE, "an article is bounded");
    let article = draft.clone().into_article("a");
    assert_eq!(article.text, draft.text);
}
