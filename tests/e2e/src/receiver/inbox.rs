//! What the desk remembers: the hand-overs it took, each once, and how the webhook is told to misbehave.

use std::sync::{Mutex, MutexGuard, PoisonError};

use kefu_seal::Key;
use kefu_wire::handoff::Handoff;
use serde_json::Value;
use tokio::sync::watch;

/// How the webhook misbehaves, for tests of those who call it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Trouble {
    /// Not at all.
    #[default]
    None,
    /// Answers 503 so many times, and then as it should.
    FailFirst(usize),
    /// Never answers.
    Hang,
    /// Answers 500 whatever comes.
    Refuse,
}

/// What is to become of one request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mood {
    Good,
    Overloaded,
    Hanging,
    Refusing,
}

/// Whether a hand-over was new.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    /// It is, and is kept now.
    New,
    /// It came before.
    Already,
}

#[derive(Debug)]
pub struct Inbox {
    state: Mutex<State>,
    /// What must be sealed is sealed to this.
    pub key: Option<Key>,
    stopping: watch::Receiver<bool>,
}

#[derive(Debug, Default)]
struct State {
    handoffs: Vec<Handoff>,
    erasures: Vec<Value>,
    attempts: usize,
    trouble: Trouble,
}

impl Inbox {
    pub fn new(trouble: Trouble, key: Option<Key>, stopping: watch::Receiver<bool>) -> Self {
        Self { state: Mutex::new(State { trouble, ..State::default() }), key, stopping }
    }

    pub fn handoffs(&self) -> Vec<Handoff> {
        self.state().handoffs.clone()
    }

    pub fn erasures(&self) -> Vec<Value> {
        self.state().erasures.clone()
    }

    pub fn note_erasure(&self, asked: Value) {
        self.state().erasures.push(asked);
    }

    pub fn attempts(&self) -> usize {
        self.state().attempts
    }

    pub fn set_trouble(&self, trouble: Trouble) {
        self.state().trouble = trouble;
    }

    /// Counts a request and says what is to become of it.
    pub fn attempt(&self) -> Mood {
        let mut state = self.state();
        state.attempts += 1;
        match state.trouble {
            Trouble::None | Trouble::FailFirst(0) => Mood::Good,
            Trouble::FailFirst(left) => {
                state.trouble = Trouble::FailFirst(left - 1);
                Mood::Overloaded
            }
            Trouble::Hang => Mood::Hanging,
            Trouble::Refuse => Mood::Refusing,
        }
    }

    /// Keeps a hand-over unless it came before.
    pub fn keep(&self, handoff: Handoff) -> Kept {
        let mut state = self.state();
        if state.handoffs.iter().any(|one| one.id == handoff.id) {
            return Kept::Already;
        }
        state.handoffs.push(handoff);
        Kept::New
    }

    /// Ends when the desk stops.
    pub async fn stopped(&self) {
        // An error means that the desk was dropped.
        let _ = self.stopping.clone().wait_for(|stop| *stop).await;
    }

    /// The state stays good when a thread that held it panicked: each change is a single step.
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
