//! What a query says, in a person's language, a part a line.
//!
//! ```text
//! semua ini:
//!   judul:
//!     frasa "kota cerdas"
//!   tanpa: kata banjir
//! ```

use super::{Clause, DateRange, Field, Language, Matcher, Occur, Query, Unit};

impl Query {
    /// The query in words, indented by two spaces a level, without a line
    /// break at the end.
    pub fn describe(&self, language: Language) -> String {
        let mut lines = Vec::new();
        part(self, "", 0, language, &mut lines);
        lines.join("\n")
    }
}

fn part(query: &Query, prefix: &str, depth: usize, language: Language, lines: &mut Vec<String>) {
    let mut line = |text: &str| lines.push(format!("{:1$}{prefix}{text}", "", depth * 2));
    let below: Vec<(&'static str, &Query)> = match query {
        Query::Leaf(leaf) => {
            line(&matcher(&leaf.matcher, language));
            return;
        }
        Query::Dates { range, .. } => {
            line(&dates(range, language));
            return;
        }
        Query::Not(inner) => {
            return part(
                inner,
                &format!("{prefix}{}", mark(Occur::MustNot, language)),
                depth,
                language,
                lines,
            );
        }
        Query::Any(clauses) => {
            line(&side_by_side(clauses, language));
            clauses.iter().map(|c| (mark(c.occur, language), &c.query)).collect()
        }
        _ => {
            line(&label(query, language));
            query.children().into_iter().map(|(child, _)| ("", child)).collect()
        }
    };
    for (prefix, child) in below {
        part(child, prefix, depth + 1, language, lines);
    }
}

fn mark(occur: Occur, language: Language) -> &'static str {
    match occur {
        Occur::Should => "",
        Occur::Must => language.pick("wajib: ", "required: "),
        Occur::MustNot => language.pick("tanpa: ", "without: "),
    }
}

fn side_by_side(clauses: &[Clause], language: Language) -> String {
    let has = |occur: Occur| clauses.iter().any(|c| c.occur == occur);
    match (clauses.is_empty(), has(Occur::Should), has(Occur::Must)) {
        (true, ..) => language.pick("kueri kosong", "empty query"),
        (_, true, false) => {
            language.pick("salah satu, makin lengkap makin tinggi:", "any of, the more the higher:")
        }
        (_, true, true) => language.pick(
            "yang wajib; selebihnya menaikkan peringkat:",
            "the required ones; others rank higher:",
        ),
        _ => language.pick("semua ini:", "all of:"),
    }
    .to_owned()
}

fn label(query: &Query, language: Language) -> String {
    let text = match query {
        Query::And(_) => language.pick("semua ini:", "all of:"),
        Query::Or(_) => language.pick("salah satu:", "any of:"),
        Query::Within { unit: Unit::Sentence, .. } => {
            language.pick("dalam satu kalimat:", "in one sentence:")
        }
        Query::Within { unit: Unit::Paragraph, .. } => {
            language.pick("dalam satu paragraf:", "in one paragraph:")
        }
        Query::Field { field, .. } => return format!("{}:", field_name(*field, language)),
        Query::AtLeast { count, .. } => {
            return format!("{} {count}:", language.pick("paling sedikit", "at least"));
        }
        Query::Near { within, ordered, .. } => {
            let order = match ordered {
                true => language.pick("berurutan", "in this order"),
                false => language.pick("urutan bebas", "in any order"),
            };
            return match language {
                Language::Id => format!("berjarak paling jauh {within} kata, {order}:"),
                Language::En => format!("within {within} words, {order}:"),
            };
        }
        Query::Weighted { weight, .. } => {
            return format!("{} {weight}:", language.pick("bobot", "weight"));
        }
        Query::Leaf(_) | Query::Dates { .. } | Query::Not(_) | Query::Any(_) => "",
    };
    text.to_owned()
}

fn field_name(field: Field, language: Language) -> &'static str {
    match field {
        Field::Title => language.pick("judul", "title"),
        Field::Body => language.pick("isi", "body"),
        Field::Author => language.pick("penulis", "author"),
        Field::Source => language.pick("sumber", "source"),
        Field::Url => "url",
        Field::Editor => "editor",
        Field::Place => language.pick("lokasi", "place"),
        Field::Section => language.pick("rubrik", "section"),
    }
}

fn matcher(matcher: &Matcher, language: Language) -> String {
    match matcher {
        Matcher::Word(word) => format!("{} {word}", language.pick("kata", "word")),
        Matcher::Exact(form) => format!("{} {form}", language.pick("persis", "exactly")),
        Matcher::Wildcard(pattern) => format!("{} {}", language.pick("pola", "pattern"), pattern),
        Matcher::Fuzzy { text, edits } => match language {
            Language::Id => format!("mirip {text} (paling banyak {edits} ubahan)"),
            Language::En => format!(
                "like {text} (at most {edits} {})",
                if *edits == 1 { "edit" } else { "edits" }
            ),
        },
        Matcher::Phrase { text, by_roots, slop } => {
            let kind = match by_roots {
                true => language.pick("frasa menurut kata dasar", "phrase by roots"),
                false => language.pick("frasa", "phrase"),
            };
            let near = slop.map(|slop| match language {
                Language::Id => format!(" berjarak paling jauh {slop} kata, urutan bebas"),
                Language::En => format!(" within {slop} words, in any order"),
            });
            format!("{kind} \"{text}\"{}", near.unwrap_or_default())
        }
    }
}

fn dates(range: &DateRange, language: Language) -> String {
    let text = match (range.from(), range.to()) {
        (Some(from), Some(to)) if from == to => from.to_string(),
        (Some(from), Some(to)) => format!("{from} {} {to}", language.pick("sampai", "to")),
        (Some(from), None) => format!("{} {from}", language.pick("sejak", "since")),
        (None, Some(to)) => format!("{} {to}", language.pick("sampai", "until")),
        (None, None) => String::new(),
    };
    format!("{} {text}", language.pick("tanggal", "date"))
}
