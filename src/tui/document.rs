//! A bulletin as it is set on a page: blocks with a look, and the numbers marked in them.
//!
//! In: the model. Out: blocks in reading order and marks in the text's order, whatever the width. Rows are made by
//! [`super::flow`].

use super::theme::Role;
use crate::model::figure::Polarity;
use crate::model::section::Kind;
use crate::model::{Bulletin, Change, Decimal, Figure, Shortfall};
use crate::text::cells::width;
use crate::text::wrap::{Joins, TAB};
use crate::text::{Span, paragraphs};

/// How a block is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// The headline.
    Title,
    /// Date, author: small print.
    Small,
    /// The lead.
    Lead,
    /// A heading.
    Heading,
    /// The line under a picture.
    Caption,
    /// A row of a table.
    Row,
    /// Running text.
    Plain,
    /// The line that names the section which begins here; it has no text of its own.
    Rule,
}

impl Look {
    /// Cells by which the block stands in.
    #[must_use]
    pub fn indent(self) -> usize {
        match self {
            Look::Caption => 2,
            _ => 0,
        }
    }
}

/// A paragraph, or the line that names a section.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// The paragraph; empty at the section's start for a rule.
    pub span: Span,
    /// How it is set.
    pub look: Look,
    /// Whether an empty line stands before it.
    pub gap: bool,
    /// The section it is in.
    pub section: Option<usize>,
    /// Which paragraph of the text it is, the first being 1; for a rule the one before.
    pub paragraph: usize,
}

/// A number of a figure in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Its characters.
    pub span: Span,
    /// What it is.
    pub role: Role,
    /// The sign drawn before it.
    pub sign: Option<&'static str>,
    /// The figure it belongs to.
    pub figure: usize,
}

/// A table: rows whose cells stand in columns.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// Its first block.
    pub first: usize,
    /// Its rows.
    pub rows: usize,
    /// The cells at which its columns begin.
    pub columns: Vec<usize>,
    /// Cells of all its columns, each with what parts it from the next.
    pub width: usize,
}

/// Up.
pub const RISE: &str = "▲";
/// Down.
pub const FALL: &str = "▼";
/// Missed.
pub const MISS: &str = "✗";

/// Blocks and marks of one bulletin.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// In reading order; never empty where the text is not.
    pub blocks: Vec<Block>,
    /// In reading order.
    pub tables: Vec<Table>,
    /// In the text's order, without overlaps.
    pub marks: Vec<Mark>,
    /// Where a sign is drawn.
    pub signs: Vec<usize>,
    /// Numbers with their units, kept on one row.
    pub whole: Vec<Span>,
    /// Words after which a unit goes on.
    pub joins: Joins,
}

impl Document {
    /// Sets a bulletin.
    #[must_use]
    pub fn new(bulletin: &Bulletin) -> Self {
        let marks = marks(bulletin);
        let mut whole: Vec<Span> = bulletin.figures.iter().flat_map(quantities).filter(|s| s.len() < 60).collect();
        whole.sort_unstable();
        let signs = marks.iter().filter(|m| m.sign.is_some()).map(|m| m.span.start).collect();
        let blocks = blocks(bulletin);
        Self { tables: tables(&blocks, &bulletin.text), blocks, marks, signs, whole, joins: joins() }
    }

    /// The table whose row a block is.
    #[must_use]
    pub fn table_of(&self, block: usize) -> Option<&Table> {
        let last = self.tables.partition_point(|t| t.first <= block).checked_sub(1)?;
        self.tables.get(last).filter(|t| block < t.first + t.rows)
    }

    /// The block that holds the byte, or the nearest before it; rules are passed over.
    #[must_use]
    pub fn block_at(&self, at: usize) -> usize {
        let after = self.blocks.partition_point(|b| b.span.start <= at);
        let before = self.blocks.iter().take(after).rposition(|b| b.look != Look::Rule);
        before.or_else(|| self.blocks.iter().position(|b| b.look != Look::Rule)).unwrap_or_default()
    }

    /// The marks that begin in `span`.
    #[must_use]
    pub fn marks_in(&self, span: Span) -> &[Mark] {
        let from = self.marks.partition_point(|m| m.span.end <= span.start);
        let to = self.marks.partition_point(|m| m.span.start < span.end);
        self.marks.get(from..to.max(from)).unwrap_or_default()
    }
}

/// The words that stay with the word that follows, from the file built into the program.
#[must_use]
pub fn joins() -> Joins {
    let (units, names) = include_str!("../../assets/typography/vi.txt").split_once("\n\n").unwrap_or_default();
    let words = |part: &'static str| part.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    Joins::new(words(units), words(names))
}

fn blocks(bulletin: &Bulletin) -> Vec<Block> {
    let mut out: Vec<Block> = Vec::new();
    let mut sections = bulletin.sections.iter().peekable();
    let (mut named, told) = (None, is_told(bulletin));
    for (before, span) in paragraphs(&bulletin.text).enumerate() {
        while sections.peek().is_some_and(|s| s.span.end <= span.start && s.span.start < span.start) {
            sections.next();
        }
        let section = sections.peek().filter(|s| s.span.overlaps(span));
        let kind = section.map_or(Kind::Other, |s| s.kind);
        let look = look(kind, span.of(&bulletin.text));
        let id = section.map(|s| s.id);
        if told && rules(kind) && named != Some(kind) {
            out.push(Block {
                span: Span::new(span.start, span.start),
                look: Look::Rule,
                gap: !out.is_empty(),
                section: id,
                paragraph: before,
            });
            named = Some(kind);
        }
        let apart = bulletin.text.get(..span.start).is_none_or(|before| before.ends_with("\n\n"));
        let item = |b: &Block| b.look == Look::Row || is_item(b.span.of(&bulletin.text));
        let near = out.last().is_some_and(|last| {
            last.look == Look::Rule
                || !apart
                    && (look == Look::Row && last.look == Look::Row || is_item(span.of(&bulletin.text)) && item(last))
                || last.look == Look::Title && look == Look::Small
        });
        out.push(Block { span, look, gap: !out.is_empty() && !near, section: id, paragraph: before + 1 });
    }
    out
}

/// The tables among the blocks.
fn tables(blocks: &[Block], text: &str) -> Vec<Table> {
    let mut out = Vec::new();
    let mut first = 0;
    for table in blocks.chunk_by(|a, b| a.look == Look::Row && b.look == Look::Row && !b.gap) {
        if table.first().is_some_and(|b| b.look == Look::Row) {
            let mut widths: Vec<usize> = Vec::new();
            for block in table {
                for (i, cell) in block.span.of(text).split('\t').enumerate() {
                    // A sign may stand before a number: one cell more is always enough for one.
                    let wide = width(cell) + 1;
                    match widths.get_mut(i) {
                        Some(w) => *w = wide.max(*w),
                        None => widths.push(wide),
                    }
                }
            }
            let mut columns = Vec::with_capacity(widths.len());
            let width = widths.iter().fold(0, |at, wide| {
                columns.push(at);
                at + wide + TAB
            });
            out.push(Table { first, rows: table.len(), columns, width });
        }
        first += table.len();
    }
    out
}

/// Whether anything was understood of a text: the parts of one that is no bulletin have no names.
#[must_use]
pub fn is_told(bulletin: &Bulletin) -> bool {
    !(bulletin.figures.is_empty() && bulletin.speakers.is_empty() && bulletin.conclusions.is_empty())
}

/// Kinds of sections that are named in the text.
#[must_use]
pub fn rules(kind: Kind) -> bool {
    matches!(kind, Kind::Opening | Kind::Results | Kind::Discussion | Kind::Conclusion | Kind::Tasks | Kind::Resolution)
}

fn look(kind: Kind, paragraph: &str) -> Look {
    match kind {
        Kind::Title => Look::Title,
        Kind::Dateline | Kind::Byline => Look::Small,
        Kind::Summary => Look::Lead,
        Kind::Heading => Look::Heading,
        Kind::Caption => Look::Caption,
        _ if paragraph.contains('\t') => Look::Row,
        _ => Look::Plain,
    }
}

fn is_item(paragraph: &str) -> bool {
    let mut chars = paragraph.chars();
    matches!(chars.next(), Some('-' | '+' | '*' | '•' | '–')) && chars.next() == Some(' ')
}

fn quantities(figure: &Figure) -> impl Iterator<Item = Span> + '_ {
    figure.value.iter().map(|v| v.span).chain(figure.changes.iter().map(|c| c.span))
}

fn marks(bulletin: &Bulletin) -> Vec<Mark> {
    let mut out = Vec::new();
    let mut missed: Vec<(usize, Decimal)> = bulletin.shortfalls.iter().filter_map(behind).collect();
    missed.sort_unstable();
    for figure in &bulletin.figures {
        out.extend(figure.value.iter().map(|v| plain(v.span, figure.id)));
        out.extend(figure.share.iter().map(|s| plain(s.span, figure.id)));
        out.extend(figure.changes.iter().map(|c| changed(c, figure)));
        for plan in &figure.plans {
            out.push(if missed.binary_search(&(figure.id, plan.percent.0)).is_ok() {
                Mark { sign: Some(MISS), role: Role::Behind, ..plain(plan.span, figure.id) }
            } else {
                plain(plan.span, figure.id)
            });
        }
    }
    out.retain(|m| !m.span.is_empty());
    out.sort_by_key(|m| (m.span.start, m.sign.is_none()));
    let mut end = 0;
    out.retain(|m| {
        let keep = m.span.start >= end;
        end = end.max(m.span.end);
        keep
    });
    out
}

/// The figure and the share of its plan by which a shortfall is behind.
fn behind(shortfall: &Shortfall) -> Option<(usize, Decimal)> {
    let (reached, due) = (shortfall.actual_percent?, shortfall.expected_percent?);
    Some((shortfall.figure?, reached)).filter(|_| reached < due)
}

fn plain(span: Span, figure: usize) -> Mark {
    Mark { span, role: Role::Figure, sign: None, figure }
}

fn changed(change: &Change, figure: &Figure) -> Mark {
    let Some(by) = direction(change) else { return plain(change.span, figure.id) };
    let sign = if by > Decimal::ZERO { RISE } else { FALL };
    let role = if figure.polarity == Polarity::Neutral || figure.kind != crate::model::figure::Kind::Observed {
        Role::Figure
    } else if worse(by, figure.polarity) {
        Role::Worse
    } else {
        Role::Better
    };
    Mark { sign: Some(sign), role, ..plain(change.span, figure.id) }
}

/// By how much something changed, in whatever it is told in; `None` where it did not.
#[must_use]
pub fn direction(change: &Change) -> Option<Decimal> {
    let by = change.percent.map(|p| p.0).or(change.points.map(|p| p.0)).or(change.amount);
    by.filter(|by| !by.is_zero())
}

/// Whether a change by `by` is for the worse.
#[must_use]
pub fn worse(by: Decimal, polarity: Polarity) -> bool {
    match polarity {
        Polarity::MoreIsBetter => by < Decimal::ZERO,
        Polarity::LessIsBetter => by > Decimal::ZERO,
        Polarity::Neutral => false,
    }
}
