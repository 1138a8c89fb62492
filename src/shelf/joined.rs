//! Bulletins of one place and period as one: what they tell together.
//!
//! In: entries. Out: a [`Joined`], whose entry is like that of a bulletin that tells all of it, and which knows from
//! which of them each stretch of its text is.

use super::entry::Entry;
use crate::model::Period;
use crate::text::Span;

/// Several bulletins as one.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Joined {
    /// All of them: the latest first, so that its word stands where two tell the same.
    pub entry: Entry,
    /// Where the text of each begins, which of those that were given it is, and its name.
    parts: Vec<(usize, usize, String)>,
}

impl Joined {
    /// These entries as one.
    #[must_use]
    pub fn new(entries: &[&Entry]) -> Self {
        let mut order: Vec<(usize, &Entry)> = entries.iter().copied().enumerate().collect();
        order.sort_by(|(_, a), (_, b)| b.published.cmp(&a.published));
        let mut out = Self::default();
        for (which, entry) in order {
            out.add(which, entry);
        }
        out
    }

    fn add(&mut self, which: usize, entry: &Entry) {
        let whole = &mut self.entry;
        if self.parts.is_empty() {
            (whole.title, whole.identity, whole.published, whole.period) =
                (entry.title.clone(), entry.identity.clone(), entry.published.clone(), entry.period.clone());
        } else {
            whole.text.push('\n');
            whole.name.push_str(", ");
            if whole.identity.body != entry.identity.body {
                whole.identity.body = None;
            }
        }
        let start = whole.text.len();
        let moved = |span: Span| Span::new(span.start + start, span.end + start);
        whole.name.push_str(&entry.name);
        whole.text.push_str(&entry.text);
        whole.points.extend(entry.points.iter().cloned().map(|mut point| {
            (point.span, point.sentence) = (moved(point.span), moved(point.sentence));
            point
        }));
        for mut missed in entry.missed.iter().cloned() {
            missed.evidence = moved(missed.evidence);
            // One indicator is missed once: the telling with the share reached says most.
            match whole.missed.iter_mut().find(|known| known.topic == missed.topic) {
                Some(known) if known.reached.is_none() && missed.reached.is_some() => *known = missed,
                Some(_) => {}
                None => whole.missed.push(missed),
            }
        }
        whole.conclusions.extend(entry.conclusions.iter().map(|span| moved(*span)));
        self.parts.push((start, which, entry.name.clone()));
    }

    /// The names of the bulletins.
    #[must_use]
    pub fn names(&self) -> Vec<&str> {
        self.parts.iter().map(|(_, _, name)| name.as_str()).collect()
    }

    /// The bulletin that a stretch is from, and the stretch in its own text.
    #[must_use]
    pub fn source(&self, span: Span) -> (&str, Span) {
        let (_, name, own) = self.part(span);
        (name, own)
    }

    /// Which of the bulletins that were given a stretch is from, and the stretch in its own text.
    #[must_use]
    pub fn origin(&self, span: Span) -> (usize, Span) {
        let (which, _, own) = self.part(span);
        (which, own)
    }

    fn part(&self, span: Span) -> (usize, &str, Span) {
        let part = self.parts.iter().rev().find(|(start, ..)| *start <= span.start);
        let (start, which, name) = part.map_or((0, 0, ""), |(start, which, name)| (*start, *which, name.as_str()));
        (which, name, Span::new(span.start.saturating_sub(start), span.end.saturating_sub(start)))
    }
}

/// The entries that report on the stretch of `period`, by their indexes.
#[must_use]
pub fn of_period(entries: &[Entry], period: &Period) -> Vec<usize> {
    let days = |period: &Period| period.start.zip(period.end);
    let Some(wanted) = days(period) else { return Vec::new() };
    let fits = |entry: &Entry| entry.period.as_ref().and_then(days) == Some(wanted);
    entries.iter().enumerate().filter(|(_, entry)| fits(entry)).map(|(i, _)| i).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Reader;

    fn entry(name: &str, text: &str) -> Entry {
        let reader = Reader::default();
        let mut bulletin = reader.read(text);
        name.clone_into(&mut bulletin.source.name);
        reader.entry(&bulletin)
    }

    #[test]
    fn every_stretch_of_the_whole_leads_to_its_bulletin() {
        let early = entry(
            "a.txt",
            "UBND tỉnh Hà Sơn họp\n05/07/2024\nSáu tháng đầu năm 2024, thu ngân sách đạt 900 tỷ đồng, giảm 3% so với cùng kỳ.",
        );
        let late = entry(
            "b.txt",
            "HĐND tỉnh Hà Sơn họp\n10/07/2024\nSáu tháng đầu năm 2024, thu ngân sách đạt 40% dự toán năm; giải ngân vốn đầu tư công đạt 30% kế hoạch.",
        );
        let joined = Joined::new(&[&early, &late]);
        assert_eq!(joined.names(), ["b.txt", "a.txt"]);
        assert_eq!(joined.entry.points.len(), early.points.len() + late.points.len());
        assert_eq!(joined.entry.missed.len(), 2, "{:?}", joined.entry.missed);
        for (span, text) in joined.entry.points.iter().map(|p| (p.sentence, p.sentence.of(&joined.entry.text))) {
            let (name, own) = joined.source(span);
            let from = if name == "a.txt" { &early } else { &late };
            assert_eq!((own.of(&from.text), text.is_empty()), (text, false));
            assert_eq!(joined.origin(span), (usize::from(name == "b.txt"), own));
        }
        // The one with the share reached is kept of the revenue's two.
        assert!(joined.entry.missed.iter().all(|m| m.reached.is_some()), "{:?}", joined.entry.missed);
        assert_eq!(joined.entry.whose(), early.whose());
        assert_eq!(of_period(&[early.clone(), late], early.period.as_ref().unwrap()), [0, 1]);
        assert_eq!(Joined::default().source(Span::new(3, 4)), ("", Span::new(3, 4)));
    }
}
