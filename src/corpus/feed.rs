//! RSS and Atom feeds saved to disk: one article an entry.
//!
//! Parsed as a stream of events; entities other than those of XML itself stay as they stand, so
//! nothing multiplies, and nothing is fetched.

use std::io::{BufRead, BufReader, Read};

use encoding_rs::{Encoding, UTF_8};
use encoding_rs_io::DecodeReaderBytesBuilder;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::reader::Reader;

use super::decode::looks_like_utf16;
use super::html::loose_text;
use super::input::Bounded;
use super::sniff::HEAD_BYTES;
use super::table::{Field, Values};
use super::{Output, Plain};
use crate::origin::Origin;

/// Deepest nesting of elements.
const MAX_DEPTH: usize = 1_000;

/// Elements of an entry, best first where several hold the same; RSS 2.0, RSS 1.0 and Atom.
/// `guid` and `id` are no ids here: they are addresses, and change when a site moves.
const ELEMENTS: &[(&str, Field)] = &[
    ("title", Field::Title),
    ("content:encoded", Field::Body),
    ("content", Field::Body),
    ("description", Field::Body),
    ("summary", Field::Body),
    ("published", Field::Date),
    ("pubDate", Field::Date),
    ("dc:date", Field::Date),
    ("updated", Field::Date),
    ("link", Field::Url),
    ("dc:creator", Field::Author),
    ("author", Field::Author),
    ("category", Field::Section),
];

/// Reads the entries; the line of each is its number among them.
pub(super) fn read(plain: Plain<'_>, out: &mut Output<'_>) {
    let plain = match utf8(plain) {
        Ok(plain) => plain,
        Err(error) => return out.damaged(Some(1), &error),
    };
    let mut reader = Reader::from_reader(Bounded::new(plain, out.max_article));
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    let mut feed = Feed::default();
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        reader.get_mut().renew();
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Eof) => break,
            Ok(event) => feed.take(&event, out),
            Err(_) if reader.get_ref().is_spent() => {
                return out.too_large(Some(feed.entries.max(1)));
            }
            Err(error) => return out.damaged(Some(feed.entries.max(1)), &error),
        }
        if feed.depth > MAX_DEPTH {
            let message = "elements more than 1,000 deep; the rest is left out";
            return out.skipped(Some(feed.entries.max(1)), message);
        }
    }
    if feed.entry.is_some() {
        out.skipped(Some(feed.entries), "the file ends inside an entry; left out");
    }
}

/// As UTF-8, whatever the file says it is; bytes that are none are replaced.
fn utf8(mut plain: Plain<'_>) -> std::io::Result<impl BufRead + '_> {
    let head = plain.fill_buf()?;
    let head = &head[..head.len().min(HEAD_BYTES)];
    let encoding = looks_like_utf16(head).or_else(|| {
        let head = String::from_utf8_lossy(head);
        let declared = head.split("?>").next()?.split_once("encoding=")?.1;
        let name = declared.trim_start_matches(['"', '\'']).split(['"', '\'']).next()?;
        Encoding::for_label(name.as_bytes()).filter(|encoding| encoding.is_ascii_compatible())
    });
    let decoded = DecodeReaderBytesBuilder::new()
        .encoding(Some(encoding.unwrap_or(UTF_8)))
        .bom_override(true)
        .build(plain);
    Ok(BufReader::new(decoded.take(u64::MAX)))
}

/// Where in the feed one is.
#[derive(Default)]
struct Feed {
    depth: usize,
    /// What the feed is called.
    title: Option<String>,
    entries: u64,
    entry: Option<Entry>,
    /// The text of the element that is being read, and its depth.
    text: String,
    element: Option<(&'static str, Field, usize)>,
    /// Whether its text is markup in the open, as XHTML in Atom.
    open_markup: bool,
}

/// An entry that is being read: texts of its elements, by their place in [`ELEMENTS`].
struct Entry {
    depth: usize,
    bytes: usize,
    texts: [Option<String>; ELEMENTS.len()],
}

impl Feed {
    fn take(&mut self, event: &Event<'_>, out: &mut Output<'_>) {
        match event {
            Event::Start(start) => {
                self.depth += 1;
                self.start(start);
            }
            Event::Empty(start) => {
                self.depth += 1;
                self.start(start);
                self.end(out);
            }
            Event::End(_) => self.end(out),
            Event::Text(text) => self.push(&text.xml10_content(), out),
            Event::CData(text) => self.push(&text.xml10_content(), out),
            Event::GeneralRef(entity) => self.push(&resolved(entity), out),
            _ => {}
        }
    }

    fn start(&mut self, start: &BytesStart<'_>) {
        let name = start.name();
        let name = name.as_ref();
        if let Some((_, _, depth)) = self.element {
            if self.open_markup {
                self.text.push('<');
                self.text.push_str(name.rsplit(':').next().unwrap_or_default());
                self.text.push('>');
            }
            // The `name` of an Atom author stands beside its address.
            if depth < self.depth && matches!(name, "uri" | "email") {
                self.text.push('\n');
            }
            return;
        }
        match &self.entry {
            None if matches!(name, "item" | "entry") => {
                self.entries += 1;
                let texts = std::array::from_fn(|_| None);
                self.entry = Some(Entry { depth: self.depth, bytes: 0, texts });
            }
            None if name == "title" && self.title.is_none() => {
                self.element = Some(("title", Field::Source, self.depth));
                self.text.clear();
            }
            Some(entry) if self.depth == entry.depth + 1 => {
                let known = ELEMENTS.iter().find(|(known, _)| *known == name);
                self.element = known.map(|(name, field)| (*name, *field, self.depth));
                self.text.clear();
                let attribute = |name| attribute(start, name);
                self.open_markup = attribute("type").as_deref() == Some("xhtml");
                match name {
                    "link" if attribute("rel").is_none_or(|rel| rel == "alternate") => {
                        self.text.extend(attribute("href"));
                    }
                    // Other links of Atom lead elsewhere.
                    "link" => self.element = None,
                    "category" => self.text.extend(attribute("term")),
                    _ => {}
                }
            }
            _ => {}
        }
    }

    fn push(&mut self, text: &str, out: &Output<'_>) {
        if self.element.is_none() {
            return;
        }
        if let Some(entry) = &mut self.entry {
            entry.bytes += text.len();
        }
        // What is too large is not kept, and said when the entry ends.
        if self.text.len() + text.len() <= out.max_article {
            if self.open_markup {
                self.text.push_str(&text.replace('&', "&amp;").replace('<', "&lt;"));
            } else {
                self.text.push_str(text);
            }
        }
    }

    fn end(&mut self, out: &mut Output<'_>) {
        if let Some((name, _, depth)) = self.element {
            if depth == self.depth {
                let text = std::mem::take(&mut self.text);
                self.element = None;
                match &mut self.entry {
                    None => self.title = Some(loose_text(&text)),
                    Some(entry) => {
                        let at = ELEMENTS.iter().position(|(known, _)| *known == name);
                        let slot = &mut entry.texts[at.expect("a known element")];
                        if slot.is_none() && !text.trim().is_empty() {
                            *slot = Some(text);
                        }
                    }
                }
            } else if self.open_markup {
                // Enough for text: what ends here is apart from what follows.
                self.text.push_str("<p>");
            }
        }
        if let Some(entry) = self.entry.take_if(|entry| entry.depth == self.depth) {
            self.finish(entry, out);
        }
        self.depth = self.depth.saturating_sub(1);
    }

    fn finish(&mut self, entry: Entry, out: &mut Output<'_>) {
        let line = Some(self.entries);
        if entry.bytes > out.max_article {
            return out.too_large(line);
        }
        let mut values = Values::default();
        if let Some(title) = &self.title {
            values.put(Field::Source, title);
        }
        for ((_, field), text) in ELEMENTS.iter().zip(entry.texts) {
            let Some(text) = text else { continue };
            match field {
                Field::Body => values.put(Field::Body, &loose_text(&text)),
                Field::Author => values.put(Field::Author, author(&text)),
                Field::Title => values.put(Field::Title, &loose_text(&text).replace('\n', " ")),
                field => values.put(*field, text.trim()),
            }
        }
        if let Some(draft) = values.draft(line, Origin::Feed, out) {
            out.draft(draft);
        }
    }
}

/// A name out of `redaksi@contoh.id (Ratna)`, or of an Atom author with its address.
fn author(text: &str) -> &str {
    let line = text.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or_default();
    match line.split_once('(') {
        Some((address, name)) if address.contains('@') => name.trim_end_matches(')'),
        _ if line.contains('@') => "",
        _ => line,
    }
}

fn attribute(start: &BytesStart<'_>, name: &str) -> Option<String> {
    let attribute = start.try_get_attribute(name).ok()??;
    Some(attribute.normalized_value(XmlVersion::Implicit1_0).ok()?.into_owned())
}

/// What an entity stands for; unknown ones stay as they are written.
fn resolved(entity: &BytesRef<'_>) -> String {
    if let Ok(Some(character)) = entity.resolve_char_ref() {
        return character.to_string();
    }
    match quick_xml::escape::resolve_predefined_entity(entity) {
        Some(text) => text.to_owned(),
        None => format!("&{};", &**entity),
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::drafts;

    #[test]
    fn reads_rss() {
        let text = "<?xml version=\"1.0\"?><rss xmlns:dc='x'><channel><title>Warta &amp; Kota</title>\
             <item><title><![CDATA[Banjir & longsor]]></title><link>https://a.id/1</link>\
             <description>&lt;p&gt;Ringkas.&lt;/p&gt;</description><dc:creator>Ratna</dc:creator>\
             <content:encoded><![CDATA[<p>Satu.</p><p>Dua.</p>]]></content:encoded>\
             <pubDate>Wed, 31 Jul 2024 14:05:00 +0700</pubDate><category>Daerah</category></item>\
             <item><title>Dua</title><author>a@b.id (Dimas)</author></item></channel></rss>";
        let (found, warnings) = drafts("a.xml.rss", text.as_bytes(), 1000);
        assert_eq!(warnings, [""; 0]);
        let draft = &found[0];
        assert_eq!(draft.title.as_deref(), Some("Banjir & longsor"));
        assert_eq!(draft.text, "Satu.\n\nDua.");
        assert_eq!(draft.date.as_ref().unwrap().to_string(), "2024-07-31T14:05:00+07:00");
        assert_eq!(draft.source.as_deref(), Some("Warta & Kota"));
        assert_eq!(draft.section.as_deref(), Some("Daerah"));
        assert_eq!((draft.author.as_deref(), draft.line), (Some("Ratna"), Some(1)));
        assert_eq!((found[1].author.as_deref(), found[1].line), (Some("Dimas"), Some(2)));
    }

    #[test]
    fn reads_atom() {
        let text = "<feed xmlns='http://www.w3.org/2005/Atom'><title>Warta</title>\
             <entry><title type='html'>A &amp;amp; B</title><link rel='self' href='x'/>\
             <link href='https://a.id/1'/><author><name>Ratna</name><uri>https://r.id</uri></author>\
             <published>2024-07-31T14:05:00Z</published><category term='Daerah'/>\
             <content type='xhtml'><div><p>Satu &lt; dua.</p><p>Tiga.</p></div></content></entry></feed>";
        let (found, warnings) = drafts("a.atom", text.as_bytes(), 1000);
        assert_eq!(warnings, [""; 0]);
        let draft = &found[0];
        assert_eq!(draft.title.as_deref(), Some("A & B"));
        assert_eq!(draft.text, "Satu < dua.\n\nTiga.");
        assert_eq!(draft.url.as_deref(), Some("https://a.id/1"));
        assert_eq!(draft.author.as_deref(), Some("Ratna"));
        assert_eq!(draft.section.as_deref(), Some("Daerah"));
    }

    #[test]
    fn entities_do_not_multiply() {
        let text = "<?xml version='1.0'?><!DOCTYPE rss [<!ENTITY a 'kabar'><!ENTITY b '&a;&a;'>\
             <!ENTITY c SYSTEM 'file:///etc/passwd'>]>\
             <rss><item><title>x &b; &c; &#33;</title></item><item><title>y";
        let (found, warnings) = drafts("a.rss", text.as_bytes(), 1000);
        assert_eq!(found[0].title.as_deref(), Some("x &b; &c; !"));
        assert_eq!(warnings, ["a.rss:2: the file ends inside an entry; left out"]);
    }
}
