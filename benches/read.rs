//! How long reading takes: `cargo bench --bench read`.
#![allow(missing_docs)]

use aho_corasick::{AhoCorasick, AhoCorasickKind};
use divan::{Bencher, counter::BytesCount};

fn main() {
    divan::main();
}

/// The bulletins of the tests, one after another, up to a size.
fn text(bytes: usize) -> String {
    let one = include_str!("../tests/bench/bulletin.txt");
    one.repeat(bytes.div_ceil(one.len()).max(1))
}

#[divan::bench(args = [0, 100_000, 1_000_000])]
fn bulletin(bencher: Bencher<'_, '_>, bytes: usize) {
    let text = text(bytes);
    bencher.counter(BytesCount::of_str(&text)).bench_local(|| bantin::read(&text));
}

/// The sample's text, as the reader reads it when it starts.
#[divan::bench]
fn sample(bencher: Bencher<'_, '_>) {
    let text = include_str!("../assets/sample.txt");
    bencher.counter(BytesCount::of_str(text)).bench_local(|| bantin::read(text));
}

#[divan::bench(args = [1_000_000])]
fn normal_form(bencher: Bencher<'_, '_>, bytes: usize) {
    let text = text(bytes);
    bencher.counter(BytesCount::of_str(&text)).bench_local(|| bantin::text::normalise(&text));
}

/// Any text named by `BANTIN_BENCH_TEXT`: ordinary news, say.
#[divan::bench]
fn text_of_yours(bencher: Bencher<'_, '_>) {
    let text =
        std::env::var("BANTIN_BENCH_TEXT").ok().and_then(|path| std::fs::read_to_string(path).ok()).unwrap_or_default();
    bencher.counter(BytesCount::of_str(&text)).bench_local(|| bantin::read(&text));
}

/// For scale: 300 phrases of the rules looked for in a text by one automaton, and nothing else.
#[divan::bench(args = [1_000_000])]
fn scan_for_300_phrases(bencher: Bencher<'_, '_>, bytes: usize) {
    let text = std::env::var("BANTIN_BENCH_TEXT").ok().and_then(|path| std::fs::read_to_string(path).ok());
    let text = text.unwrap_or_else(|| self::text(bytes));
    let rules = concat!(include_str!("../assets/vi/verbs.toml"), include_str!("../assets/vi/speech.toml"));
    let phrases = rules.split(['"', '\'']).filter(|p| p.chars().all(|c| c.is_alphabetic() || c == ' ') && p.len() > 2);
    let scan = AhoCorasick::builder().kind(Some(AhoCorasickKind::DFA)).build(phrases.take(300));
    bencher.counter(BytesCount::of_str(&text)).bench_local(|| scan.as_ref().map(|scan| scan.find_iter(&text).count()));
}
