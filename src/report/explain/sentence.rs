//! A sentence with what was found in it marked: by colour, or by a row of marks under each line.
//!
//! In: the text, the sentence, the words read as names and numbers, the words of rules with their numbers. Out: lines.
//! Under a line `=` stands below names and numbers, and each rule's number, drawn out by `-`, below its words.

use crate::report::Options;
use crate::text::Span;
use crate::text::cells::symbols;
use crate::text::wrap::{TAB, Ties, wrap};
use anstyle::{AnsiColor, Style};

/// Blanks before each line.
const INDENT: usize = 4;
/// A line is not made narrower than this.
const LEAST: usize = 16;

/// What is to be marked.
pub(super) struct Marked {
    /// The sentence.
    pub span: Span,
    /// Words read as names and numbers.
    pub pieces: Vec<Span>,
    /// Words of rules, with the rules' numbers.
    pub numbers: Vec<(Span, usize)>,
}

impl Marked {
    /// The lines.
    pub(super) fn lines(&self, text: &str, options: Options) -> String {
        let rows = match options.width {
            Some(width) => wrap(text, self.span, width.saturating_sub(INDENT).max(LEAST), Ties::default()),
            None => vec![self.span],
        };
        let mut out = String::new();
        for row in rows {
            let (words, marks) =
                if options.colour { (self.coloured(text, row), String::new()) } else { self.ruled(text, row) };
            for line in [words, marks].iter().filter(|line| !line.trim().is_empty()) {
                out.push_str(&" ".repeat(INDENT));
                out.push_str(line.trim_end());
                out.push('\n');
            }
        }
        out
    }

    /// How the character at a byte is painted.
    fn style(&self, at: usize) -> Style {
        let style = if self.numbers.iter().any(|(span, _)| span.covers(at)) {
            AnsiColor::Cyan.on_default()
        } else {
            Style::new()
        };
        if self.pieces.iter().any(|span| span.covers(at)) { style.bold().underline() } else { style }
    }

    fn coloured(&self, text: &str, row: Span) -> String {
        let mut out = String::new();
        let mut now = Style::new();
        for symbol in symbols(row.of(text)) {
            let style = self.style(row.start + symbol.at);
            if style != now {
                out.push_str(&format!("{now:#}{style}"));
                now = style;
            }
            out.push_str(&shown(symbol.text));
        }
        format!("{out}{now:#}")
    }

    /// The row, and the marks that stand below it.
    fn ruled(&self, text: &str, row: Span) -> (String, String) {
        let (mut words, mut marks, mut starts) = (String::new(), Vec::new(), Vec::new());
        let mut last = None;
        for symbol in symbols(row.of(text)) {
            let at = row.start + symbol.at;
            let rule = self.numbers.iter().find(|(span, _)| span.covers(at)).copied();
            if let Some((_, number)) = rule.filter(|_| rule != last) {
                starts.push((marks.len(), number));
            }
            last = rule;
            let piece = self.pieces.iter().any(|span| span.covers(at));
            let mark = match (rule, piece) {
                (Some(_), _) => '-',
                (None, true) => '=',
                (None, false) => ' ',
            };
            let wide = if symbol.text == "\t" { TAB } else { symbol.width };
            marks.resize(marks.len() + wide, mark);
            words.push_str(&shown(symbol.text));
        }
        for (start, number) in starts {
            let digits = number.to_string();
            marks.resize(marks.len().max(start + digits.len()), ' ');
            marks.iter_mut().skip(start).zip(digits.chars()).for_each(|(mark, digit)| *mark = digit);
        }
        (words, marks.into_iter().collect())
    }
}

fn shown(symbol: &str) -> String {
    if symbol == "\t" { " ".repeat(TAB) } else { symbol.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_stand_below_their_words_at_every_width() {
        let text = "Thu nội địa đạt 8.132 tỷ đồng";
        let at = |words: &str| text.find(words).map(|start| Span::new(start, start + words.len())).unwrap();
        let marked = Marked {
            span: Span::new(0, text.len()),
            pieces: vec![at("Thu nội địa"), at("8.132 tỷ đồng")],
            numbers: vec![(at("đạt"), 1), (at("tỷ"), 12)],
        };
        let plain = |width| marked.lines(text, Options { width, ..Options::default() });
        assert_eq!(plain(None), "    Thu nội địa đạt 8.132 tỷ đồng\n    =========== 1-- ======12=====\n");
        assert_eq!(plain(Some(20)), "    Thu nội địa đạt\n    =========== 1--\n    8.132 tỷ đồng\n    ======12=====\n");
        let coloured = marked.lines(text, Options { colour: true, ..Options::default() });
        assert!(coloured.contains("\u{1b}[1m") && coloured.lines().count() == 1, "{coloured:?}");
    }
}
