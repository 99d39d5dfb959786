//! `telusur analyze`: how text is understood.

use std::io::{self, BufRead, Write};

use anyhow::Context;
use clap::Args;
use serde::Serialize;
use telusur::analysis::{Analyzer, Case, Kind, Lexicon, Token};

use super::{Exit, print_json};

/// Show how text is cut in sentences and words, and which strings stand for each word
#[derive(Args)]
pub(crate) struct AnalyzeArgs {
    /// The text; - analyses each line of the input
    #[arg(value_name = "TEXT", allow_hyphen_values = true)]
    text: String,
    /// Tell for each word which analyses there are and why one won
    #[arg(long)]
    explain: bool,
    /// Print tokens and sentences as JSON
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct Answer {
    tokens: Vec<TokenAnswer>,
    sentences: Vec<[usize; 2]>,
}

#[derive(Serialize)]
struct TokenAnswer {
    text: String,
    start: usize,
    end: usize,
    position: u32,
    length: u32,
    exact: String,
    root: String,
    roots: Vec<String>,
    /// Other spellings that a query for the word may ask for as well.
    variants: Vec<String>,
}

impl AnalyzeArgs {
    pub(crate) fn run(self) -> anyhow::Result<Exit> {
        let mut analyzer = Analyzer::new();
        if self.text != "-" {
            self.print(&mut analyzer, &self.text)?;
            return Ok(Exit::Done);
        }
        for line in io::stdin().lock().split(b'\n') {
            let line = line.context("cannot read the text")?;
            let line = String::from_utf8_lossy(&line);
            self.print(&mut analyzer, line.strip_suffix('\r').unwrap_or(&line))?;
        }
        Ok(Exit::Done)
    }

    fn print(&self, analyzer: &mut Analyzer, text: &str) -> anyhow::Result<()> {
        let answer = answer(analyzer, text);
        if self.json || self.text == "-" {
            return print_json(&answer);
        }
        let mut out = anstream::stdout().lock();
        if self.explain {
            for token in &answer.tokens {
                writeln!(out, "{}", analyzer.explain(&token.exact))?;
            }
            return Ok(());
        }
        for token in &answer.tokens {
            let roots = token.roots.join(" ");
            let root =
                if token.root == roots { String::new() } else { format!("  ({})", token.root) };
            let TokenAnswer { position, text, exact, .. } = token;
            let variants = match token.variants.as_slice() {
                [] => String::new(),
                variants => format!("  ~ {}", variants.join(", ")),
            };
            writeln!(out, "{position:>3}  {text:<24} {exact:<24} {roots}{root}{variants}")?;
        }
        Ok(())
    }
}

fn variants(token: &Token, surface: &str) -> Vec<String> {
    let capitalised = token.case == Case::Capitalised;
    let variants = Lexicon::variants(surface, capitalised);
    variants.into_iter().map(|variant| variant.text).collect()
}

fn answer(analyzer: &mut Analyzer, text: &str) -> Answer {
    let (mut tokens, mut sentences) = (Vec::new(), Vec::new());
    let mut words = Vec::new();
    analyzer.text(
        text,
        0,
        |sentence, _| sentences.push([sentence.span.start, sentence.span.end]),
        |token, surface, roots| {
            words.push(matches!(token.kind, Kind::Word | Kind::Compound));
            tokens.push(TokenAnswer {
                text: token.span.of(text).to_owned(),
                start: token.span.start,
                end: token.span.end,
                position: token.position,
                length: token.length,
                exact: surface.to_owned(),
                root: surface.to_owned(),
                roots: roots.iter().map(str::to_owned).collect(),
                variants: variants(token, surface),
            });
        },
    );
    for (token, is_word) in tokens.iter_mut().zip(words) {
        if is_word {
            token.root = analyzer.root(&token.exact);
        }
    }
    Answer { tokens, sentences }
}
