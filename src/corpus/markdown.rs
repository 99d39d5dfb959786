//! Markdown: one article a file, its facts in front matter: YAML, or TOML of one value a line.

use std::collections::BTreeMap;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::html::{fragment_text, separator};
use super::table::{Field, Values, column};
use super::value::Value;
use super::{Output, Plain};
use crate::origin::{Fact, Origin};

/// Longest front matter, in bytes.
const MAX_FRONT_MATTER: usize = 1 << 16;

/// Reads one article.
pub(super) fn read(plain: Plain<'_>, out: &mut Output<'_>) {
    let Some(text) = out.whole_text(plain) else { return };
    if text.trim().is_empty() {
        return out.skipped(None, "empty; left out");
    }
    let (front_matter, body) = split(&text);
    let mut values = Values::default();
    match front_matter {
        Some((Facts::Yaml, yaml)) => take_facts(yaml, &mut values, out),
        Some((Facts::Toml, toml)) => take_toml(toml, &mut values),
        None => {}
    }
    let (heading, body) = body_text(body);
    let declared = values.title();
    let body = match (heading, &declared) {
        // A headline that says something else is part of what is told.
        (Some(heading), Some(title)) if !says(title, &heading) => {
            format!("{heading}\n\n{body}")
        }
        (Some(heading), None) => {
            values.put(Field::Title, &heading);
            body
        }
        _ => body,
    };
    let declared = declared.is_some();
    values.put(Field::Body, &body);
    if let Some(mut draft) = values.draft(None, Origin::FrontMatter, out) {
        if !declared && draft.title.is_some() {
            draft.origins.set(Fact::Title, Some(Origin::Markup));
        }
        out.draft(draft);
    }
}

/// Whether a title says what a headline does, perhaps with more behind it, whatever their
/// capitals, signs and spaces.
fn says(title: &str, headline: &str) -> bool {
    let letters = |text: &str| -> String {
        text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    letters(title).starts_with(&letters(headline))
}

/// The language of front matter.
#[derive(Clone, Copy)]
enum Facts {
    Yaml,
    Toml,
}

/// What front matter stands between, and what it is.
const FENCES: [(&str, Facts, &[&str]); 2] =
    [("---", Facts::Yaml, &["---", "..."]), ("+++", Facts::Toml, &["+++"])];

/// The front matter and what follows it.
fn split(text: &str) -> (Option<(Facts, &str)>, &str) {
    let begun = FENCES.iter().find_map(|(fence, facts, ends)| {
        let after = text.strip_prefix(fence)?.trim_start_matches([' ', '\t', '\r']);
        Some((*facts, ends, after.strip_prefix('\n')?))
    });
    let Some((facts, ends, after)) = begun else { return (None, text) };
    let mut end = 0;
    for line in after.split_inclusive('\n') {
        if ends.contains(&line.trim_end()) {
            return (Some((facts, &after[..end])), &after[end + line.len()..]);
        }
        end += line.len();
        if end > MAX_FRONT_MATTER {
            break;
        }
    }
    (None, text)
}

/// Takes what TOML says up to its first table: text, numbers, lists of one line, dates.
fn take_toml<'v>(toml: &'v str, values: &mut Values<'v>) {
    for line in toml.lines().take_while(|line| !line.trim_start().starts_with('[')) {
        let Some((key, value)) = without_remark(line).split_once('=') else { continue };
        let value = value.trim();
        // As far as it is needed here JSON is the same, but for dates and literal texts.
        let bare = || Value::Text(value.trim_matches('\'').into());
        match column(key) {
            Some((Field::Body, _)) | None => {}
            Some(column) => {
                values.note(column, serde_json::from_str(value).unwrap_or_else(|_| bare()));
            }
        }
    }
}

/// A line of TOML without the remark at its end: what follows a `#` that stands in no quotes.
fn without_remark(line: &str) -> &str {
    let (mut quote, mut escaped) = (None, false);
    for (at, byte) in line.bytes().enumerate() {
        match (quote, byte) {
            // Only in double quotes a backslash says something.
            (Some(b'"'), b'\\') if !escaped => {
                escaped = true;
                continue;
            }
            (Some(open), _) if byte == open && !escaped => quote = None,
            (None, b'"' | b'\'') => quote = Some(byte),
            (None, b'#') => return &line[..at],
            _ => {}
        }
        escaped = false;
    }
    line
}

fn take_facts<'v>(yaml: &'v str, values: &mut Values<'v>, out: &mut Output<'_>) {
    let keys: BTreeMap<String, Value<'v>> = match serde_saphyr::from_str(yaml) {
        Ok(keys) => keys,
        Err(error) => {
            let error = error.to_string();
            let first = error.lines().next().unwrap_or_default();
            return out.doubted(Some(1), format!("front matter that cannot be read ({first})"));
        }
    };
    for (key, value) in keys {
        match column(&key) {
            Some((Field::Body, _)) | None => {}
            Some(column) => values.note(column, value),
        }
    }
}

/// The first heading, if it comes before all text, and the text without markup.
fn body_text(markdown: &str) -> (Option<String>, String) {
    let mut heading = None;
    let mut text = Text::default();
    for event in Parser::new_ext(markdown, Options::ENABLE_TABLES | Options::ENABLE_WIKILINKS) {
        match &event {
            Event::Start(Tag::Heading { .. }) => text.in_heading = true,
            Event::End(TagEnd::Heading(_)) => text.in_heading = false,
            _ => {}
        }
        match event {
            Event::Text(piece) | Event::Code(piece) => text.push(&piece),
            Event::InlineMath(piece) | Event::DisplayMath(piece) => text.push(&piece),
            Event::SoftBreak => text.push(" "),
            Event::HardBreak => text.part("\n"),
            Event::InlineHtml(tag) => text.part(separator(&tag)),
            Event::Html(html) => text.html.push_str(&html),
            Event::Start(Tag::Item) | Event::End(TagEnd::TableRow | TagEnd::TableHead) => {
                text.gap("\n");
            }
            Event::End(TagEnd::TableCell) => text.push(" "),
            Event::End(TagEnd::Item) => text.gap("\n"),
            Event::Start(Tag::Paragraph) if text.in_item() => {}
            Event::End(TagEnd::HtmlBlock) => text.end_html(),
            Event::End(TagEnd::Heading(HeadingLevel::H1))
                if heading.is_none() && !text.pending.is_empty() && text.done.is_empty() =>
            {
                heading = Some(std::mem::take(&mut text.pending).trim().to_owned());
            }
            Event::Start(tag) if is_block(&tag) => text.gap("\n\n"),
            Event::End(
                TagEnd::Paragraph
                | TagEnd::Heading(_)
                | TagEnd::CodeBlock
                | TagEnd::List(_)
                | TagEnd::BlockQuote(_)
                | TagEnd::Table,
            )
            | Event::Rule => text.gap("\n\n"),
            _ => {}
        }
    }
    text.gap("\n\n");
    (heading, text.done)
}

fn is_block(tag: &Tag<'_>) -> bool {
    use Tag::{BlockQuote, CodeBlock, Heading, List, Paragraph, Table};
    matches!(tag, Paragraph | Heading { .. } | BlockQuote(_) | CodeBlock(_) | List(_) | Table(_))
}

/// Text that grows by pieces.
#[derive(Default)]
struct Text {
    done: String,
    /// The line being written.
    pending: String,
    /// What comes between what is done and the line.
    between: &'static str,
    html: String,
    /// Whether it is a heading that is written: it stays one line.
    in_heading: bool,
}

impl Text {
    fn push(&mut self, piece: &str) {
        self.pending.push_str(piece);
    }

    /// Whether an item was begun whose text has not.
    fn in_item(&self) -> bool {
        self.pending.is_empty() && self.between == "\n"
    }

    /// Parts what was written from what follows.
    fn part(&mut self, by: &'static str) {
        match by {
            "" => {}
            "\n" | "\n\n" if !self.in_heading => self.gap(by),
            _ => self.push(" "),
        }
    }

    fn gap(&mut self, gap: &'static str) {
        let line = std::mem::take(&mut self.pending);
        let line = line.trim();
        if !line.is_empty() {
            if !self.done.is_empty() {
                self.done.push_str(self.between);
            }
            self.done.push_str(line);
            self.between = gap;
        } else if gap.len() > self.between.len() {
            self.between = gap;
        }
    }

    fn end_html(&mut self) {
        let html = std::mem::take(&mut self.html);
        self.gap("\n\n");
        self.push(&fragment_text(&html));
        self.gap("\n\n");
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::drafts;
    use super::body_text;

    #[test]
    fn front_matter_gives_the_facts() {
        let text = "---\njudul: \"Kota: cerdas\"\ntanggal: 2024-07-31\nauthors: [Ratna, Dimas]\n\
             tags: {a: 1}\nid: 7\n---\n\n# Kota\n\nIsi.\n";
        let (found, warnings) = drafts("a.md", text.as_bytes(), 1000);
        assert_eq!(warnings, [""; 0]);
        let draft = &found[0];
        assert_eq!(
            (draft.title.as_deref(), draft.id.as_deref()),
            (Some("Kota: cerdas"), Some("7"))
        );
        assert_eq!(draft.date.as_ref().unwrap().to_string(), "2024-07-31");
        assert_eq!((draft.author.as_deref(), draft.text.as_str()), (Some("Ratna, Dimas"), "Isi."));
    }

    #[test]
    fn a_headline_that_says_something_else_is_kept() {
        for (heading, expected) in
            [("Kota cerdas!", "Isi."), ("Warga menanti taman", "Warga menanti taman\n\nIsi.")]
        {
            let text = format!("---\njudul: Kota Cerdas\n---\n# {heading}\n\nIsi.");
            let (found, _) = drafts("a.md", text.as_bytes(), 1000);
            assert_eq!(found[0].title.as_deref(), Some("Kota Cerdas"));
            assert_eq!(found[0].text, expected);
        }
    }

    #[test]
    fn front_matter_is_read_in_text_files_too() {
        for front in [
            "---\njudul: Kota Cerdas\n---\n",
            "---\n# catatan\n\njudul: Kota Cerdas\n---\n",
            "+++\n# catatan\njudul = \"Kota Cerdas\"\n+++\n",
        ] {
            let (found, warnings) = drafts("a.txt", format!("{front}Isi.\n").as_bytes(), 1000);
            assert_eq!(warnings, [""; 0]);
            let draft = &found[0];
            assert_eq!((draft.title.as_deref(), &*draft.text), (Some("Kota Cerdas"), "Isi."));
        }
    }

    #[test]
    fn front_matter_may_be_toml() {
        let text = "+++\ntitle = \"Kota = \\\"cerdas\\\"\"\ndate = 2024-07-31T14:05:00+07:00\n\
             authors = [\"Ratna\", \"Dimas\"]\nsection = 'Daerah'\n[params]\ntitle = \"x\"\n+++\nIsi.";
        let (found, warnings) = drafts("a.md", text.as_bytes(), 1000);
        assert_eq!(warnings, [""; 0]);
        let draft = &found[0];
        assert_eq!(
            (draft.title.as_deref(), draft.text.as_str()),
            (Some("Kota = \"cerdas\""), "Isi.")
        );
        assert_eq!(draft.date.as_ref().unwrap().to_string(), "2024-07-31T14:05:00+07:00");
        assert_eq!(draft.author.as_deref(), Some("Ratna, Dimas"));
        assert_eq!(draft.section.as_deref(), Some("Daerah"));
    }

    #[test]
    fn remarks_in_toml_are_no_part_of_values() {
        let text = "+++\ntitle = \"Kota \\\"#1\\\"\" # catatan = 'x'\ndate = 2024-07-31 # terbit\n\
             section = 'Kota #1\\' # \"\n# author = 'x'\n+++\nIsi.";
        let (found, warnings) = drafts("a.md", text.as_bytes(), 1000);
        assert_eq!(warnings, [""; 0]);
        let draft = &found[0];
        assert_eq!(draft.title.as_deref(), Some("Kota \"#1\""));
        assert_eq!(draft.date.as_ref().unwrap().to_string(), "2024-07-31");
        assert_eq!((draft.section.as_deref(), draft.author.as_deref()), (Some("Kota #1\\"), None));
    }

    #[test]
    fn markup_goes_and_lines_stay() {
        let (title, text) = body_text(
            "# Judul\n\nSatu *dua*\ntiga [empat](x).\n\n## Sub\n- a\n- b\n\n1. c\n\n   d\n\n> e\n\n\
             | f | g |\n|---|---|\n| h | i |\n\n<div><p>j</p></div>\n\nk<br>l",
        );
        assert_eq!(title.as_deref(), Some("Judul"));
        assert_eq!(
            text,
            "Satu dua tiga empat.\n\nSub\n\na\nb\n\nc\n\nd\n\ne\n\nf g\nh i\n\nj\n\nk\nl"
        );
    }

    #[test]
    fn tags_in_lines_neither_glue_words_nor_tear_them() {
        let (title, text) = body_text("# Banjir<br/>rob\n\nsatu<br class=x>d<b>u</b>a</p>tiga");
        assert_eq!((title.as_deref(), text.as_str()), (Some("Banjir rob"), "satu\ndua\n\ntiga"));
        let (title, _) = body_text("Banjir  \nrob\n===\n\nsatu");
        assert_eq!(title.as_deref(), Some("Banjir rob"));
    }

    #[test]
    fn bad_front_matter_is_said_and_the_text_taken() {
        let (found, warnings) = drafts("a.md", b"---\njudul: [a\n---\nIsi.", 1000);
        assert_eq!((found[0].text.as_str(), warnings.len()), ("Isi.", 1));
        let bomb = "---\na: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\n\
             c: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c]\n\
             e: &e [*d,*d,*d,*d,*d,*d,*d,*d,*d]\nf: &f [*e,*e,*e,*e,*e,*e,*e,*e,*e]\n\
             judul: [*f,*f,*f,*f,*f,*f,*f,*f,*f]\n---\nIsi.";
        assert_eq!(drafts("a.md", bomb.as_bytes(), 1000).0[0].text, "Isi.");
    }
}
