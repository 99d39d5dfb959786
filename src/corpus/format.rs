//! [`Format`]: what kind of file a name promises.

use std::path::Path;

/// How articles lie in a file.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Content {
    /// Plain text, one article a file.
    Text,
    /// Markdown, perhaps with front matter, one article a file.
    Markdown,
    /// A web page.
    Html,
    /// A web page saved with its resources as one MIME message.
    Mhtml,
    /// One JSON object a line, one article each.
    JsonLines,
    /// JSON objects, alone or in arrays, one article each.
    Json,
    /// A table with a header, fields apart by commas or semicolons, one article a record.
    Csv,
    /// The same, fields apart by tabs.
    Tsv,
    /// An RSS or Atom feed, one article an entry.
    Feed,
    /// An archive of the web, one article a page.
    #[cfg(feature = "warc")]
    Warc,
    /// A PDF document with a text layer.
    #[cfg(feature = "pdf")]
    Pdf,
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

/// What a file holds, told from its name. Where its content says otherwise, the content is right.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Format {
    /// How articles lie in it.
    pub content: Content,
    /// How it is packed.
    pub compression: Compression,
}

/// File name endings and what they mean; each may be followed by `.gz` or `.zst`.
const ENDINGS: &[(&str, Content)] = &[
    (".txt", Content::Text),
    (".md", Content::Markdown),
    (".markdown", Content::Markdown),
    (".html", Content::Html),
    (".htm", Content::Html),
    (".xhtml", Content::Html),
    (".mhtml", Content::Mhtml),
    (".mht", Content::Mhtml),
    (".jsonl", Content::JsonLines),
    (".ndjson", Content::JsonLines),
    (".json", Content::Json),
    (".csv", Content::Csv),
    (".tsv", Content::Tsv),
    (".rss", Content::Feed),
    (".atom", Content::Feed),
    #[cfg(feature = "warc")]
    (".warc", Content::Warc),
    #[cfg(feature = "pdf")]
    (".pdf", Content::Pdf),
];

/// Endings of files that hold no articles, so that saved pages with all their pictures need not
/// be opened to learn that.
const FOREIGN: &[&str] = &[
    "avif", "bmp", "css", "dll", "eot", "exe", "flac", "gif", "ico", "jpeg", "jpg", "js", "m4a",
    "map", "mkv", "mov", "mp3", "mp4", "ogg", "otf", "png", "so", "svg", "tif", "tiff", "ttf",
    "wav", "webm", "webp", "woff", "woff2", "zip",
];

impl Format {
    /// What people may call the formats, for messages.
    pub const NAMES: &str = ".html, .md, .txt, .jsonl, .json, .csv, .tsv, .rss, .atom, .warc, \
                             .pdf and .mhtml, also .gz and .zst";

    /// The format that a file's name promises; `None` where it promises none that is read.
    pub fn of(path: &Path) -> Option<Self> {
        let name = path.file_name()?.to_string_lossy().to_ascii_lowercase();
        let (name, compression) = match (name.strip_suffix(".gz"), name.strip_suffix(".zst")) {
            (Some(name), _) => (name, Compression::Gzip),
            (_, Some(name)) => (name, Compression::Zstd),
            _ => (name.as_str(), Compression::None),
        };
        let (_, content) = ENDINGS.iter().find(|(ending, _)| name.ends_with(ending))?;
        Some(Self { content: *content, compression })
    }

    /// Whether a name promises something else than articles, whatever is in the file.
    pub(super) fn is_foreign(path: &Path) -> bool {
        let extension = path.extension().map(|extension| extension.to_string_lossy());
        extension.is_some_and(|extension| {
            FOREIGN.binary_search(&extension.to_ascii_lowercase().as_str()).is_ok()
        })
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
        assert_eq!(of("Berita.HTM").unwrap().content, Content::Html);
        assert_eq!(of("b.docx"), None);
        assert_eq!(of("zst"), None);
    }

    #[test]
    fn pictures_are_foreign() {
        assert!(FOREIGN.is_sorted());
        assert!(Format::is_foreign(Path::new("a/foto.JPG")));
        assert!(!Format::is_foreign(Path::new("a/berita")));
    }
}
