//! `kefu eval`: how well the recognisers do on messages that people have labelled.

mod classes;
mod labelled;

use crate::arguments::Syntax;
use crate::outcome::{Failure, Outcome};

const SYNTAX: Syntax = Syntax {
    usage: "kefu eval --transfer|--urgency|--repeat FILE.jsonl [--json] [--wrong]",
    switches: &["--json", "--wrong"],
    values: &["--transfer", "--urgency", "--repeat"],
};

/// Runs the command.
pub fn run(words: impl Iterator<Item = String>) -> Result<Outcome, Failure> {
    let arguments = SYNTAX.read(words)?;
    classes::run(&arguments)
}
