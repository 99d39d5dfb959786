//! What stands before the story: its contents, its headline once more, who wrote it.

mod byline;
mod contents;
mod headline;

use super::cut::{Cut, Found};

/// Cuts it, each where what is kept begins. `title` is the declared headline; `cuts` are those
/// made so far, in order.
pub(super) fn cut(text: &str, title: Option<&str>, cuts: &mut Vec<Cut>, found: &mut Vec<Found>) {
    contents::cut_contents(text, cuts);
    headline::cut_headline(text, title, cuts, found);
    byline::cut_byline(text, title, cuts, found);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headlines_again_are_cut_with_the_byline() {
        let text = "Air Rob Surut di Demak Ratna Wulandari - detikNews Warga pulang ke rumah.";
        let (mut cuts, mut found) = (Vec::new(), Vec::new());
        cut(text, Some("Air rob surut di Demak"), &mut cuts, &mut found);
        assert_eq!(&text[cuts[1].end..], " Warga pulang ke rumah.");
        assert_eq!(found[0].value, "Ratna Wulandari");
    }
}
