//! Wrapping: the rows of a paragraph as byte ranges of the text.
//!
//! In: the text, a paragraph's span, a width in cells. Out: one span a row, in order, without the blanks between rows.
//! A number stays with its sign, its unit, its `%` and what it counts off (*quý 1*); words are broken only where one alone is wider than the row,
//! graphemes never. A tab parts the cells of a table and takes [`TAB`] cells. Draws nothing and caches nothing.

use super::Span;
use super::cells::{symbols, width};
use rustc_hash::FxHashSet;

/// Cells that a tab takes.
pub const TAB: usize = 3;

/// Words that stay with the word that follows.
#[derive(Clone, Debug, Default)]
pub struct Joins {
    units: FxHashSet<String>,
    names: FxHashSet<String>,
}

impl Joins {
    /// From two lists of lower-case words: after a number those after which its unit goes on (*tỷ* đồng), before a number
    /// those that tell what it counts off (*quý* 1, *năm* 2023, *khóa* XVI).
    pub fn new<'a>(units: impl IntoIterator<Item = &'a str>, names: impl IntoIterator<Item = &'a str>) -> Self {
        let set = |words: &mut dyn Iterator<Item = &'a str>| words.map(str::to_owned).collect();
        Self { units: set(&mut units.into_iter()), names: set(&mut names.into_iter()) }
    }
}

fn has(set: &FxHashSet<String>, word: &str) -> bool {
    set.contains(word) || set.contains(&word.to_lowercase())
}

/// As many stretches that begin before a place are looked at for one that holds it.
const NESTED: usize = 4;

/// What else holds a paragraph together.
#[derive(Clone, Copy, Debug, Default)]
pub struct Ties<'a> {
    /// Words after which a unit goes on.
    pub joins: Option<&'a Joins>,
    /// Stretches kept on one row where they fit, in order.
    pub whole: &'a [Span],
    /// Offsets before which one more cell is drawn (a sign before a number), in order.
    pub signs: &'a [usize],
}

impl Ties<'_> {
    /// Those of one paragraph.
    fn within(self, span: Span) -> Self {
        let from = self.whole.partition_point(|s| s.start < span.start).saturating_sub(NESTED);
        let to = self.whole.partition_point(|s| s.start < span.end);
        let first = self.signs.partition_point(|&s| s < span.start);
        let last = self.signs.partition_point(|&s| s < span.end);
        let whole = self.whole.get(from..to).unwrap_or_default();
        Self { whole, signs: self.signs.get(first..last).unwrap_or_default(), ..self }
    }
}

/// How firmly a word holds to the one before it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Bond {
    Free,
    Whole,
    Firm,
}

#[derive(Clone, Copy)]
struct Word {
    span: Span,
    width: usize,
    /// Cells of the blank before it.
    lead: usize,
    bond: Bond,
}

/// The rows of the paragraph at `span`, each at most `width` cells wide; at least one row.
///
/// ```
/// use bantin::text::{Span, wrap::{Ties, wrap}};
/// let text = "Thu ngân sách đạt 24.042 tỷ";
/// let rows = wrap(text, Span::new(0, text.len()), 26, Ties::default());
/// assert_eq!(rows.iter().map(|r| r.of(text)).collect::<Vec<_>>(), ["Thu ngân sách đạt", "24.042 tỷ"]);
/// ```
#[must_use]
pub fn wrap(text: &str, span: Span, width: usize, ties: Ties<'_>) -> Vec<Span> {
    let ties = ties.within(span);
    let words = words(text, span, ties);
    let mut rows = Rows { text, ties, width: width.max(1), used: 0, rows: Vec::new() };
    for chunk in words.chunk_by(|_, next| next.bond != Bond::Free) {
        rows.place(chunk, Bond::Whole);
    }
    if rows.rows.is_empty() {
        rows.rows.push(Span::new(span.start, span.start));
    }
    rows.rows
}

struct Rows<'a> {
    text: &'a str,
    ties: Ties<'a>,
    width: usize,
    used: usize,
    rows: Vec<Span>,
}

impl Rows<'_> {
    /// Puts words that belong together on the row, on the next, or, where they are too wide, apart.
    fn place(&mut self, chunk: &[Word], bond: Bond) {
        let (Some(first), Some(last)) = (chunk.first(), chunk.last()) else { return };
        let width = chunk.iter().skip(1).fold(first.width, |sum, w| sum + w.lead + w.width);
        if !self.rows.is_empty() && self.used + first.lead + width <= self.width {
            self.used += first.lead + width;
            if let Some(row) = self.rows.last_mut() {
                row.end = last.span.end;
            }
        } else if width <= self.width {
            self.rows.push(first.span.join(last.span));
            self.used = width;
        } else if chunk.len() > 1 && bond == Bond::Whole {
            for part in chunk.chunk_by(|_, next| next.bond == Bond::Firm) {
                self.place(part, Bond::Firm);
            }
        } else if chunk.len() > 1 {
            for word in chunk.chunks(1) {
                self.place(word, Bond::Free);
            }
        } else {
            self.cut(first.span);
        }
    }

    /// A word wider than the row, cut between graphemes.
    fn cut(&mut self, word: Span) {
        let (mut start, mut used) = (word.start, 0);
        for symbol in symbols(word.of(self.text)) {
            let at = word.start + symbol.at;
            let wide = symbol.width + usize::from(self.ties.signs.binary_search(&at).is_ok());
            if used > 0 && used + wide > self.width {
                self.rows.push(Span::new(start, at));
                (start, used) = (at, 0);
            }
            used += wide;
        }
        self.rows.push(Span::new(start, word.end));
        self.used = used;
    }
}

fn words(text: &str, span: Span, ties: Ties<'_>) -> Vec<Word> {
    let part = span.of(text);
    let mut out: Vec<Word> = Vec::with_capacity(part.len() / 5 + 1);
    let mut before = "";
    let (mut rest, mut lead, mut unit) = (part, 0, false);
    // Whether the word before is counted by a number, or is the number of a name.
    let (mut counted, mut named) = (false, false);
    let joins = |set: fn(&Joins) -> &FxHashSet<String>, word: &str| ties.joins.is_some_and(|j| has(set(j), word));
    let names = |word: &str| joins(|j| &j.names, word);
    while let Some(first) = rest.bytes().next() {
        let end = rest.bytes().position(is_blank).unwrap_or(rest.len());
        let (word, after) = rest.split_at_checked(end.max(usize::from(end == 0))).unwrap_or((rest, ""));
        let start = span.end - rest.len();
        rest = after;
        if end == 0 {
            lead += if first == b'\t' { TAB } else { 1 };
            continue;
        }
        let here = Span::new(start, start + word.len());
        let number = ends_in_digit(before);
        let of_name = lead == 1 && !counted && is_numeral(word) && names(before);
        // What a year is followed by is not counted by it; a dash behind it goes on with a range.
        let other = named && !is_sign(word) && (names(word) || is_year(before));
        let of_number = number && !(opens(word) || starts_with_digit(word) || other);
        let of_sign = starts_with_digit(word) && is_sign(before);
        let tied = lead == 1 && (of_name || of_number || unit || of_sign);
        let bond = if out.is_empty() {
            Bond::Free
        } else if tied {
            Bond::Firm
        } else if inside(ties.whole, start) {
            Bond::Whole
        } else {
            Bond::Free
        };
        unit = (number || unit) && tied && joins(|j| &j.units, word);
        // The end of a range that a name counts off is one of its numbers too.
        let ranged = named && tied && (of_sign || is_sign(word));
        (counted, named) = (number && tied, of_name || ranged);
        let signs = ties.signs.partition_point(|&s| s < here.end) - ties.signs.partition_point(|&s| s < here.start);
        out.push(Word { span: here, width: width(word) + signs, lead, bond });
        (before, lead) = (word, 0);
    }
    out
}

fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t')
}

/// Whether the boundary before the byte at `at` lies inside one of the spans.
fn inside(spans: &[Span], at: usize) -> bool {
    let next = spans.partition_point(|s| s.start < at);
    spans.iter().take(next).rev().take(NESTED).any(|s| at < s.end)
}

/// A number that waits for its unit: it ends in a digit and is no date.
fn ends_in_digit(word: &str) -> bool {
    word.ends_with(|c: char| c.is_ascii_digit()) && word.matches(['/', ':']).count() < 2
}

/// *năm 2023*: nothing is counted by it.
fn is_year(word: &str) -> bool {
    word.len() == 4 && (word.starts_with("19") || word.starts_with("20")) && word.bytes().all(|b| b.is_ascii_digit())
}

fn starts_with_digit(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit())
}

/// A number in digits, or a Roman one.
fn is_numeral(word: &str) -> bool {
    let roman = |word: &str| word.bytes().all(|b| matches!(b, b'I' | b'V' | b'X'));
    starts_with_digit(word)
        || word.starts_with(['I', 'V', 'X']) && roman(word.trim_end_matches(|c: char| !c.is_alphanumeric()))
}

fn is_sign(word: &str) -> bool {
    let mut chars = word.chars();
    let sign =
        chars.next_back().is_some_and(|c| matches!(c, '+' | '-' | '−' | '–' | '±' | '~' | '≈' | '<' | '>' | '≤' | '≥'));
    sign && chars.all(|c| c == '(')
}

fn opens(word: &str) -> bool {
    word.starts_with(['(', '[', '“', '"', '‘', '«'])
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn rows(text: &str, width: usize) -> Vec<&str> {
        let joins = Joins::new(["tỷ", "triệu", "nghìn"], ["quý", "năm", "tháng", "khóa"]);
        let ties = Ties { joins: Some(&joins), ..Ties::default() };
        wrap(text, Span::new(0, text.len()), width, ties).into_iter().map(|r| r.of(text)).collect()
    }

    #[test]
    fn a_number_stays_with_sign_unit_and_percent() {
        assert_eq!(rows("thu đạt 24.042 tỷ đồng, giảm", 16), ["thu đạt", "24.042 tỷ đồng,", "giảm"]);
        assert_eq!(rows("GRDP tăng 9,65 % quý", 12), ["GRDP tăng", "9,65 % quý"]);
        assert_eq!(rows("thay đổi: + 5,2%", 12), ["thay đổi:", "+ 5,2%"]);
        assert_eq!(rows("ước từ 45 - 50 nghìn lượt", 20), ["ước từ", "45 - 50 nghìn lượt"]);
        assert_eq!(rows("trong năm 2021 - 2025 thu", 18), ["trong", "năm 2021 - 2025", "thu"]);
        assert_eq!(rows("1.000 2.000 3.000 tấn", 14), ["1.000 2.000", "3.000 tấn"]);
        assert_eq!(rows("ngày 27/04/2023 họp", 15), ["ngày 27/04/2023", "họp"]);
    }

    #[test]
    fn a_number_stays_with_what_it_counts_off() {
        assert_eq!(rows("kết quả của quý 1", 16), ["kết quả của", "quý 1"]);
        assert_eq!(rows("trong Quý IV, thu", 10), ["trong", "Quý IV,", "thu"]);
        assert_eq!(rows("tháng 4 năm 2023", 12), ["tháng 4", "năm 2023"]);
        assert_eq!(rows("đại biểu khóa XVI, nhiệm", 14), ["đại biểu", "khóa XVI,", "nhiệm"]);
        // Nothing is counted by a year; what another number counts may follow a name.
        assert_eq!(rows("cùng kỳ năm 2022 giảm 9%", 16), ["cùng kỳ năm 2022", "giảm 9%"]);
        assert_eq!(rows("mỗi năm 1200 người", 17), ["mỗi", "năm 1200 người"]);
        // What is counted is no name of the number that follows, which keeps its unit.
        assert_eq!(rows("qua 3 tháng 1.200 tỷ đồng", 16), ["qua 3 tháng", "1.200 tỷ đồng"]);
        assert_eq!(rows("bình quân mỗi năm 200 tỷ đồng", 18), ["bình quân mỗi", "năm 200 tỷ đồng"]);
    }

    #[test]
    fn a_stretch_is_kept_whole_where_it_fits() {
        let text = "còn mức 3,2 điểm phần trăm";
        let whole = [Span::new(text.find('3').unwrap(), text.len())];
        let ties = Ties { whole: &whole, ..Ties::default() };
        let rows = wrap(text, Span::new(0, text.len()), 20, ties);
        assert_eq!(rows.iter().map(|r| r.of(text)).collect::<Vec<_>>(), ["còn mức", "3,2 điểm phần trăm"]);
        assert_eq!(wrap(text, Span::new(0, text.len()), 9, ties).len(), 3);
    }

    #[test]
    fn blanks_between_words_count_by_their_cells() {
        let text = " ab  cd\tef \t ";
        let all = |width| wrap(text, Span::new(0, text.len()), width, Ties::default());
        let words = |width| all(width).iter().map(|r| r.of(text)).collect::<Vec<_>>();
        assert_eq!(words(11), ["ab  cd\tef"]);
        assert_eq!(words(10), ["ab  cd", "ef"]);
        assert_eq!(words(5), ["ab", "cd", "ef"]);
    }

    #[test]
    fn what_holds_another_paragraph_together_says_nothing_of_this_one() {
        let text = "thu 5 tỷ đồng chi 6 tỷ";
        let at = text.find("chi").unwrap();
        let (whole, signs) = ([Span::new(0, at), Span::new(at, text.len())], [4, at + 4]);
        let ties = Ties { whole: &whole, signs: &signs, ..Ties::default() };
        let rows = |span: Span, width| wrap(text, span, width, ties).len();
        // *chi 6 tỷ* is eight cells wide, nine with the sign.
        assert_eq!((rows(Span::new(at, text.len()), 9), rows(Span::new(at, text.len()), 8)), (1, 2));
    }

    #[test]
    fn signs_take_a_cell() {
        let text = "tăng 9,7%";
        let signs = [text.find('9').unwrap()];
        let ties = Ties { signs: &signs, ..Ties::default() };
        assert_eq!(wrap(text, Span::new(0, text.len()), 9, ties).len(), 2);
        assert_eq!(wrap(text, Span::new(0, text.len()), 10, ties).len(), 1);
    }

    #[test]
    fn a_word_wider_than_the_row_is_cut_between_graphemes() {
        assert_eq!(rows("nghie\u{302}\u{301}m", 4), ["nghi", "e\u{302}\u{301}m"]);
        assert_eq!(rows("", 10), [""]);
    }

    /// Pieces that a bulletin is made of, numbers and units among them.
    fn piece() -> impl Strategy<Value = String> {
        prop_oneof![
            "[a-zđảêơư]{1,8}",
            "[0-9]{1,3}(\\.[0-9]{3}){0,2}(,[0-9]{1,2})?",
            Just("tỷ đồng".to_owned()),
            Just("%".to_owned()),
            Just("日本".to_owned()),
        ]
    }

    proptest! {
        #[test]
        fn rows_cover_every_word_and_never_exceed_the_width(
            pieces in prop::collection::vec(piece(), 0..60), width in 40usize..200,
        ) {
            let text = pieces.join(" ");
            let spans = wrap(&text, Span::new(0, text.len()), width, Ties::default());
            let mut at = 0;
            for row in &spans {
                prop_assert!(Span::new(at, row.start).of(&text).trim().is_empty());
                prop_assert!(crate::text::cells::width(row.of(&text)) <= width);
                at = row.end;
            }
            prop_assert!(Span::new(at, text.len()).of(&text).trim().is_empty());
            for pair in spans.windows(2) {
                let (above, below) = (pair[0].of(&text), pair[1].of(&text));
                prop_assert!(!ends_in_digit(above) || starts_with_digit(below), "{above:?} | {below:?}");
            }
        }
    }
}
