//! Tables that rules are drawn around.
//!
//! In: a page's rules and glyphs. Out: each table with its place, its cells' glyphs taken from the page. A cell reaches
//! as far as no rule parts it from the next, so that merged cells are one.

use super::super::grid::{Cell, Grid};
use super::device::{Glyph, Rule};
use super::row;
use hayro_interpret::kurbo::Rect;

/// How far rules that meet may miss each other.
const NEAR: f64 = 3.0;
/// Most columns and rows of a table.
const COLUMNS: usize = 40;
const ROWS: usize = 400;

/// A table on a page.
pub struct Table {
    /// Where it stands.
    pub area: Rect,
    /// Its cells.
    pub grid: Grid,
}

/// Takes the tables from a page.
pub fn take(rules: &[Rule], glyphs: &mut Vec<Glyph>) -> Vec<Table> {
    let mut tables = Vec::new();
    for group in groups(rules) {
        let lines = |across: bool| {
            let of = group.iter().filter(|r| (r.width() >= r.height()) == across);
            of.map(|r| if across { r.center().y } else { r.center().x }).collect::<Vec<_>>()
        };
        let (ys, xs) = (distinct(lines(true)), distinct(lines(false)));
        if xs.len() < 4 || ys.len() < 3 || xs.len() > COLUMNS || ys.len() > ROWS {
            continue;
        }
        let (Some(left), Some(right), Some(top), Some(bottom)) = (xs.first(), xs.last(), ys.first(), ys.last()) else {
            continue;
        };
        let area = Rect::new(*left, *top, *right, *bottom);
        let inside = |g: &Glyph| area.contains(((g.x.0 + g.x.1) / 2.0, g.y - g.size * 0.3));
        let (own, rest): (Vec<Glyph>, Vec<Glyph>) = std::mem::take(glyphs).into_iter().partition(inside);
        *glyphs = rest;
        if own.is_empty() {
            continue;
        }
        tables.push(Table { area, grid: grid(&xs, &ys, &group, own) });
    }
    tables
}

/// Rules that hang together. Of a page with more groups than any text has, the rest is left.
fn groups(rules: &[Rule]) -> Vec<Vec<Rect>> {
    const MOST: usize = 200;
    let mut groups: Vec<(Rect, Vec<Rect>)> = Vec::new();
    for rule in rules.iter().map(|r| r.area) {
        let wide = rule.inflate(NEAR, NEAR);
        let (touched, mut apart): (Vec<_>, Vec<_>) = groups.into_iter().partition(|(area, _)| area.overlaps(wide));
        let mut whole = (wide, vec![rule]);
        for (area, mut group) in touched {
            whole.0 = whole.0.union(area);
            whole.1.append(&mut group);
        }
        if apart.len() < MOST {
            apart.push(whole);
        }
        groups = apart;
    }
    groups.into_iter().map(|(_, group)| group).collect()
}

/// Sorted, those that nearly meet as one.
fn distinct(mut all: Vec<f64>) -> Vec<f64> {
    all.sort_by(f64::total_cmp);
    all.dedup_by(|a, b| (*a - *b).abs() <= NEAR);
    all
}

fn grid(xs: &[f64], ys: &[f64], rules: &[Rect], glyphs: Vec<Glyph>) -> Grid {
    let (columns, rows) = (xs.len() - 1, ys.len() - 1);
    let at = |edges: &[f64], value: f64| edges.partition_point(|e| *e <= value).checked_sub(1);
    let mut texts: Vec<Vec<Glyph>> = vec![Vec::new(); columns * rows];
    for glyph in glyphs {
        let place = at(xs, (glyph.x.0 + glyph.x.1) / 2.0).zip(at(ys, glyph.y - glyph.size * 0.3));
        if let Some(slot) = place.and_then(|(c, r)| texts.get_mut(r.min(rows - 1) * columns + c.min(columns - 1))) {
            slot.push(glyph);
        }
    }
    let middle =
        |edges: &[f64], i: usize| edges.get(i).zip(edges.get(i + 1)).map_or(0.0, |(a, b)| f64::midpoint(*a, *b));
    let upright: Vec<&Rect> = rules.iter().filter(|r| r.height() > r.width()).collect();
    let level: Vec<&Rect> = rules.iter().filter(|r| r.height() <= r.width()).collect();
    // Whether a rule stands behind column `c` in row `r`; below row `r` in column `c`.
    let parted_right = |c: usize, r: usize| {
        let (x, y) = (xs.get(c + 1).copied().unwrap_or_default(), middle(ys, r));
        upright.iter().any(|rule| (rule.center().x - x).abs() <= NEAR && rule.y0 <= y && y <= rule.y1)
    };
    let parted_below = |c: usize, r: usize| {
        let (x, y) = (middle(xs, c), ys.get(r + 1).copied().unwrap_or_default());
        level.iter().any(|rule| (rule.center().y - y).abs() <= NEAR && rule.x0 <= x && x <= rule.x1)
    };
    let mut taken = vec![false; columns * rows];
    let mut grid = Grid::default();
    for r in 0..rows {
        grid.start_row();
        for c in 0..columns {
            if taken.get(r * columns + c).copied().unwrap_or(true) {
                continue;
            }
            let (mut wide, mut tall) = (1, 1);
            while c + wide < columns && !parted_right(c + wide - 1, r) {
                wide += 1;
            }
            while r + tall < rows && !parted_below(c, r + tall - 1) {
                tall += 1;
            }
            let mut all = Vec::new();
            for row in r..r + tall {
                for column in c..c + wide {
                    if let Some(taken) = taken.get_mut(row * columns + column) {
                        *taken = true;
                    }
                    all.append(&mut texts.get_mut(row * columns + column).map(std::mem::take).unwrap_or_default());
                }
            }
            let text = row::rows(all).iter().map(row::Row::text).collect::<Vec<_>>().join(" ");
            grid.push(Cell { text, columns: wide, rows: tall, above: false });
        }
    }
    grid
}
