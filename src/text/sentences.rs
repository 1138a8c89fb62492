//! Sentences of a paragraph.
//!
//! A stop, an exclamation or question mark or an ellipsis ends a sentence where a blank and a capital, a quote, a digit
//! or a bullet follows; one without end is cut at its marks. Not after an abbreviation that the caller names, nor after initials (`NG.OANH`, `P.V`).

use super::{Kind, Span, Token};
use std::ops::Range;

/// The sentences of the paragraph at `span`, whose tokens are `tokens`: each with the tokens that it has among them.
/// `abbreviation` tells whether a word before a stop is cut short (*TP*, *TS*).
pub fn sentences(
    text: &str,
    span: Span,
    tokens: &[Token],
    abbreviation: &dyn Fn(&str) -> bool,
    out: &mut dyn FnMut(Span, Range<usize>),
) {
    let part = span.of(text);
    let mut start = 0;
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        at += 1;
        let Kind::Mark(mark @ ('.' | '!' | '?' | '…')) = token.kind else { continue };
        while tokens.get(at).is_some_and(|t| !t.spaced && closes(t.kind)) {
            at += 1;
        }
        let end = tokens.get(at - 1).map_or(token.span.end, |t| t.span.end) - span.start;
        let rest = part.get(end..).unwrap_or_default();
        if at < tokens.len() && ends_here(part, token.span.start - span.start, mark, rest, abbreviation) {
            push(tokens, start..at, out);
            start = at;
        }
    }
    push(tokens, start..tokens.len(), out);
}

fn closes(kind: Kind) -> bool {
    matches!(kind, Kind::Mark('.' | '!' | '?' | '…' | '"' | '”' | '’' | '\'' | ')' | ']' | '»'))
}

/// Tokens of the longest sentence; a text without stops is cut at its marks.
const LONGEST: usize = 1_000;

fn push(tokens: &[Token], mut range: Range<usize>, out: &mut dyn FnMut(Span, Range<usize>)) {
    while range.len() > LONGEST {
        let end = cut(tokens, range.start..range.start + LONGEST);
        push(tokens, range.start..end, out);
        range.start = end;
    }
    let all = tokens.get(range.clone()).unwrap_or_default();
    if let Some((first, last)) = all.first().zip(all.last()) {
        out(first.span.join(last.span), range);
    }
}

/// Where a sentence is cut that is longer than `range`: behind the last semicolon of its later half, else the last comma.
fn cut(tokens: &[Token], range: Range<usize>) -> usize {
    let half = range.start + range.len() / 2;
    let later = tokens.get(half..range.end).unwrap_or_default();
    let last = |mark: char| later.iter().rposition(|token| token.kind == Kind::Mark(mark));
    last(';').or_else(|| last(',')).map_or(range.end, |at| half + at + 1)
}

fn ends_here(part: &str, at: usize, mark: char, rest: &str, abbreviation: &dyn Fn(&str) -> bool) -> bool {
    if !rest.starts_with([' ', '\n']) {
        return false;
    }
    let next = rest.trim_start().chars().next().unwrap_or(' ');
    let opens = next.is_uppercase()
        || next.is_ascii_digit()
        || matches!(next, '"' | '“' | '‘' | '\'' | '(' | '[' | '*' | '-' | '+' | '•' | '–' | '«');
    if !opens {
        return false;
    }
    if mark != '.' {
        return true;
    }
    let before = part.get(..at).unwrap_or_default();
    if is_list_number(before) {
        return false;
    }
    let word = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    !(abbreviation(word)
        || word.chars().count() == 1
            && word.chars().all(char::is_uppercase)
            && before.ends_with(|c: char| c.is_alphabetic())
            && initials(before))
}

/// Whether all that stands before the stop is the number of a list's item (*1*, *2.1*, *IV*, *a*).
fn is_list_number(before: &str) -> bool {
    let number = before.trim_start();
    let digits = number.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    let roman = number.bytes().all(|b| matches!(b, b'I' | b'V' | b'X'));
    !number.is_empty() && number.len() <= 5 && (digits || roman || number.chars().count() == 1)
}

/// Whether the text ends in an initial: one capital after a blank, a stop or the start.
fn initials(before: &str) -> bool {
    let mut back = before.chars().rev();
    back.next();
    back.next().is_none_or(|c| c == '.' || c == ' ')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<&str> {
        let short = |w: &str| matches!(w, "TP" | "Tp" | "TS");
        let (mut tokens, mut out) = (Vec::new(), Vec::new());
        let span = Span::new(0, text.len());
        super::super::tokens(text, span, &mut tokens);
        sentences(text, span, &tokens, &short, &mut |span, _| out.push(span.of(text)));
        out
    }

    #[test]
    fn a_number_may_end_a_sentence() {
        assert_eq!(
            split("Xong trong tháng 12. Về đầu tư, tăng 1.5%."),
            ["Xong trong tháng 12.", "Về đầu tư, tăng 1.5%."]
        );
    }

    #[test]
    fn abbreviations_and_initials_do_not_end_one() {
        assert_eq!(
            split("Tại TP. Hải Phòng và TS. Nguyễn A. Bình nói."),
            ["Tại TP. Hải Phòng và TS. Nguyễn A. Bình nói."]
        );
    }

    #[test]
    fn the_number_of_an_item_is_no_sentence() {
        assert_eq!(split("7. Nhiệm vụ tháng 6"), ["7. Nhiệm vụ tháng 6"]);
        assert_eq!(split("IV. Giải pháp. Làm ngay."), ["IV. Giải pháp.", "Làm ngay."]);
    }

    #[test]
    fn closing_quotes_stay_with_their_sentence() {
        assert_eq!(split("“Làm ngay.” Ông nói."), ["“Làm ngay.”", "Ông nói."]);
        assert_eq!(split("Khoá IX… Rồi xong. /."), ["Khoá IX…", "Rồi xong. /."]);
    }

    #[test]
    fn a_text_without_stops_is_cut_at_its_marks_and_loses_nothing() {
        for (text, end) in [("thu năm tỷ; chi sáu, ", ';'), ("thu năm tỷ, ", ','), ("thu ", 'u')] {
            let text = text.repeat(8_000);
            let sentences = split(&text);
            assert!(sentences.len() > 4 && sentences.iter().all(|s| s.len() < 8_000), "{}", sentences.len());
            assert!(sentences.iter().rev().skip(1).all(|s| s.ends_with(end)), "{}", sentences[0]);
            let kept: usize = sentences.iter().map(|s| s.replace(' ', "").len()).sum();
            assert_eq!(kept, text.replace(' ', "").len());
        }
    }

    #[test]
    fn what_follows_in_lower_case_goes_on() {
        assert_eq!(split("điện tử, v.v. đều tăng. Hết."), ["điện tử, v.v. đều tăng.", "Hết."]);
    }
}
