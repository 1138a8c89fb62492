//! What a typed line asks for.
//!
//! In: the line, and the names in the label table `linear_name`, several a command. Out: an [`Order`] with what follows
//! the name. Tones may be left out; so may a name's end, where only one command begins so.

use crate::report::{Labels, Language};
use crate::text::bare;

/// A command of the linear reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// The next paragraph.
    Next,
    /// The paragraph before.
    Previous,
    /// The same paragraph once more.
    Again,
    /// To a paragraph by its number.
    Go,
    /// What the bulletin consists of.
    Outline,
    /// Indicators that miss their target.
    Shortfalls,
    /// What was concluded.
    Conclusions,
    /// The figures, all or those that hold some words.
    Figures,
    /// Who speaks, or what those said whose name holds some words.
    Speakers,
    /// Places that hold some words.
    Search,
    /// What was repaired or is in doubt.
    Notes,
    /// The whole summary.
    Summary,
    /// The summary into a new file.
    Save,
    /// What can be typed.
    Help,
    /// Leave.
    Quit,
}

impl Order {
    /// Every command, in the order in which help tells them.
    pub const ALL: &[Order] = &[
        Order::Next,
        Order::Previous,
        Order::Again,
        Order::Go,
        Order::Shortfalls,
        Order::Conclusions,
        Order::Figures,
        Order::Speakers,
        Order::Outline,
        Order::Search,
        Order::Notes,
        Order::Summary,
        Order::Save,
        Order::Help,
        Order::Quit,
    ];

    /// The key in the label tables `linear_name` and `linear_help`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Order::Next => "next",
            Order::Previous => "previous",
            Order::Again => "again",
            Order::Go => "go",
            Order::Outline => "outline",
            Order::Shortfalls => "shortfalls",
            Order::Conclusions => "conclusions",
            Order::Figures => "figures",
            Order::Speakers => "speakers",
            Order::Search => "search",
            Order::Notes => "notes",
            Order::Summary => "summary",
            Order::Save => "save",
            Order::Help => "help",
            Order::Quit => "quit",
        }
    }

    /// The names of a command in the interface's language, then in the others: parted by commas, the usual one first.
    #[must_use]
    pub fn names(self, labels: &Labels) -> Vec<String> {
        let key = format!("linear_name.{}", self.name());
        let mut names: Vec<String> = labels.get(&key).split(',').map(|n| n.trim().to_owned()).collect();
        for language in [Language::En, Language::Vi] {
            let others = Labels::new(language);
            let others = others.get(&key).split(',').map(|n| n.trim().to_owned());
            for other in others {
                if !names.contains(&other) {
                    names.push(other);
                }
            }
        }
        names
    }
}

/// The command that `line` names, and what follows its name; `None` where none or several begin so.
#[must_use]
pub fn order(line: &str, labels: &Labels) -> Option<(Order, String)> {
    let line = line.trim();
    if line.is_empty() {
        return Some((Order::Next, String::new()));
    }
    if let Some(words) = line.strip_prefix('/') {
        return Some((Order::Search, words.trim().to_owned()));
    }
    let words: Vec<&str> = line.split_whitespace().collect();
    let typed: Vec<String> = words.iter().map(|w| bare(w)).collect();
    // Whole names first, the longest of them, then names that are not typed to their end.
    let mut best: Option<(usize, Order)> = None;
    let mut begun: Vec<Order> = Vec::new();
    for order in Order::ALL {
        for name in order.names(labels) {
            let name: Vec<String> = name.split_whitespace().map(bare).collect();
            if typed.get(..name.len()) == Some(&name) && best.is_none_or(|(length, _)| name.len() > length) {
                best = Some((name.len(), *order));
            }
            let starts = name.first().zip(typed.first()).is_some_and(|(n, t)| n.starts_with(t.as_str()));
            if starts && name.len() == 1 && !begun.contains(order) {
                begun.push(*order);
            }
        }
    }
    let begun = if let [only] = begun.as_slice() { Some((1, *only)) } else { None };
    let (length, order) = best.or(begun)?;
    let rest = words.get(length..).unwrap_or_default().join(" ");
    Some((order, rest))
}
