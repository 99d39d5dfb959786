//! `telusur search`: asks the index.

use std::ffi::OsString;
use std::io::{self, BufRead, Write};
use std::path::PathBuf;

use anyhow::Context;
use clap::{Args, ValueEnum};
use jiff::Zoned;
use jiff::civil::Date;
use telusur::config;
use telusur::engine::{self, Engine, Keeper};
use telusur::error::{Error, ErrorKind};
use telusur::plan::{Copies, Sort};
use telusur::query::{self, Language, Warning, WarningKind};
use telusur::search::{SearchRequest, SearchResponse};

use super::index::Writing;
use super::page::Page;
use super::progress::Terminal;
use super::{Exit, Where, print_json};

/// Search the index
///
/// Any of the words finds an article, more of them rank it higher; inflected forms meet by
/// their root. Words in quotes must stand as they are: "kota cerdas".
#[derive(Args)]
pub(crate) struct SearchArgs {
    /// What to look for; - reads a query a line and prints a JSON object a line
    #[arg(value_name = "QUERY", allow_hyphen_values = true, required_unless_present = "sync",
        value_parser = typed_query)]
    query: Option<String>,
    #[command(flatten)]
    pub(super) place: Where,
    /// Bring the index in step with these paths first
    #[arg(long, value_name = "PATH", num_args = 1..)]
    sync: Vec<PathBuf>,
    /// Most hits
    #[arg(long, value_name = "N", default_value_t = config::LIMIT)]
    limit: usize,
    /// Hits to pass over
    #[arg(long, value_name = "N", default_value_t = 0)]
    offset: usize,
    /// Most passages a hit
    #[arg(long, value_name = "N", default_value_t = config::PASSAGES)]
    passages: usize,
    /// Print the passages of a hit in the order of the text, not the best first
    #[arg(long)]
    text_order: bool,
    /// Order of the hits; by date, only articles that answer in full are listed
    #[arg(long, value_enum, default_value_t = Order::Relevance)]
    sort: Order,
    /// First day: 2024-07-31, 2024-07, 2024, 31/7/2024 or 7hari, 2weeks ago
    #[arg(long, value_name = "DATE", value_parser = days)]
    since: Option<Days>,
    /// Last day, written as that of --since
    #[arg(long, value_name = "DATE", value_parser = days)]
    until: Option<Days>,
    /// Only articles whose source has these words
    #[arg(long, value_name = "S")]
    source: Option<String>,
    /// List every copy of an article as a hit of its own
    #[arg(long)]
    all_copies: bool,
    /// Search every word as typed, even those no article has
    #[arg(long)]
    no_repair: bool,
    /// Search acronyms as typed alone, not in the long form that articles define, nor long
    /// forms as acronyms
    #[arg(long)]
    no_acronyms: bool,
    /// Print only how many articles there are, exactly: with all words of a query of plain words,
    /// else all that it finds
    #[arg(long)]
    count: bool,
    /// Print how the query is understood, and search nothing; needs no index
    #[arg(long)]
    explain_query: bool,
    /// Tell how each score came about
    #[arg(long)]
    explain: bool,
    /// Print the answer as JSON
    #[arg(long)]
    json: bool,
    /// Styles in the output
    #[arg(long, value_enum, default_value_t = Color::Auto)]
    color: Color,
    /// Language of labels and warnings
    #[arg(long, value_enum, default_value_t = Lang::Id)]
    lang: Lang,
}

#[derive(Clone, Copy, ValueEnum)]
enum Order {
    /// Best first
    Relevance,
    /// Latest first
    Newest,
    /// Earliest first
    Oldest,
}

/// Whether output is styled.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Color {
    /// On a terminal
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// Language of labels.
#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum Lang {
    /// Indonesian
    Id,
    /// English
    En,
}

impl From<Lang> for Language {
    fn from(lang: Lang) -> Self {
        match lang {
            Lang::Id => Self::Id,
            Lang::En => Self::En,
        }
    }
}

impl Color {
    /// What anstream makes of it.
    pub(crate) fn choice(self) -> anstream::ColorChoice {
        match self {
            Self::Auto => anstream::ColorChoice::Auto,
            Self::Always => anstream::ColorChoice::Always,
            Self::Never => anstream::ColorChoice::Never,
        }
    }
}

/// The first and the last day of what was given.
type Days = (Date, Date);

fn days(text: &str) -> Result<Days, String> {
    let wrong = "not a date like 2024-07-31, 2024-07, 2024, 31/7/2024 or 7hari";
    query::read_days(text, Zoned::now().date()).ok_or_else(|| wrong.to_owned())
}

/// The query as typed. One that looks like an option is a mistyped one: two hyphens before a
/// word say nothing.
fn typed_query(text: &str) -> Result<String, String> {
    match option_name(text) {
        Some(_) => Err(no_option(text)),
        None => Ok(text.to_owned()),
    }
}

/// The name of an argument that is written as an option is.
fn option_name(text: &str) -> Option<&str> {
    let name = text.strip_prefix("--")?.split('=').next()?;
    let signs = |c: char| c.is_ascii_alphanumeric() || c == '-';
    (name.starts_with(|c: char| c.is_ascii_alphabetic()) && name.chars().all(signs)).then_some(name)
}

fn no_option(text: &str) -> String {
    format!("there is no option {text}; telusur search --help lists them")
}

/// What is wrong with the arguments of a search of which one is not understood: an option before
/// it that is none was taken for the query.
pub(crate) fn mistyped(mut arguments: impl Iterator<Item = OsString>) -> Option<String> {
    arguments.nth(1).filter(|command| command == "search")?;
    let search = SearchArgs::augment_args(clap::Command::new("search"));
    let known = |name: &str| search.get_arguments().any(|known| known.get_long() == Some(name));
    let mut given = arguments.map(|argument| argument.to_string_lossy().into_owned());
    let unknown = given.find(|given| option_name(given).is_some_and(|name| !known(name)));
    unknown.map(|unknown| no_option(&unknown))
}

impl SearchArgs {
    pub(crate) fn run(mut self) -> anyhow::Result<Exit> {
        self.color.choice().write_global();
        self.put_days_in_order();
        let query = self.take_query()?;
        if self.explain_query {
            return self.explain_query(&query);
        }
        let engine = match self.open()? {
            Ok(engine) => engine,
            Err(exit) => return Ok(exit),
        };
        if query == "-" {
            return self.answer_lines(&engine);
        }
        let response = engine.search(&self.request(&query), self.lang.into())?;
        self.print(&response)?;
        let found = response.total > 0 || !response.hits.is_empty();
        Ok(if found { Exit::Done } else { Exit::NothingFound })
    }

    /// Exchanges days in the wrong order, as the query language does, and says so.
    fn put_days_in_order(&mut self) {
        if let (Some(since), Some(until)) = (self.since, self.until)
            && since.0 > until.1
        {
            (self.since, self.until) = (Some(until), Some(since));
            let warning = Warning { kind: WarningKind::DatesExchanged, span: None };
            say!("{}", warning.text(self.lang.into()));
        }
    }

    /// The query as typed. `--sync a b kota` takes all that follows; the last of it is meant.
    fn take_query(&mut self) -> anyhow::Result<String> {
        if let Some(query) = self.query.take() {
            return Ok(query);
        }
        let last = self.sync.pop().filter(|_| !self.sync.is_empty());
        let query = last.and_then(|last| last.into_os_string().into_string().ok());
        query.ok_or_else(|| usage("there is no QUERY".to_owned()))
    }

    /// Opens the index, brought in step first if asked. Trouble with that only counts if there
    /// is no index to search.
    fn open(&self) -> anyhow::Result<Result<Engine, Exit>> {
        if self.sync.is_empty() {
            return Ok(Ok(Engine::open(&self.place.folder)?));
        }
        let mut terminal = Terminal::new();
        let options = Writing::default().options(self.sync.clone());
        let synced = Keeper::new(&self.place.folder).sync(&options, &mut terminal);
        terminal.finish();
        match (Engine::open(&self.place.folder), synced) {
            (Ok(engine), Ok(_)) => Ok(Ok(engine)),
            (Ok(engine), Err(error)) => {
                say!("warning: {error}; searching the index as it is");
                Ok(Ok(engine))
            }
            (Err(error), Ok(_)) => Err(error.into()),
            (Err(_), Err(error)) => Err(error.into()),
        }
    }

    /// Says how the query is understood: with an index also what would be repaired.
    fn explain_query(&self, query: &str) -> anyhow::Result<Exit> {
        let language = self.lang.into();
        let understanding = match Engine::open(&self.place.folder) {
            Ok(engine) => engine.understand(&self.request(query), language)?,
            Err(error) if error.kind() == ErrorKind::IndexMissing => {
                engine::understand(query, language)
            }
            Err(error) => return Err(error.into()),
        };
        if self.json {
            print_json(&understanding)?;
            return Ok(Exit::Done);
        }
        for warning in &understanding.warnings {
            say!("{}", warning.message);
        }
        let mut out = anstream::stdout().lock();
        writeln!(out, "{}\n\n{}", understanding.understood, understanding.meaning)?;
        Ok(Exit::Done)
    }

    fn request(&self, query: &str) -> SearchRequest {
        SearchRequest {
            query: query.to_owned(),
            limit: if self.count { 0 } else { self.limit },
            offset: self.offset,
            passages: self.passages,
            sort: match self.sort {
                Order::Relevance => Sort::Relevance,
                Order::Newest => Sort::Newest,
                Order::Oldest => Sort::Oldest,
            },
            since: self.since.map(|days| days.0),
            until: self.until.map(|days| days.1),
            source: self.source.clone(),
            text_order: self.text_order,
            copies: if self.all_copies { Copies::Apart } else { Copies::Together },
            repair: !self.no_repair,
            acronyms: !self.no_acronyms,
            explain: self.explain,
        }
    }

    fn answer_lines(&self, engine: &Engine) -> anyhow::Result<Exit> {
        let mut found = false;
        for line in io::stdin().lock().split(b'\n') {
            let line = line.context("cannot read the queries")?;
            let line = String::from_utf8_lossy(&line);
            let query = line.strip_suffix('\r').unwrap_or(&line);
            let response = engine.search(&self.request(query), self.lang.into())?;
            found |= response.total > 0 || !response.hits.is_empty();
            print_json(&response)?;
        }
        Ok(if found { Exit::Done } else { Exit::NothingFound })
    }

    fn print(&self, response: &SearchResponse) -> anyhow::Result<()> {
        if self.json {
            return print_json(response);
        }
        for warning in &response.warnings {
            say!("{}", warning.message);
        }
        let mut out = anstream::stdout().lock();
        if self.count {
            writeln!(out, "{}", response.total)?;
            return Ok(());
        }
        Page::new(response, self.lang.into()).print(&mut out)?;
        Ok(())
    }
}

/// An error of wrong usage.
pub(crate) fn usage(message: String) -> anyhow::Error {
    Error::new(ErrorKind::InvalidValue, message).into()
}
