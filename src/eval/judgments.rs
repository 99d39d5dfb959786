//! [`Queries`] and [`Judgments`]: what is asked, and which articles answer.

use std::collections::HashMap;
use std::fs;
use std::path::Path;

use crate::error::{Error, ErrorKind, Result};

/// Queries by id, in the order of their file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Queries(pub Vec<(String, String)>);

impl Queries {
    /// Reads `qid TAB text` lines.
    ///
    /// # Errors
    /// If the file cannot be read, or a line has no tab.
    pub fn read(path: &Path) -> Result<Self> {
        let text = read(path)?;
        let mut queries = Vec::new();
        for (number, line) in (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty()) {
            let Some((id, query)) = line.split_once('\t') else {
                return Err(malformed(path, number, line, "a query id, a tab and the query"));
            };
            queries.push((id.to_owned(), query.to_owned()));
        }
        Ok(Self(queries))
    }
}

/// For each query the grade of each judged article; 0 is not relevant.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Judgments(HashMap<String, HashMap<String, u32>>);

impl Judgments {
    /// Reads TREC judgements: `qid iteration docid grade`, apart by white space.
    ///
    /// # Errors
    /// If the file cannot be read, or a line is no judgement.
    pub fn read(path: &Path) -> Result<Self> {
        Self::of_text(path, &read(path)?)
    }

    /// The judgements of a text, which was read from `path`.
    pub(super) fn of_text(path: &Path, text: &str) -> Result<Self> {
        let mut judgments = Self::default();
        for (number, line) in (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty()) {
            let fields: Vec<&str> = line.split_whitespace().collect();
            let grade = fields.get(3).and_then(|grade| grade.parse::<i64>().ok());
            let (Some(grade), [query, _, article, _]) = (grade, fields.as_slice()) else {
                let wanted = "a query id, an iteration, an article id and a whole number";
                return Err(malformed(path, number, line, wanted));
            };
            let grade = u32::try_from(grade.max(0)).unwrap_or(u32::MAX);
            let of_query = judgments.0.entry((*query).to_owned()).or_default();
            of_query.insert((*article).to_owned(), grade);
        }
        Ok(judgments)
    }

    /// The grades of a query's articles; `None` if no article is judged relevant.
    pub fn of(&self, query: &str) -> Option<&HashMap<String, u32>> {
        self.0.get(query).filter(|grades| grades.values().any(|grade| *grade > 0))
    }

    /// Those of some queries for which an article is judged relevant.
    pub fn judged(&self, queries: &Queries) -> Queries {
        let judged = queries.0.iter().filter(|(id, _)| self.of(id).is_some());
        Queries(judged.cloned().collect())
    }

    /// All queries for which an article is judged relevant, by id; what they ask is not known.
    pub fn queries(&self) -> Queries {
        let mut ids: Vec<&String> = self.0.keys().filter(|id| self.of(id).is_some()).collect();
        ids.sort_unstable();
        Queries(ids.into_iter().map(|id| (id.clone(), String::new())).collect())
    }
}

pub(super) fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).map_err(|error| {
        Error::because(ErrorKind::Unreadable, format!("cannot read {}", path.display()), error)
    })
}

pub(super) fn malformed(path: &Path, line: usize, text: &str, wanted: &str) -> Error {
    let message = format!("{}:{line}: {text:?} is not {wanted}", path.display());
    Error::new(ErrorKind::InvalidValue, message)
}
