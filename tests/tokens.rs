//! Golden tokens: `golden/tokens.txt` holds inputs and what the chain makes of them.
//!
//! A line is `input => tokens`; a token is its position, its surface form, in
//! brackets its kind if it is no plain word and its length if it is more than
//! one, in angle brackets its source if that is not the surface in other case.
//! `|` stands between sentences. `UPDATE_GOLDEN=1 cargo test` rewrites all.

use std::fmt::Write;
use telusur::analysis::sentence::split;
use telusur::analysis::token::{Kind, TokenBuffer};
use telusur::analysis::tokenizer::tokenize;

const GOLDEN: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/tokens.txt");

/// The tokens of `input` as a line of the golden file has them.
fn describe(input: &str) -> String {
    let (mut buffer, mut position, mut line) = (TokenBuffer::new(), 0, String::new());
    split(input, |sentence| {
        let first = buffer.tokens().len();
        position = tokenize(input, sentence.span, position, &mut buffer);
        if !line.is_empty() {
            line.push_str(" | ");
        }
        for (n, token) in buffer.tokens()[first..].iter().enumerate() {
            let surface = buffer.surface(token);
            let gap = if n == 0 { "" } else { ", " };
            write!(line, "{gap}{} {}", token.position, escape(surface)).expect("to a string");
            match (token.kind, token.length) {
                (Kind::Word, 1) => {}
                (kind, 1) => write!(line, " ({kind:?})").expect("to a string"),
                (kind, length) => write!(line, " ({kind:?} {length})").expect("to a string"),
            }
            let source = token.span.of(input);
            if source.to_lowercase() != surface {
                write!(line, " <{}>", escape(source)).expect("to a string");
            }
        }
    });
    line
}

/// Writes control, invisible and combining characters as `\u{..}`.
fn escape(text: &str) -> String {
    let hidden = |c: char| {
        c.is_control()
            || c.is_whitespace() && c != ' '
            || matches!(c, '\\' | '\u{ad}' | '\u{300}'..='\u{36f}' | '\u{200b}'..='\u{200f}'
                | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fe0f}'
                | '\u{3099}' | '\u{64b}'..='\u{652}')
    };
    let write = |c: char| {
        if hidden(c) { c.escape_unicode().to_string() } else { c.to_string() }
    };
    text.chars().map(write).collect()
}

fn unescape(text: &str) -> String {
    let mut plain = String::new();
    let mut parts = text.split("\\u{");
    plain.push_str(parts.next().unwrap_or_default());
    for part in parts {
        let (code, rest) = part.split_once('}').expect("closed escape");
        let code = u32::from_str_radix(code, 16).expect("hexadecimal");
        plain.push(char::from_u32(code).expect("a character"));
        plain.push_str(rest);
    }
    plain
}

#[test]
fn golden_tokens() {
    let golden = std::fs::read_to_string(GOLDEN).expect("golden file");
    let mut inputs = 0;
    let mut fresh = String::new();
    for line in golden.lines() {
        if line.is_empty() || line.starts_with("## ") {
            fresh.push_str(line);
        } else {
            let input = line.split_once(" =>").map_or(line, |(input, _)| input);
            let described = describe(&unescape(input));
            write!(fresh, "{input} => {described}").expect("to a string");
            inputs += 1;
        }
        fresh.push('\n');
    }
    assert!(inputs >= 200, "{inputs} inputs");
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(GOLDEN, fresh).expect("golden file");
        return;
    }
    for (was, is) in golden.lines().zip(fresh.lines()) {
        assert_eq!(was, is);
    }
}
