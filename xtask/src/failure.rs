//! Why a command stopped, and what the person at the terminal can do about it.

use std::fmt;

/// What went wrong, in a sentence, and the command that would put it right when there is one.
#[derive(Debug)]
pub struct Failure {
    what: String,
    remedy: Option<String>,
}

/// The result of everything here that can stop a command.
pub type Outcome<T = ()> = Result<T, Failure>;

impl Failure {
    /// A failure with no known remedy.
    pub fn new(what: impl Into<String>) -> Self {
        Self { what: what.into(), remedy: None }
    }

    /// Names what the person should run or change; shown on a line of its own, ready to be copied.
    pub fn remedy(mut self, remedy: impl Into<String>) -> Self {
        self.remedy = Some(remedy.into());
        self
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}", self.what)?;
        match &self.remedy {
            Some(remedy) => write!(out, "\n  to fix it: {remedy}"),
            None => Ok(()),
        }
    }
}

/// Says what was being attempted when something of the standard library failed.
pub trait While<T> {
    /// `doing` completes the sentence "while …".
    fn doing(self, doing: impl FnOnce() -> String) -> Outcome<T>;
}

impl<T, E: fmt::Display> While<T> for Result<T, E> {
    fn doing(self, doing: impl FnOnce() -> String) -> Outcome<T> {
        self.map_err(|error| Failure::new(format!("while {}: {error}", doing())))
    }
}
