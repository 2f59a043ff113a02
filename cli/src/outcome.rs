//! How a command ends: with an exit code, or with a sentence about why it could not do its work.

use std::fmt;
use std::io::{self, Write};

/// How a command that did its work ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Nothing was wrong.
    Clean,
    /// Something was, and was told.
    Problems,
    /// So much was that nothing could be done with the input.
    Unusable,
}

impl Outcome {
    /// The exit code, which scripts rely on.
    pub fn code(self) -> u8 {
        match self {
            Self::Clean => 0,
            Self::Problems => 1,
            Self::Unusable => 2,
        }
    }
}

/// Why a command could not do its work.
#[derive(Debug)]
pub enum Failure {
    /// The command line makes no sense.
    Usage {
        /// What about it.
        what: String,
        /// How the command is written.
        usage: &'static str,
    },
    /// A file that can be neither read nor written, or holds nothing usable.
    File {
        /// Its path as it was given.
        path: String,
        /// What is the matter, and what to do.
        what: String,
    },
    /// The standard output cannot be written.
    Output(io::Error),
}

impl Failure {
    /// A failure about the file at `path`.
    pub fn file(path: &str, what: impl fmt::Display) -> Self {
        Self::File { path: path.to_owned(), what: what.to_string() }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Usage { what, usage } => {
                write!(f, "{what}\nusage: {usage}\n`kefu help` explains each command")
            }
            Self::File { path, what } => write!(f, "{path}: {what}"),
            Self::Output(error) => write!(f, "the output cannot be written: {error}"),
        }
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::Output(error)
    }
}

/// Writes a whole text to the standard output. Unlike `print!` it survives a closed pipe.
pub fn print(text: &str) -> Result<Outcome, Failure> {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes())?;
    out.flush()?;
    Ok(Outcome::Clean)
}

/// "no errors", "1 error", "2 errors".
pub fn count(number: usize, one: &str, many: &str) -> String {
    match number {
        0 => format!("no {many}"),
        1 => format!("1 {one}"),
        _ => format!("{number} {many}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_aloud_as_people_do() {
        let said = [0, 1, 2].map(|number| count(number, "entry", "entries"));
        assert_eq!(said, ["no entries", "1 entry", "2 entries"]);
    }
}
