//! The language that the locale asks for.

use crate::report::Language;

/// The language of `LC_ALL`, `LC_MESSAGES` or `LANG`, the first that is set: Vietnamese where it says `vi`.
pub(super) fn language() -> Language {
    let names = ["LC_ALL", "LC_MESSAGES", "LANG"];
    named(names.iter().filter_map(|name| std::env::var(name).ok()))
}

fn named(mut values: impl Iterator<Item = String>) -> Language {
    let set = values.find(|v| !v.is_empty()).unwrap_or_default();
    let tag = set.split(['_', '.', '@', '-']).next().unwrap_or_default();
    if tag.eq_ignore_ascii_case("vi") { Language::Vi } else { Language::En }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_that_is_set_decides() {
        let of = |values: &[&str]| named(values.iter().map(|v| (*v).to_owned()));
        for (values, want) in [
            (vec!["vi_VN.UTF-8"], Language::Vi),
            (vec!["", "vi"], Language::Vi),
            (vec!["C", "vi_VN"], Language::En),
            (vec!["en_US.UTF-8"], Language::En),
            (vec!["vie"], Language::En),
            (vec![], Language::En),
        ] {
            assert_eq!(of(&values), want, "{values:?}");
        }
    }
}
