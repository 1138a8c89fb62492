//! Numerals: the characters of one number → its value.
//!
//! Vietnamese writes 24.042 and 1,387. Numbers written against the rule are read as they must be meant, and told.

use rust_decimal::Decimal;

/// A number as read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Numeral {
    /// The value taken.
    pub value: Decimal,
    /// Whether it is beyond doubt.
    pub doubt: Doubt,
}

/// What is uncertain about a number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Doubt {
    /// Nothing.
    #[default]
    None,
    /// Written against the rule (`18.5`, `1,682,668`), but it can be meant in one way only.
    Repaired,
    /// Three digits after one comma (`214,447`): a decimal by the rule, thousands where the comma is a slip. The other
    /// value.
    Thousands(Decimal),
}

/// What no bulletin counts up to: digits that come to more are a code. So all that is reckoned with numbers fits.
const LIMIT: Decimal = Decimal::from_parts(1_874_919_424, 2_328_306, 0, false, 0);

/// Reads digits with `.` and `,` inside; `None` where they are no number (`10.4.2024`), or too many.
#[must_use]
pub fn read(written: &str) -> Option<Numeral> {
    of_any_size(written).filter(|numeral| numeral.value < LIMIT)
}

/// Reads groups of three parted by blanks: *26 300*, *1 234,5*.
#[must_use]
pub fn spaced(written: &str) -> Option<Numeral> {
    let (whole, rest) = written.split_once(',').unwrap_or((written, ""));
    let digits = |group: &str| group.bytes().all(|b| b.is_ascii_digit());
    let mut groups = whole.split(' ');
    let first = groups.next().is_some_and(|group| (1..=3).contains(&group.len()) && digits(group));
    (first && groups.all(|group| group.len() == 3 && digits(group)) && digits(rest)).then_some(())?;
    read(&written.replace(' ', ""))
}

/// What [`read`] does, without the limit.
fn of_any_size(written: &str) -> Option<Numeral> {
    let groups = |mark: char| {
        let mut parts = written.split(mark);
        let first = parts.next().unwrap_or_default();
        (1..=3).contains(&first.len()) && first != "0" && parts.all(|p| p.len() == 3)
    };
    let plain = |text: &str, doubt| text.parse().ok().map(|value| Numeral { value, doubt });
    let without = |mark: char| written.replace(mark, "");
    let count = |mark: u8| written.bytes().filter(|byte| *byte == mark).count();
    match (count(b'.'), count(b',')) {
        (0, 0) => plain(written, Doubt::None),
        (_, 0) if groups('.') => plain(&without('.'), Doubt::None),
        (1, 0) => plain(written, Doubt::Repaired),
        (0, 1) => {
            let value = plain(&written.replace(',', "."), Doubt::None)?;
            let thousands = groups(',').then(|| without(',').parse().ok()).flatten();
            Some(Numeral { doubt: thousands.map_or(Doubt::None, Doubt::Thousands), ..value })
        }
        (0, _) if groups(',') => plain(&without(','), Doubt::Repaired),
        (_, 1) if written.rfind(',') > written.rfind('.') => {
            let (whole, part) = written.split_once(',')?;
            whole.split('.').skip(1).all(|g| g.len() == 3).then_some(())?;
            plain(&format!("{}.{part}", whole.replace('.', "")), Doubt::None)
        }
        (1, _) if written.rfind('.') > written.rfind(',') => {
            let (whole, part) = written.split_once('.')?;
            whole.split(',').skip(1).all(|g| g.len() == 3).then_some(())?;
            plain(&format!("{}.{part}", whole.replace(',', "")), Doubt::Repaired)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dec(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    #[test]
    fn codes_are_no_numbers() {
        for written in ["79228162514264337593543950335", "12345678901234567", "79.228.162.514.264.337.593"] {
            assert_eq!(read(written), None, "{written}");
        }
        assert_eq!(LIMIT, dec("10000000000000000"));
        assert_eq!(read("1.700.000.000.000.000").map(|n| n.value), Some(dec("1700000000000000")));
        assert_eq!(read("9999999999999999,99").map(|n| n.value), Some(dec("9999999999999999.99")));
    }

    #[test]
    fn marks_are_read_as_vietnamese_writes_them() {
        for (written, value) in [
            ("24.042", "24042"),
            ("8132", "8132"),
            ("1.234,5", "1234.5"),
            ("05", "5"),
            ("9,65", "9.65"),
            ("3.798,254", "3798.254"),
            ("1.050.300", "1050300"),
        ] {
            assert_eq!(read(written), Some(Numeral { value: dec(value), doubt: Doubt::None }), "{written}");
        }
    }

    #[test]
    fn groups_parted_by_blanks_are_one_number() {
        for (written, value) in [("26 300", Some("26300")), ("1 234,5", Some("1234.5")), ("1 234 567", Some("1234567"))]
        {
            assert_eq!(spaced(written).map(|n| n.value), value.map(dec), "{written}");
        }
        assert!(["2 30", "1234 567", "12 a00", "1 234,a", " 234"].iter().all(|written| spaced(written).is_none()));
    }

    #[test]
    fn slips_are_repaired_and_told() {
        for (written, value) in [
            ("18.5", "18.5"),
            ("508.25", "508.25"),
            ("1,682,668", "1682668"),
            ("100.4", "100.4"),
            ("1,234.5", "1234.5"),
        ] {
            assert_eq!(read(written), Some(Numeral { value: dec(value), doubt: Doubt::Repaired }), "{written}");
        }
    }

    #[test]
    fn three_decimals_leave_a_doubt() {
        assert_eq!(read("1,387"), Some(Numeral { value: dec("1.387"), doubt: Doubt::Thousands(dec("1387")) }));
        assert_eq!(read("0,387").unwrap().doubt, Doubt::None);
    }

    #[test]
    fn dates_are_no_numbers() {
        assert_eq!(read("10.4.2024"), None);
        assert_eq!(read("1.2,3,4"), None);
    }
}
