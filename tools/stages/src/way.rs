//! The way from bytes to screen, stage by stage, once.

use crate::limits;
use crate::stage::{Clock, Stage};
use crate::work;
use bantin::Reader;
use bantin::model::Bulletin;
use bantin::parse::{parts, period};
use bantin::report::{Labels, Language};
use bantin::tui::keymap::Keymap;
use bantin::tui::state::State;
use bantin::tui::theme::{Depth, Theme};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// Cells of the screen.
const SCREEN: (u16, u16) = (200, 60);

/// Looks at every byte as fast as the machine can.
pub fn limits(text: &str, clock: &mut Clock) {
    limits::ready();
    clock.of(Stage::Memchr, || limits::memchr(text));
    clock.of(Stage::Utf8, || limits::utf_8(text));
    clock.of(Stage::CueScan, || limits::cue_scan(text));
}

/// Goes all the way.
pub fn go(text: &str, clock: &mut Clock) {
    clock.of(Stage::Load, || work::load(text.as_bytes()));
    let normal = clock.of(Stage::Normalise, || work::normalise(text));
    parse(&normal.text, clock);
    let mut bulletin = clock.of(Stage::Read, || work::read(text));
    assess(&mut bulletin, clock);
    let labels = Labels::new(Language::Vi);
    clock.of(Stage::Summary, || work::summary(&bulletin, &labels));
    clock.of(Stage::Wrap, || work::wrap(&bulletin.text));
    screen(bulletin, clock);
    clock.end();
}

/// Reading but for judging, part by part, as it is done.
fn parse(text: &str, clock: &mut Clock) {
    let reader = Reader::default();
    let lexicon = reader.lexicon();
    let mut first = None;
    for part in parts::parts(text, parts::PART) {
        let page = clock.of(Stage::Matches, || work::matches(text, part, lexicon));
        let frame = clock.of(Stage::Frame, || work::frame(&page));
        let people = clock.of(Stage::People, || work::people(&page, &frame));
        let (sections, conclusions) = clock.of(Stage::Sections, || work::sections(&page, &frame, &people));
        let period = first.get_or_insert_with(|| period::of_bulletin(&page, &sections, None));
        clock.of(Stage::Figures, || work::figures(&page, &sections, period.as_ref()));
        drop(conclusions);
    }
}

fn assess(bulletin: &mut Bulletin, clock: &mut Clock) {
    bulletin.shortfalls.clear();
    bulletin.warnings.clear();
    let reader = Reader::default();
    clock.of(Stage::Assess, || work::assess(bulletin, reader.lexicon()));
}

fn screen(bulletin: Bulletin, clock: &mut Clock) {
    let Some(theme) = Theme::named("dark", Depth::True) else { return };
    let state = State::new(bulletin, Labels::new(Language::Vi), Keymap::built_in(), (80, 24));
    let mut state = work::state(state, SCREEN);
    let mut buffer = Buffer::empty(Rect::new(0, 0, SCREEN.0, SCREEN.1));
    clock.of(Stage::View, || work::view(&state, &theme, &mut buffer));
    clock.of(Stage::Down, || work::update_down(&mut state));
    clock.of(Stage::End, || work::update_end(&mut state));
}
