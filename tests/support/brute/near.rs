//! Several places near each other, within one paragraph.

use super::Place;

/// One place of each operand, from one to the next 1 to `within` words.
pub(super) fn in_order(operands: &[Vec<Place>], within: u32) -> Vec<Place> {
    choices(operands, &|chosen| {
        chosen.windows(2).all(|pair| {
            let last = pair[0].end - 1;
            pair[1].start > last && pair[1].start - last <= within
        })
    })
}

/// One place of each operand, at most `widest` words from the first to the last, where each
/// place counts as one word.
pub(super) fn in_any_order(operands: &[Vec<Place>], widest: u32) -> Vec<Place> {
    choices(operands, &|chosen| {
        let inside: u32 = chosen.iter().map(|place| place.end - 1 - place.start).sum();
        chosen.len() < operands.len() || width(chosen) - inside <= widest
    })
}

fn width(chosen: &[&Place]) -> u32 {
    let first = chosen.iter().map(|place| place.start).min().unwrap_or(0);
    let last = chosen.iter().map(|place| place.end - 1).max().unwrap_or(0);
    last - first
}

/// Every choice of one place of each operand, all in one paragraph, none over another, that
/// `fits`; asked after each step.
fn choices(operands: &[Vec<Place>], fits: &dyn Fn(&[&Place]) -> bool) -> Vec<Place> {
    let mut found = Vec::new();
    choose(operands, &mut Vec::new(), fits, &mut found);
    found
}

fn choose<'p>(
    operands: &'p [Vec<Place>],
    chosen: &mut Vec<&'p Place>,
    fits: &dyn Fn(&[&Place]) -> bool,
    found: &mut Vec<Place>,
) {
    let Some(operand) = operands.get(chosen.len()) else {
        if let Some(together) = together(chosen) {
            found.push(together);
        }
        return;
    };
    for place in operand {
        let apart = |other: &&Place| {
            other.paragraph == place.paragraph
                && (other.end <= place.start || place.end <= other.start)
        };
        if chosen.iter().all(apart) {
            chosen.push(place);
            if fits(chosen) {
                choose(operands, chosen, fits, found);
            }
            chosen.pop();
        }
    }
}

fn together(chosen: &[&Place]) -> Option<Place> {
    Some(Place {
        start: chosen.iter().map(|place| place.start).min()?,
        end: chosen.iter().map(|place| place.end).max()?,
        paragraph: chosen.first()?.paragraph,
        marks: chosen.iter().flat_map(|place| place.marks.clone()).collect(),
    })
}
