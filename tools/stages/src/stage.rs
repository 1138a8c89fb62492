//! The stages, and a clock that keeps the least time of each.

use std::hint::black_box;
use std::time::{Duration, Instant};

macro_rules! stages {
    ($($variant:ident = $name:literal $per:ident,)*) => {
        /// A stage of the way from bytes to screen, or a limit to hold it against (the first three).
        #[derive(Clone, Copy, PartialEq, Eq)]
        pub enum Stage { $($variant,)* }

        impl Stage {
            /// All, in the order of the way.
            pub const ALL: &[Stage] = &[$(Stage::$variant),*];

            /// The name in tables; but for limits also that of its function in `work`.
            pub fn name(self) -> &'static str {
                match self { $(Stage::$variant => $name),* }
            }

            /// What its cost goes by.
            pub fn per(self) -> Per {
                match self { $(Stage::$variant => Per::$per),* }
            }
        }
    };
}

/// What a stage's cost goes by.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Per {
    /// The bytes of the text.
    Byte,
    /// A call, however long the text is.
    Call,
}

stages! {
    Memchr = "memchr" Byte,
    Utf8 = "utf_8" Byte,
    CueScan = "cue_scan" Byte,
    Load = "load" Byte,
    Normalise = "normalise" Byte,
    Matches = "matches" Byte,
    Frame = "frame" Byte,
    People = "people" Byte,
    Sections = "sections" Byte,
    Figures = "figures" Byte,
    Assess = "assess" Byte,
    Read = "read" Byte,
    Summary = "summary" Byte,
    Wrap = "wrap" Byte,
    View = "view" Call,
    Down = "update_down" Call,
    End = "update_end" Call,
}

/// Times by stage.
pub struct Clock {
    /// The least of all runs.
    least: Vec<Option<Duration>>,
    /// Of the run under way; a stage may have several parts.
    now: Vec<Option<Duration>>,
}

impl Clock {
    pub fn new() -> Self {
        let none = vec![None; Stage::ALL.len()];
        Self { least: none.clone(), now: none }
    }

    /// Does a stage's work, or a part of it.
    pub fn of<T>(&mut self, stage: Stage, work: impl FnOnce() -> T) -> T {
        let start = Instant::now();
        let out = black_box(work());
        let took = start.elapsed();
        if let Some(now) = self.now.get_mut(stage as usize) {
            *now = Some(now.unwrap_or_default() + took);
        }
        out
    }

    /// Ends a run.
    pub fn end(&mut self) {
        for (least, now) in self.least.iter_mut().zip(&mut self.now) {
            *least = [*least, now.take()].into_iter().flatten().min();
        }
    }

    /// The least time of a stage.
    pub fn least(&self, stage: Stage) -> Option<Duration> {
        self.least.get(stage as usize).copied().flatten()
    }
}
