//! `kefu eval`: how well answers are found and the recognisers do, on messages that people have labelled.

mod answers;
mod classes;
mod knowledge;
mod labelled;
mod share;

use std::fmt::Write;

use crate::arguments::{Arguments, Syntax};
use crate::outcome::{Failure, Outcome, print};

const SYNTAX: Syntax = Syntax {
    usage: "kefu eval --kb KB.jsonl --queries Q.jsonl|--transfer|--urgency|--repeat FILE.jsonl [--json] [--wrong]",
    switches: &["--json", "--wrong"],
    values: &["--kb", "--queries", "--transfer", "--urgency", "--repeat"],
};

/// Runs the command.
pub fn run(words: impl Iterator<Item = String>) -> Result<Outcome, Failure> {
    let arguments = SYNTAX.read(words)?;
    match (arguments.value("--kb"), arguments.value("--queries")) {
        (Some(entries), Some(questions)) => answers(&arguments, entries, questions),
        (None, None) => classes::run(&arguments),
        _ => Err(arguments.refuse("--kb and --queries are wanted together".to_owned())),
    }
}

fn answers(arguments: &Arguments, entries: &str, questions: &str) -> Result<Outcome, Failure> {
    let (mut out, mut wrong) = (String::new(), String::new());
    let mut reports = Vec::new();
    for base in knowledge::read(entries, questions)? {
        let told = arguments.has("--wrong").then_some(&mut wrong);
        reports.push(answers::measure(&base, told));
    }
    if arguments.has("--json") {
        for report in &reports {
            let _ = writeln!(out, "{report}");
        }
    } else {
        out = answers::table(&reports);
    }
    print(&(wrong + &out))
}
