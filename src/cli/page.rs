//! [`Page`]: a page of hits as people read it.

use std::io::{self, Write};

use anstyle::Style;
use telusur::date::ArticleDate;
use telusur::month;
use telusur::query::Language;
use telusur::search::{Counted, Hit, Passage, SearchResponse};
use telusur::span::Span;
use textwrap::Options;

/// Widest text, in columns: longer lines are tiring to read.
const MOST_COLUMNS: usize = 88;

/// Words shown of an article without title.
const OPENING_WORDS: usize = 10;

/// Copies of a hit that are listed; the rest is counted.
const LISTED_COPIES: usize = 5;

const BOLD: Style = Style::new().bold();
const DIM: Style = Style::new().dimmed();

/// A page of hits, to be printed.
pub(crate) struct Page<'p> {
    response: &'p SearchResponse,
    language: Language,
    columns: usize,
}

impl<'p> Page<'p> {
    pub(crate) fn new(response: &'p SearchResponse, language: Language) -> Self {
        let columns =
            terminal_size::terminal_size().map_or(MOST_COLUMNS, |(width, _)| width.0.into());
        Self { response, language, columns: columns.clamp(20, MOST_COLUMNS) }
    }

    pub(crate) fn print(&self, out: &mut impl Write) -> io::Result<()> {
        let at_least = match self.response.total_exact {
            true => "",
            false => self.pick("Sedikitnya ", "At least "),
        };
        let mut total = grouped(self.response.total, self.language);
        total += self.pick(" artikel", " articles");
        if let Some(groups) = self.response.groups.filter(|groups| *groups < self.response.total) {
            let groups = grouped(groups, self.language);
            total += &match self.language {
                Language::Id => format!(" dalam {groups} kelompok"),
                Language::En => format!(" in {groups} groups"),
            };
        }
        let counted = match self.response.counted {
            Counted::AllWords => self.pick("memuat semuanya", "have it all"),
            Counted::Matches => self.pick("cocok", "match"),
        };
        let Some(first) = self.response.hits.first() else {
            let nothing = match self.response.total {
                0 => self.pick("Tidak ada artikel yang cocok.", "No article matches.").to_owned(),
                _ => {
                    let here = self.pick("tidak ada hasil di tempat ini", "no hits here");
                    format!("{at_least}{total} {counted}; {here}.")
                }
            };
            return writeln!(out, "{nothing}");
        };
        let last = first.rank + self.response.hits.len() - 1;
        let milliseconds = self.response.took_us as f64 / 1000.0;
        // Of what was looked at none has it all, and the rest was not.
        let nearest = self.response.total == 0 && !self.response.total_exact;
        let found = if nearest {
            self.pick("Artikel terdekat", "The nearest articles").to_owned()
        } else {
            format!("{at_least}{total} {counted}")
        };
        let header = match self.language {
            Language::Id => format!(
                "{found}; hasil {}–{last}, {} milidetik",
                first.rank,
                format!("{milliseconds:.1}").replace('.', ",")
            ),
            Language::En => format!("{found}; hits {}–{last}, {milliseconds:.1} ms", first.rank),
        };
        writeln!(out, "{DIM}{header}{DIM:#}")?;
        for hit in &self.response.hits {
            self.print_hit(hit, out)?;
        }
        Ok(())
    }

    fn print_hit(&self, hit: &Hit, out: &mut impl Write) -> io::Result<()> {
        writeln!(out)?;
        let number = format!("{:>2}. ", hit.rank);
        let (title, marks) = match &hit.title {
            Some(title) => (title.clone(), hit.title_highlights.clone()),
            None => (self.opening(hit), Vec::new()),
        };
        self.print_marked(&title, &marks, &number, "    ", out)?;
        let date = hit.date.as_deref().map(|date| date_label(date, self.language));
        let facts = [hit.source.clone(), date, Some(hit.path.clone())];
        let facts: Vec<String> = facts.into_iter().flatten().filter(|f| !f.is_empty()).collect();
        writeln!(out, "    {DIM}{}{DIM:#}", facts.join(" · "))?;
        if !hit.missing.is_empty() {
            let label = self.pick("tanpa", "without");
            writeln!(out, "    {DIM}{label}: {}{DIM:#}", hit.missing.join(", "))?;
        }
        if hit.copies_total > 0 {
            let text = self.copies(hit);
            let options = Options::new(self.columns).initial_indent("    ");
            for line in textwrap::wrap(&text, options.subsequent_indent("    ")) {
                writeln!(out, "{DIM}{line}{DIM:#}")?;
            }
        }
        if let Some(explanation) = &hit.explanation {
            for line in explanation.lines(self.language == Language::En) {
                writeln!(out, "    {DIM}{line}{DIM:#}")?;
            }
        }
        for passage in &hit.passages {
            let (text, marks) = with_ellipses(passage);
            self.print_marked(&text, &marks, "    ", "    ", out)?;
        }
        Ok(())
    }

    /// How many copies of a hit there are, and where and when the first of them came out.
    fn copies(&self, hit: &Hit) -> String {
        let mut labels: Vec<String> = Vec::new();
        for copy in hit.copies.iter().take(LISTED_COPIES) {
            let date = copy.date.as_deref().map(|date| date_label(date, self.language));
            let facts: Vec<String> = copy.source.iter().cloned().chain(date).collect();
            labels.push(if facts.is_empty() { copy.path.clone() } else { facts.join(", ") });
        }
        let more = hit.copies_total - labels.len();
        if more > 0 {
            let more = grouped(more as u64, self.language);
            labels.push(format!("{more} {}", self.pick("lainnya", "more")));
        }
        format!("{}: {}", copy_count(hit.copies_total, self.language), labels.join(" · "))
    }

    /// The first words of an article without title.
    fn opening(&self, hit: &Hit) -> String {
        let lead = hit.passages.iter().min_by_key(|passage| passage.start);
        let words = lead.map(first_words).unwrap_or_default();
        if words.is_empty() { hit.id.clone() } else { format!("{words} …") }
    }

    /// Prints text wrapped to the terminal, what is marked in bold.
    fn print_marked(
        &self,
        text: &str,
        marks: &[Span],
        first: &str,
        indent: &str,
        out: &mut impl Write,
    ) -> io::Result<()> {
        let (flat, marks) = flattened(text, marks);
        let options = Options::new(self.columns).initial_indent(first).subsequent_indent(indent);
        let mut at = 0;
        for (number, line) in textwrap::wrap(&flat, options).iter().enumerate() {
            let lead = if number == 0 { first } else { indent };
            let words = line.strip_prefix(lead).unwrap_or(line);
            // Lines are slices of the text, but for the blanks where they were broken.
            at += flat[at..].find(words).unwrap_or(0);
            write!(out, "{lead}")?;
            print_line(&flat, Span::new(at, at + words.len()), &marks, out)?;
            at += words.len();
        }
        Ok(())
    }

    fn pick(&self, indonesian: &'static str, english: &'static str) -> &'static str {
        match self.language {
            Language::Id => indonesian,
            Language::En => english,
        }
    }
}

fn print_line(text: &str, line: Span, marks: &[Span], out: &mut impl Write) -> io::Result<()> {
    let mut at = line.start;
    for mark in marks {
        let (start, end) = (mark.start.max(line.start), mark.end.min(line.end));
        if start < end {
            write!(out, "{}{BOLD}{}{BOLD:#}", &text[at..start], &text[start..end])?;
            at = end;
        }
    }
    writeln!(out, "{}", &text[at..line.end])
}

/// The text with every run of white space made one blank and control characters left out, and
/// the marks moved along.
fn flattened(text: &str, marks: &[Span]) -> (String, Vec<Span>) {
    let mut flat = String::with_capacity(text.len());
    let mut moved = vec![0; text.len() + 1];
    for (at, c) in text.char_indices() {
        moved[at..at + c.len_utf8()].fill(flat.len());
        if c.is_whitespace() {
            if !flat.ends_with(' ') && !flat.is_empty() {
                flat.push(' ');
            }
        } else if !c.is_control() {
            flat.push(c);
        }
    }
    moved[text.len()] = flat.len();
    let marks = marks.iter().map(|mark| Span::new(moved[mark.start], moved[mark.end])).collect();
    (flat, marks)
}

/// A passage's text and marks; an ellipsis stands where a sentence was cut.
fn with_ellipses(passage: &Passage) -> (String, Vec<Span>) {
    let before = if passage.cut_before { "… " } else { "" };
    let after = if passage.cut_after { " …" } else { "" };
    let marks = passage.highlights.iter().map(|mark| mark.shifted(before.len()));
    (format!("{before}{}{after}", passage.text), marks.collect())
}

fn first_words(passage: &Passage) -> String {
    passage.text.split_whitespace().take(OPENING_WORDS).collect::<Vec<_>>().join(" ")
}

/// A date as it is written in running text.
pub(crate) fn date_label(date: &str, language: Language) -> String {
    let Some(parsed) = ArticleDate::parse(date) else { return date.to_owned() };
    let day = parsed.day();
    let number = day.month().unsigned_abs();
    let month = match language {
        Language::Id => month::in_indonesian(number),
        Language::En => month::in_english(number),
    };
    format!("{} {month} {}", day.day(), day.year())
}

/// So many copies.
pub(crate) fn copy_count(count: usize, language: Language) -> String {
    let copies = match (language, count) {
        (Language::Id, _) => "salinan",
        (Language::En, 1) => "copy",
        (Language::En, _) => "copies",
    };
    format!("{} {copies}", grouped(count as u64, language))
}

/// A number with its thousands apart.
fn grouped(number: u64, language: Language) -> String {
    let digits = number.to_string();
    let separator = match language {
        Language::Id => '.',
        Language::En => ',',
    };
    let mut grouped = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(separator);
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn flattening_moves_marks() {
        let (flat, marks) = flattened("kota\r\n\n  cerdas", &[Span::new(0, 4), Span::new(9, 15)]);
        assert_eq!(flat, "kota cerdas");
        assert_eq!(marks.iter().map(|mark| mark.of(&flat)).collect::<Vec<_>>(), ["kota", "cerdas"]);
    }

    #[test]
    fn labels_are_in_the_language_asked_for() {
        assert_eq!(date_label("2024-07-31", Language::Id), "31 Juli 2024");
        assert_eq!(date_label("2024-07-31T10:00:00+07:00", Language::En), "31 July 2024");
        assert_eq!(grouped(1_234_567, Language::Id), "1.234.567");
        assert_eq!(grouped(123, Language::En), "123");
    }
}
