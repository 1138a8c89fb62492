//! Work on all cores, results in order, no more held at a time than a few jobs a core. Other work goes to the same threads.
//!
//! In: jobs, drawn one after the other, and what is done with each. Out: the results in the order of the jobs. A job is
//! drawn only when there is room for its result, so that neither a fast source nor a slow sink fills the memory.

use super::output::Stop;
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Sender, TryRecvError, channel, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// Results that may wait for the one before them, for each core.
const AHEAD: usize = 16;
/// How often the sink hears that nothing has come.
const PULSE: Duration = Duration::from_millis(100);

/// What the sink is told.
pub(super) enum Told<R> {
    /// The next result, in order.
    Result(R),
    /// No result is ready: time to flush.
    Idle,
}

/// Cores that there are to work on.
pub(super) fn cores() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

/// What a thread is given to do.
type Task = Box<dyn FnOnce() + Send>;

/// Threads that do what they are given, in that order; they end when nobody can give them anything any more.
#[derive(Clone)]
pub(super) struct Crew {
    tasks: Sender<Task>,
    count: usize,
}

impl Crew {
    /// So many threads, at least one.
    pub(super) fn new(count: usize) -> Self {
        let count = count.max(1);
        let (tasks, waiting) = channel::<Task>();
        let waiting = Arc::new(Mutex::new(waiting));
        for _ in 0..count {
            let waiting = waiting.clone();
            std::thread::spawn(move || {
                loop {
                    let task = waiting.lock().unwrap_or_else(PoisonError::into_inner).recv();
                    let Ok(task) = task else { return };
                    // Whoever waits for a task that falls sees that nothing comes.
                    let _ = catch_unwind(AssertUnwindSafe(task));
                }
            });
        }
        Self { tasks, count }
    }

    /// Gives the threads something to do.
    pub(super) fn give(&self, task: Task) {
        // Threads end only after the last crew is gone.
        let _ = self.tasks.send(task);
    }

    /// How many threads there are.
    pub(super) fn count(&self) -> usize {
        self.count
    }
}

/// Does `work` on every job of `feed` with a crew and hands the results to `take` in order. `lost` stands for
/// the result of a job that brought its thread down.
///
/// The threads are not waited for where `take` ends early: one may be reading from a pipe that nobody writes to.
pub(super) fn ordered<J, R>(
    crew: &Crew,
    feed: impl Iterator<Item = J> + Send + 'static,
    work: impl Fn(J) -> R + Send + Sync + 'static,
    lost: impl Fn() -> R,
    mut take: impl FnMut(Told<R>) -> Result<(), Stop>,
) -> Result<(), Stop>
where
    J: Send + 'static,
    R: Send + 'static,
{
    let ahead = crew.count() * AHEAD;
    let (room, rooms) = sync_channel::<()>(ahead);
    let (done, results) = sync_channel::<(usize, Option<R>)>(ahead);
    for _ in 0..ahead {
        let _ = room.try_send(());
    }
    let (crew, work) = (crew.clone(), Arc::new(work));
    std::thread::spawn(move || {
        for (number, job) in feed.enumerate() {
            // Nobody draws where nobody takes.
            if rooms.recv().is_err() {
                return;
            }
            let (work, done) = (work.clone(), done.clone());
            crew.give(Box::new(move || {
                let result = catch_unwind(AssertUnwindSafe(|| work(job))).ok();
                let _ = done.send((number, result));
            }));
        }
    });
    let mut early: BTreeMap<usize, Option<R>> = BTreeMap::new();
    let mut next = 0;
    loop {
        let (number, result) = match results.try_recv() {
            Ok(result) => result,
            Err(TryRecvError::Disconnected) => return Ok(()),
            Err(TryRecvError::Empty) => {
                take(Told::Idle)?;
                match results.recv_timeout(PULSE) {
                    Ok(result) => result,
                    Err(_) => continue,
                }
            }
        };
        early.insert(number, result);
        while let Some(result) = early.remove(&next) {
            next += 1;
            take(Told::Result(result.unwrap_or_else(&lost)))?;
            let _ = room.try_send(());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};

    #[test]
    fn results_come_in_order_and_a_job_that_falls_is_one_result() {
        let mut out = Vec::new();
        let work = |n: u64| {
            std::thread::sleep(Duration::from_micros((n * 7919) % 400));
            assert!(n != 57, "a test asked for it");
            n
        };
        ordered(
            &Crew::new(4),
            0..200_u64,
            work,
            || 1000,
            |told| {
                if let Told::Result(n) = told {
                    out.push(n);
                }
                Ok(())
            },
        )
        .unwrap();
        let want: Vec<u64> = (0..200).map(|n| if n == 57 { 1000 } else { n }).collect();
        assert_eq!(out, want);
    }

    #[test]
    fn no_more_is_drawn_than_there_is_room_for() {
        let drawn = Arc::new(AtomicUsize::new(0));
        let count = drawn.clone();
        let feed = std::iter::from_fn(move || Some(count.fetch_add(1, Ordering::SeqCst)));
        let mut taken = 0;
        let ended = ordered(
            &Crew::new(2),
            feed,
            |n| n,
            || 0,
            |told| {
                if matches!(told, Told::Result(_)) {
                    taken += 1;
                    assert!(drawn.load(Ordering::SeqCst) <= taken + 2 * AHEAD + 2);
                }
                if taken == 500 { Err(Stop::Closed) } else { Ok(()) }
            },
        );
        assert!(matches!(ended, Err(Stop::Closed)));
    }
}
