//! [`Pen`]: from the operators of a page to its text.
//!
//! Text comes in pieces with positions. Lines are put together by their heights, paragraphs by
//! larger gaps between them.

use std::collections::BTreeMap;

use lopdf::content::Operation;
use lopdf::{Dictionary, Document, Object};

use super::MAX_STREAM;
use crate::corpus::hyphen::join_line;

/// Pieces further apart than this, in thousandths of the font's size, are words of their own:
/// a blank is 250 wide in most fonts, kerning is below 100.
const WORD_GAP: f32 = 180.0;

/// Lines further apart than this, in the usual distance or the size of their font, are of two
/// paragraphs: the lines of a headline are as far apart as its font is larger.
const PARAGRAPH_GAP: f32 = 1.3;

/// Lines whose fonts differ in size by more than this share are of two paragraphs.
const SIZE_STEP: f32 = 0.15;

/// Deepest nesting of graphics states kept.
const MAX_STATES: usize = 64;

/// One line of a page.
struct Line {
    height: f32,
    /// The size of the font of its last piece.
    size: f32,
    text: String,
}

/// A transformation: a b c d e f of PDF 32000-1, 8.3.3.
type Matrix = [f32; 6];

const IDENTITY: Matrix = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];

/// One transformation after the other.
fn product([a, b, c, d, e, f]: Matrix, [g, h, i, j, k, l]: Matrix) -> Matrix {
    [
        a * g + b * i,
        a * h + b * j,
        c * g + d * i,
        c * h + d * j,
        e * g + f * i + k,
        e * h + f * j + l,
    ]
}

/// Follows the operators that place and show text.
pub(super) struct Pen<'d> {
    encodings: Vec<(&'d [u8], lopdf::Encoding<'d>)>,
    encoding: Option<usize>,
    size: f32,
    leading: f32,
    /// The text line matrix of PDF 32000-1, 9.4.2.
    matrix: Matrix,
    /// The current transformation matrix, 8.3.4, and those that were saved.
    user: Matrix,
    saved: Vec<Matrix>,
    lines: Vec<Line>,
    bytes: usize,
    max: usize,
    /// Whether the next piece stands apart from the last on its line.
    moved: bool,
}

impl<'d> Pen<'d> {
    pub(super) fn new(
        document: &'d Document,
        fonts: &'d BTreeMap<Vec<u8>, &'d Dictionary>,
        max: usize,
    ) -> Self {
        let encodings = fonts.iter().filter_map(|(name, font)| {
            let encoding = font.get_font_encoding_with_limit(document, MAX_STREAM).ok()?;
            Some((name.as_slice(), encoding))
        });
        Self {
            encodings: encodings.collect(),
            encoding: None,
            size: 1.0,
            leading: 0.0,
            matrix: IDENTITY,
            user: IDENTITY,
            saved: Vec::new(),
            lines: Vec::new(),
            bytes: 0,
            max,
            moved: true,
        }
    }

    pub(super) fn take(&mut self, operation: &Operation) {
        let operands = &operation.operands;
        let number = |at: usize| operands.get(at).and_then(|n| n.as_float().ok()).unwrap_or(0.0);
        match operation.operator.as_str() {
            "q" if self.saved.len() < MAX_STATES => self.saved.push(self.user),
            "Q" => self.user = self.saved.pop().unwrap_or(self.user),
            "cm" => self.user = product(std::array::from_fn(number), self.user),
            "BT" => self.place(IDENTITY),
            "Tf" => {
                let name = operands.first().and_then(|name| name.as_name().ok());
                self.encoding = self.encodings.iter().position(|(known, _)| Some(*known) == name);
                self.size = number(1);
            }
            "TL" => self.leading = number(0),
            "Td" => self.shift(number(0), number(1)),
            "TD" => {
                self.leading = -number(1);
                self.shift(number(0), number(1));
            }
            "Tm" => self.place(std::array::from_fn(number)),
            "T*" => self.shift(0.0, -self.leading),
            "Tj" => self.show(operands),
            "TJ" => {
                if let Some(Ok(pieces)) = operands.first().map(Object::as_array) {
                    self.show(pieces);
                }
            }
            "'" | "\"" => {
                self.shift(0.0, -self.leading);
                self.show(operands.get(operands.len().saturating_sub(1)..).unwrap_or_default());
            }
            _ => {}
        }
    }

    fn place(&mut self, matrix: Matrix) {
        self.matrix = matrix;
        self.moved = true;
    }

    fn shift(&mut self, x: f32, y: f32) {
        self.place(product([1.0, 0.0, 0.0, 1.0, x, y], self.matrix));
    }

    fn show(&mut self, pieces: &[Object]) {
        let Some(at) = self.encoding else { return };
        let [.., scale, _, height] = product(self.matrix, self.user);
        let size = (self.size * scale).abs().max(0.1);
        let same = self.lines.last().is_some_and(|line| (line.height - height).abs() < size * 0.4);
        if !same {
            self.lines.push(Line { height, size, text: String::new() });
        }
        let line = self.lines.last_mut().expect("just pushed");
        line.size = size;
        let mut apart = std::mem::take(&mut self.moved) && same;
        for piece in pieces {
            match piece {
                Object::String(bytes, _) => {
                    let Ok(text) = Document::decode_text(&self.encodings[at].1, bytes) else {
                        continue;
                    };
                    // What is larger than an article may be is told by that.
                    if self.bytes > self.max {
                        return;
                    }
                    self.bytes += text.len();
                    if apart && !line.text.ends_with(' ') && !text.starts_with(' ') {
                        line.text.push(' ');
                    }
                    line.text.push_str(&text);
                    apart = false;
                }
                piece => apart |= piece.as_float().is_ok_and(|gap| -gap > WORD_GAP),
            }
        }
    }

    /// The lines as paragraphs.
    pub(super) fn finish(self) -> String {
        let lines: Vec<Line> =
            self.lines.into_iter().filter(|line| !line.text.trim().is_empty()).collect();
        let gaps = lines.windows(2).map(|pair| (pair[0].height - pair[1].height).abs());
        let mut sorted: Vec<f32> = gaps.filter(|gap| gap.is_finite()).collect();
        sorted.sort_by(f32::total_cmp);
        let usual = sorted.get(sorted.len().saturating_sub(1) / 2).copied().unwrap_or(0.0);
        let mut text = String::new();
        let mut above: Option<&Line> = None;
        for line in &lines {
            let words: Vec<&str> = line.text.split_whitespace().collect();
            let words = words.join(" ");
            match above {
                Some(above) if !above.is_followed_by(line, usual) => join_line(&mut text, &words),
                Some(_) => {
                    text.push_str("\n\n");
                    text.push_str(&words);
                }
                None => text.push_str(&words),
            }
            above = Some(line);
        }
        text
    }
}

impl Line {
    /// Whether another line begins a new paragraph, given the usual distance of lines.
    fn is_followed_by(&self, line: &Self, usual: f32) -> bool {
        let larger = self.size.max(line.size);
        let gap = (self.height - line.height).abs();
        (self.size - line.size).abs() > larger * SIZE_STEP
            || gap > usual.max(larger) * PARAGRAPH_GAP
    }
}
