//! Rows taken apart into columns, and columns made into the bytes of a file: the parts of the work that any thread can do.

use super::super::rows::Row;
use super::columns::{COLUMNS, Cells, Column, Kind, Value, scaled};
use bytes::Bytes;
use parquet::column::writer::{ColumnCloseResult, ColumnWriter, get_column_writer, get_typed_column_writer_mut};
use parquet::data_type::{
    BoolType, ByteArray, ByteArrayType, DataType, FixedLenByteArray, FixedLenByteArrayType, Int32Type,
};
use parquet::errors::Result;
use parquet::file::properties::WriterPropertiesPtr;
use parquet::file::writer::{SerializedPageWriter, TrackedWrite};
use parquet::schema::types::ColumnDescPtr;
use std::ops::Range;

/// The rows of a bulletin, column by column.
#[derive(Clone, Debug, Default)]
pub struct Batch {
    pub(super) columns: Vec<Chunk>,
    pub(super) rows: usize,
}

/// Values of one column, with the levels that tell where they belong.
#[derive(Clone, Debug, Default)]
pub(super) struct Chunk {
    texts: Vec<ByteArray>,
    wholes: Vec<i32>,
    truths: Vec<bool>,
    numbers: Vec<FixedLenByteArray>,
    levels: Vec<i16>,
    repeats: Vec<i16>,
    /// About how much work it is to encode.
    pub(super) weight: usize,
}

impl Batch {
    /// Takes rows apart.
    #[must_use]
    pub fn new(rows: &[Row]) -> Self {
        Self { columns: COLUMNS.iter().map(|column| Chunk::new(column, rows)).collect(), rows: rows.len() }
    }
}

/// The bytes of a column's cells in one piece, and where each cell's are.
#[derive(Default)]
struct Held {
    bytes: Vec<u8>,
    cells: Vec<Range<usize>>,
}

impl Held {
    fn put(&mut self, bytes: &[u8]) {
        // Rows of one bulletin say much alike: it is held once.
        let last = self.cells.last().filter(|last| self.bytes.get((*last).clone()) == Some(bytes)).cloned();
        let cell = last.unwrap_or_else(|| {
            let start = self.bytes.len();
            self.bytes.extend_from_slice(bytes);
            start..self.bytes.len()
        });
        self.cells.push(cell);
    }
}

impl Chunk {
    fn new(column: &Column, rows: &[Row]) -> Self {
        let (mut chunk, mut held) = (Self::default(), Held::default());
        for row in rows {
            match (column.cells)(row) {
                Cells::One(value) => chunk.put(value, 0, &mut held),
                Cells::Many(members) => {
                    let count = members.len().max(1);
                    chunk.repeats.extend((0..count).map(|i| i16::from(i > 0)));
                    if members.is_empty() {
                        chunk.put(None, 0, &mut held);
                    }
                    members.into_iter().for_each(|value| chunk.put(value, 1, &mut held));
                }
            }
        }
        chunk.weight = held.bytes.len() + chunk.levels.len();
        let bytes = Bytes::from(held.bytes);
        let cells = held.cells.into_iter().map(|cell| ByteArray::from(bytes.slice(cell)));
        match column.kind {
            Kind::Number => chunk.numbers = cells.map(FixedLenByteArray::from).collect(),
            _ => chunk.texts = cells.collect(),
        }
        chunk
    }

    fn put(&mut self, value: Option<Value<'_>>, base: i16, held: &mut Held) {
        let there = match value {
            Some(Value::Text(text)) => {
                held.put(text.as_bytes());
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
                let scaled = scaled(n);
                scaled.iter().for_each(|n| held.put(&n.to_be_bytes()));
                scaled.is_some()
            }
            None => false,
        };
        self.levels.push(base + i16::from(there));
    }
}

/// A column of a row group, as it stands in the file.
pub(super) struct Encoded {
    pub bytes: Vec<u8>,
    pub close: ColumnCloseResult,
}

/// Makes the bytes of a column.
pub(super) fn encode(
    column: &Column,
    chunks: Vec<Chunk>,
    kind: ColumnDescPtr,
    properties: WriterPropertiesPtr,
) -> Result<Encoded> {
    let mut sink = TrackedWrite::new(Vec::new());
    let mut writer = get_column_writer(kind, properties, Box::new(SerializedPageWriter::new(&mut sink)));
    for chunk in chunks {
        match column.kind {
            Kind::Text => put::<ByteArrayType>(&mut writer, &chunk.texts, column, &chunk)?,
            Kind::Whole | Kind::Day => put::<Int32Type>(&mut writer, &chunk.wholes, column, &chunk)?,
            Kind::Truth => put::<BoolType>(&mut writer, &chunk.truths, column, &chunk)?,
            Kind::Number => put::<FixedLenByteArrayType>(&mut writer, &chunk.numbers, column, &chunk)?,
        };
    }
    let close = writer.close()?;
    Ok(Encoded { bytes: sink.into_inner()?, close })
}

fn put<T: DataType>(writer: &mut ColumnWriter<'_>, values: &[T::T], column: &Column, chunk: &Chunk) -> Result<usize> {
    let repeats = column.is_list().then_some(chunk.repeats.as_slice());
    get_typed_column_writer_mut::<T>(writer).write_batch(values, Some(chunk.levels.as_slice()), repeats)
}
