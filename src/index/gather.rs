//! [`Gatherer`]: what ranking may know of the articles that were found.
//!
//! For each article and each leaf of the plan its first-stage score and the
//! positions of its matches. The postings of a leaf are walked once for all
//! articles of a segment; a candidate costs what the query's own words cost in
//! it, however long it is.

use std::rc::Rc;

use tantivy::fieldnorm::FieldNormReader;
use tantivy::index::SegmentReader;
use tantivy::postings::{Postings, SegmentPostings, TermInfo};
use tantivy::query::{Bm25StatisticsProvider, Bm25Weight};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, DocSet, Term};

use super::lower::{EXACT_WEIGHT, positional, standing};
use super::positional::{Layouts, PositionalScorer, PositionalWeight};
use super::schema::Fields;
use super::statistics::Statistics;
use crate::plan::{Candidate, Instead, Leaf, Matcher, QueryPlan, Scope, Word};

/// The leaves of a plan, weighed.
pub(super) struct Gatherer<'g> {
    fields: Fields,
    leaves: Vec<Weighed<'g>>,
}

struct Weighed<'g> {
    leaf: &'g Leaf,
    /// How rare its matches are: the inverse document frequency, summed over the words of a
    /// phrase, of the rarest where there are alternatives.
    rarity: f32,
    how: How,
    /// What may stand in for it.
    instead: Option<Box<PositionalWeight>>,
}

enum How {
    /// One word anywhere: terms with their weights.
    Word { exact: Vec<WeighedTerm>, roots: Vec<WeighedTerm> },
    /// Anything else.
    Pattern(Box<PositionalWeight>),
}

struct WeighedTerm {
    field: Field,
    /// Where its postings are, by segment.
    infos: Rc<[Option<TermInfo>]>,
    bm25: Bm25Weight,
}

impl<'g> Gatherer<'g> {
    pub(super) fn new(
        plan: &'g QueryPlan,
        fields: Fields,
        layouts: &Layouts,
        statistics: &Statistics<'_>,
    ) -> tantivy::Result<Self> {
        let mut leaves = Vec::with_capacity(plan.leaves.len());
        for leaf in &plan.leaves {
            let how = match &leaf.matcher {
                Matcher::Word(word) if leaf.scope == Scope::Anywhere => {
                    let weighed = |field: Field, forms: &[String], weight: f32| {
                        let terms = forms.iter().map(|form| {
                            let term = Term::from_field_text(field, form);
                            let bm25 = statistics.bm25(&term)?.boost_by(weight * leaf.weight);
                            Ok(WeighedTerm { field, infos: statistics.infos(&term)?, bm25 })
                        });
                        terms.collect::<tantivy::Result<Vec<_>>>()
                    };
                    How::Word {
                        exact: weighed(fields.exact, &word.exact, EXACT_WEIGHT)?,
                        roots: weighed(fields.root, &word.roots, 1.0)?,
                    }
                }
                _ => {
                    let pattern = positional(leaf, fields, layouts);
                    let weight = PositionalWeight::new(pattern, leaf.weight, statistics)?;
                    How::Pattern(Box::new(weight))
                }
            };
            let rarity = statistics.rarity(leaf, fields)?;
            let instead = match &leaf.instead {
                Some(Instead { pattern, weight }) => {
                    let mut query = standing(pattern, leaf.scope, fields, layouts);
                    query.rarity = Some(rarity);
                    let boost = weight * leaf.weight;
                    Some(Box::new(PositionalWeight::new(query, boost, statistics)?))
                }
                None => None,
            };
            leaves.push(Weighed { leaf, rarity, how, instead });
        }
        Ok(Self { fields, leaves })
    }

    /// How many leaves there are.
    pub(super) fn leaves(&self) -> usize {
        self.leaves.len()
    }

    /// How rare the matches of each leaf are.
    pub(super) fn rarities(&self) -> Vec<f32> {
        self.leaves.iter().map(|leaf| leaf.rarity).collect()
    }

    /// Fills in what is known of articles of one segment, which come in ascending order. Scores
    /// are always summed in the same order, so that equal articles have equal scores wherever
    /// they lie.
    pub(super) fn fill(
        &self,
        segment: &SegmentReader,
        candidates: &mut [&mut Candidate],
    ) -> tantivy::Result<()> {
        let norms = Norms {
            exact: segment.get_fieldnorms_reader(self.fields.exact)?,
            root: segment.get_fieldnorms_reader(self.fields.root)?,
        };
        let Some(number) = candidates.first().map(|first| first.article.segment) else {
            return Ok(());
        };
        for weighed in &self.leaves {
            let mut open = self.open(weighed, number, segment)?;
            let instead = weighed.instead.as_ref();
            let mut instead = instead.map(|other| other.open(segment, 1.0)).transpose()?;
            for candidate in candidates.iter_mut() {
                let doc = candidate.article.number;
                let mut score = [0.0; 2];
                candidate.sightings.push_leaf(|positions| {
                    score = open.read(doc, &norms, positions);
                    if let Some(instead) = &mut instead {
                        score[1] += instead.read(doc, positions);
                    }
                });
                let [exact, rest] = score;
                candidate.exact.push(exact);
                candidate.parts.push(exact + rest);
            }
        }
        for candidate in candidates {
            candidate.score = candidate.parts.iter().sum();
        }
        Ok(())
    }

    fn open<'w>(
        &self,
        weighed: &'w Weighed<'_>,
        number: u32,
        segment: &SegmentReader,
    ) -> tantivy::Result<Open<'w>> {
        let lists = |terms: &'w [WeighedTerm], option| {
            let mut lists = Vec::with_capacity(terms.len());
            for WeighedTerm { field, infos, bm25 } in terms {
                let Some(info) = &infos[number as usize] else { continue };
                let index = segment.inverted_index(*field)?;
                let postings = index.read_postings_from_terminfo(info, option)?;
                lists.push(List { postings, bm25 });
            }
            Ok::<_, tantivy::TantivyError>(lists)
        };
        let content = weighed.leaf.content;
        Ok(match &weighed.how {
            How::Word { exact, roots } => {
                let (frequencies, all) =
                    (IndexRecordOption::WithFreqs, IndexRecordOption::WithFreqsAndPositions);
                // Positions are those of the roots; a word looked for by its forms alone has
                // theirs.
                let by_form = roots.is_empty();
                let option = |wanted: bool| if wanted && content { all } else { frequencies };
                Open::Word {
                    exact: lists(exact, option(by_form))?,
                    roots: lists(roots, option(!by_form))?,
                    by_form,
                    content,
                }
            }
            How::Pattern(weight) => Open::Pattern {
                scorer: Box::new(weight.open(segment, 1.0)?),
                shown: !weighed.leaf.scope.is_short(),
            },
        })
    }
}

struct Norms {
    exact: FieldNormReader,
    root: FieldNormReader,
}

struct List<'w> {
    postings: SegmentPostings,
    bm25: &'w Bm25Weight,
}

impl List<'_> {
    /// Goes to an article; whether it has the term.
    fn has(&mut self, doc: DocId) -> bool {
        self.postings.doc() == doc || self.postings.doc() < doc && self.postings.seek(doc) == doc
    }

    fn score(&self, norms: &FieldNormReader, doc: DocId) -> f32 {
        self.bm25.score(norms.fieldnorm_id(doc), self.postings.term_freq())
    }
}

/// A leaf in one segment.
enum Open<'w> {
    Word { exact: Vec<List<'w>>, roots: Vec<List<'w>>, by_form: bool, content: bool },
    Pattern { scorer: Box<PositionalScorer>, shown: bool },
}

impl Open<'_> {
    /// What the leaf adds to an article's score, by surface form and otherwise; its positions
    /// are added to `positions`.
    fn read(&mut self, doc: DocId, norms: &Norms, positions: &mut Vec<u32>) -> [f32; 2] {
        let (mut by_form, mut rest) = (0.0, 0.0);
        match self {
            Self::Word { exact, roots, by_form: only_form, content } => {
                for list in roots {
                    if list.has(doc) {
                        rest += list.score(&norms.root, doc);
                        if *content {
                            list.postings.append_positions_with_offset(0, positions);
                        }
                    }
                }
                // Where no root stands, no surface form does.
                if rest > 0.0 || *only_form {
                    for list in exact {
                        if list.has(doc) {
                            by_form += list.score(&norms.exact, doc);
                            if *only_form && *content {
                                list.postings.append_positions_with_offset(0, positions);
                            }
                        }
                    }
                }
            }
            Self::Pattern { scorer, shown } => {
                let before = positions.len();
                rest += scorer.read(doc, positions);
                // Positions in a field that is not shown say nothing of the article's.
                if !*shown {
                    positions.truncate(before);
                }
            }
        }
        [by_form, rest]
    }
}

impl Statistics<'_> {
    /// The inverse document frequency of the rarest root of a word, or of its rarest form
    /// where it has none.
    fn rarest(&self, word: &Word, fields: Fields) -> tantivy::Result<f32> {
        let (field, forms) = match word.roots.is_empty() {
            true => (fields.exact, &word.exact),
            false => (fields.root, &word.roots),
        };
        let mut least = u64::MAX;
        for form in forms {
            least = least.min(self.doc_freq(&Term::from_field_text(field, form))?);
        }
        let all = self.total_num_docs()?;
        if !(1..=all).contains(&least) {
            return Ok(0.0);
        }
        let (all, with) = (all as f32, least as f32);
        Ok((1.0 + (all - with + 0.5) / (with + 0.5)).ln())
    }

    /// The inverse document frequency of a leaf; 0 for what stands nowhere.
    pub(super) fn rarity(&self, leaf: &Leaf, fields: Fields) -> tantivy::Result<f32> {
        match &leaf.matcher {
            Matcher::Word(word) => self.rarest(word, fields),
            Matcher::Pattern(_) => {
                let mut sum = 0.0;
                for word in leaf.matcher.words() {
                    sum += self.rarest(word, fields)?;
                }
                Ok(sum)
            }
        }
    }
}
