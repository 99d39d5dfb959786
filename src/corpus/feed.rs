//! RSS and Atom feeds saved to disk: one article an entry.
//!
//! Parsed as a stream of events; entities other than those of XML itself stay as they stand, so
//! nothing multiplies, and nothing is fetched.

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Read};

use encoding_rs::{Encoding, UTF_8};
use encoding_rs_io::DecodeReaderBytesBuilder;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::reader::Reader;

use super::blog;
use super::decode::looks_like_utf16;
use super::html::loose_text;
use super::input::Bounded;
use super::sniff::HEAD_BYTES;
use super::table::{Field, Values};
use super::{Output, Plain};
use crate::origin::Origin;

/// Deepest nesting of elements.
const MAX_DEPTH: usize = 1_000;

/// Most authors of an export whose names are remembered.
const MAX_AUTHORS: usize = 10_000;

/// Elements of an entry, best first where several hold the same; RSS 2.0, RSS 1.0, Atom and
/// exports of WordPress. `guid` and `id` are no ids here: they are addresses, and change when a
/// site moves.
const ELEMENTS: [(&str, Field); 17] = [
    ("title", Field::Title),
    ("content:encoded", Field::Body),
    ("content", Field::Body),
    ("description", Field::Body),
    ("summary", Field::Body),
    ("published", Field::Date),
    ("pubDate", Field::Date),
    ("dc:date", Field::Date),
    ("wp:post_date", Field::Date),
    ("updated", Field::Date),
    ("link", Field::Url),
    ("guid", Field::Url),
    ("dc:creator", Field::Author),
    ("author", Field::Author),
    ("category", Field::Section),
    (POST_TYPE, Field::Section),
    (STATUS, Field::Section),
];

/// Elements that say whether an item is an article at all.
const POST_TYPE: &str = "wp:post_type";
const STATUS: &str = "wp:status";

/// Elements of an export, outside of its items, that name its authors.
const LOGIN: &str = "wp:author_login";
const DISPLAY_NAME: &str = "wp:author_display_name";

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
    /// Whether the elements of Atom have its prefix.
    prefixed: bool,
    /// The author being read, and the names of those that were.
    login: String,
    authors: HashMap<String, String>,
}

/// An entry that is being read: texts of its elements, by their place in [`ELEMENTS`].
struct Entry {
    depth: usize,
    bytes: usize,
    texts: [Option<String>; ELEMENTS.len()],
    /// Whether it is something else than an article.
    is_other: bool,
}

impl Entry {
    fn text(&self, name: &str) -> Option<&str> {
        let at = ELEMENTS.iter().position(|(known, _)| *known == name)?;
        self.texts[at].as_deref()
    }
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
        let mut name = name.as_ref();
        self.prefixed |= self.depth == 1 && name == "atom:feed";
        if self.prefixed {
            name = name.strip_prefix("atom:").unwrap_or(name);
        }
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
        match &mut self.entry {
            None if matches!(name, "item" | "entry") => {
                self.entries += 1;
                let texts = std::array::from_fn(|_| None);
                self.entry = Some(Entry { depth: self.depth, bytes: 0, texts, is_other: false });
            }
            None => {
                let known = ["title", LOGIN, DISPLAY_NAME].into_iter().find(|known| *known == name);
                if let Some(name) = known.filter(|name| *name != "title" || self.title.is_none()) {
                    self.element = Some((name, Field::Source, self.depth));
                    self.text.clear();
                }
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
                    "guid" if attribute("isPermaLink").as_deref() == Some("false") => {
                        self.element = None;
                    }
                    "category" if attribute("domain").as_deref() == Some("post_tag") => {
                        self.element = None;
                    }
                    "category" => match (attribute("scheme"), attribute("term")) {
                        (Some(scheme), Some(term)) if scheme.ends_with(blog::KIND_SCHEME) => {
                            entry.is_other |= !blog::is_entry(&term);
                            self.element = None;
                        }
                        (_, term) => self.text.extend(term),
                    },
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
                    None if name == LOGIN => self.login = text,
                    None if name == DISPLAY_NAME => {
                        if self.authors.len() < MAX_AUTHORS {
                            self.authors.insert(std::mem::take(&mut self.login), text);
                        }
                    }
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
        let post_type = entry.text(POST_TYPE);
        let is_export = post_type.is_some();
        let status = entry.text(STATUS).unwrap_or_default();
        if entry.is_other || !blog::is_post(post_type.unwrap_or_default(), status) {
            return;
        }
        let mut values = Values::default();
        if let Some(title) = &self.title {
            values.put(Field::Source, title);
        }
        for ((name, field), text) in ELEMENTS.iter().zip(entry.texts) {
            let Some(text) = text else { continue };
            match field {
                _ if matches!(*name, POST_TYPE | STATUS) => {}
                _ if *name == "guid" && !text.trim().starts_with("http") => {}
                Field::Body if is_export => {
                    values.put(Field::Body, &loose_text(&blog::shown(&text)));
                }
                Field::Body => values.put(Field::Body, &loose_text(&text)),
                Field::Author => {
                    let author = author(&text);
                    values.put(Field::Author, self.authors.get(author).map_or(author, |name| name));
                }
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
    fn exports_of_wordpress_are_read() {
        let item = |kind: &str, date: &str| {
            format!(
                "<item><title>{kind}</title><guid isPermaLink='false'>https://a.id/?p=1</guid>\
                 <dc:creator>rd</dc:creator><pubDate>{date}</pubDate>\
                 <content:encoded><![CDATA[Satu.\n\n[gallery ids=\"1\"]Dua.]]></content:encoded>\
                 <wp:post_date>2024-07-31 14:05:00</wp:post_date><wp:status>publish</wp:status>\
                 <wp:post_type>{kind}</wp:post_type><category domain='post_tag'>air</category>\
                 <category domain='category'>Daerah</category></item>"
            )
        };
        let text = [
            "<rss><channel><title>W</title><wp:author><wp:author_login>rd</wp:author_login>\
             <wp:author_display_name>Ratna Dewi</wp:author_display_name></wp:author>",
            &item("nav_menu_item", "Wed, 31 Jul 2024 07:05:00 +0000"),
            &item("post", "Mon, 30 Nov -0001 00:00:00 +0000"),
        ]
        .concat();
        let (found, warnings) = drafts("a.xml.rss", text.as_bytes(), 1000);
        assert_eq!(warnings, [""; 0]);
        let [draft] = found.as_slice() else { panic!("{found:?}") };
        assert_eq!((draft.line, draft.text.as_str()), (Some(2), "Satu.\n\nDua."));
        assert_eq!((draft.author.as_deref(), &draft.url), (Some("Ratna Dewi"), &None));
        assert_eq!(draft.section.as_deref(), Some("Daerah"));
        assert_eq!(draft.date.as_ref().unwrap().to_string(), "2024-07-31");
    }

    #[test]
    fn exports_of_blogger_are_read() {
        let entry = |kind: &str| {
            format!(
                "<entry><category scheme='http://g.com/2005#kind' term='http://g.com/k#{kind}'/>\
                 <category scheme='http://b.com/ns#' term='Daerah'/><title>A</title></entry>"
            )
        };
        let text = ["template", "post", "comment"].map(entry).concat();
        let text = format!("<feed><title>W</title>{text}</feed>");
        let (found, warnings) = drafts("a.atom", text.as_bytes(), 1000);
        assert_eq!(warnings, [""; 0]);
        let [draft] = found.as_slice() else { panic!("{found:?}") };
        assert_eq!((draft.line, draft.section.as_deref()), (Some(2), Some("Daerah")));
    }

    #[test]
    fn prefixes_and_guids_are_understood() {
        let text = "<atom:feed xmlns:atom='http://www.w3.org/2005/Atom'><atom:entry>\
             <atom:title>A</atom:title></atom:entry></atom:feed>";
        assert_eq!(drafts("a.atom", text.as_bytes(), 1000).0[0].title.as_deref(), Some("A"));
        let text = "<rss><item><title>A</title><guid>https://a.id/1</guid></item></rss>";
        let url = drafts("a.rss", text.as_bytes(), 1000).0[0].url.clone();
        assert_eq!(url.as_deref(), Some("https://a.id/1"));
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
