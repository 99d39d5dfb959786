//! [`Phases`]: where the time of a search went.

use std::time::{Duration, Instant};

/// The steps of a search, in order.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Phase {
    /// Parsing, repairing and planning the query.
    Understand,
    /// Finding the candidates and reading where their words stand.
    Retrieve,
    /// Features and scores of the candidates, and the positions of softened words on the page.
    Rank,
    /// Reading the articles of the page.
    Store,
    /// Choosing passages, analysing and marking them.
    Mark,
}

impl Phase {
    /// All of them.
    pub const ALL: [Self; 5] =
        [Self::Understand, Self::Retrieve, Self::Rank, Self::Store, Self::Mark];

    /// Its name in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Understand => "understand",
            Self::Retrieve => "retrieve",
            Self::Rank => "rank",
            Self::Store => "store",
            Self::Mark => "mark",
        }
    }
}

/// How long each step took.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Phases([Duration; Phase::ALL.len()]);

impl Phases {
    /// How long a step took, summed over the hits.
    pub fn of(&self, phase: Phase) -> Duration {
        self.0[phase as usize]
    }
}

/// Counts the time between one step and the next.
pub struct Stopwatch {
    last: Instant,
    phases: Phases,
}

impl Stopwatch {
    /// A watch that starts now.
    pub fn start() -> Self {
        Self { last: Instant::now(), phases: Phases::default() }
    }

    /// The time since the last call was spent on a step.
    pub fn spent(&mut self, on: Phase) {
        let now = Instant::now();
        self.phases.0[on as usize] += now - self.last;
        self.last = now;
    }

    /// What was counted.
    pub fn phases(&self) -> Phases {
        self.phases
    }
}
