//! The canonical form of a query: `parse(&query.to_string())` gives it again.
//!
//! Operators are in English, fields in Indonesian, groups in as few brackets
//! as precedence allows. A word that would be read as something else is marked
//! `\`; where all is in capitals a lone `\` goes before.

use std::fmt;

use super::token::Kind;
use super::warning::Warnings;
use super::{Clause, Leaf, Matcher, Occur, Query, Unit, capitals, keyword, lexer};

impl fmt::Display for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = Printer::print(self, true).text;
        if self.is_plain() {
            let bare = Printer::print(self, false).text;
            return f.write_str(if reads_again(&bare, self) { &bare } else { &text });
        }
        if text.contains(' ') && has_connectives_of_a_headline(&text) {
            f.write_str("\\ ")?;
        }
        f.write_str(&text)
    }
}

impl fmt::Display for Leaf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&leaf_text(&self.matcher, true))
    }
}

/// The levels of brackets in the canonical form.
pub(super) fn nesting(query: &Query) -> usize {
    Printer::print(query, true).deepest
}

/// How strongly a form holds together; a weaker one inside goes in brackets.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Level {
    Or,
    And,
    Any,
    Not,
    Near,
    Primary,
}

fn level(query: &Query) -> Level {
    match query {
        Query::Or(_) => Level::Or,
        Query::And(_) => Level::And,
        Query::Any(_) => Level::Any,
        Query::Not(_) => Level::Not,
        Query::Near { .. } => Level::Near,
        _ => Level::Primary,
    }
}

struct Printer {
    text: String,
    /// Whether words that look like operators are marked.
    marked: bool,
    depth: usize,
    deepest: usize,
}

impl Printer {
    fn print(query: &Query, marked: bool) -> Self {
        let mut printer = Self { text: String::new(), marked, depth: 0, deepest: 0 };
        printer.query(query);
        printer
    }

    fn query(&mut self, query: &Query) {
        match query {
            Query::Leaf(leaf) => self.text.push_str(&leaf_text(&leaf.matcher, self.marked)),
            Query::Any(clauses) => self.list(clauses, " ", Self::clause),
            Query::And(operands) => self.list(operands, " AND ", |p, q| p.least(q, Level::Any)),
            Query::Or(operands) => self.list(operands, " OR ", |p, q| p.least(q, Level::And)),
            Query::Not(inner) => {
                self.text.push_str("NOT ");
                self.least(inner, Level::Near);
            }
            Query::AtLeast { count, operands } => {
                self.text.push_str(&format!("{count} OF "));
                self.bracketed('(', ')', |p| p.list(operands, " ", Self::operand));
            }
            Query::Near { within, ordered, operands } => {
                let operator = format!(" {}/{within} ", if *ordered { "ADJ" } else { "NEAR" });
                self.list(operands, &operator, |p, q| p.least(q, Level::Primary));
            }
            Query::Within { unit, operands } => {
                let (open, close) = match unit {
                    Unit::Sentence => ('{', '}'),
                    Unit::Paragraph => ('(', ')'),
                };
                if *unit == Unit::Paragraph {
                    self.text.push_str("PARAGRAF");
                }
                self.bracketed(open, close, |p| match operands.as_slice() {
                    [one] => p.query(one),
                    _ => p.list(operands, " ", Self::operand),
                });
            }
            Query::Field { field, inner } => {
                self.text.push_str(&format!("{field}:"));
                match &**inner {
                    Query::Dates { .. } | Query::Field { .. } | Query::AtLeast { .. } => {
                        self.bracketed('(', ')', |p| p.query(inner));
                    }
                    Query::Weighted { inner: weighted, .. }
                        if matches!(**weighted, Query::AtLeast { .. }) =>
                    {
                        self.bracketed('(', ')', |p| p.query(inner));
                    }
                    inner => self.least(inner, Level::Primary),
                }
            }
            Query::Dates { range, .. } => self.text.push_str(&format!("tanggal:{range}")),
            Query::Weighted { inner, weight } => {
                if self.can_carry_weight(inner) {
                    self.least(inner, Level::Primary);
                } else {
                    self.bracketed('(', ')', |p| p.query(inner));
                }
                self.text.push_str(&format!("^{weight}"));
            }
        }
    }

    /// Whether `^3` directly behind the canonical form is read as its weight.
    fn can_carry_weight(&self, query: &Query) -> bool {
        match query {
            Query::Leaf(Leaf { matcher: Matcher::Phrase { .. }, .. }) => true,
            Query::Leaf(leaf) => {
                let weighted = format!("{leaf}^2");
                let kinds = kinds(&weighted);
                matches!(kinds.as_slice(), [Kind::Leaf(read), Kind::Weight(_)] if *read == leaf.matcher)
            }
            Query::Dates { .. } | Query::Field { .. } | Query::Weighted { .. } => false,
            _ => true,
        }
    }

    fn list<T>(&mut self, items: &[T], between: &str, print: impl Fn(&mut Self, &T)) {
        for (index, item) in items.iter().enumerate() {
            if index > 0 {
                self.text.push_str(between);
            }
            print(self, item);
        }
    }

    fn clause(&mut self, clause: &Clause) {
        self.text.push_str(match clause.occur {
            Occur::Should => "",
            Occur::Must => "+",
            Occur::MustNot => "-",
        });
        self.least(&clause.query, Level::Near);
    }

    /// An operand of a group, where `NOT` is a mark.
    fn operand(&mut self, query: &Query) {
        match query {
            Query::Not(inner) => {
                self.text.push('-');
                self.least(inner, Level::Near);
            }
            query => self.least(query, Level::Near),
        }
    }

    /// The query, in brackets if it is weaker than `least`.
    fn least(&mut self, query: &Query, least: Level) {
        if level(query) < least {
            self.bracketed('(', ')', |p| p.query(query));
        } else {
            self.query(query);
        }
    }

    fn bracketed(&mut self, open: char, close: char, print: impl FnOnce(&mut Self)) {
        self.depth += 1;
        self.deepest = self.deepest.max(self.depth);
        self.text.push(open);
        print(self);
        self.text.push(close);
        self.depth -= 1;
    }
}

/// The form of a leaf; words that look like operators are `marked`.
fn leaf_text(matcher: &Matcher, marked: bool) -> String {
    match matcher {
        Matcher::Word(word)
            if reads_as(word, matcher) && !(marked && keyword::is_operator(word)) =>
        {
            word.clone()
        }
        Matcher::Word(word) => format!("\\{word}"),
        Matcher::Exact(form) => {
            let plain = format!("={form}");
            if reads_as(&plain, matcher) { plain } else { format!("=\\{form}") }
        }
        Matcher::Phrase { text, by_roots, slop } => {
            let (open, close) = match text {
                text if !text.contains('"') => ('"', '"'),
                text if !text.contains('”') => ('“', '”'),
                _ => ('«', '»'),
            };
            let roots = if *by_roots { "~" } else { "" };
            let slop = slop.map(|slop| format!("~{slop}")).unwrap_or_default();
            format!("{roots}{open}{text}{close}{slop}")
        }
        Matcher::Wildcard(pattern) => {
            let plain = pattern.to_string();
            if reads_as(&plain, matcher) { plain } else { pattern.bracketed() }
        }
        Matcher::Fuzzy { text, edits: 1 } => format!("{text}~"),
        Matcher::Fuzzy { text, edits } => format!("{text}~{edits}"),
    }
}

/// The tokens of a form.
fn kinds(text: &str) -> Vec<Kind> {
    let lexed = lexer::lex(text, jiff::civil::Date::ZERO, &mut Warnings::default());
    lexed.tokens.into_iter().map(|token| token.kind).collect()
}

/// Whether `text` alone is read as this leaf, or as an operator of that name.
fn reads_as(text: &str, matcher: &Matcher) -> bool {
    let is_word = matches!(matcher, Matcher::Word(_));
    match kinds(text).as_slice() {
        [Kind::Leaf(read)] => read == matcher,
        [_] => is_word && keyword::is_operator(text),
        _ => false,
    }
}

/// Whether `text` is read as this query.
fn reads_again(text: &str, query: &Query) -> bool {
    let (again, _) = super::parse(text, jiff::civil::Date::ZERO);
    again.without_spans() == query.clone().without_spans()
}

/// Whether the operators of `text` would be read as words.
fn has_connectives_of_a_headline(text: &str) -> bool {
    let lexed = lexer::lex(text, jiff::civil::Date::ZERO, &mut Warnings::default());
    let connective = |kind: &Kind| matches!(kind, Kind::And | Kind::Or | Kind::Not);
    lexed.tokens.iter().any(|token| connective(&token.kind))
        && capitals::is_headline(text, &lexed.tokens)
}
