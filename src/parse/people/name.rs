//! Names of persons in running text: where one starts and ends.
//!
//! A name is a run of two to five capitalised words that a surname opens and that is no place's name. Where an office
//! or a place stands right before it (*UBND quận Hải An Phùng Thị Mỹ Lệ*) the longest part of at most four words that a
//! surname opens is the name.

use super::words::Words;
use crate::rules::{Cue, Gives};
use crate::text::Kind;

/// Most words of an ordinary name, and of any.
const USUAL: usize = 4;
const LONGEST: usize = 5;
/// Tokens after which a run of capitals is no name.
const FAR: usize = 3 * LONGEST;

/// The token after the name that a surname opens at `at`.
#[must_use]
pub fn full(words: &Words<'_>, at: usize) -> Option<usize> {
    if !words.is_capital(at) || !is_surname(words, at) {
        return None;
    }
    let end = run(words, at);
    let count = count(words, at, end);
    let fits = match count {
        0 | 1 => false,
        2..=USUAL => true,
        // *Y Thanh Hà Niê Kđăm*: a letter opens a name, and is the end of none.
        LONGEST if words.word(at).chars().nth(1).is_none() => true,
        LONGEST => !(at + 1..end).any(|i| is_surname(words, i) && (2..=USUAL).contains(&(end - i))),
        _ => false,
    };
    (fits && !is_of_place(words, at, count)).then_some(end)
}

/// *K'Briu*: the token after a name of one word, which an apostrophe ties to a letter.
#[must_use]
pub fn tied(words: &Words<'_>, at: usize) -> Option<usize> {
    if !words.is_capital(at) || !is_surname(words, at) {
        return None;
    }
    let end = run(words, at);
    (end > at + 1 && count(words, at, end) == 1).then_some(end)
}

/// The token after a run of capitalised words at `at`, whatever they are: a name for one who is called so.
#[must_use]
pub fn any(words: &Words<'_>, at: usize) -> Option<usize> {
    let foreign =
        |cue| matches!(cue, Cue::Office | Cue::StandsFor | Cue::Organ | Cue::Body | Cue::Level | Cue::Honorific);
    if !words.is_capital(at) || words.cue(at).is_some_and(|(cue, _, _)| foreign(cue)) {
        return None;
    }
    let end = run(words, at);
    // *ông Đồng Văn Quyến*: a name may open like a place's.
    if place_end(words, at).is_some_and(|place| place >= end) {
        return None;
    }
    (end > at && count(words, at, end) <= LONGEST).then_some(end)
}

/// Whether a place's name starts at `at`.
#[must_use]
pub fn is_place(words: &Words<'_>, at: usize) -> bool {
    place_end(words, at).is_some()
}

/// The token after the place's name at `at`.
#[must_use]
pub fn place_end(words: &Words<'_>, at: usize) -> Option<usize> {
    words.name_cue(at).filter(|(cue, _, _)| *cue == Cue::Place && words.is_capital(at)).map(|(_, _, end)| end)
}

/// Whether a surname stands at `at`: one that a rule knows, or whatever stands before a middle name (*Lự Văn Pành*).
fn is_surname(words: &Words<'_>, at: usize) -> bool {
    let named = |at: usize| words.is_capital(at) && is_title_case(words.word(at));
    words.name_cue(at).is_some_and(|(cue, _, _)| cue == Cue::Surname)
        || named(at) && is_middle(words, at + 1) && named(at + 1) && named(at + 2) && words.name_cue(at).is_none()
}

fn is_middle(words: &Words<'_>, at: usize) -> bool {
    let also = |gives: &Gives| matches!(gives, Gives::Name(name) if name == "middle");
    words.name_cue(at).is_some_and(|(cue, gives, _)| cue == Cue::Middle || cue == Cue::Surname && also(gives))
}

/// After the name of a district or a commune's level comes its own name first.
fn is_of_place(words: &Words<'_>, at: usize, count: usize) -> bool {
    let named = |gives: &Gives| matches!(gives, Gives::Name(name) if name == "named");
    let is_level = |(cue, _, start): &(Cue, &Gives, usize)| {
        *cue == Cue::Level && (words.is_small(*start) || is_upper(words.word(*start)))
    };
    let is_lower = |(cue, gives, _): (Cue, &Gives, usize)| cue == Cue::Body && *gives != Gives::Nothing;
    let level = words.cue_before(at).filter(is_level);
    // *thành phố Hòa An Bùi Sỹ Lâm*: the second word of the place may be a surname.
    let place = at > 1 && words.is_capital(at - 1) && !is_surname(words, at - 1);
    let level_of_two = place.then(|| words.cue_before(at - 1)).flatten().filter(|_| !is_upper(words.word(at - 1)));
    if level_of_two.as_ref().is_some_and(is_level) && is_surname(words, at + 1) && (3..=LONGEST).contains(&count) {
        return true;
    }
    match level {
        // *phường Đinh Thị Bạch Huệ*: a middle name is none of a place.
        Some((_, gives, _)) if named(gives) && !is_middle(words, at + 1) => {
            count == 2 || count >= USUAL && is_surname(words, at + 2)
        }
        // *Bí thư Huyện ủy Yên Khê*
        _ => count == 2 && !is_middle(words, at + 1) && words.cue_before(at).is_some_and(is_lower),
    }
}

/// The token after the capitalised words that start at `at`; apostrophes within a word are part of it.
fn run(words: &Words<'_>, at: usize) -> usize {
    let upper = is_upper(words.word(at)) && is_upper(words.word(at + 1));
    let mut end = at;
    while end < words.len().min(at + FAR) {
        let tied = words.tokens.get(end + 1).is_some_and(|t| !t.spaced && t.kind == Kind::Word);
        if end > at && matches!(words.mark(end), Some('\'' | '\u{2019}')) && tied {
            end += 1;
            continue;
        }
        let word = words.word(end);
        let fits = words.is_capital(end) && if upper { is_upper(word) } else { is_title_case(word) };
        if !fits || end > at && words.cue(end).is_some_and(|(cue, _, _)| cue == Cue::Office) {
            break;
        }
        end += 1;
    }
    end
}

/// Words in a run, those tied by an apostrophe counted as one.
fn count(words: &Words<'_>, at: usize, end: usize) -> usize {
    let marks = (at..end).filter(|&i| words.mark(i).is_some()).count();
    (end - at).saturating_sub(2 * marks)
}

fn is_upper(word: &str) -> bool {
    word.chars().count() > 1 && word.chars().all(char::is_uppercase)
}

fn is_title_case(word: &str) -> bool {
    let mut chars = word.chars();
    chars.next().is_some_and(char::is_uppercase) && (chars.clone().next().is_none() || chars.any(char::is_lowercase))
}
