//! What a page declares: meta tags, JSON-LD, headings, links, bylines; each value with its origin.
//!
//! Wrong is worse than empty: a value that is no name, no address or no date is not taken, and
//! nothing is guessed from the text here.

use std::collections::HashMap;

use dom_query::{Document, NodeRef};

use super::json_ld::{self, Article};
use super::own::Own;
use super::text::inline;
use super::title::{self, Heading};
use crate::corpus::Draft;
use crate::corpus::date::parse_date;
use crate::date::ArticleDate;
use crate::origin::{Fact, Origin};

/// Meta tags with the time of publication, best first. The last ones have no zone as a rule.
const DATES: &[&str] = &[
    "article:published_time",
    "og:published_time",
    "datepublished",
    "article:published",
    "dc.date.issued",
    "dcterms.created",
    "content_publisheddate",
    "publishdate",
    "dtk:publishdate",
    "pubdate",
];

/// Meta tags with the author.
const AUTHORS: &[&str] =
    &["content_author", "dtk:author", "author", "article:author", "dc.creator", "sailthru.author"];

/// Meta tags with the editor.
const EDITORS: &[&str] = &["content_editor", "dtk:editor", "editor"];

/// Meta tags with the section.
const SECTIONS: &[&str] = &["article:section", "content_category"];

/// What systems write where a person should be named.
const NOBODY: &[&str] = &[
    "admin",
    "administrator",
    "editor",
    "humas",
    "kontributor",
    "pusdatin",
    "redaksi",
    "redaktur",
    "root",
    "super admin",
    "superadmin",
    "tim redaksi",
    "webmaster",
];

/// Longest value taken, in characters; a longer one is no name.
const MAX_CHARS: usize = 120;

/// What was found on a page, before it is decided between.
struct Page {
    metas: HashMap<String, String>,
    article: Article,
    canonical: Option<String>,
    headings: Vec<Heading>,
    title: Option<String>,
}

/// A value and where it was read.
type Found<T> = Option<(T, Origin)>;

/// The facts of a page, as a draft without text. An element that says nothing but who wrote, and
/// nobody else does, is taken out.
pub(super) fn draft(document: &Document) -> Draft {
    let page = Page::of(document);
    let mut draft = Draft::default();
    let mut origins = draft.origins;
    let mut set = |fact, origin| origins.set(fact, origin);
    macro_rules! fill {
        ($field:ident, $fact:ident, $found:expr) => {
            if let Some((value, origin)) = $found {
                draft.$field = Some(value);
                set(Fact::$fact, Some(origin));
            }
        };
    }
    fill!(url, Url, page.url());
    fill!(source, Source, page.source());
    fill!(title, Title, page.headline(draft.source.as_deref(), draft.url.as_deref()));
    let own = Own::of(document, draft.title.as_deref());
    fill!(date, Date, page.date(&own.times));
    fill!(author, Author, page.person(AUTHORS, &page.article.authors, &draft));
    if let Some((name, byline)) = own.author
        && draft.author.is_none()
        && page.is_person(&name, &draft)
        && let Some(byline) = document.tree.get(&byline)
    {
        byline.remove_from_parent();
        fill!(author, Author, Some((name, Origin::Markup)));
    }
    fill!(editor, Editor, page.person(EDITORS, &page.article.editors, &draft));
    fill!(section, Section, page.section());
    draft.origins = origins;
    draft
}

impl Page {
    fn of(document: &Document) -> Self {
        let mut page = Self {
            metas: HashMap::new(),
            article: Article::default(),
            canonical: None,
            headings: Vec::new(),
            title: None,
        };
        let mut graphs = Vec::new();
        for node in document.root().descendants_it() {
            let Some(name) = node.qual_name_ref().map(|name| name.local.clone()) else { continue };
            match &*name {
                "meta" => page.meta(&node),
                "script" if attribute(&node, "type") == "application/ld+json" => {
                    graphs.push(node.text().to_string());
                }
                "link" if attribute(&node, "rel") == "canonical" => {
                    page.canonical = page.canonical.or_else(|| address(node.attr("href")));
                }
                "title" if page.title.is_none() => page.title = said(&node.text()),
                "h1" | "h2" | "h3" => {
                    let rank = name.as_bytes()[1] - b'0';
                    page.headings.extend(said(&inline(&node)).map(|text| (rank, text)));
                }
                _ => {}
            }
        }
        page.article = json_ld::article(&graphs);
        page
    }

    fn meta(&mut self, node: &NodeRef<'_>) {
        let key = ["property", "name", "itemprop"].iter().find_map(|key| node.attr(key));
        let content = node.attr("content").and_then(|content| said(&content));
        if let (Some(key), Some(content)) = (key, content) {
            self.metas.entry(key.trim().to_ascii_lowercase()).or_insert(content);
        }
    }

    fn metas<'p>(&'p self, names: &'p [&str]) -> impl Iterator<Item = &'p String> {
        names.iter().filter_map(|name| self.metas.get(*name))
    }

    fn url(&self) -> Found<String> {
        let shared = || address(self.metas.get("og:url"));
        let named = || address(self.article.url.as_ref());
        (self.canonical.clone().map(|url| (url, Origin::Markup)))
            .or_else(|| Some((shared()?, Origin::Meta)))
            .or_else(|| Some((named()?, Origin::JsonLd)))
    }

    fn source(&self) -> Found<String> {
        let site = self.metas.get("og:site_name").filter(|site| is_name(site));
        let publisher = self.article.publisher.as_ref().filter(|name| is_name(name));
        (site.map(|site| (site.clone(), Origin::Meta)))
            .or_else(|| Some((publisher?.clone(), Origin::JsonLd)))
    }

    /// The headline, without what the site adds to it.
    fn headline(&self, source: Option<&str>, url: Option<&str>) -> Found<String> {
        let sites = title::Sites::of([source, self.article.publisher.as_deref()], url);
        let bare = |text: &str| title::bare(text, &sites, &self.headings);
        let shared = self.metas.get("og:title").map(|text| (bare(text), Origin::Meta));
        let named = || self.article.headline.as_ref().map(|text| (bare(text), Origin::JsonLd));
        let whole = || self.title.as_ref().map(|text| (bare(text), Origin::Markup));
        // Without a title, a heading of the first rank, if there is one only.
        let only = || {
            let mut first = self.headings.iter().filter(|(rank, _)| *rank == 1);
            let (_, text) = first.next()?;
            first.next().is_none().then(|| (text.clone(), Origin::Markup))
        };
        shared.or_else(named).or_else(whole).or_else(only).filter(|(text, _)| !text.is_empty())
    }

    /// When it was published; an instant is better than a day.
    fn date(&self, times: &[String]) -> Found<ArticleDate> {
        let metas = self.metas(DATES).map(|text| (text.as_str(), Origin::Meta));
        let named = self.article.published.as_deref().map(|text| (text, Origin::JsonLd));
        let time = times.first().map(|text| (text.as_str(), Origin::Markup));
        let found = metas.chain(named).chain(time);
        let dates: Vec<(ArticleDate, Origin)> =
            found.filter_map(|(text, origin)| Some((parse_date(text)?, origin))).collect();
        let first = dates.first()?;
        let is_day = |date: &ArticleDate| !date.to_string().contains('T');
        let instant = dates
            .iter()
            .find(|(date, _)| is_day(&first.0) && !is_day(date) && date.day() == first.0.day());
        Some(instant.unwrap_or(first).clone())
    }

    /// Whether a name is that of a person, not of the medium.
    fn is_person(&self, name: &str, draft: &Draft) -> bool {
        let same = |other: &Option<String>| {
            other.as_ref().is_some_and(|other| other.eq_ignore_ascii_case(name))
        };
        is_name(name)
            && !name.contains(['/', '@', ':'])
            && !name.chars().any(|c| c.is_ascii_digit())
            && !NOBODY.contains(&name.to_lowercase().as_str())
            && !same(&draft.source)
            && !same(&self.article.publisher)
    }

    fn person(&self, names: &[&str], people: &[String], draft: &Draft) -> Found<String> {
        let is_person = |name: &str| self.is_person(name, draft);
        let meta = self.metas(names).find(|name| is_person(name));
        let people: Vec<&str> =
            people.iter().map(String::as_str).filter(|name| is_person(name)).collect();
        match meta {
            Some(name) => Some((name.clone(), Origin::Meta)),
            None if people.is_empty() => None,
            None => Some((people.join(", "), Origin::JsonLd)),
        }
    }

    fn section(&self) -> Found<String> {
        let meta = self.metas(SECTIONS).find(|name| is_name(name));
        let named = self.article.section.as_ref().filter(|name| is_name(name));
        (meta.map(|name| (name.clone(), Origin::Meta)))
            .or_else(|| Some((named?.clone(), Origin::JsonLd)))
    }
}

fn attribute(node: &NodeRef<'_>, name: &str) -> String {
    node.attr(name).map(|value| value.trim().to_ascii_lowercase()).unwrap_or_default()
}

/// Text on one line; `None` if it says nothing.
fn said(text: &str) -> Option<String> {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    (!text.is_empty()).then_some(text)
}

fn is_name(text: &str) -> bool {
    text.chars().count() <= MAX_CHARS
        && text.chars().any(char::is_alphabetic)
        && !text.contains(['<', '>', '{', '}'])
}

/// The address of an article: absolute, and more than that of the site.
fn address(text: Option<impl AsRef<str>>) -> Option<String> {
    let text = text?;
    let text = text.as_ref().trim();
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"))?;
    let (_, path) = rest.split_once('/')?;
    let is_article = !path.is_empty() && !text.contains(char::is_whitespace);
    is_article.then(|| text.to_owned())
}
