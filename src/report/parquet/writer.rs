//! Puts the file together: groups of rows, their columns encoded side by side, in the order they came.

use super::batch::{Batch, Chunk, Encoded, encode};
use super::columns::{COLUMNS, schema};
use bytes::Bytes;
use parquet::basic::{Compression, GzipLevel};
use parquet::errors::{ParquetError, Result};
use parquet::file::properties::{EnabledStatistics, WriterProperties, WriterPropertiesPtr};
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;
use std::cmp::Reverse;
use std::collections::VecDeque;
use std::io::{self, Write};
use std::sync::mpsc::{Receiver, TryRecvError, channel};
use std::sync::{Arc, Mutex, PoisonError};

/// Rows of a group.
const GROUP: usize = 20_000;

/// Something to be done.
pub type Work = Box<dyn FnOnce() + Send>;

/// Who encodes: does what it is given, now or later, on any thread.
pub struct Hands {
    work: Box<dyn Fn(Work)>,
    /// Groups that may be in work while the next one is gathered.
    groups: usize,
}

impl Hands {
    /// Work done by `work`, for so many threads.
    pub fn new(work: impl Fn(Work) + 'static, threads: usize) -> Self {
        // Encoding is the lesser part: a group for every eight threads keeps them all busy.
        Self { work: Box::new(work), groups: 1 + threads / 8 }
    }
}

impl Default for Hands {
    fn default() -> Self {
        Self::new(|work| work(), 1)
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

/// A group of rows whose columns are being encoded.
struct Group {
    columns: Vec<Option<Encoded>>,
    coming: Receiver<(usize, Result<Encoded>)>,
    missing: usize,
}

impl Group {
    fn take(&mut self, (at, encoded): (usize, Result<Encoded>)) -> Result<()> {
        if let Some(place) = self.columns.get_mut(at) {
            *place = Some(encoded?);
            self.missing = self.missing.saturating_sub(1);
        }
        Ok(())
    }

    /// Takes the columns that are ready; `true` where all are.
    fn look(&mut self) -> Result<bool> {
        while self.missing > 0 {
            match self.coming.try_recv() {
                Ok(column) => self.take(column)?,
                Err(TryRecvError::Empty) => return Ok(false),
                Err(TryRecvError::Disconnected) => return Err(lost()),
            }
        }
        Ok(true)
    }

    fn wait(&mut self) -> Result<()> {
        while self.missing > 0 {
            let column = self.coming.recv().map_err(|_| lost())?;
            self.take(column)?;
        }
        Ok(())
    }
}

fn lost() -> ParquetError {
    ParquetError::General("a column could not be encoded".to_owned())
}

/// Writes rows; what is ready is taken with [`Writer::take`].
pub struct Writer {
    file: SerializedFileWriter<Buffer>,
    buffer: Buffer,
    properties: WriterPropertiesPtr,
    hands: Hands,
    /// The rows of the next group, column by column.
    held: Vec<Vec<Chunk>>,
    rows: usize,
    groups: VecDeque<Group>,
}

impl Writer {
    /// A new file, encoded by whoever pushes.
    ///
    /// # Errors
    /// Never with this schema; the library may.
    pub fn new() -> Result<Self> {
        Self::by(Hands::default())
    }

    /// A new file, encoded by `hands`.
    ///
    /// # Errors
    /// As [`Writer::new`].
    pub fn by(hands: Hands) -> Result<Self> {
        let schema = Arc::new(parse_message_type(&schema())?);
        let properties = WriterProperties::builder()
            .set_compression(Compression::GZIP(GzipLevel::default()))
            // What is told of every page would be held until the file ends.
            .set_statistics_enabled(EnabledStatistics::Chunk)
            .set_offset_index_disabled(true)
            .set_created_by(format!("bantin {}", env!("CARGO_PKG_VERSION")))
            .build();
        let (buffer, properties) = (Buffer::default(), Arc::new(properties));
        let file = SerializedFileWriter::new(buffer.clone(), schema, properties.clone())?;
        Ok(Self { file, buffer, properties, hands, held: Vec::new(), rows: 0, groups: VecDeque::new() })
    }

    /// Takes rows.
    ///
    /// # Errors
    /// Those of the library.
    pub fn push(&mut self, batch: Batch) -> Result<()> {
        self.held.resize_with(COLUMNS.len(), Vec::new);
        self.held.iter_mut().zip(batch.columns).for_each(|(chunks, more)| chunks.push(more));
        self.rows += batch.rows;
        if self.rows >= GROUP {
            self.group();
        }
        self.go_on()
    }

    /// Appends the groups that are ready, in order; waits for those that are more than may be in work.
    fn go_on(&mut self) -> Result<()> {
        loop {
            let crowded = self.groups.len() > self.hands.groups;
            let Some(first) = self.groups.front_mut() else { return Ok(()) };
            if crowded {
                first.wait()?;
            } else if !first.look()? {
                return Ok(());
            }
            self.append()?;
        }
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
        self.group();
        while let Some(group) = self.groups.front_mut() {
            group.wait()?;
            self.append()?;
        }
        self.file.close()?;
        Ok(self.buffer.take())
    }

    /// Has the rows that are held encoded.
    fn group(&mut self) {
        if std::mem::take(&mut self.rows) == 0 {
            return;
        }
        let (done, coming) = channel();
        let kinds = self.file.schema_descr().columns();
        let mut columns: Vec<_> = COLUMNS.iter().zip(self.held.drain(..)).zip(kinds).enumerate().collect();
        // The heaviest first, so that no thread waits for a late one at the end.
        columns.sort_by_cached_key(|(_, ((_, chunks), _))| Reverse(chunks.iter().map(|c| c.weight).sum::<usize>()));
        for (at, ((column, chunks), kind)) in columns {
            let (done, kind, properties) = (done.clone(), kind.clone(), self.properties.clone());
            (self.hands.work)(Box::new(move || {
                // Where nobody waits any more the run has ended.
                let _ = done.send((at, encode(column, chunks, kind, properties)));
            }));
        }
        let columns = COLUMNS.iter().map(|_| None).collect();
        self.groups.push_back(Group { columns, coming, missing: COLUMNS.len() });
    }

    /// Puts the first group into the file.
    fn append(&mut self) -> Result<()> {
        let Some(group) = self.groups.pop_front() else { return Ok(()) };
        let mut rows = self.file.next_row_group()?;
        for Encoded { bytes, close } in group.columns.into_iter().flatten() {
            rows.append_column(&Bytes::from(bytes), close)?;
        }
        rows.close()?;
        Ok(())
    }
}
