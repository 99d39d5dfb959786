//! [`Run`]: the rankings of some queries, in memory and in the form of TREC.

use std::collections::{HashMap, HashSet};
use std::fmt::Write;
use std::path::Path;

use super::judgments::{malformed, read};
use super::{Judgments, Measures, measure};
use crate::error::{Error, ErrorKind, Result};

/// What a line of a run holds.
const COLUMNS: &str = "a line of a run: query id, Q0, article id, rank, score and tag";

/// The rankings of some queries.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Run {
    /// For each query its articles with their scores, best first.
    pub rankings: Vec<(String, Vec<(String, f32)>)>,
}

impl Run {
    /// Reads a run in TREC form: `qid Q0 docid rank score tag`, apart by white space.
    ///
    /// The articles of a query are ordered as trec_eval orders them: by score, highest first,
    /// those of one score by id, the last in the order of bytes first. The rank is not looked at.
    ///
    /// # Errors
    /// If the file cannot be read, or a line is none of a run or names an article again.
    pub fn read(path: &Path) -> Result<Self> {
        let text = read(path)?;
        let mut run = Self::default();
        let mut places: HashMap<&str, usize> = HashMap::new();
        let mut seen: HashSet<(&str, &str)> = HashSet::new();
        for (number, line) in (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty()) {
            let fields: Vec<&str> = line.split_whitespace().collect();
            let [query, _, article, _, score, _] = fields.as_slice() else {
                return Err(malformed(path, number, line, COLUMNS));
            };
            let Some(score) = score.parse::<f32>().ok().filter(|score| score.is_finite()) else {
                return Err(malformed(path, number, line, COLUMNS));
            };
            if !seen.insert((query, article)) {
                let message =
                    format!("{}:{number}: query {query} has {article} before", path.display());
                return Err(Error::new(ErrorKind::InvalidValue, message));
            }
            let place = *places.entry(query).or_insert_with(|| {
                run.rankings.push(((*query).to_owned(), Vec::new()));
                run.rankings.len() - 1
            });
            run.rankings[place].1.push(((*article).to_owned(), score));
        }
        for (_, ranking) in &mut run.rankings {
            ranking.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| b.0.cmp(&a.0)));
        }
        Ok(run)
    }

    /// The run in TREC form: `qid Q0 docid rank score tag`. A score that does not lie below the
    /// one before is put there by the least step, so that who orders by score has this order.
    pub fn to_trec(&self) -> String {
        let mut text = String::new();
        for (query, ranking) in &self.rankings {
            let mut last = f32::INFINITY;
            for (rank, (article, score)) in (1..).zip(ranking) {
                last = score.min(last.next_down());
                // Columns are apart by blanks.
                let article = article.replace(char::is_whitespace, "_");
                writeln!(text, "{query} Q0 {article} {rank} {last} telusur")
                    .expect("writing to memory");
            }
        }
        text
    }

    /// The measures of some queries, in their order; `None` where the run has no article.
    pub fn measured(&self, queries: &[String], judgments: &Judgments) -> Vec<Option<Measures>> {
        let rankings: HashMap<&str, &Vec<(String, f32)>> =
            self.rankings.iter().map(|(query, ranking)| (query.as_str(), ranking)).collect();
        let measured = queries.iter().map(|query| {
            let ranking = rankings.get(query.as_str()).filter(|ranking| !ranking.is_empty())?;
            let ids: Vec<String> = ranking.iter().map(|(id, _)| id.clone()).collect();
            Some(measure(&ids, judgments.of(query)?))
        });
        measured.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_text(text: &str) -> Result<Run> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("run.txt");
        std::fs::write(&path, text).unwrap();
        Run::read(&path)
    }

    fn order(run: &Run) -> Vec<&str> {
        run.rankings.iter().flat_map(|(_, r)| r.iter().map(|(id, _)| id.as_str())).collect()
    }

    #[test]
    fn orders_as_trec_eval_does() {
        let run = read_text("1 Q0 a 1 2.5 x\n1 0 b 9 3 x\r\n\n1 Q0 c 0 2.5e0 x\n").unwrap();
        assert_eq!(order(&run), ["b", "c", "a"]);
    }

    #[test]
    fn bad_lines_are_named() {
        for (text, place) in [
            ("1 Q0 a 1 2 x\n1 Q0 b 2 1\n", "run.txt:2"),
            ("1 Q0 a 1 high x\n", "run.txt:1"),
            ("1 Q0 a 1 NaN x\n", "run.txt:1"),
            ("1 Q0 a 1 2 x\n2 Q0 a 1 2 x\n1 Q0 a 1 2 x\n", "run.txt:3"),
        ] {
            let message = read_text(text).unwrap_err().to_string();
            assert!(message.contains(place), "{message}");
        }
    }

    #[test]
    fn what_is_written_is_read_in_the_same_order() {
        let ranking = [("a", 1.0), ("b", 1.0), ("c d", 1.0), ("e", -0.5)];
        let ranking = ranking.map(|(id, score)| (id.to_owned(), score)).to_vec();
        let run = Run { rankings: vec![("1".to_owned(), ranking)] };
        assert_eq!(order(&read_text(&run.to_trec()).unwrap()), ["a", "b", "c_d", "e"]);
    }
}
