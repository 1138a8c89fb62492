//! Fills the slots of a text, and those of what it must say with the same draws.

use super::chance::Chance;
use super::data::{Better, Class, DATA};
use bantin::model::Decimal;
use std::collections::{BTreeMap, BTreeSet};

/// How a text writes its numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// 12.345,6
    Dotted,
    /// 12 345,6
    Spaced,
    /// 12345,6
    Bare,
}

/// What holds for all of a bulletin.
pub struct Whole {
    pub style: Style,
    /// Months of the year that have passed.
    pub months: i64,
    pub year: i64,
    /// Indicators that were named.
    pub used: BTreeSet<String>,
}

#[derive(Clone)]
pub struct Indicator {
    pub name: String,
    pub class: Class,
    /// Its parts, of a whole.
    parts: Vec<String>,
}

#[derive(Clone)]
enum Bound {
    Number(Decimal),
    Up(bool),
    Word(String),
    Indicator(Box<Indicator>),
}

/// The draws of one sentence.
pub struct Scope<'a> {
    pub whole: &'a mut Whole,
    pub chance: &'a mut Chance,
    bound: BTreeMap<String, Bound>,
}

impl<'a> Scope<'a> {
    pub fn new(whole: &'a mut Whole, chance: &'a mut Chance) -> Self {
        Self { whole, chance, bound: BTreeMap::new() }
    }

    /// Binds a name to words.
    pub fn bind(&mut self, name: &str, words: &str) {
        self.bound.insert(name.to_owned(), Bound::Word(words.to_owned()));
    }

    /// Binds a name to an indicator of one of some classes.
    pub fn bind_indicator(&mut self, name: &str, classes: &[String]) {
        let class = self.chance.pick(classes).clone();
        self.draw(name, &class);
    }

    /// The text with its slots filled; what is not bound yet is drawn.
    pub fn text(&mut self, template: &str) -> String {
        each_slot(template, |slot| {
            let (name, kind) = slot.split_once(':').unwrap_or((slot, ""));
            if !kind.is_empty() {
                self.draw(name, kind);
            }
            self.written(name)
        })
    }

    /// What must be said, by what is bound.
    pub fn says(&self, template: &str) -> String {
        each_slot(template, |slot| self.plain(slot))
    }

    /// Which direction is worse for the indicator that a line of `says` begins with.
    pub fn better(&self, template: &str) -> Better {
        let name = template.strip_prefix('{').and_then(|rest| rest.split_once('}')).map_or("", |(name, _)| name);
        match self.bound.get(name) {
            Some(Bound::Indicator(indicator)) => indicator.class.better,
            _ if template.contains("less is better") => Better::Less,
            _ => Better::More,
        }
    }

    fn written(&mut self, name: &str) -> String {
        match name {
            "@month" => return self.whole.months.to_string(),
            "@year" => return self.whole.year.to_string(),
            _ => {}
        }
        if let Some((of, field)) = name.split_once('.') {
            let indicator = self.indicator(of);
            if field == "u" {
                return indicator.class.unit;
            }
            if !self.bound.contains_key(name) {
                let number = number_of(&indicator.class, self.chance);
                self.bound.insert(name.to_owned(), Bound::Number(number));
            }
        }
        match self.bound.get(name) {
            Some(Bound::Number(number)) => write(*number, self.whole.style),
            Some(Bound::Up(up)) => (if *up { &DATA.sentences.up } else { &DATA.sentences.down }).clone(),
            Some(Bound::Word(words)) => words.clone(),
            Some(Bound::Indicator(indicator)) => indicator.name.clone(),
            None => {
                let list = DATA.lists.get(name).unwrap_or_else(|| panic!("{{{name}}} is bound to nothing"));
                self.chance.pick(list).clone()
            }
        }
    }

    fn plain(&self, slot: &str) -> String {
        let number = |name: &str| match self.bound.get(name) {
            Some(Bound::Number(number)) => *number,
            _ => panic!("{{{name}}} is no number"),
        };
        let signed = |n: Decimal| format!("{}{}", if n.is_sign_negative() { "−" } else { "+" }, n.abs().normalize());
        if slot == "@month" {
            return self.whole.months.to_string();
        }
        if let Some(name) = slot.strip_suffix("-100") {
            return signed(number(name) - Decimal::ONE_HUNDRED);
        }
        if let Some(name) = slot.strip_suffix("+100") {
            return (number(name) + Decimal::ONE_HUNDRED).normalize().to_string();
        }
        if let Some(name) = slot.strip_prefix("100-") {
            return (Decimal::ONE_HUNDRED - number(name)).normalize().to_string();
        }
        if let Some((whole, thousandths)) = slot.split_once('&') {
            return (number(whole) + number(thousandths) / Decimal::ONE_THOUSAND).normalize().to_string();
        }
        if let Some(of) = slot.strip_suffix(".u") {
            return self.indicator(of).class.unit;
        }
        match self.bound.get(slot) {
            Some(Bound::Number(number)) => number.normalize().to_string(),
            Some(Bound::Up(up)) => (if *up { "+" } else { "−" }).to_owned(),
            Some(Bound::Word(words)) => words.clone(),
            Some(Bound::Indicator(indicator)) => indicator.name.clone(),
            None => panic!("{{{slot}}} is bound to nothing"),
        }
    }

    fn indicator(&self, name: &str) -> Indicator {
        match self.bound.get(name) {
            Some(Bound::Indicator(indicator)) => (**indicator).clone(),
            _ => panic!("{{{name}}} is no indicator"),
        }
    }

    fn draw(&mut self, name: &str, kind: &str) {
        let mut words = kind.split(' ');
        let kind = words.next().unwrap_or_default();
        let (of, span) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
        let bound = match kind {
            "dir" => Bound::Up(!self.chance.once_in(3)),
            "part" => Bound::Indicator(Box::new(self.part(of))),
            "over" | "under" => Bound::Number(self.beside(of, kind == "over")),
            "whole" => Bound::Indicator(Box::new(self.a_whole())),
            _ => match self.number(kind, if span.is_empty() { of } else { span }) {
                Some(number) => Bound::Number(number),
                None => Bound::Indicator(Box::new(self.of_class(kind))),
            },
        };
        self.bound.insert(name.to_owned(), bound);
    }

    /// A number of a kind.
    fn number(&mut self, kind: &str, span: &str) -> Option<Decimal> {
        let ends = || {
            let (first, last) = span.split_once('-').unwrap_or_else(|| panic!("{kind} {span}: from-to is expected"));
            (first.parse::<i64>().expect("a number"), last.parse::<i64>().expect("a number"))
        };
        let due = self.whole.months * 100 / 12;
        let (first, last, decimals) = match kind {
            "int" => (ends().0, ends().1, 0),
            "level" => (ends().0, ends().1, 1),
            "pct" => (1, 38, self.chance.below(3) as u32),
            "plan" => (11, 129, self.chance.below(3) as u32),
            "low" => (5, due - 3, self.chance.below(3) as u32),
            "ratio" => (71, 129, self.chance.within(1, 2) as u32),
            "times" => (1, 4, 1),
            "points" => (1, 6, self.chance.within(1, 2) as u32),
            "small" => (0, 0, 2),
            "share" => (3, 54, 1),
            _ => return None,
        };
        Some(self.chance.decimal(first, last, decimals))
    }

    fn of_class(&mut self, name: &str) -> Indicator {
        let classes: Vec<&Class> = DATA.classes.iter().filter(|c| c.name == name).collect();
        assert!(!classes.is_empty(), "no class {name}");
        let all: Vec<(&Class, &String)> = classes.iter().flat_map(|c| c.names.iter().map(move |n| (*c, n))).collect();
        let free: Vec<_> = all.iter().filter(|(_, name)| !self.whole.used.contains(*name)).collect();
        // Where all are used up the sentence is given up later: one indicator told twice is another matter.
        let (class, name) = **free.get(self.chance.below(free.len())).unwrap_or(&&all[0]);
        if !self.whole.used.insert(name.clone()) {
            self.whole.used.insert(String::new());
        }
        Indicator { name: name.clone(), class: class.clone(), parts: Vec::new() }
    }

    fn a_whole(&mut self) -> Indicator {
        let whole = self.chance.pick(&DATA.wholes);
        let mut class = DATA.classes.iter().find(|c| c.name == whole.class).expect("a class").clone();
        class.unit = whole.unit.clone().unwrap_or(class.unit);
        let names = std::iter::once(&whole.name).chain(&whole.also).chain(&whole.parts);
        for name in names {
            if !self.whole.used.insert(name.clone()) {
                self.whole.used.insert(String::new());
            }
        }
        Indicator { name: whole.name.clone(), class, parts: whole.parts.clone() }
    }

    /// A part of a whole that the sentence has not named, and a number that fits into it.
    fn part(&mut self, of: &str) -> Indicator {
        let whole = self.indicator(of);
        let taken = self.bound.values().filter_map(|b| match b {
            Bound::Indicator(i) => Some(i.name.clone()),
            _ => None,
        });
        let taken: Vec<String> = taken.collect();
        let name = whole.parts.iter().find(|name| !taken.contains(name)).expect("a part").clone();
        let Some(Bound::Number(all)) = self.bound.get(&format!("{of}.n")) else { panic!("{of} has no number yet") };
        let all: i64 = all.trunc().to_string().parse().expect("a number");
        let class = Class { from: (all * 15 / 100).max(1), to: (all * 45 / 100).max(2), ..whole.class };
        Indicator { name, class, parts: Vec::new() }
    }

    /// A number above or below another one, with as many decimals.
    fn beside(&mut self, of: &str, over: bool) -> Decimal {
        self.written(of);
        let Some(Bound::Number(number)) = self.bound.get(of).cloned() else { panic!("{of} is no number") };
        let rate = of.split_once('.').is_some_and(|(name, _)| self.indicator(name).class.name == "rate");
        let permille = self.chance.within(if rate { 5 } else { 20 }, if rate { 20 } else { 240 });
        let step = Decimal::new(1, number.scale());
        let by = (number * Decimal::new(permille, 3)).round_dp(number.scale()).max(step);
        if over { number + by } else { number - by }
    }
}

/// A likely number of a class: small ones as often as large ones.
fn number_of(class: &Class, chance: &mut Chance) -> Decimal {
    let (mut first, mut last) = (class.from, class.to);
    while last / first.max(1) > 4 {
        let middle = first * 3;
        if chance.once_in(2) { last = middle } else { first = middle }
    }
    let decimals = if class.whole || first > 9999 { 0 } else { chance.below(class.decimals as usize + 1) as u32 };
    chance.decimal(first, last, decimals)
}

/// A number as a text writes it.
fn write(number: Decimal, style: Style) -> String {
    let number = number.normalize().to_string();
    let (whole, rest) = number.split_once('.').unwrap_or((&number, ""));
    let apart = match style {
        Style::Dotted => ".",
        Style::Spaced => " ",
        Style::Bare => "",
    };
    let mut out = String::new();
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i) % 3 == 0 {
            out.push_str(apart);
        }
        out.push(digit);
    }
    if rest.is_empty() { out } else { format!("{out},{rest}") }
}

fn each_slot(template: &str, mut fill: impl FnMut(&str) -> String) -> String {
    let (mut out, mut rest) = (String::new(), template);
    while let Some((before, after)) = rest.split_once('{') {
        let (slot, after) = after.split_once('}').unwrap_or_else(|| panic!("{template}: a brace is open"));
        out.push_str(before);
        out.push_str(&fill(slot));
        rest = after;
    }
    out + rest
}
