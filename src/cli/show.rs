//! `telusur show`: one article, whole.

use std::collections::BTreeMap;
use std::io::Write;

use clap::Args;
use serde::Serialize;
use telusur::article::Article;
use telusur::clean::reason;
use telusur::edit::Edited;
use telusur::engine::Engine;
use telusur::error::{Error, ErrorKind};
use telusur::search::Copy;

use super::page::{copy_count, date_label};
use super::search::Lang;
use super::{Exit, Where, print_json};

/// Show an article
#[derive(Args)]
pub(crate) struct ShowArgs {
    /// The article's id, as search prints it
    #[arg(value_name = "ID")]
    id: String,
    #[command(flatten)]
    pub(super) place: Where,
    /// Print the text as its source gave it, before cleaning
    #[arg(long)]
    raw: bool,
    /// Print the article as JSON
    #[arg(long)]
    json: bool,
    /// Language of labels
    #[arg(long, value_enum, default_value_t = Lang::Id)]
    lang: Lang,
}

#[derive(Serialize)]
struct Answer {
    id: String,
    title: Option<String>,
    text: String,
    date: Option<String>,
    url: Option<String>,
    source: Option<String>,
    author: Option<String>,
    editor: Option<String>,
    place: Option<String>,
    section: Option<String>,
    /// Where each of these values was read.
    origins: BTreeMap<&'static str, &'static str>,
    path: String,
    /// How many copies of it there are, and the first of them.
    copies_total: usize,
    copies: Vec<Copy>,
    /// What cleaning changed in the text, in order.
    edits: Vec<Change>,
}

#[derive(Serialize)]
struct Change {
    rule: String,
    /// Why, for what was cut as boilerplate.
    reason: Option<&'static str>,
    /// Where in the text, in bytes.
    at: usize,
    /// What stood there.
    was: String,
    /// What stands there now.
    now: String,
}

/// The edits of an article, with their places in its text.
fn changes(article: &Article) -> Vec<Change> {
    let mut end = 0;
    let change = |edit: &Edited| {
        let at = end + edit.after as usize;
        end = at + edit.length as usize;
        let now = article.text.get(at..end).unwrap_or_default().to_owned();
        let reason = reason(&edit.rule);
        Change { rule: edit.rule.to_string(), reason, at, was: edit.was.to_string(), now }
    };
    article.edits.iter().map(change).collect()
}

impl ShowArgs {
    pub(crate) fn run(self) -> anyhow::Result<Exit> {
        let engine = Engine::open(&self.place.folder)?;
        let Some((article, path)) = engine.show(&self.id)? else {
            let message = format!("no article has the id {:?}", self.id);
            return Err(Error::new(ErrorKind::NotFound, message).into());
        };
        let (copies_total, copies) = engine.copies(&self.id)?;
        // Beside the text as it was they would point nowhere.
        let edits = if self.raw { Vec::new() } else { changes(&article) };
        let text = if self.raw { article.raw().into_owned() } else { article.text };
        let origins = article.origins.iter().map(|(fact, origin)| (fact.name(), origin.name()));
        let answer = Answer {
            id: article.id.to_string(),
            title: article.title,
            text,
            date: article.date.map(|date| date.to_string()),
            url: article.url,
            source: article.source,
            author: article.author,
            editor: article.editor,
            place: article.place,
            section: article.section,
            origins: origins.collect(),
            path,
            copies_total,
            copies,
            edits,
        };
        if self.json {
            print_json(&answer)?;
            return Ok(Exit::Done);
        }
        let mut out = anstream::stdout().lock();
        if let Some(title) = &answer.title {
            let bold = anstyle::Style::new().bold();
            writeln!(out, "{bold}{title}{bold:#}")?;
        }
        let language = self.lang.into();
        let date = answer.date.as_deref().map(|date| date_label(date, language));
        let facts = [answer.source, answer.author, date, answer.url, Some(answer.path)];
        let facts: Vec<String> = facts.into_iter().flatten().filter(|f| !f.is_empty()).collect();
        writeln!(out, "{}\n\n{}", facts.join(" · "), answer.text.trim_end())?;
        if answer.copies_total > 0 {
            writeln!(out, "\n{}:", copy_count(answer.copies_total, language))?;
        }
        for copy in answer.copies {
            let date = copy.date.as_deref().map(|date| date_label(date, language));
            let facts = [copy.source, date, Some(copy.id)];
            let facts: Vec<String> =
                facts.into_iter().flatten().filter(|f| !f.is_empty()).collect();
            writeln!(out, "  {}", facts.join(" · "))?;
        }
        Ok(Exit::Done)
    }
}
