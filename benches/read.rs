//! How long reading takes: `cargo bench --bench read`.
#![allow(missing_docs)]

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

#[divan::bench]
fn rules(bencher: Bencher<'_, '_>) {
    bencher.bench_local(bantin::built_in_rules);
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
