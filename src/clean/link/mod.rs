//! Headlines of other articles that nothing announces.

mod glued;
mod teaser;
mod video;

use super::cut::Cut;

/// Cuts them: first those on lines of their own, and titles of videos, then those glued into the
/// story, for which all else must be cut. `cnn` says that the article is of CNN Indonesia. `cuts`
/// are those made so far, in order.
pub(super) fn cut(text: &str, cnn: bool, cuts: &mut Vec<Cut>) {
    teaser::cut_teasers(text, cuts);
    glued::cut_headlines(text, cnn, cuts);
}
