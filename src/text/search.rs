//! Search as a Vietnamese reader types: accents and case matter only where the query has them.
//!
//! In: a text and a query. Out: spans of the text. `cang` finds *Cảng* and *càng*, `cảng` only *Cảng* and *cảng*;
//! `d` finds *đ*; a capital in the query makes it case-sensitive; a word of the query with a mark asks for its marks;
//! ủy is uỷ, tỉ is tỷ, NFC is NFD. Candidates come from a folded view by `memmem`, the marks are checked after.

use super::Span;
use memchr::memmem;
use unicode_normalization::char::decompose_canonical;

const TONES: [char; 5] = ['\u{300}', '\u{301}', '\u{303}', '\u{309}', '\u{323}'];
const STROKE: char = '\u{335}';

/// A text without marks and case, with a way back to its bytes.
#[derive(Clone, Debug, Default)]
pub struct Folded {
    bare: String,
    /// For each byte of `bare`, the byte of the text where its character begins; one more for the end.
    map: Vec<u32>,
}

/// A query, taken apart.
#[derive(Clone, Debug, Default)]
pub struct Query {
    bare: String,
    glyphs: Vec<Glyph>,
    cased: bool,
}

/// A letter with its marks told apart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Glyph {
    base: char,
    /// Circumflex, breve, horn or stroke.
    quality: Option<char>,
    tone: Option<char>,
    upper: bool,
    /// The query's word has a mark somewhere.
    strict: bool,
    /// The tone of the whole word.
    word_tone: Option<char>,
    /// The last letter of its word.
    last: bool,
}

impl Folded {
    /// Folds `text`, in one pass.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let mut folded = Self { bare: String::with_capacity(text.len()), map: Vec::with_capacity(text.len()) };
        for (at, c) in text.char_indices() {
            let at = u32::try_from(at).unwrap_or(u32::MAX);
            push_bare(&mut folded.bare, c);
            folded.map.resize(folded.bare.len(), at);
        }
        folded.map.push(u32::try_from(text.len()).unwrap_or(u32::MAX));
        folded
    }

    /// Where `query` stands in `text`, which must be the text that was folded; in order, without overlaps.
    #[must_use]
    pub fn find(&self, text: &str, query: &Query) -> Vec<Span> {
        let mut out = Vec::new();
        if query.glyphs.is_empty() {
            return out;
        }
        let finder = memmem::Finder::new(query.bare.as_bytes());
        let mut from = 0;
        while let Some(found) = self.bare.as_bytes().get(from..).and_then(|rest| finder.find(rest)) {
            let (start, end) = (from + found, from + found + query.bare.len());
            let span = Span::new(self.back(start), self.back(end));
            if query.agrees(text, span) {
                out.push(span);
                from = end;
            } else {
                from = start + 1;
            }
        }
        out
    }

    fn back(&self, at: usize) -> usize {
        self.map.get(at).map_or(0, |&b| usize::try_from(b).unwrap_or_default())
    }
}

impl Query {
    /// Takes a query apart. Blanks at its ends are kept, so that `tỷ ` asks for the blank.
    #[must_use]
    pub fn new(query: &str) -> Self {
        let mut glyphs = glyphs(query);
        for word in glyphs.chunk_by_mut(|a, b| a.base.is_alphanumeric() && b.base.is_alphanumeric()) {
            let tone = word.iter().find_map(|g| g.tone);
            let strict = tone.is_some() || word.iter().any(|g| g.quality.is_some());
            for glyph in word.iter_mut() {
                (glyph.strict, glyph.word_tone) = (strict, tone);
            }
            if let Some(glyph) = word.last_mut() {
                glyph.last = true;
            }
        }
        let mut bare = String::with_capacity(query.len());
        query.chars().for_each(|c| push_bare(&mut bare, c));
        Self { bare, cased: glyphs.iter().any(|g| g.upper), glyphs }
    }

    /// Whether nothing is asked for.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.glyphs.is_empty()
    }

    /// Whether the query stands in `text`, for short texts.
    #[must_use]
    pub fn is_in(&self, text: &str) -> bool {
        self.is_empty() || !Folded::new(text).find(text, self).is_empty()
    }

    /// Whether the marks and the case at `span` are those asked for.
    fn agrees(&self, text: &str, span: Span) -> bool {
        let found = glyphs(span.of(text));
        found.len() == self.glyphs.len()
            && self.glyphs.iter().zip(&found).enumerate().all(|(i, (want, have))| {
                self.same_base(text, span, i, *want, *have)
                    && (!self.cased || want.upper == have.upper)
                    && (!want.strict
                        || want.quality == have.quality
                            && match want.word_tone {
                                None => have.tone.is_none(),
                                Some(tone) => word_tone(text, offset_of(text, span, i)) == Some(tone),
                            })
            })
    }

    /// Equal letters; `i` for `y` only as the whole rhyme of a word (*tỉ*, *tỷ*).
    fn same_base(&self, text: &str, span: Span, i: usize, want: Glyph, have: Glyph) -> bool {
        if want.base == have.base {
            return true;
        }
        let word = word_at(text, offset_of(text, span, i));
        let onset: String = glyphs(word.of(text)).iter().map(|g| g.base).collect();
        want.last && matches!(onset.trim_end_matches(['i', 'y']), "h" | "k" | "l" | "m" | "s" | "t" | "qu" | "v")
    }
}

/// All places of `query` in a short `text`.
#[must_use]
pub fn find(text: &str, query: &str) -> Vec<Span> {
    Folded::new(text).find(text, &Query::new(query))
}

/// Appends a character without marks and case; `y` as `i`, every blank as one kind.
fn push_bare(out: &mut String, c: char) {
    if c.is_ascii() {
        out.push(match c.to_ascii_lowercase() {
            'y' => 'i',
            '\n' | '\t' => ' ',
            c => c,
        });
        return;
    }
    decompose_canonical(c, |d| {
        for l in d.to_lowercase() {
            match l {
                '\u{300}'..='\u{36f}' => {}
                'đ' | 'ð' => out.push('d'),
                'y' => out.push('i'),
                '\u{a0}' => out.push(' '),
                l => out.push(l),
            }
        }
    });
}

/// The letters of a text with their marks.
fn glyphs(text: &str) -> Vec<Glyph> {
    let mut out: Vec<Glyph> = Vec::with_capacity(text.len());
    for c in text.chars() {
        decompose_canonical(c, |d| match (d, out.last_mut()) {
            (d, Some(last)) if TONES.contains(&d) => last.tone = Some(d),
            ('\u{300}'..='\u{36f}', Some(last)) => last.quality = Some(d),
            ('\u{300}'..='\u{36f}', None) => {}
            (d, _) => {
                for (i, base) in d.to_lowercase().enumerate() {
                    let stroke = matches!(base, 'đ' | 'ð');
                    let base = match base {
                        'đ' | 'ð' => 'd',
                        '\n' | '\t' | '\u{a0}' => ' ',
                        base => base,
                    };
                    let quality = stroke.then_some(STROKE);
                    out.push(Glyph { base, quality, upper: i == 0 && d.is_uppercase(), ..Glyph::default() });
                }
            }
        });
    }
    out
}

/// The byte of the `i`th letter of the stretch at `span`.
fn offset_of(text: &str, span: Span, i: usize) -> usize {
    let bases = span.of(text).char_indices().filter(|(_, c)| !('\u{300}'..='\u{36f}').contains(c));
    bases.map(|(at, _)| span.start + at).nth(i).unwrap_or(span.start)
}

fn is_letter(c: char) -> bool {
    c.is_alphanumeric() || ('\u{300}'..='\u{36f}').contains(&c)
}

/// The word around the byte at `at`.
fn word_at(text: &str, at: usize) -> Span {
    let (before, after) = (text.get(..at).unwrap_or_default(), text.get(at..).unwrap_or_default());
    let start = before.trim_end_matches(is_letter).len();
    let length = after.len() - after.trim_start_matches(is_letter).len();
    Span::new(start, at + length)
}

fn word_tone(text: &str, at: usize) -> Option<char> {
    glyphs(word_at(text, at).of(text)).iter().find_map(|g| g.tone)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use unicode_normalization::UnicodeNormalization;

    fn found<'a>(text: &'a str, query: &str) -> Vec<&'a str> {
        find(text, query).into_iter().map(|s| s.of(text)).collect()
    }

    #[test]
    fn accents_matter_only_where_the_query_has_them() {
        let text = "Cảng càng cảng cang";
        assert_eq!(found(text, "cang"), ["Cảng", "càng", "cảng", "cang"]);
        assert_eq!(found(text, "cảng"), ["Cảng", "cảng"]);
        assert_eq!(found("đang Đảng dang", "dang"), ["đang", "Đảng", "dang"]);
        assert_eq!(found("đang Đảng dang", "đang"), ["đang"]);
        assert_eq!(found("cộng công", "công"), ["công"]);
        assert_eq!(found("đạt da", "đ"), ["đ"]);
    }

    #[test]
    fn a_capital_makes_the_query_case_sensitive() {
        assert_eq!(found("Cảng cảng", "Cang"), ["Cảng"]);
        assert_eq!(found("UBND ubnd", "UBND"), ["UBND"]);
        assert_eq!(found("Đạt đạt", "Dat"), ["Đạt"]);
    }

    #[test]
    fn spellings_of_one_word_find_each_other() {
        for (text, query) in [
            ("Thành uỷ", "ủy"),
            ("Thành ủy", "uỷ"),
            ("hòa bình", "hoà"),
            ("24 tỷ", "tỉ"),
            ("24 tỉ", "tỷ"),
            ("quí I", "quý"),
            ("u\u{309}y", "ủy"),
            ("hoà", "hò"),
        ] {
            assert_eq!(find(text, query).len(), 1, "{text} {query}");
        }
        for (text, query) in [("hai tay", "hay"), ("tỉnh", "tỷ"), ("hay", "hai")] {
            assert_eq!(find(text, query).len(), 0, "{text} {query}");
        }
        assert_eq!(found("quyết", "quy"), ["quy"]);
    }

    #[test]
    fn words_are_found_over_cells_and_lines() {
        assert_eq!(found("Xi măng\t1.284", "măng 1"), ["măng\t1"]);
    }

    proptest! {
        #[test]
        fn a_stretch_of_the_text_is_found_in_it(
            text in "[a-zA-ZđĐảỷủyêơ .,0-9]{1,60}", from in 0usize..50, n in 1usize..12,
        ) {
            let query: String = text.chars().skip(from).take(n).collect();
            let spans = find(&text, &query);
            prop_assert!(query.is_empty() || !spans.is_empty(), "{query:?} in {text:?}");
            for span in spans {
                prop_assert!(text.get(span.start..span.end).is_some());
            }
        }

        #[test]
        fn forms_of_the_text_and_the_query_make_no_difference(
            text in "[a-zđảỷủêơộ ]{1,60}", query in "[a-zđảỷủêơộ]{1,3}",
        ) {
            let decomposed: String = text.nfd().collect();
            let typed: String = query.nfd().collect();
            let back = |t: &str, q: &str| find(t, q).iter().map(|s| s.of(t).nfc().collect::<String>()).collect::<Vec<_>>();
            prop_assert_eq!(back(&text, &query), back(&decomposed, &query));
            prop_assert_eq!(back(&text, &query), back(&text, &typed));
        }
    }
}
