//! The signs and numbers of DOCX lists, which the document keeps beside its text.
//!
//! In: the parts that define lists and styles, then paragraph by paragraph the list it is in. Out: *- *, *1. *, *a) *.

use super::xml::{Piece, walk};
use crate::error::Fault;
use std::collections::HashMap;

/// Levels of a list.
const LEVELS: usize = 9;

/// One level of a list: how its numbers look, and the text around them (*%1.*).
#[derive(Clone, Debug, Default)]
struct Level {
    format: String,
    text: String,
    start: usize,
}

/// The lists of a document, and how far each has come.
#[derive(Debug, Default)]
pub struct Numbering {
    abstracts: HashMap<usize, Vec<Level>>,
    lists: HashMap<usize, usize>,
    styles: HashMap<String, (usize, usize)>,
    counts: HashMap<usize, [usize; LEVELS]>,
}

impl Numbering {
    /// Reads the part that defines lists.
    ///
    /// # Errors
    /// Where it is damaged.
    pub fn read(&mut self, part: &str) -> Result<(), Fault> {
        let (mut current, mut list) = (None, None);
        walk(part, |piece| match piece {
            Piece::Open("abstractNum", attributes) => current = attributes.number("abstractNumId"),
            Piece::Close("abstractNum") => current = None,
            Piece::Open("num", attributes) => list = attributes.number("numId"),
            Piece::Open("abstractNumId", attributes) => {
                if let Some((list, of)) = list.zip(attributes.number("val")) {
                    self.lists.insert(list, of);
                }
            }
            Piece::Open("lvl", _) => {
                if let Some(levels) = current.map(|c| self.abstracts.entry(c).or_default()) {
                    levels.push(Level { start: 1, ..Level::default() });
                }
            }
            Piece::Open(name @ ("numFmt" | "lvlText" | "start"), attributes) => {
                let level = current.and_then(|c| self.abstracts.get_mut(&c)).and_then(|levels| levels.last_mut());
                let Some(level) = level else { return };
                let value = attributes.get("val").unwrap_or_default();
                match name {
                    "numFmt" => level.format = value,
                    "lvlText" => level.text = value,
                    _ => level.start = value.parse().unwrap_or(1),
                }
            }
            _ => {}
        })
    }

    /// Reads the part that defines styles: some put their paragraphs into a list.
    ///
    /// # Errors
    /// Where it is damaged.
    pub fn read_styles(&mut self, part: &str) -> Result<(), Fault> {
        let (mut style, mut level) = (None, 0);
        walk(part, |piece| match piece {
            Piece::Open("style", attributes) => (style, level) = (attributes.get("styleId"), 0),
            Piece::Open("ilvl", attributes) => level = attributes.number("val").unwrap_or_default(),
            Piece::Open("numId", attributes) => {
                if let Some((style, list)) = style.clone().zip(attributes.number("val")) {
                    self.styles.insert(style, (list, level));
                }
            }
            Piece::Close("style") => style = None,
            _ => {}
        })
    }

    /// What stands before a paragraph of this style and list; counts on.
    pub fn sign(&mut self, style: Option<&str>, list: (Option<usize>, usize)) -> String {
        let own = list.0.map(|id| (id, list.1));
        let Some((id, at)) = own.or_else(|| self.styles.get(style?).copied()).filter(|(id, _)| *id > 0) else {
            return String::new();
        };
        let Some(levels) = self.lists.get(&id).and_then(|of| self.abstracts.get(of)) else { return String::new() };
        let Some(level) = levels.get(at) else { return String::new() };
        if level.format == "bullet" {
            return "- ".to_owned();
        }
        if level.format == "none" {
            return String::new();
        }
        let counts = self.counts.entry(id).or_default();
        for (n, count) in counts.iter_mut().enumerate().skip(at) {
            *count = if n == at { *count + 1 } else { 0 };
        }
        let mut text = level.text.clone();
        for (n, count) in counts.iter().enumerate() {
            let mark = format!("%{}", n + 1);
            if text.contains(&mark) {
                let of = levels.get(n);
                let number = of.map_or(1, |l| l.start) + count.saturating_sub(1);
                text = text.replace(&mark, &numeral(of.map_or("", |l| l.format.as_str()), number));
            }
        }
        if text.is_empty() { text } else { text + " " }
    }
}

/// A number as a list writes it.
fn numeral(format: &str, number: usize) -> String {
    match format {
        "lowerLetter" => letter(number, b'a'),
        "upperLetter" => letter(number, b'A'),
        "lowerRoman" => roman(number).to_lowercase(),
        "upperRoman" => roman(number),
        _ => number.to_string(),
    }
}

fn letter(number: usize, first: u8) -> String {
    let nth = u8::try_from(number.saturating_sub(1) % 26).unwrap_or_default();
    char::from(first + nth).to_string()
}

fn roman(mut number: usize) -> String {
    const SIGNS: [(usize, &str); 9] =
        [(100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")];
    if number > 399 {
        return number.to_string();
    }
    let mut out = String::new();
    for (value, sign) in SIGNS {
        while number >= value {
            out.push_str(sign);
            number -= value;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_count_level_by_level() {
        let part = "<numbering><abstractNum abstractNumId='0'>\
            <lvl ilvl='0'><start val='1'/><numFmt val='upperRoman'/><lvlText val='%1.'/></lvl>\
            <lvl ilvl='1'><start val='1'/><numFmt val='lowerLetter'/><lvlText val='%2)'/></lvl></abstractNum>\
            <num numId='7'><abstractNumId val='0'/></num></numbering>";
        let mut numbering = Numbering::default();
        numbering.read(part).unwrap();
        let signs: Vec<String> = [0, 1, 1, 0, 1].iter().map(|at| numbering.sign(None, (Some(7), *at))).collect();
        assert_eq!(signs, ["I. ", "a) ", "b) ", "II. ", "a) "]);
        assert_eq!(numbering.sign(None, (Some(8), 0)), "");
    }
}
