//! The work of each stage, in a function of its own that is never put into another, so that a profile tells it by name.

use bantin::load::{self, Loaded};
use bantin::model::{Bulletin, Conclusion, Figure, Period, Section, Verdict};
use bantin::parse::layout::{self, Frame, Story};
use bantin::parse::people::{self, Cast, Voice};
use bantin::parse::{Page, conclusions, figures, moments, verdicts};
use bantin::report::{self, Labels, Options};
use bantin::rules::Lexicon;
use bantin::text::wrap::{self, Ties};
use bantin::text::{self, Normal, Span};
use bantin::tui::action::{Action, Command};
use bantin::tui::state::State;
use bantin::tui::theme::Theme;
use bantin::tui::{update, view};
use ratatui::buffer::Buffer;

/// Cells of a row of text.
const MEASURE: usize = 90;

/// Bytes to text.
#[inline(never)]
pub fn load(bytes: &[u8]) -> Option<Loaded> {
    load::from_bytes("text", bytes).ok()
}

/// Text to its normal form.
#[inline(never)]
pub fn normalise(text: &str) -> Normal {
    text::normalise(text)
}

/// A part of a text to words, sentences, phrases.
#[inline(never)]
pub fn matches<'a>(text: &'a str, part: Span, lexicon: &'a Lexicon) -> Page<'a> {
    Page::of(text, part, lexicon)
}

/// What stands around the story.
#[inline(never)]
pub fn frame(page: &Page<'_>) -> Frame {
    layout::frame(page)
}

/// Who is named and who speaks.
#[inline(never)]
pub fn people(page: &Page<'_>, frame: &Frame) -> (Cast, Vec<Option<Voice>>) {
    let cast = people::cast(page, frame);
    let flow = people::flow(page, frame, &cast);
    (cast, flow)
}

/// What each paragraph is, and what was concluded.
#[inline(never)]
pub fn sections(
    page: &Page<'_>,
    frame: &Frame,
    (cast, flow): &(Cast, Vec<Option<Voice>>),
) -> (Vec<Section>, Vec<Conclusion>) {
    let chair = layout::chair(page, frame, cast, flow);
    let story = Story { page, frame, cast, flow, chair: &chair };
    let kinds = layout::kinds(&story);
    let sections = layout::sections(&story, &kinds);
    let conclusions = conclusions::conclusions(&story, &kinds);
    let _ = (people::speakers(page, &kinds, cast, flow), moments::moments(page, frame));
    (sections, conclusions)
}

/// Numbers to figures, and what the text itself calls missed.
#[inline(never)]
pub fn figures(page: &Page<'_>, sections: &[Section], period: Option<&Period>) -> (Vec<Figure>, Vec<Verdict>) {
    let figures = figures::figures(page, sections, period).0;
    let verdicts = verdicts::verdicts(page, sections, &figures);
    (figures, verdicts)
}

/// What falls short, and why.
#[inline(never)]
pub fn assess(bulletin: &mut Bulletin, lexicon: &Lexicon) {
    bantin::assess::judge(bulletin, lexicon, &[]);
}

/// All of reading: text to model.
#[inline(never)]
pub fn read(text: &str) -> Bulletin {
    bantin::read(text)
}

/// The summary as text.
#[inline(never)]
pub fn summary(bulletin: &Bulletin, labels: &Labels) -> String {
    let page = report::summary(bulletin, labels);
    report::text(&page, labels, Options { width: Some(100), ..Options::default() })
}

/// The rows of every paragraph.
#[inline(never)]
pub fn wrap(text: &str) -> usize {
    text::paragraphs(text).map(|paragraph| wrap::wrap(text, paragraph, MEASURE, Ties::default()).len()).sum()
}

/// The reader's state of a bulletin.
#[inline(never)]
pub fn state(state: State, size: (u16, u16)) -> State {
    let mut state = state;
    update::update(&mut state, Action::Resize(size.0, size.1));
    state
}

/// A frame.
#[inline(never)]
pub fn view(state: &State, theme: &Theme, buffer: &mut Buffer) {
    view::cells(state, theme, buffer);
}

/// The key that goes down a line.
#[inline(never)]
pub fn update_down(state: &mut State) {
    update::update(state, Action::Do(Command::Down));
}

/// The key that goes to the end.
#[inline(never)]
pub fn update_end(state: &mut State) {
    update::update(state, Action::Do(Command::Bottom));
}
