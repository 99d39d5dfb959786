//! [`Explanation`]: how a score came about, adding up to it.

use serde::Serialize;

use super::features::{Features, NAMES};
use super::kind::QueryKind;

/// What each feature is called: in the weights file, in Indonesian, in English.
const LABELS: &[(&str, &str, &str)] = &[
    ("roots", "kata dasar, jarang dan sering disebut", "roots, rare and often named"),
    ("forms", "bentuk kata persis, jarang dan sering disebut", "exact forms, rare and often named"),
    ("coverage", "bagian kueri yang ditemukan", "share of the query found"),
    ("earliness", "kata muncul di awal", "words come early"),
    ("opening", "artikel dibuka dengan kata kueri", "words open the article"),
    ("lead", "bagian kueri di awal artikel", "share of the query in the lead"),
    ("start", "bagian kueri di paragraf pembuka", "share of the query in the first paragraph"),
    ("pairs", "kata berurutan", "words in order"),
    ("borne_triples", "tiga kata berurutan dan berulang", "three in a row and repeated"),
    ("window", "kata berjauhan", "words apart"),
    ("passage", "kata berdekatan", "words close together"),
    ("early_passage", "kata berdekatan di awal", "words close together, early"),
    ("early_clause", "kata sangat berdekatan di awal", "words very close together, early"),
    ("telling_passage", "kata pembeda berdekatan", "telling words close together"),
    ("frequency", "kata berulang", "words repeated"),
    ("title", "kata di judul", "words in the title"),
    ("date", "terbit pada waktu yang ditanyakan", "published at the time asked for"),
];

/// What kinds of query are called, by their names in the weights file.
const KINDS: &[(&str, &str, &str)] = &[
    ("question", "pertanyaan", "question"),
    ("keywords", "kata kunci", "keywords"),
    ("sentence", "kalimat atau judul", "sentence or headline"),
    ("phrase", "frasa", "phrase"),
    ("boolean", "ekspresi", "expression"),
];

/// The features of a hit, with what each adds to its score.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Explanation {
    /// The kind of the query.
    pub kind: &'static str,
    /// What adds to the score, in the order it is summed.
    pub parts: Vec<Part>,
    /// Words of the query found, how many it has, and how many words the shortest window
    /// takes that holds those found.
    pub window: (usize, usize, u32),
}

/// One feature of a hit.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Part {
    /// Its name in the weights file; `tier` for what a hit of a later tier is lowered by.
    pub feature: &'static str,
    /// Its value.
    pub value: f32,
    /// How much it counts.
    pub weight: f32,
    /// What it adds: value times weight.
    pub product: f32,
}

impl Explanation {
    pub(super) fn new(
        kind: QueryKind,
        features: &Features,
        weights: &Features,
        score: f32,
        window: (usize, usize, u32),
    ) -> Self {
        let mut parts: Vec<Part> = NAMES
            .iter()
            .zip(features.iter().zip(weights))
            .filter(|(_, (_, weight))| **weight != 0.0)
            .map(|(feature, (value, weight))| Part {
                feature,
                value: *value,
                weight: *weight,
                product: value * weight,
            })
            .collect();
        let rest = score - super::score(features, weights);
        if rest != 0.0 {
            parts.push(Part { feature: "tier", value: rest, weight: 1.0, product: rest });
        }
        Self { kind: kind.name(), parts, window }
    }

    /// Lines for people: the score and the kind of the query, how close its words stand, then what
    /// adds most first.
    pub fn lines(&self, english: bool) -> Vec<String> {
        let score: f32 = self.parts.iter().map(|part| part.product).sum();
        let kind = KINDS.iter().find(|(name, ..)| *name == self.kind);
        let kind = kind.map_or(self.kind, |(_, id, en)| if english { en } else { id });
        let head = match english {
            true => format!("score {score:.3}; kind of query: {kind}"),
            false => format!("skor {score:.3}; jenis kueri: {kind}"),
        };
        let (found, all, words) = self.window;
        let near = match english {
            true => format!("words close together: {found} of {all} within {words} words"),
            false => format!("kata berdekatan: {found} dari {all} dalam {words} kata"),
        };
        let mut parts: Vec<&Part> = self.parts.iter().filter(|part| part.product != 0.0).collect();
        parts.sort_by(|a, b| b.product.abs().total_cmp(&a.product.abs()));
        let line = |part: &&Part| {
            let label = LABELS.iter().find(|(name, ..)| *name == part.feature);
            let label = label.map_or(part.feature, |(_, id, en)| if english { en } else { id });
            format!("{:+8.3} = {:.3} x {:.3}  {label}", part.product, part.value, part.weight)
        };
        [head, near].into_iter().chain(parts.iter().map(line)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_feature_has_a_label() {
        for name in NAMES {
            assert!(LABELS.iter().any(|(label, ..)| *label == name), "{name}");
        }
    }

    #[test]
    fn parts_add_up() {
        let (features, weights) = ([0.5; NAMES.len()], [2.0; NAMES.len()]);
        let explained = Explanation::new(QueryKind::Question, &features, &weights, 3.0, (3, 4, 12));
        let sum: f32 = explained.parts.iter().map(|part| part.product).sum();
        assert!((sum - 3.0).abs() < 1e-4);
        let lines = explained.lines(false);
        assert_eq!(lines[0], "skor 3.000; jenis kueri: pertanyaan");
        assert_eq!(lines[1], "kata berdekatan: 3 dari 4 dalam 12 kata");
        assert_eq!(explained.lines(true)[0], "score 3.000; kind of query: question");
    }
}
