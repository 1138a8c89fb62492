//! The words and sentences of the generator, as its data files have them.

use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Class {
    pub name: String,
    pub unit: String,
    pub from: i64,
    pub to: i64,
    /// Decimals at most.
    #[serde(default = "one")]
    pub decimals: u32,
    #[serde(default)]
    pub whole: bool,
    #[serde(default)]
    pub better: Better,
    pub names: Vec<String>,
}

fn one() -> u32 {
    1
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Better {
    #[default]
    More,
    Less,
    Neutral,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Whole {
    pub class: String,
    pub unit: Option<String>,
    pub name: String,
    pub also: Option<String>,
    pub parts: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Indicators {
    class: Vec<Class>,
    whole: Vec<Whole>,
}

/// What is put together: a text and what it says.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Piece {
    #[serde(default)]
    pub of: Vec<String>,
    pub text: String,
    pub says: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sentence {
    #[serde(default)]
    pub id: String,
    /// Only where fewer months have passed, or as many.
    pub before: Option<i64>,
    pub text: String,
    pub figures: Vec<String>,
    #[serde(default)]
    pub missed: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Table {
    pub head: String,
    pub row: String,
    pub of: Vec<String>,
    pub says: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sentences {
    pub up: String,
    pub down: String,
    pub forecast: String,
    pub head: Vec<Piece>,
    pub change: Vec<Piece>,
    pub plan: Vec<Piece>,
    pub sentence: Vec<Sentence>,
    pub task: Vec<Sentence>,
    pub table: Vec<Table>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Text {
    pub text: String,
}

type Lists = BTreeMap<String, Vec<String>>;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct PlainFile {
    lists: Lists,
    plain: Vec<Text>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Period {
    pub months: i64,
    pub title: String,
    pub words: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Frame {
    pub titles: Vec<String>,
    pub openings: Vec<String>,
    pub leads: Vec<String>,
    pub tasks: String,
    pub results: String,
    pub bylines: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Office {
    pub name: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Speech {
    pub text: String,
    pub act: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Around {
    lists: Lists,
    pub period: Vec<Period>,
    pub frame: Frame,
    pub office: Vec<Office>,
    pub chair: Vec<Office>,
    pub first: Vec<Speech>,
    pub again: Vec<Speech>,
    pub closing: Vec<Speech>,
    pub order: Vec<Speech>,
}

/// All of it.
pub struct Data {
    pub classes: Vec<Class>,
    pub wholes: Vec<Whole>,
    pub sentences: Sentences,
    pub plain: Vec<Text>,
    pub around: Around,
    pub lists: Lists,
}

pub static DATA: LazyLock<Data> = LazyLock::new(|| {
    let indicators: Indicators = toml::from_str(include_str!("indicators.toml")).expect("indicators.toml");
    let plain: PlainFile = toml::from_str(include_str!("plain.toml")).expect("plain.toml");
    let mut around: Around = toml::from_str(include_str!("bulletin.toml")).expect("bulletin.toml");
    let mut lists = plain.lists;
    lists.append(&mut around.lists);
    Data {
        classes: indicators.class,
        wholes: indicators.whole,
        sentences: toml::from_str(include_str!("sentences.toml")).expect("sentences.toml"),
        plain: plain.plain,
        around,
        lists,
    }
});
