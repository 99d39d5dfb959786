//! [`Format`]: what kind of file a name promises.

use std::path::Path;

/// How articles lie in a file.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Content {
    /// One article a file.
    Text,
    /// One JSON object a line, one article each.
    JsonLines,
}

/// How the file is packed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Compression {
    /// Not at all.
    None,
    /// gzip, several members included.
    Gzip,
    /// Zstandard.
    Zstd,
}

/// What a file holds, told from its name.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Format {
    /// How articles lie in it.
    pub content: Content,
    /// How it is packed.
    pub compression: Compression,
}

/// File name endings and what they mean.
const ENDINGS: [(&str, Content, Compression); 9] = [
    (".txt", Content::Text, Compression::None),
    (".txt.gz", Content::Text, Compression::Gzip),
    (".txt.zst", Content::Text, Compression::Zstd),
    (".jsonl", Content::JsonLines, Compression::None),
    (".jsonl.gz", Content::JsonLines, Compression::Gzip),
    (".jsonl.zst", Content::JsonLines, Compression::Zstd),
    (".ndjson", Content::JsonLines, Compression::None),
    (".ndjson.gz", Content::JsonLines, Compression::Gzip),
    (".ndjson.zst", Content::JsonLines, Compression::Zstd),
];

impl Format {
    /// What people may call the formats, for messages.
    pub const NAMES: &str = ".txt and .jsonl, also .gz and .zst";

    /// The format of a file of this name; `None` where we read no such files.
    pub fn of(path: &Path) -> Option<Self> {
        let name = path.file_name()?.to_string_lossy().to_ascii_lowercase();
        let (_, content, compression) =
            ENDINGS.iter().find(|(ending, ..)| name.ends_with(ending))?;
        Some(Self { content: *content, compression: *compression })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_formats_by_name() {
        let of = |name: &str| Format::of(Path::new(name));
        assert_eq!(of("a/b.TXT").unwrap().content, Content::Text);
        assert_eq!(of("b.jsonl.zst").unwrap().compression, Compression::Zstd);
        assert_eq!(of("b.jsonl.gz").unwrap().content, Content::JsonLines);
        assert_eq!(of("README.md"), None);
        assert_eq!(of("zst"), None);
    }
}
