//! Sentences of a paragraph.
//!
//! A stop, an exclamation or question mark or an ellipsis ends a sentence where a blank and a capital, a quote, a digit
//! or a bullet follows. Not after an abbreviation that the caller names, nor after initials (`NG.OANH`, `P.V`).

use super::Span;

/// The sentences of the paragraph at `span`. `abbreviation` tells whether a word before a stop is cut short (*TP*, *TS*).
pub fn sentences(text: &str, span: Span, abbreviation: &dyn Fn(&str) -> bool) -> Vec<Span> {
    let part = span.of(text);
    let mut out = Vec::new();
    let mut start = 0;
    let mut chars = part.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if !matches!(c, '.' | '!' | '?' | '…') {
            continue;
        }
        let mut end = at + c.len_utf8();
        while let Some(&(i, d)) = chars.peek() {
            if !matches!(d, '.' | '!' | '?' | '…' | '"' | '”' | '’' | '\'' | ')' | ']' | '»') {
                break;
            }
            end = i + d.len_utf8();
            chars.next();
        }
        let rest = part.get(end..).unwrap_or_default();
        if rest.trim_start().is_empty() || !ends_here(part, at, c, rest, abbreviation) {
            continue;
        }
        push(&mut out, span.start, part, start, end);
        start = end;
    }
    push(&mut out, span.start, part, start, part.len());
    out
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

fn push(out: &mut Vec<Span>, base: usize, part: &str, start: usize, end: usize) {
    let piece = part.get(start..end).unwrap_or_default();
    let lead = piece.len() - piece.trim_start().len();
    let body = piece.trim();
    if !body.is_empty() {
        out.push(Span::new(base + start + lead, base + start + lead + body.len()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<&str> {
        let short = |w: &str| matches!(w, "TP" | "Tp" | "TS");
        sentences(text, Span::new(0, text.len()), &short).into_iter().map(|s| s.of(text)).collect()
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
    fn what_follows_in_lower_case_goes_on() {
        assert_eq!(split("điện tử, v.v. đều tăng. Hết."), ["điện tử, v.v. đều tăng.", "Hết."]);
    }
}
