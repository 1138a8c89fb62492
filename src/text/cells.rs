//! Text as a terminal's cells: one symbol a cell (two for wide ones), and how wide a text is.
//!
//! In: a string. Out: its graphemes with their widths. Latin letters, Vietnamese ones included, digits and common signs
//! take a short way; everything else is left to UAX #29.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// A grapheme and where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Symbol<'a> {
    /// Byte in the text.
    pub at: usize,
    /// The grapheme.
    pub text: &'a str,
    /// Cells.
    pub width: usize,
}

/// The graphemes of a text, in order.
pub fn symbols(text: &str) -> impl Iterator<Item = Symbol<'_>> {
    let mut rest = text.chars();
    std::iter::from_fn(move || {
        let from = rest.as_str();
        let at = text.len() - from.len();
        let first = rest.next()?;
        if is_plain(first) && rest.clone().next().is_none_or(is_plain) {
            return Some(Symbol { at, text: from.get(..first.len_utf8())?, width: 1 });
        }
        let grapheme = from.graphemes(true).next()?;
        rest = from.get(grapheme.len()..)?.chars();
        let width = if grapheme.starts_with(char::is_control) { 0 } else { grapheme.width() };
        Some(Symbol { at, text: grapheme, width })
    })
}

/// Display width of a text: the sum of its graphemes' widths, as a terminal's cells are filled.
#[must_use]
pub fn width(text: &str) -> usize {
    let mut plain = 0;
    for c in text.chars() {
        if !is_plain(c) {
            return joined(text);
        }
        plain += 1;
    }
    plain
}

/// The width of a text in which characters may join.
#[cold]
fn joined(text: &str) -> usize {
    symbols(text).map(|s| s.width).sum()
}

/// Characters of one cell that never join their neighbours of the same kind.
#[inline]
fn is_plain(c: char) -> bool {
    if c.is_ascii() {
        return matches!(c, ' '..='~');
    }
    matches!(
        c,
        '\u{a1}'..='\u{ac}'
            | '\u{ae}'..='\u{2ff}'
            | '\u{1e00}'..='\u{1eff}'
            | '\u{2010}'..='\u{2027}'
            | '\u{2190}'..='\u{21ff}'
            | '\u{2500}'..='\u{25fc}'
    ) && !matches!(c, '\u{a9}' | '\u{ae}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn widths_are_those_of_cells() {
        for (text, cells) in
            [("nghiễm", 6), ("nghie\u{302}\u{303}m", 6), ("日本", 4), ("▲7,84%", 6), ("a\u{7}b", 2), ("", 0)]
        {
            assert_eq!(width(text), cells, "{text:?}");
        }
    }

    #[test]
    fn plain_characters_are_one_cell_wide() {
        for c in (0..=0x2fff).filter_map(char::from_u32).filter(|c| is_plain(*c)) {
            assert_eq!(c.to_string().width(), 1, "{c:?} {:x}", u32::from(c));
        }
    }

    proptest! {
        #[test]
        fn the_short_way_finds_the_same_graphemes(text in "[a-zđảƠ日\u{300}\u{302}\u{200d}\u{fe0f}👩🇻🇳▲ \u{600}]{0,20}") {
            let ours: Vec<&str> = symbols(&text).map(|s| s.text).collect();
            let theirs: Vec<&str> = text.graphemes(true).collect();
            prop_assert_eq!(ours, theirs);
        }
    }
}
