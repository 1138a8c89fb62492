//! Parts: a text far longer than any bulletin is read piece by piece, so that what reading keeps beside the text does not grow
//! with it.
//!
//! A part is cut between paragraphs, within one only where it alone is longer than a part. Title, period and moments are those of
//! the first part; sections, speakers and figures follow one another, persons of one name are one.

use crate::model::{Bulletin, Conclusion, Figure, Section, Speaker, Verdict, Warning};
use crate::text::Span;

/// Bytes up to which a text is read in one piece: some five hundred printed pages.
pub const PART: usize = 1 << 20;

/// Bytes that what a text tells may take beside as many as its text has. A text that tells more is no bulletin.
pub const ROOM: usize = 28 << 20;

/// About the bytes that what a bulletin tells takes.
#[must_use]
pub fn weight(bulletin: &Bulletin) -> usize {
    // Words, places and changes of a figure, a heading, a name: what is behind them counts about as much again as a place.
    const BESIDE: usize = 128;
    let figures = bulletin.figures.len() * (size_of::<Figure>() + 2 * BESIDE);
    let others = bulletin.sections.len() * (size_of::<Section>() + BESIDE / 2)
        + bulletin.verdicts.len() * (size_of::<Verdict>() + BESIDE / 2)
        + bulletin.warnings.len() * (size_of::<Warning>() + BESIDE)
        + bulletin.conclusions.len() * size_of::<Conclusion>();
    let said: usize = bulletin.speakers.iter().map(|s| size_of::<Speaker>() + BESIDE + s.statements.len() * 24).sum();
    figures + others + said
}

/// The parts of a text, each of at most about `longest` bytes; together they are all of it.
#[must_use]
pub fn parts(text: &str, longest: usize) -> Vec<Span> {
    let count = text.len().div_ceil(longest.max(1)).max(1);
    let mut out = Vec::with_capacity(count);
    let mut start = 0;
    for left in (1..=count).rev() {
        let rest = text.len().saturating_sub(start);
        let end = if left == 1 { text.len() } else { cut(text, start, start + rest / left) };
        if end > start || out.is_empty() {
            out.push(Span::new(start, end));
        }
        start = end;
    }
    out
}

/// Where a part from `start` ends that would end at `end`: behind the last line end before it, else the last blank, else any
/// character.
fn cut(text: &str, start: usize, end: usize) -> usize {
    let end = (start..=end).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(start);
    let part = text.get(start..end).unwrap_or_default();
    let found = memchr::memrchr(b'\n', part.as_bytes()).or_else(|| memchr::memrchr(b' ', part.as_bytes()));
    found.map_or(end, |at| start + at + 1)
}

/// Adds what the next part tells to what the parts before it told.
pub fn join(whole: &mut Bulletin, next: Bulletin) {
    let numbers: Vec<usize> = next.speakers.into_iter().map(|speaker| person(&mut whole.speakers, speaker)).collect();
    let number = |speaker: Option<usize>| speaker.and_then(|at| numbers.get(at).copied());
    for (at, section) in next.sections.into_iter().enumerate() {
        let section = Section { id: whole.sections.len(), speaker: number(section.speaker), ..section };
        // A section that only the end of a part has cut goes on.
        match whole.sections.last_mut() {
            Some(last)
                if at == 0
                    && section.heading.is_none()
                    && (last.kind, last.speaker) == (section.kind, section.speaker) =>
            {
                last.span = last.span.join(section.span);
            }
            _ => whole.sections.push(section),
        }
    }
    let figures = whole.figures.len();
    whole.figures.extend(next.figures.into_iter().map(|figure| Figure {
        id: figure.id + figures,
        within: figure.within.map(|whole| whole + figures),
        ..figure
    }));
    let conclusions = next.conclusions.into_iter();
    whole.conclusions.extend(conclusions.map(|said| Conclusion { speaker: number(said.speaker), ..said }));
    whole.verdicts.extend(next.verdicts);
    whole.warnings.extend(next.warnings);
    whole.due = whole.due.take().or(next.due);
    whole.byline = whole.byline.take().or(next.byline);
}

/// The number of a speaker among those who are known, whom it joins.
fn person(known: &mut Vec<Speaker>, speaker: Speaker) -> usize {
    if let Some(at) = known.iter().position(|other| other.name == speaker.name && other.roles == speaker.roles)
        && let Some(other) = known.get_mut(at)
    {
        let new = speaker.aliases.into_iter().filter(|alias| !other.aliases.contains(alias)).collect::<Vec<_>>();
        other.aliases.extend(new);
        other.statements.extend(speaker.statements);
        return at;
    }
    known.push(Speaker { id: known.len(), ..speaker });
    known.len() - 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::warning::Code;
    use crate::parse::{LEXICON, read_in_parts};

    const LINE: &str = "Quý I/2024, thu ngân sách đạt 512 tỷ đồng, bằng 23% dự toán.\n\n";

    /// Lines of which none is told twice.
    fn lines(count: usize) -> String {
        (100..100 + count).map(|n| LINE.replace("512", &n.to_string())).collect()
    }

    #[test]
    fn parts_are_all_of_the_text_and_cut_between_paragraphs() {
        for (text, end) in [(LINE.repeat(40), '\n'), (LINE.replace('\n', " ").repeat(40), ' ')] {
            let parts = parts(&text, 500);
            assert!(parts.len() > 4 && parts.iter().all(|p| p.len() <= 1_000), "{parts:?}");
            assert!(parts.iter().all(|p| p.of(&text).ends_with(end)), "{parts:?}");
            assert_eq!(parts.iter().map(|p| p.of(&text)).collect::<String>(), text);
        }
        assert_eq!(parts("ế".repeat(300).as_str(), 100).iter().map(|p| p.len()).sum::<usize>(), 900);
        assert_eq!(parts("", 100), [Span::default()]);
    }

    #[test]
    fn a_text_in_parts_tells_what_it_tells_in_one() {
        let text = lines(40);
        let one = read_in_parts(text.clone(), &LEXICON, [text.len(), ROOM], &|_| true);
        let percents = std::cell::RefCell::new(Vec::new());
        let many = read_in_parts(text, &LEXICON, [500, ROOM], &|percent| {
            percents.borrow_mut().push(percent);
            true
        });
        let percents = percents.into_inner();
        assert!(percents.len() > 2 && percents.is_sorted() && percents.iter().all(|p| *p < 100), "{percents:?}");
        let told = |b: &Bulletin| b.figures.iter().map(|f| (f.id, f.indicator.clone(), f.span)).collect::<Vec<_>>();
        assert_eq!(told(&one), told(&many));
        assert_eq!(one.figures, many.figures);
        assert_eq!((one.period, one.sections.len()), (many.period, many.sections.len()));
        assert_eq!(many.warnings.first().map(|w| w.code), Some(Code::ReadInParts));
    }

    #[test]
    fn a_text_that_tells_more_than_there_is_room_for_is_read_so_far_and_says_so() {
        let bulletin = read_in_parts(lines(400), &LEXICON, [500, 50_000], &|_| true);
        let first = bulletin.warnings.first().cloned().unwrap_or_else(|| panic!("nothing is told"));
        assert_eq!(first.code, Code::ReadUpTo);
        let read: usize = bulletin.warnings[1].args[0].parse().unwrap();
        assert!((2..40).contains(&read), "{read}");
        assert!((10..350).contains(&bulletin.figures.len()), "{}", bulletin.figures.len());
        let last = bulletin.figures.last().map_or(0, |f| f.span.end);
        assert!(first.places.iter().all(|place| place.start >= last), "{first:?}");
    }
}
