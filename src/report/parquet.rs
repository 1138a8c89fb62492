//! Rows as a Parquet file: typed columns, exact decimals, dates, lists.
//!
//! In: [`Row`]s, one after the other. Out: the file's bytes, a row group at a time, so that no more is held than one.
//! Decimals are `DECIMAL(38, 10)`; a number that does not fit without rounding is null and stands in `unfit` as text.

use super::rows::Row;
use crate::model::Decimal;
use jiff::civil::Date;
use parquet::basic::{Compression, ZstdLevel};
use parquet::data_type::{BoolType, ByteArray, ByteArrayType, FixedLenByteArray, FixedLenByteArrayType, Int32Type};
use parquet::errors::Result;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};
use parquet::schema::parser::parse_message_type;
use std::io::{self, Write};
use std::sync::{Arc, Mutex, PoisonError};

/// Rows of a group.
const GROUP: usize = 20_000;
/// Digits behind the point.
const SCALE: u32 = 10;
/// Digits in all.
const DIGITS: u32 = 38;
const EPOCH: Date = Date::constant(1970, 1, 1);

/// What a cell holds.
enum Value {
    Text(String),
    Whole(i32),
    Truth(bool),
    Number(Decimal),
}

/// The cells of a row in one column: of a list, any number.
enum Cells {
    One(Option<Value>),
    Many(Vec<Option<Value>>),
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Text,
    Whole,
    Day,
    Truth,
    Number,
}

/// A column: its path (a list's members have two parts), its kind, and its cells.
struct Column {
    path: &'static str,
    kind: Kind,
    cells: fn(&Row) -> Cells,
}

fn texts(list: &[String]) -> Cells {
    Cells::Many(list.iter().map(|text| Some(Value::Text(text.clone()))).collect())
}

fn members<T>(list: &[T], cell: impl Fn(&T) -> Option<Value>) -> Cells {
    Cells::Many(list.iter().map(cell).collect())
}

fn text(value: &Option<String>) -> Option<Value> {
    value.clone().map(Value::Text)
}

fn number(value: Option<Decimal>) -> Option<Value> {
    value.map(Value::Number)
}

fn day(value: Option<Date>) -> Option<Value> {
    let days = value?.since(EPOCH).ok()?.get_days();
    Some(Value::Whole(days))
}

/// The columns, in order.
const COLUMNS: &[Column] = &[
    Column { path: "row", kind: Kind::Text, cells: |r| Cells::One(Some(Value::Text(r.row.clone()))) },
    Column { path: "record", kind: Kind::Text, cells: |r| Cells::One(text(&r.record)) },
    Column { path: "source", kind: Kind::Text, cells: |r| Cells::One(Some(Value::Text(r.source.clone()))) },
    Column { path: "place", kind: Kind::Text, cells: |r| Cells::One(text(&r.place)) },
    Column { path: "body", kind: Kind::Text, cells: |r| Cells::One(text(&r.body)) },
    Column { path: "title", kind: Kind::Text, cells: |r| Cells::One(text(&r.title)) },
    Column { path: "published", kind: Kind::Text, cells: |r| Cells::One(text(&r.published)) },
    Column { path: "published_on", kind: Kind::Day, cells: |r| Cells::One(day(r.published_on)) },
    Column { path: "period", kind: Kind::Text, cells: |r| Cells::One(text(&r.period)) },
    Column { path: "period_start", kind: Kind::Day, cells: |r| Cells::One(day(r.period_start)) },
    Column { path: "period_end", kind: Kind::Day, cells: |r| Cells::One(day(r.period_end)) },
    Column { path: "scope", kind: Kind::Text, cells: |r| Cells::One(text(&r.scope)) },
    Column { path: "year", kind: Kind::Whole, cells: |r| Cells::One(r.year.map(Value::Whole)) },
    Column { path: "month", kind: Kind::Whole, cells: |r| Cells::One(r.month.map(Value::Whole)) },
    Column { path: "cumulated", kind: Kind::Truth, cells: |r| Cells::One(r.cumulated.map(Value::Truth)) },
    Column { path: "figure", kind: Kind::Whole, cells: |r| Cells::One(r.figure.map(Value::Whole)) },
    Column { path: "within", kind: Kind::Whole, cells: |r| Cells::One(r.within.map(Value::Whole)) },
    Column { path: "indicator", kind: Kind::Text, cells: |r| Cells::One(text(&r.indicator)) },
    Column { path: "topic", kind: Kind::Text, cells: |r| Cells::One(text(&r.topic)) },
    Column { path: "kind", kind: Kind::Text, cells: |r| Cells::One(text(&r.kind)) },
    Column { path: "polarity", kind: Kind::Text, cells: |r| Cells::One(text(&r.polarity)) },
    Column { path: "amount", kind: Kind::Number, cells: |r| Cells::One(number(r.amount)) },
    Column { path: "upper", kind: Kind::Number, cells: |r| Cells::One(number(r.upper)) },
    Column { path: "unit", kind: Kind::Text, cells: |r| Cells::One(text(&r.unit)) },
    Column { path: "canonical", kind: Kind::Number, cells: |r| Cells::One(number(r.canonical)) },
    Column { path: "canonical_unit", kind: Kind::Text, cells: |r| Cells::One(text(&r.canonical_unit)) },
    Column { path: "bound", kind: Kind::Text, cells: |r| Cells::One(text(&r.bound)) },
    Column { path: "estimate", kind: Kind::Truth, cells: |r| Cells::One(r.estimate.map(Value::Truth)) },
    Column { path: "change_percent", kind: Kind::Number, cells: |r| Cells::One(number(r.change_percent)) },
    Column { path: "plan_percent", kind: Kind::Number, cells: |r| Cells::One(number(r.plan_percent)) },
    Column { path: "due_percent", kind: Kind::Number, cells: |r| Cells::One(number(r.due_percent)) },
    Column { path: "share_percent", kind: Kind::Number, cells: |r| Cells::One(number(r.share_percent)) },
    Column {
        path: "changes.basis",
        kind: Kind::Text,
        cells: |r| members(&r.changes, |c| Some(Value::Text(c.basis.clone()))),
    },
    Column { path: "changes.percent", kind: Kind::Number, cells: |r| members(&r.changes, |c| number(c.percent)) },
    Column { path: "changes.points", kind: Kind::Number, cells: |r| members(&r.changes, |c| number(c.points)) },
    Column { path: "changes.amount", kind: Kind::Number, cells: |r| members(&r.changes, |c| number(c.amount)) },
    Column { path: "changes.unit", kind: Kind::Text, cells: |r| members(&r.changes, |c| text(&c.unit)) },
    Column {
        path: "plans.horizon",
        kind: Kind::Text,
        cells: |r| members(&r.plans, |p| Some(Value::Text(p.horizon.clone()))),
    },
    Column { path: "plans.percent", kind: Kind::Number, cells: |r| members(&r.plans, |p| number(p.percent)) },
    Column { path: "plans.due", kind: Kind::Number, cells: |r| members(&r.plans, |p| number(p.due)) },
    Column { path: "plans.of", kind: Kind::Text, cells: |r| members(&r.plans, |p| text(&p.of)) },
    Column { path: "missed", kind: Kind::Truth, cells: |r| Cells::One(r.missed.map(Value::Truth)) },
    Column { path: "reasons.element", kind: Kind::Text, cells: |r| texts(&r.reasons) },
    Column { path: "severity", kind: Kind::Number, cells: |r| Cells::One(number(r.severity)) },
    Column { path: "sentence", kind: Kind::Text, cells: |r| Cells::One(text(&r.sentence)) },
    Column { path: "start", kind: Kind::Whole, cells: |r| Cells::One(r.start.map(Value::Whole)) },
    Column { path: "end", kind: Kind::Whole, cells: |r| Cells::One(r.end.map(Value::Whole)) },
    Column { path: "unfit.element", kind: Kind::Text, cells: |r| texts(&unfit(r)) },
    Column { path: "error", kind: Kind::Text, cells: |r| Cells::One(text(&r.error)) },
];

/// Numbers of a row that fit no column, as text.
fn unfit(row: &Row) -> Vec<String> {
    let cells = COLUMNS.iter().filter(|c| c.kind == Kind::Number).flat_map(|column| match (column.cells)(row) {
        Cells::One(value) => vec![(column.path, value)],
        Cells::Many(values) => values.into_iter().map(|value| (column.path, value)).collect(),
    });
    let lost = |(path, value): (&str, Option<Value>)| match value {
        Some(Value::Number(n)) if scaled(n).is_none() => Some(format!("{path}={n}")),
        _ => None,
    };
    cells.filter_map(lost).collect()
}

/// A number in units of the last digit; `None` where it cannot be exact.
fn scaled(number: Decimal) -> Option<i128> {
    let number = if number.scale() > SCALE { number.normalize() } else { number };
    let up = SCALE.checked_sub(number.scale())?;
    let scaled = number.mantissa().checked_mul(10_i128.checked_pow(up)?)?;
    (scaled.unsigned_abs() < 10_u128.checked_pow(DIGITS)?).then_some(scaled)
}

/// The schema, as the format writes it.
#[must_use]
pub fn schema() -> String {
    let mut out = String::from("message bantin {\n");
    let mut open = "";
    for column in COLUMNS {
        let (list, member) = column.path.split_once('.').unwrap_or(("", column.path));
        if list != open {
            out.push_str(if open.is_empty() { "" } else { "}}}\n" });
            open = "";
        }
        let field = format!("{};\n", field(column.kind, member));
        match (list, member) {
            ("", _) => out.push_str(&format!("optional {field}")),
            (_, "element") => {
                out.push_str(&format!("required group {list} (LIST) {{ repeated group list {{ optional {field}}}}}\n"))
            }
            _ => {
                if open.is_empty() {
                    out.push_str(&format!(
                        "required group {list} (LIST) {{ repeated group list {{ required group element {{\n"
                    ));
                    open = list;
                }
                out.push_str(&format!("optional {field}"));
            }
        }
    }
    out.push('}');
    out
}

fn field(kind: Kind, name: &str) -> String {
    match kind {
        Kind::Text => format!("binary {name} (STRING)"),
        Kind::Whole => format!("int32 {name}"),
        Kind::Day => format!("int32 {name} (DATE)"),
        Kind::Truth => format!("boolean {name}"),
        Kind::Number => format!("fixed_len_byte_array(16) {name} (DECIMAL({DIGITS},{SCALE}))"),
    }
}

/// Bytes on their way out of the writer, which must own what it writes to.
#[derive(Clone, Default)]
struct Buffer(Arc<Mutex<Vec<u8>>>);

impl Buffer {
    fn take(&self) -> Vec<u8> {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Write for Buffer {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Rows taken apart into columns: the part of the work that any thread can do.
#[derive(Clone, Debug, Default)]
pub struct Batch {
    columns: Vec<Chunk>,
    rows: usize,
}

/// Values of one column, with the levels that tell where they belong.
#[derive(Clone, Debug, Default)]
struct Chunk {
    texts: Vec<ByteArray>,
    wholes: Vec<i32>,
    truths: Vec<bool>,
    numbers: Vec<FixedLenByteArray>,
    levels: Vec<i16>,
    repeats: Vec<i16>,
}

impl Batch {
    /// Takes rows apart.
    #[must_use]
    pub fn new(rows: &[Row]) -> Self {
        let mut columns: Vec<Chunk> = COLUMNS.iter().map(|_| Chunk::default()).collect();
        for (chunk, column) in columns.iter_mut().zip(COLUMNS) {
            for row in rows {
                match (column.cells)(row) {
                    Cells::One(value) => chunk.put(value, 0, 0),
                    Cells::Many(members) if members.is_empty() => chunk.put(None, 0, 0),
                    Cells::Many(members) => {
                        members.into_iter().enumerate().for_each(|(i, v)| chunk.put(v, 1, i16::from(i > 0)));
                    }
                }
            }
        }
        Self { columns, rows: rows.len() }
    }

    fn append(&mut self, other: Batch) {
        self.rows += other.rows;
        if self.columns.is_empty() {
            self.columns = other.columns;
        } else {
            self.columns.iter_mut().zip(other.columns).for_each(|(chunk, more)| chunk.append(more));
        }
    }
}

impl Chunk {
    fn put(&mut self, value: Option<Value>, base: i16, repeat: i16) {
        let there = match value {
            Some(Value::Text(text)) => {
                self.texts.push(ByteArray::from(text.into_bytes()));
                true
            }
            Some(Value::Whole(n)) => {
                self.wholes.push(n);
                true
            }
            Some(Value::Truth(truth)) => {
                self.truths.push(truth);
                true
            }
            Some(Value::Number(n)) => {
                let bytes = scaled(n).map(|n| ByteArray::from(n.to_be_bytes().to_vec()).into());
                self.numbers.extend(bytes);
                scaled(n).is_some()
            }
            None => false,
        };
        self.levels.push(base + i16::from(there));
        self.repeats.push(repeat);
    }

    fn append(&mut self, mut more: Chunk) {
        self.texts.append(&mut more.texts);
        self.wholes.append(&mut more.wholes);
        self.truths.append(&mut more.truths);
        self.numbers.append(&mut more.numbers);
        self.levels.append(&mut more.levels);
        self.repeats.append(&mut more.repeats);
    }
}

/// Writes rows; what is ready is taken with [`Writer::take`].
pub struct Writer {
    file: SerializedFileWriter<Buffer>,
    buffer: Buffer,
    held: Batch,
}

impl Writer {
    /// A new file.
    ///
    /// # Errors
    /// Never with this schema; the library may.
    pub fn new() -> Result<Self> {
        let schema = Arc::new(parse_message_type(&schema())?);
        let properties = WriterProperties::builder()
            .set_compression(Compression::ZSTD(ZstdLevel::default()))
            .set_created_by(format!("bantin {}", env!("CARGO_PKG_VERSION")))
            .build();
        let buffer = Buffer::default();
        let file = SerializedFileWriter::new(buffer.clone(), schema, Arc::new(properties))?;
        Ok(Self { file, buffer, held: Batch::default() })
    }

    /// Takes rows.
    ///
    /// # Errors
    /// Those of the library.
    pub fn push(&mut self, batch: Batch) -> Result<()> {
        self.held.append(batch);
        if self.held.rows >= GROUP { self.group() } else { Ok(()) }
    }

    /// The bytes that are ready.
    #[must_use]
    pub fn take(&self) -> Vec<u8> {
        self.buffer.take()
    }

    /// The last bytes.
    ///
    /// # Errors
    /// Those of the library.
    pub fn finish(mut self) -> Result<Vec<u8>> {
        self.group()?;
        self.file.close()?;
        Ok(self.buffer.take())
    }

    fn group(&mut self) -> Result<()> {
        let held = std::mem::take(&mut self.held);
        if held.rows == 0 {
            return Ok(());
        }
        let mut group = self.file.next_row_group()?;
        let mut columns = COLUMNS.iter().zip(&held.columns);
        while let (Some(mut writer), Some((column, chunk))) = (group.next_column()?, columns.next()) {
            write(&mut writer, column, chunk)?;
            writer.close()?;
        }
        group.close()?;
        Ok(())
    }
}

/// Writes the cells of one column.
fn write(writer: &mut SerializedColumnWriter<'_>, column: &Column, chunk: &Chunk) -> Result<()> {
    let repeats = column.path.contains('.').then_some(chunk.repeats.as_slice());
    let levels = Some(chunk.levels.as_slice());
    match column.kind {
        Kind::Text => writer.typed::<ByteArrayType>().write_batch(&chunk.texts, levels, repeats)?,
        Kind::Whole | Kind::Day => writer.typed::<Int32Type>().write_batch(&chunk.wholes, levels, repeats)?,
        Kind::Truth => writer.typed::<BoolType>().write_batch(&chunk.truths, levels, repeats)?,
        Kind::Number => writer.typed::<FixedLenByteArrayType>().write_batch(&chunk.numbers, levels, repeats)?,
    };
    Ok(())
}
