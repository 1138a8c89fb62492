//! The model as JSON.
//!
//! In: bulletins. Out: the object that the contract describes, one bulletin each; warnings in words. Numbers are exact
//! decimals without trailing zeros. One line a figure, so that a person can read it and a line tool can take it apart.

use super::Labels;
use crate::model::Bulletin;
use crate::text::Span;
use serde::{Serialize, Serializer as _};
use serde_json::ser::{CompactFormatter, Formatter, Serializer};
use std::io::{self, Write};

/// The contract's object: the model, its warnings in words and their places.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct Object<'a> {
    #[serde(flatten)]
    bulletin: &'a Bulletin,
    /// What was skipped, repaired or is in doubt, in words.
    warnings: Vec<String>,
    /// The places in the text that each warning speaks of.
    warning_places: Vec<&'a [Span]>,
}

impl<'a> Object<'a> {
    fn new(bulletin: &'a Bulletin, labels: &Labels) -> Self {
        let warnings = bulletin.warnings.iter().map(|w| labels.warning(w)).collect();
        let warning_places = bulletin.warnings.iter().map(|w| w.places.as_slice()).collect();
        Self { bulletin, warnings, warning_places }
    }
}

/// Writes one bulletin as one line, without the line's end.
///
/// # Errors
/// Where `out` cannot be written to.
pub fn write_line(out: impl Write, bulletin: &Bulletin, labels: &Labels) -> io::Result<()> {
    let mut serializer = Serializer::with_formatter(out, Exact::line());
    Ok(Object::new(bulletin, labels).serialize(&mut serializer)?)
}

/// Writes one bulletin over several lines, `depth` levels of lists around it, without the last line's end.
///
/// # Errors
/// Where `out` cannot be written to.
pub fn write_pages(out: impl Write, bulletin: &Bulletin, labels: &Labels, depth: usize) -> io::Result<()> {
    let mut serializer = Serializer::with_formatter(out, Exact::pages(depth));
    Ok(Object::new(bulletin, labels).serialize(&mut serializer)?)
}

/// One bulletin as JSON over several lines.
#[must_use]
pub fn to_string(bulletin: &Bulletin, labels: &Labels) -> String {
    let mut out = Vec::new();
    // Writing to memory cannot fail.
    let _ = write_pages(&mut out, bulletin, labels, 0);
    String::from_utf8(out).unwrap_or_default()
}

/// A text as a JSON string, quotes included.
#[must_use]
pub fn quoted(text: &str) -> String {
    let mut out = Vec::new();
    let _ = Serializer::new(&mut out).serialize_str(text);
    String::from_utf8(out).unwrap_or_default()
}

/// Writes numbers without trailing zeros, and breaks lines in the object and its lists only.
struct Exact {
    compact: CompactFormatter,
    /// Whether the object's members, and the members of its lists, stand on lines of their own.
    broken: bool,
    base: usize,
    depth: usize,
    /// Whether what is open at the second level is a list.
    list: bool,
    filled: bool,
}

impl Exact {
    fn line() -> Self {
        Self { compact: CompactFormatter, broken: false, base: 0, depth: 0, list: false, filled: false }
    }

    fn pages(base: usize) -> Self {
        Self { broken: true, base, ..Self::line() }
    }

    fn breaks(&self) -> bool {
        self.broken && (self.depth == 1 || self.depth == 2 && self.list)
    }

    fn open(&mut self, out: &mut (impl Write + ?Sized), mark: &[u8]) -> io::Result<()> {
        self.depth += 1;
        self.filled = false;
        if self.depth == 2 {
            self.list = mark == b"[";
        }
        out.write_all(mark)
    }

    fn close(&mut self, out: &mut (impl Write + ?Sized), mark: &[u8]) -> io::Result<()> {
        let broken = self.breaks() && self.filled;
        self.depth = self.depth.saturating_sub(1);
        if broken {
            self.indent(out)?;
        }
        self.filled = true;
        out.write_all(mark)
    }

    fn next(&mut self, out: &mut (impl Write + ?Sized), first: bool) -> io::Result<()> {
        if !first {
            out.write_all(b",")?;
        }
        if self.breaks() {
            return self.indent(out);
        }
        if !first && self.broken { out.write_all(b" ") } else { Ok(()) }
    }

    fn indent(&self, out: &mut (impl Write + ?Sized)) -> io::Result<()> {
        out.write_all(b"\n")?;
        (0..self.base + self.depth).try_for_each(|_| out.write_all(b"  "))
    }
}

impl Formatter for Exact {
    fn write_number_str<W: ?Sized + Write>(&mut self, out: &mut W, value: &str) -> io::Result<()> {
        let value = match value.contains('.') && !value.contains(['e', 'E']) {
            true => value.trim_end_matches('0').trim_end_matches('.'),
            false => value,
        };
        self.compact.write_number_str(out, value)
    }

    fn begin_array<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.open(out, b"[")
    }

    fn end_array<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.close(out, b"]")
    }

    fn begin_array_value<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.next(out, first)
    }

    fn end_array_value<W: ?Sized + Write>(&mut self, _: &mut W) -> io::Result<()> {
        self.filled = true;
        Ok(())
    }

    fn begin_object<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.open(out, b"{")
    }

    fn end_object<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.close(out, b"}")
    }

    fn begin_object_key<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.next(out, first)
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        out.write_all(if self.broken { b": " } else { b":" })
    }

    fn end_object_value<W: ?Sized + Write>(&mut self, _: &mut W) -> io::Result<()> {
        self.filled = true;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::figure::Canonical;
    use crate::model::warning::Code;
    use crate::model::{Decimal, Figure, Quantity, Warning};
    use crate::report::Language;

    fn bulletin() -> Bulletin {
        let quantity = |amount: &str| Quantity {
            amount: amount.parse().unwrap(),
            unit: "tỷ USD".into(),
            canonical: Some(Canonical { amount: Decimal::from(6_590_000_000_u64), unit: "USD".into() }),
            ..Quantity::default()
        };
        let figure =
            |id, amount| Figure { id, indicator: "x".into(), value: Some(quantity(amount)), ..Figure::default() };
        Bulletin {
            schema: crate::model::bulletin::SCHEMA.into(),
            figures: vec![figure(0, "6.590"), figure(1, "24042"), figure(2, "-0.83"), figure(3, "100")],
            warnings: vec![Warning {
                code: Code::NumberRepaired,
                args: vec!["8132".into(), "8.132".into()],
                places: vec![Span::new(3, 7)],
            }],
            ..Bulletin::default()
        }
    }

    #[test]
    fn decimals_are_plain_numbers_without_trailing_zeros() {
        let text = to_string(&bulletin(), &Labels::new(Language::Vi));
        for number in ["\"amount\": 6.59,", "\"amount\": 24042,", "\"amount\": -0.83,", "\"amount\": 100,"] {
            assert!(text.contains(number), "{number} in {text}");
        }
        assert!(text.contains("\"amount\": 6590000000,"), "{text}");
    }

    #[test]
    fn what_is_written_reads_back_the_same() {
        let (before, labels) = (bulletin(), Labels::new(Language::En));
        let mut line = Vec::new();
        write_line(&mut line, &before, &labels).unwrap();
        assert!(!line.contains(&b'\n'));
        for text in [String::from_utf8(line).unwrap(), to_string(&before, &labels)] {
            // The words of the warnings are not the model's own.
            let after: Bulletin = serde_json::from_str(&text).unwrap();
            assert_eq!(after, Bulletin { warnings: Vec::new(), ..before.clone() });
        }
    }

    #[test]
    fn warnings_are_put_into_words_and_keep_their_places() {
        let value: serde_json::Value =
            serde_json::from_str(&to_string(&bulletin(), &Labels::new(Language::En))).unwrap();
        assert_eq!(value["warnings"][0], "“8132” is written against the rule; read as 8.132.");
        assert_eq!(value["warning_places"][0][0][0].to_string(), "3");
    }
}
