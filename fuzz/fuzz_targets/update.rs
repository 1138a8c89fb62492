//! The update loop: any sequence of actions on any screen leaves a state that draws.

#![no_main]

use arbitrary::Arbitrary;
use bantin::model::Bulletin;
use bantin::tui::action::{Action, Command};
use bantin::tui::keymap::Keymap;
use bantin::tui::linear::Session;
use bantin::tui::ready::Ready;
use bantin::tui::state::State;
use bantin::tui::theme::{Depth, Theme};
use bantin::tui::update::update;
use bantin::tui::view::cells;
use libfuzzer_sys::fuzz_target;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use std::sync::LazyLock;

/// What may happen, small enough to be made of any bytes.
#[derive(Arbitrary, Debug)]
enum Event {
    Do(u8),
    Again(u8, u8),
    Type(char),
    Paste(String),
    Resize(u8, u8),
    Click(u8, u8),
    Drag(u8),
    Drop,
    Wheel(u8, u8, i8),
    ShowSummary(String),
    Loaded(u8),
    Changed(u8),
    Filled(u8),
    Exists(String),
    Tell(String),
    Draw,
}

#[derive(Arbitrary, Debug)]
struct Run {
    bulletin: u8,
    width: u8,
    height: u8,
    events: Vec<Event>,
    lines: Vec<String>,
}

/// Bulletins of every kind, and versions of one.
static BULLETINS: LazyLock<Vec<Bulletin>> = LazyLock::new(|| {
    let long = include_str!("../../tests/bulletins/provincial-party-q1-2024.txt");
    let half: String = long.chars().take(long.chars().count() / 2).collect();
    [
        long,
        &half,
        include_str!("../../tests/fixtures/small.txt"),
        include_str!("../../tests/bulletins/standing-committee-no-figures.txt"),
        "Một\n\nhai\t3\t4\nba\t5\t6",
        "a\u{301}\u{301}\u{301} 日本 \u{1f469}\u{200d}\u{1f469} ไทย",
        "",
    ]
    .iter()
    .map(|text| bantin::read(text))
    .collect()
});

fn bulletin(at: u8) -> Bulletin {
    BULLETINS.get(usize::from(at) % BULLETINS.len()).cloned().unwrap_or_default()
}

fn ready(at: u8) -> Box<Ready> {
    Box::new(Ready::new(bulletin(at), &bantin_fuzz::check::labels()))
}

fn actions(event: Event) -> Vec<Action> {
    let command = |at: u8| Action::Do(Command::ALL[usize::from(at) % Command::ALL.len()]);
    let wide = u16::from;
    vec![match event {
        Event::Do(at) => command(at),
        Event::Again(at, times) => return (0..times % 40).map(|_| command(at)).collect(),
        Event::Type(c) => Action::Type(c),
        Event::Paste(text) => Action::Paste(text),
        Event::Resize(w, h) => Action::Resize(wide(w).max(1), wide(h / 3).max(1)),
        Event::Click(x, y) => Action::Click(wide(x), wide(y)),
        Event::Drag(x) => Action::Drag(wide(x)),
        Event::Drop => Action::Drop,
        Event::Wheel(x, y, n) => Action::Wheel(wide(x), wide(y), n.into()),
        Event::ShowSummary(text) => Action::ShowSummary(text),
        Event::Loaded(at) => Action::Loaded(ready(at)),
        Event::Changed(at) => Action::Changed(ready(at)),
        Event::Filled(at) => Action::Filled(ready(at)),
        Event::Exists(path) => Action::Exists(path),
        Event::Tell(words) => Action::Tell(words),
        Event::Draw => return Vec::new(),
    }]
}

fn draw(state: &State) {
    static THEME: LazyLock<Theme> = LazyLock::new(|| Theme::named("mono", Depth::True).unwrap());
    let mut buffer = Buffer::empty(Rect::new(0, 0, state.size.0, state.size.1));
    cells(state, &THEME, &mut buffer);
    for cell in &buffer.content {
        assert!(!cell.symbol().chars().any(char::is_control), "{:?} steers the terminal", cell.symbol());
    }
}

fuzz_target!(|run: Run| {
    let size = (u16::from(run.width).max(1), u16::from(run.height / 3).max(1));
    let labels = bantin_fuzz::check::labels();
    let mut state = State::new(bulletin(run.bulletin), labels.clone(), Keymap::built_in(), size);
    for event in run.events {
        let drawn = matches!(event, Event::Draw);
        for action in actions(event) {
            let _ = update(&mut state, action);
            assert!(state.bulletin.text.is_char_boundary(state.cursor), "the cursor stands inside a letter");
            assert!(state.row().start <= state.cursor, "the cursor stands before its row");
        }
        if drawn {
            draw(&state);
        }
    }
    draw(&state);
    let mut session = Session::new(bulletin(run.bulletin), labels);
    for line in run.lines {
        let _ = session.answer(&line);
    }
});
