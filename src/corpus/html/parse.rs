//! Parsing a page into a tree of bounded depth and size, in time linear in its length.
//!
//! html5ever parses as browsers do, but has no bounds: elements nested a hundred thousand deep
//! overflow stacks later on, misnested formatting multiplies elements, attributes are compared
//! each with each. A filter between its tokenizer and its tree builder keeps such tags away.

use std::cell::{Cell, RefCell};

use dom_query::{Document, NodeId};
use html5ever::buffer_queue::BufferQueue;
use html5ever::interface::TreeSink;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{
    StartTag, Tag, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts};
use html5ever::{LocalName, TokenizerResult};

/// Deepest nesting kept; the tags of what lies deeper are dropped, its text stays. Browsers stop
/// at 512, articles need 30.
const MAX_DEPTH: usize = 200;

/// Most elements of a page; the longest articles with all around them have some 10,000.
const MAX_ELEMENTS: usize = 100_000;

/// Most attributes of a tag.
const MAX_ATTRIBUTES: usize = 1_000;

/// Elements that only tell how text looks. When they are misnested, parsers open them again in
/// every paragraph that follows, so few bytes make many elements; text is the same without.
const FORMATTING: &[&str] =
    &["b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"];

/// Elements that hold raw text, which would become text of the article without their tags.
const RAW: &[&str] =
    &["iframe", "noembed", "noframes", "plaintext", "script", "style", "textarea", "title", "xmp"];

/// Elements without content.
const VOID: &[&str] = &[
    "area", "base", "br", "col", "embed", "frame", "hr", "img", "input", "link", "meta", "param",
    "source", "track", "wbr",
];

/// Elements whose end tag may be missing when another of them begins.
const UNCLOSED: &[&str] = &[
    "dd", "dt", "li", "optgroup", "option", "p", "rb", "rp", "rt", "rtc", "tbody", "td", "tfoot",
    "th", "thead", "tr",
];

/// A page as a tree.
pub(super) struct Parsed {
    /// The tree.
    pub(super) document: Document,
    /// Why it is not the whole page, if it is not.
    pub(super) cut: Option<&'static str>,
}

/// Parses a page.
///
/// # Errors
/// Why it is not parsed at all.
pub(super) fn parse(html: &str) -> Result<Parsed, &'static str> {
    match attribute_bomb(html.as_bytes()) {
        Some(_) => Err("a tag with more than 1,000 attributes; left out"),
        None => Ok(tree(html)),
    }
}

/// Parses a piece of markup up to a tag that no page has, and returns what stands from there on:
/// most likely text in which a `<` is no markup.
pub(super) fn parse_piece(html: &str) -> (Document, &str) {
    let bomb = attribute_bomb(html.as_bytes()).unwrap_or(html.len());
    let (markup, rest) = html.split_at(bomb.min(unclosed(html).unwrap_or(bomb)));
    (tree(markup).document, rest)
}

/// Where a sign begins that no `>` follows, and so is none of markup, but for a tag that was cut
/// off inside an attribute.
fn unclosed(html: &str) -> Option<usize> {
    let from = html.rfind('>').map_or(0, |end| end + 1);
    let at = from + html[from..].find('<')?;
    (!html[at..].contains("=\"")).then_some(at)
}

fn tree(html: &str) -> Parsed {
    let options = TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() };
    let filter = Filter {
        inner: TreeBuilder::new(Document::default(), options),
        open: RefCell::default(),
        elements: Cell::new(0),
    };
    let tokenizer = Tokenizer::new(filter, TokenizerOpts::default());
    let queue = BufferQueue::default();
    queue.push_back(StrTendril::from(html));
    while !matches!(tokenizer.feed(&queue), TokenizerResult::Done) {}
    tokenizer.end();
    let filter = tokenizer.sink;
    let cut = (filter.elements.get() > MAX_ELEMENTS)
        .then_some("a page of more than 100,000 elements; the rest is left out");
    Parsed { document: filter.inner.sink.finish(), cut }
}

/// What keeps tags from the tree builder.
struct Filter {
    inner: TreeBuilder<NodeId, Document>,
    /// The elements that are open, as far as tags tell.
    open: RefCell<Vec<LocalName>>,
    elements: Cell<usize>,
}

impl Filter {
    /// Whether a tag goes on to the tree builder.
    fn admits(&self, tag: &Tag) -> bool {
        let name: &str = &tag.name;
        if FORMATTING.contains(&name) {
            return false;
        }
        if VOID.contains(&name) || RAW.contains(&name) {
            return true;
        }
        let mut open = self.open.borrow_mut();
        if tag.kind != StartTag {
            // Bounded, as the stack is.
            if let Some(at) = open.iter().rposition(|other| *other == tag.name) {
                open.truncate(at);
                return true;
            }
            // An end that nothing began means a break in two cases, else nothing.
            return matches!(name, "p" | "br");
        }
        if UNCLOSED.contains(&name) && open.last() == Some(&tag.name) {
            return true;
        }
        if open.len() >= MAX_DEPTH {
            return false;
        }
        if !tag.self_closing {
            open.push(tag.name.clone());
        }
        true
    }
}

impl TokenSink for Filter {
    type Handle = NodeId;

    fn process_token(&self, token: Token, line_number: u64) -> TokenSinkResult<NodeId> {
        match &token {
            Token::ParseError(_) | Token::CommentToken(_) => return TokenSinkResult::Continue,
            Token::EOFToken => {}
            _ if self.elements.get() > MAX_ELEMENTS => return TokenSinkResult::Continue,
            Token::TagToken(tag) => {
                self.elements.set(self.elements.get() + usize::from(tag.kind == StartTag));
                if !self.admits(tag) {
                    return TokenSinkResult::Continue;
                }
            }
            _ => {}
        }
        self.inner.process_token(token, line_number)
    }

    fn end(&self) {
        self.inner.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.inner.adjusted_current_node_present_but_not_in_html_namespace()
    }
}

/// Where the first tag begins that has more attributes than any page's has.
fn attribute_bomb(html: &[u8]) -> Option<usize> {
    let mut at = 0;
    while let Some(next) = memchr::memchr(b'<', &html[at..]) {
        let start = at + next + 1;
        let first = html.get(start)?;
        if !first.is_ascii_alphabetic() {
            at = start;
            continue;
        }
        let Some(end) = tag_extent(&html[start..]) else {
            return Some(start - 1);
        };
        at = match raw_end(&html[start..]) {
            // What looks like tags in a script is none.
            Some(closing) => start + end + skip_raw(&html[start + end..], closing),
            None => start + end,
        };
    }
    None
}

/// The offset of the end of a tag; `None` if it has far too many attributes.
fn tag_extent(tag: &[u8]) -> Option<usize> {
    let (mut attributes, mut quote, mut before) = (0, None, b' ');
    for (at, byte) in tag.iter().copied().enumerate() {
        match (quote, byte) {
            (Some(open), _) if byte == open => quote = None,
            (Some(_), _) => {}
            (None, b'>') => return Some(at),
            (None, b'"' | b'\'') if before == b'=' => quote = Some(byte),
            (None, _) => {
                let gap =
                    |byte: u8| byte.is_ascii_whitespace() || matches!(byte, b'/' | b'"' | b'\'');
                if gap(before) && !gap(byte) && byte != b'=' {
                    attributes += 1;
                    if attributes > MAX_ATTRIBUTES {
                        return None;
                    }
                }
            }
        }
        if !byte.is_ascii_whitespace() || before != b'=' {
            before = byte;
        }
    }
    Some(tag.len())
}

/// What ends the raw text that a tag begins.
fn raw_end(tag: &[u8]) -> Option<&'static [u8]> {
    let is = |name: &str| {
        tag.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name.as_bytes()))
    };
    if is("script") {
        Some(b"</script")
    } else if is("style") {
        Some(b"</style")
    } else {
        None
    }
}

/// How many bytes there are up to the end of raw text.
fn skip_raw(html: &[u8], closing: &[u8]) -> usize {
    let mut at = 0;
    while let Some(next) = memchr::memchr(b'<', &html[at..]) {
        at += next;
        let end = html.get(at..at + closing.len());
        if end.is_some_and(|end| end.eq_ignore_ascii_case(closing)) {
            return at;
        }
        at += 1;
    }
    html.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(html: &str) -> String {
        super::super::text::text(&parse(html).ok().unwrap().document)
    }

    #[test]
    fn depth_is_bounded_and_text_stays() {
        let deep = format!("{}kabar{}dua", "<div>".repeat(100_000), "</div>".repeat(100_000));
        assert_eq!(text(&deep), "kabar\n\ndua");
        let unclosed = "<p>kabar <b class=x>".repeat(20_000);
        let document = parse(&unclosed).ok().unwrap().document;
        assert!(document.root().descendants_it().count() < 45_000);
    }

    #[test]
    fn size_is_bounded_and_said() {
        let many = "<p>x</p>".repeat(150_000);
        assert!(parse(&many).ok().unwrap().cut.is_some());
    }

    #[test]
    fn attributes_are_bounded() {
        let many: String = (0..2_000).map(|number| format!(" a{number}=1")).collect();
        assert!(parse(&format!("<p{many}>x")).is_err());
        assert!(parse(&format!("<p {}>x", "a".repeat(3).replace('a', "/x"))).is_ok());
        let script = format!("<script>if (a <b) {}</script><p>kabar", "x y ".repeat(2_000));
        assert_eq!(text(&script), "kabar");
        assert_eq!(text(&format!("<img src='data:{}'>kabar", "x ".repeat(9_000))), "kabar");
    }
}
