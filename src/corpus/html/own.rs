//! [`Own`]: what stands in the article itself, not beside it with links to other articles: times,
//! and who wrote it.

use std::collections::HashMap;

use dom_query::{Document, NodeId, NodeRef};

use super::prune::is_other;
use super::text::inline;

/// Shortest paragraph with which the body begins, in bytes.
const MIN_OPENING: usize = 80;

/// Most elements with times or names that are looked at, in pages with very many of them.
const MAX_ELEMENTS: usize = 200;

/// Longest text of an element that names who wrote, with what stands around the name, in bytes.
const MAX_BYLINE: usize = 120;

/// Words of classes, ids, `rel` and `itemprop` that mark who wrote.
const MARKS: &[&str] = &["author", "byline", "jurnalis", "penulis", "pewarta", "reporter"];

/// What stands before a name, lower-cased.
const LABELS: &[&str] = &[
    "author",
    "by",
    "ditulis oleh",
    "jurnalis",
    "oleh",
    "penulis",
    "pewarta",
    "reporter",
    "wartawan",
];

/// Small words inside names.
const PARTICLES: &[&str] = &["al", "bin", "binti", "da", "de", "van", "von"];

/// Words that no name has.
const NO_NAMES: &[&str] = &[
    "admin",
    "artikel",
    "berita",
    "editor",
    "humas",
    "kontributor",
    "opini",
    "penulis",
    "redaksi",
    "redaktur",
    "reporter",
    "tim",
    "wartawan",
];

/// Elements that have times and authors of their own: of what is quoted, and of pictures.
const OTHERS: &[&str] = &["blockquote", "figure", "q"];

/// Most words of a name, with degrees.
const MAX_WORDS: usize = 6;

/// What stands in the article of a page.
#[derive(Default)]
pub(super) struct Own {
    /// The times, in order; those that are marked as its publication come first.
    pub(super) times: Vec<String>,
    /// Who wrote it, by what the markup says, and the element that does.
    pub(super) author: Option<(String, NodeId)>,
}

impl Own {
    /// Looks through the part of a page that holds the article with this headline.
    pub(super) fn of(document: &Document, title: Option<&str>) -> Self {
        let headline = headline(document, title);
        let Some(scope) = scope(document, headline.as_ref()) else { return Self::default() };
        let (mut published, mut times, mut bylines) = (Vec::new(), Vec::new(), Vec::new());
        let (mut begun, mut looked) = (false, 0);
        for node in scope.descendants_it() {
            begun = begun || node.has_name("p") && node.text().trim().len() >= MIN_OPENING;
            let (is_byline, is_time) = (is_marked(&node), node.has_name("time"));
            if !(is_byline || is_time) {
                continue;
            }
            looked += 1;
            if looked > MAX_ELEMENTS {
                break;
            }
            if is_apart(&node, &scope) {
                continue;
            }
            if is_byline {
                bylines.push(node);
            }
            let Some(time) = node.attr("datetime").filter(|_| is_time) else { continue };
            if is_publication(&node) {
                published.push(time.to_string());
            } else if !begun || !is_of_list(&node, &scope) {
                times.push(time.to_string());
            }
        }
        published.append(&mut times);
        Self { times: published, author: author(&bylines, &scope) }
    }
}

/// The element with the headline: that which says what the title says, else the only `<h1>`.
fn headline<'d>(document: &'d Document, title: Option<&str>) -> Option<NodeRef<'d>> {
    let headings: Vec<NodeRef<'d>> = document
        .root()
        .descendants_it()
        .filter(|node| ["h1", "h2", "h3"].iter().any(|name| node.has_name(name)))
        .collect();
    let same = |node: &&NodeRef<'_>| title.is_some_and(|title| inline(node) == title);
    let mut first = headings.iter().filter(|node| node.has_name("h1"));
    let only = || first.next().filter(|_| first.next().is_none());
    headings.iter().find(same).or_else(only).copied()
}

/// The smallest element around the headline with at least half of the page's text in paragraphs;
/// without a headline, the only `<article>`.
fn scope<'d>(document: &'d Document, headline: Option<&NodeRef<'d>>) -> Option<NodeRef<'d>> {
    let root = document.root();
    let named = |name: &'static str| root.descendants_it().filter(move |n| n.has_name(name));
    let Some(headline) = headline else {
        let mut articles = named("article");
        return articles.next().filter(|_| articles.next().is_none());
    };
    let around = headline.ancestors(None);
    let places: HashMap<NodeId, usize> =
        around.iter().enumerate().map(|(place, node)| (node.id, place)).collect();
    let mut bytes = vec![0; around.len()];
    for paragraph in named("p") {
        let place = paragraph.ancestors_it(None).find_map(|node| places.get(&node.id));
        if let Some(place) = place {
            bytes[*place] += paragraph.text().len();
        }
    }
    let all: usize = bytes.iter().sum();
    let mut within = 0;
    let place = bytes.iter().position(|bytes| {
        within += bytes;
        within * 2 >= all && within > 0
    });
    let article = || around.iter().position(|node| node.has_name("article"));
    around.get(place.or_else(article)?).copied()
}

/// Whether an element stands, inside of the article's, in one that is called something else.
fn is_apart(node: &NodeRef<'_>, scope: &NodeRef<'_>) -> bool {
    let inside = node.ancestors_it(None).take_while(|around| around.id != scope.id);
    std::iter::once(*node).chain(inside).any(|node| {
        let name = node.qual_name_ref().map(|name| name.local.to_string()).unwrap_or_default();
        OTHERS.contains(&name.as_str()) || is_other(&node, &name)
    })
}

/// Whether a time is marked as that of publication.
fn is_publication(time: &NodeRef<'_>) -> bool {
    time.has_attr("pubdate")
        || time.attr("itemprop").is_some_and(|kind| kind.eq_ignore_ascii_case("datePublished"))
}

/// Whether an element stands beside a link, as in a list of other articles, or in a footer. Before
/// the body that is usual: links to who wrote and to sections, the footer of Drupal's headers.
fn is_of_list(node: &NodeRef<'_>, scope: &NodeRef<'_>) -> bool {
    let around = || node.ancestors_it(None).take_while(|around| around.id != scope.id);
    let has_link = |around: NodeRef<'_>| around.descendants_it().any(|node| node.has_name("a"));
    around().any(|around| around.has_name("footer")) || around().take(2).any(has_link)
}

/// Whether the markup of an element says that it names who wrote.
fn is_marked(node: &NodeRef<'_>) -> bool {
    ["class", "id", "rel", "itemprop"].iter().any(|name| {
        node.attr(name).is_some_and(|value| {
            let mut words = value.split(|c: char| !c.is_ascii_alphanumeric());
            words.any(|word| MARKS.iter().any(|mark| word.eq_ignore_ascii_case(mark)))
        })
    })
}

/// The one name that all elements that name somebody agree on, and the largest element around it
/// that says nothing else.
fn author(bylines: &[NodeRef<'_>], scope: &NodeRef<'_>) -> Option<(String, NodeId)> {
    let mut named = bylines.iter().filter_map(|node| Some((name(node)?, *node)));
    let (author, first) = named.next()?;
    if named.any(|(other, _)| other != author) {
        return None;
    }
    let around = first.ancestors_it(None).take_while(|around| around.id != scope.id);
    let whole = around.take_while(|around| name(around).as_ref() == Some(&author)).last();
    Some((author, whole.unwrap_or(first).id))
}

/// The name that is all an element says, but for its label.
fn name(node: &NodeRef<'_>) -> Option<String> {
    let text =
        Some(node.text()).filter(|text| text.trim().len() <= MAX_BYLINE).map(|_| inline(node))?;
    let bare = LABELS.iter().filter_map(|label| {
        let start = text.get(..label.len()).filter(|start| start.eq_ignore_ascii_case(label))?;
        let rest = &text[start.len()..];
        rest.starts_with([' ', ':']).then(|| rest.trim_start_matches([' ', ':']))
    });
    let name = bare.min_by_key(|rest| rest.len()).unwrap_or(&text);
    is_name(name).then(|| name.to_owned())
}

/// Whether a text can be nothing but the name of a person: wrong is worse than empty.
fn is_name(text: &str) -> bool {
    let words: Vec<&str> = text.split(' ').collect();
    let is_part = |(at, word): (usize, &&str)| {
        let bare = word.trim_end_matches(',');
        let lower = bare.to_lowercase();
        // Behind a comma stand degrees: `Ratna Wulandari, S.H.`.
        let comma = bare.len() == word.len()
            || words
                .get(at + 1)
                .is_some_and(|next| next.trim_end_matches(['.', ',']).contains('.'));
        let letters = bare.chars().all(|c| c.is_alphabetic() || ".'’-".contains(c));
        let capital = bare.starts_with(char::is_uppercase);
        let particle = at > 0 && PARTICLES.contains(&lower.as_str());
        comma && letters && (capital || particle) && !NO_NAMES.contains(&lower.as_str())
    };
    (2..=MAX_WORDS).contains(&words.len()) && words.iter().enumerate().all(is_part)
}

#[cfg(test)]
mod tests {
    use super::super::parse::parse;
    use super::*;

    const STORY: &str = "<p>Pemerintah kota menata trotoar di kawasan lama mulai pekan ini agar \
                         warga nyaman berjalan kaki, kata wali kota.</p>";

    fn own(html: &str) -> (Vec<String>, Option<String>) {
        let document = parse(html).ok().unwrap().document;
        let own = Own::of(&document, Some("Trotoar ditata"));
        (own.times, own.author.map(|(name, _)| name))
    }

    #[test]
    fn who_wrote_is_named_by_markup() {
        for byline in [
            "<div class=author>Penulis: Ratna Wulandari</div>",
            "<span class='detail__author'>Ratna Wulandari</span>",
            "<p class=byline>Oleh: <a rel=author href=/r>Ratna Wulandari</a></p>",
            "<p>Oleh <a rel=author href=/r>Ratna Wulandari</a></p>",
            "<div itemprop=author><span itemprop=name>Ratna Wulandari</span></div>",
        ] {
            let html = format!("<article><h1>Trotoar ditata</h1>{byline}{STORY}</article>");
            assert_eq!(own(&html).1.as_deref(), Some("Ratna Wulandari"), "{byline}");
        }
        for byline in [
            "<p class=kutip-author>\"Kota ini,\" kata Ratna.</p>",
            "<p class=authorship>Ratna Wulandari</p>",
            "<p class=author>Tim Redaksi</p>",
            "<p class=author>Ratna Wulandari, penulis buku</p>",
            "<p class=author>Ratna Wulandari</p><p class=author>Dimas Prasetyo</p>",
            "<div class=related><p class=author>Ratna Wulandari</p></div>",
            "<blockquote><p>Air naik.</p><p class=author>Ratna Wulandari</p></blockquote>",
        ] {
            let html = format!("<article><h1>Trotoar ditata</h1>{byline}{STORY}</article>");
            assert_eq!(own(&html).1, None, "{byline}");
        }
        let beside = "<div class=kartu><p class=author>Ratna Wulandari</p></div>";
        assert_eq!(
            own(&format!("<article><h1>Trotoar ditata</h1>{STORY}</article>{beside}")).1,
            None
        );
    }

    #[test]
    fn names_are_names() {
        for name in [
            "Ratna Wulandari",
            "R. Dimas Prasetyo, S.H., M.Hum.",
            "Ali bin Hasan",
            "D'Angelo-Putri Ayu",
        ] {
            assert!(is_name(name), "{name}");
        }
        for text in [
            "Ratna",
            "Ratna wulandari",
            "Ratna, Dimas",
            "Ratna Wulandari 3",
            "Tim Warta",
            "Wali Kota: Ratna",
            "",
        ] {
            assert!(!is_name(text), "{text}");
        }
    }

    #[test]
    fn times_are_those_of_the_article() {
        let time = "<time datetime=2019-01-01>1 Jan</time>";
        let article = |inside: &str| format!("<article><h1>Trotoar ditata</h1>{inside}</article>");
        for html in [
            format!("{}<div><h3>Lainnya</h3><ul><li><a>Lain</a> {time}</ul></div>", article(STORY)),
            format!("{}<aside>{time}</aside>", article(STORY)),
            format!("{time}{}", article(STORY)),
            article(&format!("{STORY}<div><a>Lain</a> {time}</div>")),
            article(&format!("{STORY}<footer>{time}</footer>")),
            article(&format!("<div class=terkait>{time}</div>{STORY}")),
            format!("<h2>Lain</h2>{time}{STORY}"),
        ] {
            assert_eq!(own(&html).0, [""; 0], "{html}");
        }
        for html in [
            article(&format!("<a>Warta</a> {time}{STORY}")),
            article(&format!("<footer class=meta>{time}</footer>{STORY}")),
            article(&format!("{STORY}<p>Terbit {time}</p>")),
            format!("<header><h1>Trotoar ditata</h1>{time}</header>{STORY}"),
            format!("<article>{time}{STORY}</article>"),
        ] {
            assert_eq!(own(&html).0, ["2019-01-01"], "{html}");
        }
        let published = "<time itemprop=datePublished datetime=2024-07-31></time>";
        assert_eq!(
            own(&article(&format!("{time}{STORY}{published}"))).0,
            ["2024-07-31", "2019-01-01"]
        );
    }
}
