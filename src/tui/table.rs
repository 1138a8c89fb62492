//! The table of figures: its columns, their words, and the order of its rows.

use super::list::List;
use crate::model::{Bulletin, Decimal, Figure};
use std::cmp::Ordering;

/// A column.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Column {
    /// The indicator; sorted by the text's order.
    #[default]
    Indicator,
    /// The value.
    Value,
    /// The first change.
    Change,
    /// The first plan share.
    Plan,
    /// Result, target or reference.
    Kind,
}

impl Column {
    /// All columns, left to right.
    pub const ALL: &[Column] = &[Column::Indicator, Column::Value, Column::Change, Column::Plan, Column::Kind];

    /// The name; its words are the label `tui.column_NAME`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Column::Indicator => "indicator",
            Column::Value => "value",
            Column::Change => "change",
            Column::Plan => "plan",
            Column::Kind => "kind",
        }
    }
}

/// The state of the table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// Rows by figure id, in the order shown.
    pub list: List,
    /// The column in focus.
    pub column: Column,
    /// The cells that the columns would take.
    pub needs: [usize; 5],
    /// The column sorted by, and whether the largest comes first.
    pub sorted: Option<(Column, bool)>,
}

impl Table {
    /// Every figure in the text's order, parts under their whole.
    #[must_use]
    pub fn new(bulletin: &Bulletin) -> Self {
        let mut table = Self { list: List::new(bulletin.figures.len()), ..Self::default() };
        table.order(bulletin);
        table
    }

    /// The column `by` further among those that there are, no further than the ends.
    pub fn step_column(&mut self, by: isize) {
        let shown: Vec<Column> =
            Column::ALL.iter().copied().zip(self.needs).filter(|(_, n)| *n > 0).map(|(c, _)| c).collect();
        let here = shown.iter().position(|c| *c == self.column).unwrap_or_default();
        if let Some(column) = shown.get(here.saturating_add_signed(by).min(shown.len().saturating_sub(1))) {
            self.column = *column;
        }
    }

    /// Sorts by the column in focus, or the other way round where it is sorted so already. Figures without a number
    /// come last either way. The chosen row stays chosen.
    pub fn sort(&mut self, bulletin: &Bulletin) {
        let descending = !matches!(self.sorted, Some((column, true)) if column == self.column)
            && (self.column != Column::Indicator || matches!(self.sorted, Some((Column::Indicator, false))));
        self.sorted = Some((self.column, descending));
        self.order(bulletin);
    }

    /// Puts the shown rows in the order that was chosen.
    pub fn order(&mut self, bulletin: &Bulletin) {
        let chosen = self.list.chosen();
        let Some((column, descending)) = self.sorted else {
            self.list.shown.sort_by_cached_key(|id| path(bulletin, *id));
            if let Some(chosen) = chosen {
                self.list.choose(chosen);
            }
            return;
        };
        self.list.shown.sort_by(|&a, &b| {
            let (Some(x), Some(y)) = (bulletin.figures.get(a), bulletin.figures.get(b)) else { return Ordering::Equal };
            let order = match (number(x, column), number(y, column)) {
                (Some(m), Some(n)) if descending => n.cmp(&m),
                (Some(m), Some(n)) => m.cmp(&n),
                (m, n) => n.is_some().cmp(&m.is_some()),
            };
            order.then(a.cmp(&b))
        });
        if let Some(chosen) = chosen {
            self.list.choose(chosen);
        }
    }

    /// Shows only figures whose indicator or units hold the words.
    pub fn filter(&mut self, filter: &str, bulletin: &Bulletin) {
        let words = |i: usize| bulletin.figures.get(i).map_or_else(String::new, words);
        self.list.filter(filter, bulletin.figures.len(), words);
        self.order(bulletin);
    }
}

fn words(figure: &Figure) -> String {
    let unit = figure.value.as_ref().map_or("", |v| v.unit.as_str());
    format!("{} {unit}", figure.indicator)
}

/// What a column sorts by.
fn number(figure: &Figure, column: Column) -> Option<Decimal> {
    match column {
        Column::Indicator => Some(Decimal::from(figure.id)),
        Column::Value => figure.value.as_ref().map(|v| v.canonical.as_ref().map_or(v.amount, |c| c.amount)),
        Column::Change => figure.changes.first().and_then(|c| c.percent).map(|p| p.0),
        Column::Plan => figure.plans.first().map(|p| p.percent.0),
        Column::Kind => Some(Decimal::from(figure.kind as u8)),
    }
}

/// The figures that a figure is a part of, the largest first, and itself.
fn path(bulletin: &Bulletin, id: usize) -> Vec<usize> {
    let mut path = vec![id];
    let mut above = bulletin.figures.get(id).and_then(|f| f.within);
    while let Some(whole) = above.filter(|id| path.len() < 8 && !path.contains(id)) {
        path.push(whole);
        above = bulletin.figures.get(whole).and_then(|f| f.within);
    }
    path.reverse();
    path
}

/// The figure that a figure belongs to in the end: the largest whole, or itself.
#[must_use]
pub fn whole(bulletin: &Bulletin, id: usize) -> usize {
    path(bulletin, id).first().copied().unwrap_or(id)
}

/// How deep a figure lies under its whole, at most three.
#[must_use]
pub fn depth(bulletin: &Bulletin, figure: &Figure) -> usize {
    let mut depth = 0;
    let mut above = figure.within;
    while let Some(whole) = above.and_then(|id| bulletin.figures.get(id)).filter(|_| depth < 3) {
        depth += 1;
        above = whole.within;
    }
    depth
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{PlanPercent, PlanShare};

    fn bulletin(plans: &[Option<i64>]) -> Bulletin {
        let figures = plans.iter().enumerate().map(|(id, plan)| Figure {
            id,
            plans: plan
                .map(|p| PlanShare { percent: PlanPercent(Decimal::from(p)), ..PlanShare::default() })
                .into_iter()
                .collect(),
            ..Figure::default()
        });
        Bulletin { figures: figures.collect(), ..Bulletin::default() }
    }

    #[test]
    fn parts_stand_under_their_whole() {
        let mut bulletin = bulletin(&[None, None, None, None]);
        bulletin.figures[3].within = Some(1);
        bulletin.figures[0].within = Some(3);
        let table = Table::new(&bulletin);
        assert_eq!(table.list.shown, [1, 3, 0, 2]);
        assert_eq!(whole(&bulletin, 0), 1);
        bulletin.figures[1].within = Some(0);
        assert_eq!(Table::new(&bulletin).list.shown.len(), 4, "parts of each other");
    }

    #[test]
    fn rows_without_a_number_come_last_either_way() {
        let bulletin = bulletin(&[Some(3), None, Some(7)]);
        let mut table = Table::new(&bulletin);
        table.column = Column::Plan;
        table.sort(&bulletin);
        assert_eq!(table.list.shown, [2, 0, 1]);
        table.sort(&bulletin);
        assert_eq!(table.list.shown, [0, 2, 1]);
    }
}
