//! Markup to text: paragraphs apart by an empty line, items and rows on lines of their own.

use dom_query::{Document, NodeId, NodeRef};

/// Elements that are no text of an article, whatever they hold.
const SILENT: &[&str] = &[
    "audio",
    "button",
    "canvas",
    "figcaption",
    "form",
    "head",
    "iframe",
    "input",
    "math",
    "noembed",
    "noframes",
    "noscript",
    "object",
    "script",
    "select",
    "style",
    "svg",
    "template",
    "textarea",
    "title",
    "video",
];

/// Elements that are paragraphs, or hold such.
const PARAGRAPHS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "center",
    "details",
    "dialog",
    "div",
    "dl",
    "fieldset",
    "figure",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "html",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "ul",
];

/// Elements that are lines.
const LINES: &[&str] = &["caption", "dd", "dt", "li", "option", "tr"];

/// Longest dateline, in bytes: `Kabupaten Banggai Kepulauan, Sulawesi Tengah (ANTARA) -`.
const MAX_DATELINE: usize = 80;

/// What a dateline ends in.
const DASHES: [&str; 3] = [" -", " –", " —"];

/// What stands between two pieces of text.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
enum Gap {
    #[default]
    None,
    Space,
    Line,
    Paragraph,
}

impl Gap {
    /// What an element puts before and behind what it holds.
    fn around(name: &str) -> Self {
        match name {
            "td" | "th" => Self::Space,
            "br" => Self::Line,
            _ if PARAGRAPHS.contains(&name) => Self::Paragraph,
            _ if LINES.contains(&name) => Self::Line,
            _ => Self::None,
        }
    }

    fn as_text(self) -> &'static str {
        match self {
            Self::None => "",
            Self::Space => " ",
            Self::Line => "\n",
            Self::Paragraph => "\n\n",
        }
    }
}

/// What a tag of this name, lower-cased, puts between the texts around it.
pub(super) fn separator(name: &str) -> &'static str {
    Gap::around(name).as_text()
}

/// Text that grows by pieces.
#[derive(Default)]
struct Writer {
    text: String,
    gap: Gap,
    /// Whether the gap holds a break that a `<br>` made.
    broken: bool,
}

impl Writer {
    fn widen(&mut self, gap: Gap) {
        self.gap = self.gap.max(gap);
    }

    /// One `<br>` ends a line, two end a paragraph.
    fn line_break(&mut self) {
        self.widen(if self.broken { Gap::Paragraph } else { Gap::Line });
        self.broken = true;
    }

    /// Adds text; whitespace of any kind and length is one space.
    fn push(&mut self, text: &str) {
        let is_space = |c: char| c.is_ascii_whitespace();
        if text.starts_with(is_space) {
            self.widen(Gap::Space);
        }
        for word in text.split(is_space).filter(|word| !word.is_empty()) {
            if !self.text.is_empty() {
                self.text.push_str(self.gap.as_text());
            }
            self.text.push_str(word);
            (self.gap, self.broken) = (Gap::Space, false);
        }
        if !text.ends_with(is_space) && self.gap == Gap::Space && !text.is_empty() {
            self.gap = Gap::None;
        }
    }
}

/// The text of a tree.
pub(super) fn text(document: &Document) -> String {
    let mut writer = Writer::default();
    let root = document.root();
    write(&root, &mut writer);
    tidied(&writer.text)
}

/// Walks a tree whose depth is bounded.
fn write(node: &NodeRef<'_>, writer: &mut Writer) {
    if node.is_text() {
        writer.push(&node.text());
        return;
    }
    let name = node.qual_name_ref().map(|name| name.local.clone());
    let name = name.as_deref().unwrap_or_default();
    if SILENT.contains(&name) {
        return;
    }
    if name == "br" {
        return writer.line_break();
    }
    let gap = Gap::around(name);
    writer.widen(gap);
    for child in node.children_it(false) {
        write(&child, writer);
    }
    writer.widen(gap);
}

/// The text inside an element, on one line.
pub(super) fn inline(node: &NodeRef<'_>) -> String {
    let mut writer = Writer::default();
    write(node, &mut writer);
    writer.text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Without lines of blanks such as U+00A0, which are paragraphs in name only.
fn tidied(text: &str) -> String {
    let mut tidy = String::with_capacity(text.len());
    let mut empty = 2;
    for line in text.lines() {
        let line = line.trim();
        if line.is_empty() {
            empty += 1;
            continue;
        }
        if !tidy.is_empty() {
            // A dateline before a paragraph, as Detik writes it, belongs to that.
            let last = tidy.rsplit('\n').next().unwrap_or_default();
            let is_dateline =
                last.len() <= MAX_DATELINE && DASHES.iter().any(|dash| last.ends_with(dash));
            tidy.push_str(match (is_dateline, empty) {
                (true, _) => " ",
                (false, 0) => "\n",
                (false, _) => "\n\n",
            });
        }
        tidy.push_str(line);
        empty = 0;
    }
    tidy
}

/// The text without its first line if that is the title once more.
pub(super) fn without_title(text: String, title: &str) -> String {
    match text.split_once('\n') {
        Some((first, rest)) if first.trim() == title => rest.trim_start().to_owned(),
        None if text.trim() == title => String::new(),
        _ => text,
    }
}

/// Most bytes of a text that is written as markup: at each sign that needs an escape, the library
/// that does so looks for the next of another kind through all that follows.
const MAX_PIECE: usize = 1 << 13;

/// Splits longer texts, so that the time to write them as markup is bounded.
pub(super) fn split(document: &Document) {
    let is_long = |node: &NodeRef<'_>| node.is_text() && node.text().len() > MAX_PIECE;
    let long: Vec<NodeRef<'_>> = document.root().descendants_it().filter(is_long).collect();
    for node in long {
        let text = node.text();
        let mut rest: &str = &text;
        while !rest.is_empty() {
            let (piece, after) = rest.split_at(rest.floor_char_boundary(MAX_PIECE));
            node.insert_before(&document.tree.new_text(piece));
            rest = after;
        }
        node.remove_from_parent();
    }
}

/// The elements of a tree in document order.
pub(super) fn elements(document: &Document) -> Vec<(NodeId, String)> {
    let root = document.root();
    root.descendants_it()
        .filter_map(|node| Some((node.id, node.qual_name_ref()?.local.to_string())))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::fragment_text as text;
    use super::without_title;

    #[test]
    fn paragraphs_items_and_headings_are_apart() {
        let html = "<h2>Syarat</h2><p>Satu <b>dua</b>,\n tiga.</p><ul><li>a</li><li>b <p>c</p></ul>\
             <div>x<br>y<br><br>z</div><p>&nbsp;</p><table><tr><td>1<td>2<tr><td>3</table>";
        assert_eq!(text(html), "Syarat\n\nSatu dua, tiga.\n\na\nb\n\nc\n\nx\ny\n\nz\n\n1 2\n3");
    }

    #[test]
    fn words_are_not_torn_nor_glued() {
        assert_eq!(
            text("<p>ke<b>lurah</b>an<span> baru</span><a> itu</a>.</p>"),
            "kelurahan baru itu."
        );
        assert_eq!(text("a &amp; b&lt;c"), "a & b<c");
    }

    #[test]
    fn a_dateline_belongs_to_the_paragraph() {
        assert_eq!(
            text("<strong>Jakarta</strong> - <p>Isi.</p><p>Dua</p>"),
            "Jakarta - Isi.\n\nDua"
        );
    }

    #[test]
    fn long_texts_are_split_and_say_the_same() {
        let html =
            format!("<p>a{}</p><pre>{}</pre>", " é&amp;".repeat(9_000), "&nbsp;\n".repeat(9_000));
        let document = super::super::parse::parse(&html).ok().unwrap().document;
        let before = super::text(&document);
        super::split(&document);
        assert_eq!(super::text(&document), before);
        let root = document.root();
        let texts = root.descendants_it().filter(|node| node.is_text());
        let longest = texts.map(|node| node.text().len());
        assert!(longest.max() <= Some(super::MAX_PIECE));
    }

    #[test]
    fn the_title_is_not_said_twice() {
        assert_eq!(without_title("Judul\n\nIsi".into(), "Judul"), "Isi");
        assert_eq!(without_title("Isi\n\nJudul".into(), "Judul"), "Isi\n\nJudul");
    }
}
