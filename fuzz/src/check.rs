//! What must hold whatever comes in.

use bantin::load::{self, Loaded};
use bantin::model::Bulletin;
use bantin::report::{self, Labels, Language, Options};
use std::sync::Once;

/// The labels of the interface.
#[must_use]
pub fn labels() -> Labels {
    Labels::new(Language::Vi)
}

/// A panic that the program catches and tells is a finding all the same: the library that fell is told first.
pub fn told(name: &str, bytes: &[u8]) -> Option<Loaded> {
    quiet();
    match load::from_bytes(name, bytes) {
        Ok(loaded) => {
            let normal = bantin::text::normalise(&loaded.text).text;
            assert!(!normal.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\t')), "steers the terminal");
            Some(loaded)
        }
        Err(error) => {
            let error = error.to_string();
            assert!(error.contains("; ") && !error.chars().any(char::is_control), "{error:?}");
            None
        }
    }
}

/// libFuzzer ends at every panic, those that the program catches included: a library that is brought down is told like
/// a damaged file, so it is no finding. What is not caught is.
fn quiet() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let ends = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |what| {
            if !load::is_guarded() || std::env::var_os("BANTIN_STRICT").is_some() {
                ends(what);
            }
        }));
    });
}

/// What must hold of a bulletin: every span lies on whole letters, and it can be told in every form.
pub fn holds(bulletin: &Bulletin) {
    let labels = labels();
    let json = report::json::to_string(bulletin, &labels);
    let value: serde_json::Value = serde_json::from_str(&json).expect("the JSON is JSON");
    spans(&value, &bulletin.text);
    assert_eq!(value["figures"].as_array().map_or(0, Vec::len), bulletin.figures.len());
    let page = report::summary(bulletin, &labels);
    for options in [Options::default(), Options { width: Some(72), ..Options::default() }] {
        let text = report::text(&page, &labels, options);
        assert!(!text.chars().any(|c| c.is_control() && c != '\n'), "{text:?}");
    }
    let _ = (report::markdown(&page), report::html(&page, &labels));
}

/// Two whole numbers in a list are a span wherever they stand in the model.
fn spans(value: &serde_json::Value, text: &str) {
    match value {
        serde_json::Value::Array(all) => {
            if let [start, end] = all.as_slice()
                && let (Some(start), Some(end)) = (start.as_u64(), end.as_u64())
            {
                let (start, end) = (start as usize, end as usize);
                assert!(start <= end && text.get(start..end).is_some(), "{start}..{end} of {}", text.len());
            }
            all.iter().for_each(|v| spans(v, text));
        }
        serde_json::Value::Object(all) => all.values().for_each(|v| spans(v, text)),
        _ => {}
    }
}
