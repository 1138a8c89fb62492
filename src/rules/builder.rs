//! The matcher's tables, made from patterns.
//!
//! In: the patterns of each rule. Out: a trie over folded words, laid out flat, so that it can be kept as bytes.

use super::cue::Family;
use super::matcher::{Matcher, Tables};
use super::pattern::Part;
use super::symbols::{NUMBER, WORDS, YEAR};
use crate::text::fold;
use rustc_hash::FxHashMap;
use std::borrow::Cow;

/// A trie that grows.
#[derive(Debug, Default)]
pub struct Builder {
    /// Symbols of folded words.
    symbols: FxHashMap<String, u32>,
    words: Vec<String>,
    /// Symbols of words as written, so that each is folded once.
    written: FxHashMap<String, u32>,
    edges: FxHashMap<(u32, u32), u32>,
    /// Number of the last node; the start is 0.
    last: u32,
    /// By node: family and rule of the phrases that end there.
    ends: FxHashMap<u32, Vec<(Family, u32)>>,
    /// Families, as bits, with a phrase that starts with a symbol.
    starts: FxHashMap<u32, u32>,
}

impl Builder {
    /// Adds all phrases of a pattern of `rule`. Returns another rule that already has one of them in the family.
    pub fn add(&mut self, parts: &[Part<'_>], family: Family, rule: u32) -> Option<u32> {
        let mut other = None;
        for node in self.follow(parts, vec![0], family).into_iter().filter(|&node| node > 0) {
            let ends = self.ends.entry(node).or_default();
            match ends.iter().find(|(there, _)| *there == family) {
                Some((_, there)) if *there != rule => other = Some(*there),
                Some(_) => {}
                None => ends.push((family, rule)),
            }
        }
        other
    }

    /// The matcher.
    #[must_use]
    pub fn finish(self) -> Matcher {
        let mut edges: Vec<(u32, u32, u32)> = self.edges.iter().map(|(&(from, by), &to)| (from, by, to)).collect();
        edges.sort_unstable();
        let mut starts = vec![[0, 0]; self.words.len() + WORDS as usize];
        let (mut nodes, mut arcs, mut all) = (Vec::new(), Vec::new(), Vec::new());
        let mut at = edges.iter().peekable();
        let count = |rows: usize| u32::try_from(rows).unwrap_or(u32::MAX);
        for node in 0..=self.last {
            nodes.push([count(arcs.len()), count(all.len())]);
            while let Some(&(_, by, to)) = at.next_if(|(from, _, _)| *from == node) {
                arcs.push([by, to]);
                if node == 0
                    && let Some(start) = starts.get_mut(by as usize)
                {
                    *start = [self.starts.get(&by).copied().unwrap_or_default(), to];
                }
            }
            let ends = self.ends.get(&node).map(Vec::as_slice).unwrap_or_default();
            all.extend(ends.iter().map(|(family, rule)| [*family as u32, *rule]));
        }
        nodes.push([count(arcs.len()), count(all.len())]);
        let words = self.words.into_iter().map(Cow::Owned).collect();
        let (starts, nodes, arcs, ends) = (starts.into(), nodes.into(), arcs.into(), all.into());
        Matcher::new(words, Tables { starts, nodes, arcs, ends, ..Tables::default() })
    }

    /// The nodes to which the parts lead from other nodes, made where they are not there yet.
    fn follow(&mut self, parts: &[Part<'_>], from: Vec<u32>, family: Family) -> Vec<u32> {
        let mut nodes = from;
        for part in parts {
            nodes = match part {
                Part::Word(word) => {
                    let symbol = self.symbol(word);
                    nodes.into_iter().map(|node| self.step(node, symbol, family)).collect()
                }
                Part::Choice { ways, optional } => {
                    let mut all = if *optional { nodes.clone() } else { Vec::new() };
                    for way in ways {
                        all.extend(self.follow(way, nodes.clone(), family));
                    }
                    all.sort_unstable();
                    all.dedup();
                    all
                }
            };
        }
        nodes
    }

    fn step(&mut self, node: u32, symbol: u32, family: Family) -> u32 {
        if node == 0 {
            *self.starts.entry(symbol).or_default() |= family.bit();
        }
        let next = self.last + 1;
        let to = *self.edges.entry((node, symbol)).or_insert(next);
        self.last = self.last.max(to);
        to
    }

    /// The symbol of a pattern's word.
    fn symbol(&mut self, word: &str) -> u32 {
        match word {
            "#" => NUMBER,
            "@" => YEAR,
            _ => self.intern(word),
        }
    }

    fn intern(&mut self, word: &str) -> u32 {
        if let Some(&symbol) = self.written.get(word) {
            return symbol;
        }
        let key = fold::key(word);
        let next = u32::try_from(self.words.len()).unwrap_or(u32::MAX >> 2) + WORDS;
        let symbol = *self.symbols.entry(key.clone()).or_insert(next);
        if symbol == next {
            self.words.push(key);
        }
        self.written.insert(word.to_owned(), symbol);
        symbol
    }
}
