//! RSS and Atom feeds saved to disk: one article an entry.
//!
//! Parsed as a stream of events; entities other than those of XML itself stay as they stand, so
//! nothing multiplies, and nothing is fetched.

mod entry;
#[cfg(test)]
mod tests;

use std::io::{self, BufRead};

use quick_xml::XmlVersion;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::reader::Reader;

use super::blog;
use super::html::loose_text;
use super::input::{Bounded, declared};
use super::{Output, Plain};
use entry::{About, Entry};

/// Deepest nesting of elements.
const MAX_DEPTH: usize = 1_000;

/// Most authors of an export whose names are remembered.
const MAX_AUTHORS: usize = 10_000;

/// Longest name of a feed or of an author in an export, in bytes.
const MAX_NAME: usize = 1 << 12;

/// Longest name of an element that may be the end of an entry, in bytes.
const MAX_END: usize = 16;

/// Elements of an export, outside of its items, that name its authors.
const LOGIN: &str = "wp:author_login";
const DISPLAY_NAME: &str = "wp:author_display_name";

/// Reads the entries; the line of each is its number among them.
pub(super) fn read(plain: Plain<'_>, out: &mut Output<'_>) {
    let mut plain = match declared(plain) {
        Ok(plain) => plain,
        Err(error) => return out.damaged(Some(1), &error),
    };
    let mut feed = Feed::default();
    loop {
        match feed.read(&mut plain, out) {
            Stop::End => break,
            Stop::Fault => return,
            Stop::TooLarge => {
                feed.leave(out);
                if let Err(error) = pass_entry(&mut plain) {
                    return out.damaged(Some(feed.entries), &error);
                }
            }
        }
    }
    if feed.entry.is_some() {
        out.skipped(Some(feed.entries), "the file ends inside an entry; left out");
    }
}

/// Passes over what is left of an entry, up to its end or that of the file, without holding it.
fn pass_entry(plain: &mut impl BufRead) -> io::Result<()> {
    let mut tag = Vec::new();
    loop {
        let buffer = plain.fill_buf()?;
        if buffer.is_empty() {
            return Ok(());
        }
        for (at, byte) in buffer.iter().enumerate() {
            match byte {
                b'<' => tag.clear(),
                b'>' if ends_entry(&tag) => {
                    plain.consume(at + 1);
                    return Ok(());
                }
                _ if tag.len() <= MAX_END => tag.push(*byte),
                _ => {}
            }
        }
        let length = buffer.len();
        plain.consume(length);
    }
}

fn ends_entry(tag: &[u8]) -> bool {
    matches!(tag.trim_ascii_end(), b"/item" | b"/entry" | b"/atom:entry")
}

fn is_entry(name: &str) -> bool {
    matches!(name, "item" | "entry")
}

/// Why the reading of events stopped.
enum Stop {
    /// That is all.
    End,
    /// The rest cannot be read, which was said.
    Fault,
    /// What comes next is larger than an article may be.
    TooLarge,
}

/// Where in the feed one is.
#[derive(Default)]
struct Feed {
    depth: usize,
    about: About,
    entries: u64,
    entry: Option<Entry>,
    element: Option<Element>,
    /// Whether the elements of Atom have its prefix.
    prefixed: bool,
    /// The author being read.
    login: String,
}

/// The element whose text is being read.
struct Element {
    name: &'static str,
    depth: usize,
    text: String,
    /// Whether its text is markup in the open, as XHTML in Atom.
    open_markup: bool,
}

impl Feed {
    /// Reads events as far as they can be read.
    fn read(&mut self, plain: &mut impl BufRead, out: &mut Output<'_>) -> Stop {
        let mut reader = Reader::from_reader(Bounded::new(plain, out.max_article));
        let config = reader.config_mut();
        config.check_end_names = false;
        config.allow_unmatched_ends = true;
        config.allow_dangling_amp = true;
        let mut buffer = Vec::new();
        loop {
            buffer.clear();
            reader.get_mut().renew();
            match reader.read_event_into(&mut buffer) {
                Ok(Event::Eof) => return Stop::End,
                Ok(event) => self.take(&event, out),
                Err(_) if reader.get_ref().is_spent() => return Stop::TooLarge,
                Err(error) => {
                    out.damaged(Some(self.entries.max(1)), &error);
                    return Stop::Fault;
                }
            }
            if self.depth > MAX_DEPTH {
                let message = "elements more than 1,000 deep; the rest is left out";
                out.skipped(Some(self.entries.max(1)), message);
                return Stop::Fault;
            }
        }
    }

    /// Leaves out the entry that is open, or the next if none is.
    fn leave(&mut self, out: &mut Output<'_>) {
        self.element = None;
        match self.entry.take() {
            Some(entry) => self.depth = entry.depth - 1,
            None => self.entries += 1,
        }
        out.too_large(Some(self.entries));
    }

    fn take(&mut self, event: &Event<'_>, out: &mut Output<'_>) {
        match event {
            Event::Start(start) => {
                self.depth += 1;
                self.start(start, out.max_article);
            }
            Event::Empty(start) => {
                self.depth += 1;
                self.start(start, out.max_article);
                self.end(out);
            }
            Event::End(_) => self.end(out),
            Event::Text(text) => self.push(&text.xml10_content(), out.max_article),
            Event::CData(text) => self.push(&text.xml10_content(), out.max_article),
            Event::GeneralRef(entity) => self.push(&resolved(entity), out.max_article),
            _ => {}
        }
    }

    fn start(&mut self, start: &BytesStart<'_>, max: usize) {
        let name = start.name();
        let mut name = name.as_ref();
        self.prefixed |= self.depth == 1 && name == "atom:feed";
        if self.prefixed {
            name = name.strip_prefix("atom:").unwrap_or(name);
        }
        if let Some(element) = &self.element {
            // The `name` of an Atom author stands beside its address.
            let is_beside = element.depth < self.depth && matches!(name, "uri" | "email");
            if element.open_markup {
                self.add(&format!("<{}>", name.rsplit(':').next().unwrap_or_default()), max);
            }
            if is_beside {
                self.add("\n", max);
            }
            return;
        }
        match &mut self.entry {
            None if is_entry(name) => {
                self.entries += 1;
                self.entry = Some(Entry::new(self.depth));
            }
            None => {
                let known = ["title", LOGIN, DISPLAY_NAME].into_iter().find(|known| *known == name);
                let known = known.filter(|name| *name != "title" || self.about.title.is_none());
                self.begin(known, false);
            }
            Some(entry) if self.depth == entry.depth + 1 => {
                let attribute = |name| attribute(start, name);
                let mut is_read = true;
                let mut text = None;
                match name {
                    "link" if attribute("rel").is_none_or(|rel| rel == "alternate") => {
                        text = attribute("href");
                    }
                    // Other links of Atom lead elsewhere.
                    "link" => is_read = false,
                    "guid" => is_read = attribute("isPermaLink").as_deref() != Some("false"),
                    "category" if attribute("domain").as_deref() == Some("post_tag") => {
                        is_read = false;
                    }
                    "category" => match (attribute("scheme"), attribute("term")) {
                        (Some(scheme), Some(term)) if scheme.ends_with(blog::KIND_SCHEME) => {
                            entry.is_other |= !blog::is_entry(&term);
                            is_read = false;
                        }
                        (_, term) => text = term,
                    },
                    _ => {}
                }
                let known = Entry::element(name).filter(|_| is_read);
                self.begin(known, attribute("type").as_deref() == Some("xhtml"));
                self.add(&text.unwrap_or_default(), max);
            }
            _ => {}
        }
    }

    /// Begins the text of an element, if it is one that is read.
    fn begin(&mut self, name: Option<&'static str>, open_markup: bool) {
        let depth = self.depth;
        self.element = name.map(|name| Element { name, depth, text: String::new(), open_markup });
    }

    /// Adds to the text of the element being read. What is too large is counted and not kept; it
    /// is said when the entry ends.
    fn add(&mut self, piece: &str, max: usize) {
        let Some(element) = &mut self.element else { return };
        let fits = match &mut self.entry {
            Some(entry) => entry.admits(piece.len(), max),
            None => element.text.len() + piece.len() <= MAX_NAME,
        };
        if fits {
            element.text.push_str(piece);
        }
    }

    /// Adds text that is no markup.
    fn push(&mut self, text: &str, max: usize) {
        match &self.element {
            Some(Element { open_markup: true, .. }) => {
                self.add(&text.replace('&', "&amp;").replace('<', "&lt;"), max);
            }
            _ => self.add(text, max),
        }
    }

    fn end(&mut self, out: &mut Output<'_>) {
        if let Some(Element { name, text, .. }) =
            self.element.take_if(|element| element.depth == self.depth)
        {
            match &mut self.entry {
                Some(entry) => entry.take(name, text),
                None if name == LOGIN => self.login = text,
                None if name == DISPLAY_NAME => {
                    if self.about.authors.len() < MAX_AUTHORS {
                        self.about.authors.insert(std::mem::take(&mut self.login), text);
                    }
                }
                None => self.about.title = Some(loose_text(&text)),
            }
        } else if self.element.as_ref().is_some_and(|element| element.open_markup) {
            // Enough for text: what ends here is apart from what follows.
            self.add("<p>", out.max_article);
        }
        if let Some(entry) = self.entry.take_if(|entry| entry.depth == self.depth)
            && let Some(draft) = entry.draft(self.entries, &self.about, out)
        {
            out.draft(draft);
        }
        self.depth = self.depth.saturating_sub(1);
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
