//! XML as a stream of what matters, within limits.
//!
//! In: a document's text. Out: elements and texts, handed over one by one. Entities of the document's own are never
//! expanded, and nesting has a limit, so that no document grows while it is read.

use crate::error::{Code, Fault};
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

/// How deep elements may nest.
const DEPTH: usize = 512;

/// A piece of a document.
pub enum Piece<'a> {
    /// An element begins: its name without a prefix, its attributes.
    Open(&'a str, Attributes<'a>),
    /// An element ends.
    Close(&'a str),
    /// Text between them.
    Text(&'a str),
}

/// The attributes of an element.
pub struct Attributes<'a>(&'a BytesStart<'a>);

impl Attributes<'_> {
    /// The value of the attribute of this name, whatever its prefix.
    pub fn get(&self, name: &str) -> Option<String> {
        let mut all = self.0.attributes();
        let found = all.with_checks(false).filter_map(Result::ok).find(|a| a.key.local_name().as_ref() == name)?;
        let value = quick_xml::escape::unescape(&found.value).map(std::borrow::Cow::into_owned);
        Some(value.unwrap_or_else(|_| found.value.into_owned()))
    }

    /// The number in the attribute of this name.
    pub fn number(&self, name: &str) -> Option<usize> {
        self.get(name)?.trim().parse().ok()
    }
}

/// Hands every piece of `xml` to `each`.
///
/// # Errors
/// What is wrong with it, and what to do.
pub fn walk(xml: &str, mut each: impl FnMut(Piece<'_>)) -> Result<(), Fault> {
    let mut reader = Reader::from_str(xml);
    reader.config_mut().check_end_names = false;
    reader.config_mut().allow_unmatched_ends = true;
    let mut depth = 0_usize;
    loop {
        match reader.read_event() {
            Ok(Event::Start(start)) => {
                depth += 1;
                if depth > DEPTH {
                    return Err(Code::XmlDeep.with(DEPTH));
                }
                each(Piece::Open(start.local_name().as_ref(), Attributes(&start)));
            }
            Ok(Event::Empty(start)) => {
                each(Piece::Open(start.local_name().as_ref(), Attributes(&start)));
                each(Piece::Close(start.local_name().as_ref()));
            }
            Ok(Event::End(end)) => {
                depth = depth.saturating_sub(1);
                each(Piece::Close(end.local_name().as_ref()));
            }
            Ok(Event::Text(text)) => each(Piece::Text(&text)),
            Ok(Event::CData(text)) => each(Piece::Text(&text)),
            Ok(Event::GeneralRef(name)) => {
                if let Some(c) = name.resolve_char_ref().ok().flatten().or_else(|| predefined(&name)) {
                    each(Piece::Text(c.encode_utf8(&mut [0; 4])));
                }
            }
            Ok(Event::Eof) => return Ok(()),
            Ok(_) => {}
            Err(error) => {
                return Err(Code::XmlDamaged.with(reader.error_position()).with(error));
            }
        }
    }
}

fn predefined(name: &str) -> Option<char> {
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        "nbsp" => Some(' '),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(xml: &str) -> Result<String, Fault> {
        let mut out = String::new();
        walk(xml, |piece| {
            if let Piece::Text(text) = piece {
                out.push_str(text);
            }
        })?;
        Ok(out)
    }

    #[test]
    fn references_are_resolved_and_entities_of_the_document_are_not() {
        assert_eq!(texts("<a>x &amp; &#273;<b>&#x1ea1;</b></a>").unwrap(), "x & đạ");
        let laughs = "<!DOCTYPE a [<!ENTITY x \"ha\"><!ENTITY y \"&x;&x;&x;\">]><a>&y;!</a>";
        assert_eq!(texts(laughs).unwrap(), "!");
    }

    #[test]
    fn deep_nesting_is_told() {
        let error = texts(&"<a>".repeat(100_000)).unwrap_err().to_string();
        assert!(error.contains("512 deep"), "{error}");
    }
}
