//! Bulletins of known truth, as many as are wanted: the same number gives the same bulletin on every machine.
//!
//! Words and sentences are data (`*.toml` beside this file); what a sentence must say stands beside it, and both are filled by
//! the same draws (`slots`). What falls short is worked out from the lines (`truth`), not by the program's own code.

pub mod chance;
pub mod data;
pub mod slots;
pub mod truth;

use chance::Chance;
use data::{Better, DATA, Office, Sentence, Speech};
use slots::{Scope, Style, Whole};
use std::collections::BTreeSet;
use truth::{Missed, Owed, judge};

/// A bulletin and what it says.
pub struct Made {
    pub text: String,
    pub figures: Vec<Owed>,
    pub missed: Missed,
    /// `name, role: act`, each statement one.
    pub voices: Vec<String>,
}

/// The bulletin of a number.
pub fn bulletin(number: u64) -> Made {
    Maker::new(number).make()
}

/// Sentences without a figure, as a text.
pub fn plain(number: u64, sentences: usize) -> String {
    let mut maker = Maker::new(!number);
    let mut text = String::new();
    for i in 0..sentences {
        text += &maker.plain();
        text += if i % 4 == 3 { ".\n\n" } else { ". " };
    }
    text
}

struct Maker {
    chance: Chance,
    whole: Whole,
    figures: Vec<Owed>,
    missed: Missed,
    voices: Vec<String>,
}

impl Maker {
    fn new(number: u64) -> Self {
        let mut chance = Chance::new(number);
        let style = *chance.pick(&[Style::Dotted, Style::Dotted, Style::Dotted, Style::Spaced, Style::Bare]);
        let months = chance.pick(&DATA.around.period).months;
        let year = chance.within(2016, 2025);
        let whole = Whole { style, months, year, used: BTreeSet::new() };
        Self { chance, whole, figures: Vec::new(), missed: Missed::new(), voices: Vec::new() }
    }

    fn make(mut self) -> Made {
        let mut text = self.opening();
        let headed = self.chance.once_in(2);
        if headed {
            text.push(DATA.around.frame.results.clone());
        }
        for _ in 0..self.chance.within(3, 6) {
            let sentences = (0..self.chance.within(1, 3)).map(|_| self.told()).collect::<Vec<_>>();
            text.push(sentences.join(" "));
        }
        if self.chance.once_in(4) {
            text.push(self.table());
        }
        self.speeches(&mut text);
        self.closing(&mut text);
        if headed {
            text.push(DATA.around.frame.tasks.clone());
            for _ in 0..self.chance.within(1, 3) {
                let task = self.chance.pick(&DATA.sentences.task);
                text.extend(self.sentence(task, "a task"));
            }
        }
        text.push(self.chance.pick(&DATA.around.frame.bylines).clone());
        let gap = if self.chance.once_in(4) { "\n" } else { "\n\n" };
        let Self { figures, missed, voices, .. } = self;
        Made { text: text.join(gap) + "\n", figures, missed, voices }
    }

    fn scope(&mut self) -> Scope<'_> {
        Scope::new(&mut self.whole, &mut self.chance)
    }

    fn opening(&mut self) -> Vec<String> {
        let around = &DATA.around;
        let period = around.period.iter().find(|p| p.months == self.whole.months).expect("a period");
        let year = self.whole.year.to_string();
        let (title, words) = (period.title.replace("{year}", &year), period.words.replace("{year}", &year));
        let place = self.chance.pick(&DATA.lists["place"]).clone();
        let (of_title, of_opening, lead) = (
            self.chance.pick(&around.frame.titles),
            self.chance.pick(&around.frame.openings),
            self.chance.pick(&around.frame.leads),
        );
        let mut scope = self.scope();
        for (name, words) in [("place", &place), ("title", &title), ("words", &words)] {
            scope.bind(name, words);
        }
        let opening = format!("{} {}", scope.text(of_opening), scope.text(lead));
        vec![scope.text(of_title), opening]
    }

    fn plain(&mut self) -> String {
        let plain = self.chance.pick(&DATA.plain);
        first_upper(&self.scope().text(&plain.text))
    }

    /// A sentence of any kind.
    fn told(&mut self) -> String {
        loop {
            let made = match self.chance.below(8) {
                0 => Some(self.plain() + "."),
                1..=4 => {
                    let sentence = self.chance.pick(&DATA.sentences.sentence);
                    self.sentence(sentence, &sentence.id)
                }
                _ => self.clauses(),
            };
            if let Some(made) = made {
                return made;
            }
        }
    }

    /// A sentence; none where it does not suit this bulletin.
    fn sentence(&mut self, sentence: &Sentence, by: &str) -> Option<String> {
        if sentence.before.is_some_and(|before| self.whole.months > before) {
            return None;
        }
        let months = self.whole.months;
        let before = self.whole.used.clone();
        let mut scope = self.scope();
        let text = scope.text(&sentence.text);
        let lines: Vec<(String, Better)> = sentence
            .figures
            .iter()
            .map(|figure| {
                let better = scope.better(figure);
                let less = better == Better::Less && !figure.contains("less is better");
                (with_less(scope.says(figure), less), better)
            })
            .collect();
        let missed: Vec<String> = sentence.missed.iter().map(|line| scope.says(line)).collect();
        if self.whole.used.contains("") {
            // An indicator would be told twice.
            self.whole.used = before;
            return None;
        }
        for (mut line, better) in lines {
            judge(&line, better, months, &mut self.missed);
            if months == 12 {
                // The whole year is what the bulletin reports on.
                line = line.replace(&format!("; {}", DATA.sentences.forecast), "");
            }
            self.figures.push(Owed { line, by: by.to_owned() });
        }
        for line in missed {
            let (name, reason) = line.split_once(": ").expect("name: reason");
            self.missed.entry(name.to_lowercase()).or_default().insert(reason.to_owned());
        }
        Some(first_upper(&text) + ".")
    }

    /// One to three clauses: a head, a change, a plan share in either order.
    fn clauses(&mut self) -> Option<String> {
        let count = self.chance.within(1, 3);
        let mut clauses = Vec::new();
        for _ in 0..count {
            let Some(made) = self.clause() else { break };
            clauses.push(made);
        }
        (!clauses.is_empty()).then(|| first_upper(&clauses.join("; ")) + ".")
    }

    fn clause(&mut self) -> Option<String> {
        let pieces = &DATA.sentences;
        let head = self.chance.pick(&pieces.head);
        let harm = head.of.iter().any(|class| class == "harm");
        let change = self.chance.below(4) != 0;
        let planned = !harm && self.chance.once_in(2);
        let (change, plan) =
            (change.then(|| self.chance.pick(&pieces.change)), planned.then(|| self.chance.pick(&pieces.plan)));
        let swapped = self.chance.once_in(2);
        let mut text = head.text.clone();
        let order = if swapped { [plan, change] } else { [change, plan] };
        order.into_iter().flatten().for_each(|piece| text += &piece.text);
        let told = [Some(head), change, plan].into_iter().flatten().map(|piece| piece.says.as_str());
        let says = format!("{{A}}: {}", told.collect::<Vec<_>>().join("; "));
        self.figure(&head.of, &text, &says, "clauses")
    }

    /// A piece of text about one indicator of some classes.
    fn figure(&mut self, of: &[String], text: &str, says: &str, by: &str) -> Option<String> {
        let before = self.whole.used.clone();
        let months = self.whole.months;
        let mut scope = self.scope();
        scope.bind_indicator("A", of);
        let text = scope.text(text);
        let better = scope.better(says);
        let line = with_less(scope.says(says), better == Better::Less);
        if self.whole.used.contains("") {
            self.whole.used = before;
            return None;
        }
        judge(&line, better, months, &mut self.missed);
        self.figures.push(Owed { line, by: by.to_owned() });
        Some(text)
    }

    fn table(&mut self) -> String {
        let table = self.chance.pick(&DATA.sentences.table);
        let mut rows = vec![self.scope().text(&table.head)];
        for number in 1..=self.chance.within(2, 5) {
            let row = table.row.replace("{#}", &number.to_string());
            let says = format!("{{A}}: {}", table.says);
            rows.extend(self.figure(&table.of, &row, &says, "a table").map(|row| {
                let name = row.split('\t').find(|cell| cell.chars().any(char::is_alphabetic)).unwrap_or_default();
                row.replacen(name, &first_upper(name), 1)
            }));
        }
        rows.join("\n")
    }

    fn speeches(&mut self, text: &mut Vec<String>) {
        let mut offices: Vec<&Office> = DATA.around.office.iter().collect();
        for _ in 0..self.chance.within(0, 3) {
            let office = offices.swap_remove(self.chance.below(offices.len()));
            let person = self.person();
            let mut said = vec![self.say(&DATA.around.first, &person, &office.name)];
            for _ in 0..self.chance.within(0, 2) {
                said.push(self.say(&DATA.around.again, &person, &office.name));
            }
            text.push(said.join(" "));
        }
    }

    fn closing(&mut self, text: &mut Vec<String>) {
        let office = self.chance.pick(&DATA.around.chair);
        let person = self.person();
        let mut said = vec![self.say(&DATA.around.closing, &person, &office.name)];
        for _ in 0..self.chance.within(1, 3) {
            said.push(self.say(&DATA.around.order, &person, &office.name));
        }
        text.push(said.join(" "));
    }

    /// A full name, and the given name alone, which nobody else has.
    fn person(&mut self) -> (String, String) {
        let of = |chance: &mut Chance, list: &str| chance.pick(&DATA.lists[list]).clone();
        loop {
            let given = of(&mut self.chance, "given");
            if self.whole.used.insert(given.clone()) {
                let (surname, middle) = (of(&mut self.chance, "surname"), of(&mut self.chance, "middle"));
                return (format!("{surname} {middle} {given}"), given);
            }
        }
    }

    fn say(&mut self, speeches: &'static [Speech], (full, given): &(String, String), office: &str) -> String {
        let speech = self.chance.pick(speeches);
        self.voices.push(format!("{full}, {office}: {}", speech.act));
        let mut scope = self.scope();
        for (name, words) in [("full", full.as_str()), ("given", given), ("office", office)] {
            scope.bind(name, words);
        }
        scope.text(&speech.text)
    }
}

fn with_less(line: String, less: bool) -> String {
    if !less {
        return line;
    }
    match line.split_once("; within ") {
        Some((line, within)) => format!("{line}; less is better; within {within}"),
        None => line + "; less is better",
    }
}

fn first_upper(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
