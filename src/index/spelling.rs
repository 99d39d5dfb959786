//! [`Spelling`]: how a word is written, in two bits.

/// How the text of a token comes from its surface form.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) enum Spelling {
    /// It is the surface form.
    Small = 0,
    /// With a capital in front.
    Capital = 1,
    /// In capitals.
    Capitals = 2,
    /// Some other way: accents, mixed case, numbers with marks.
    #[default]
    Other = 3,
}

impl Spelling {
    /// How `text` is written, given its surface form.
    pub(super) fn between(surface: &str, text: &str) -> Self {
        if text == surface {
            return Self::Small;
        }
        if !text.is_ascii() || !text.eq_ignore_ascii_case(surface) {
            return Self::Other;
        }
        if text[..1] != surface[..1] && text[1..] == surface[1..] {
            return Self::Capital;
        }
        if text.bytes().any(|byte| byte.is_ascii_lowercase()) {
            Self::Other
        } else {
            Self::Capitals
        }
    }

    /// The text of a surface form so written; `None` where the two bits do not tell.
    pub(super) fn of(self, surface: &str) -> Option<String> {
        let mut text = surface.to_owned();
        match self {
            Self::Small => {}
            Self::Capital => text.get_mut(..1)?.make_ascii_uppercase(),
            Self::Capitals => text.make_ascii_uppercase(),
            Self::Other => return None,
        }
        Some(text)
    }

    /// The spelling in the lowest two bits.
    pub(super) fn from_bits(bits: u8) -> Self {
        [Self::Small, Self::Capital, Self::Capitals, Self::Other][usize::from(bits & 3)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_the_text_from_the_surface() {
        for (surface, text) in [("kota", "kota"), ("kota", "Kota"), ("dpr", "DPR"), ("a", "A")] {
            let spelling = Spelling::between(surface, text);
            assert_eq!(spelling.of(surface).as_deref(), Some(text));
            assert_eq!(Spelling::from_bits(spelling as u8 | 0b1100), spelling);
        }
        for (surface, text) in [("kafe", "kafé"), ("iphone", "iPhone"), ("32.2", "32,2%")] {
            assert_eq!(Spelling::between(surface, text).of(surface), None);
        }
    }
}
