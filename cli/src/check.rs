//! `kefu check`: every problem of a pack, with its place and what to write instead.

use std::fmt::Write;

use kefu_engine::pack::{self, Diagnostic, MAX_DIAGNOSTICS, Pack, Position, Problem, Severity};
use serde_json::json;

use crate::arguments::Syntax;
use crate::outcome::{Failure, Outcome, count, print};
use crate::source::{self, Source};

const SYNTAX: Syntax =
    Syntax { usage: "kefu check PACK [--json]", switches: &["--json"], values: &[] };

/// Runs the command.
pub fn run(words: impl Iterator<Item = String>) -> Result<Outcome, Failure> {
    let arguments = SYNTAX.read(words)?;
    let path = arguments.only("PACK")?;
    let Loaded { pack, found, .. } = load(path)?;
    print(&if arguments.has("--json") {
        as_json(path, &pack, &found)
    } else {
        as_text(path, &pack, &found)
    })?;
    Ok(outcome(&found))
}

/// A file and what can be used of it.
pub struct Loaded {
    /// Its bytes; none of a file that is too large.
    pub file: Vec<u8>,
    /// The pack in it.
    pub pack: Pack,
    /// What is wrong with it.
    pub found: Vec<Diagnostic>,
}

/// Reads the pack at `path`; a file that is too large is refused before it is in memory.
pub fn load(path: &str) -> Result<Loaded, Failure> {
    let (file, (pack, found)) = match source::read(path)? {
        Source::Whole(file) => {
            let read = pack::load(&file);
            (file, read)
        }
        Source::TooLarge(bytes) => (Vec::new(), (Pack::default(), too_large(bytes))),
    };
    Ok(Loaded { file, pack, found })
}

/// The one thing to tell of a file that is too large to be read.
fn too_large(bytes: usize) -> Vec<Diagnostic> {
    let (pointer, position) = (String::new(), Position::default());
    vec![Diagnostic { pointer, position, problem: Problem::TooLarge { bytes } }]
}

/// How bad it is altogether.
pub fn outcome(found: &[Diagnostic]) -> Outcome {
    let unreadable = found.iter().any(|one| {
        matches!(
            one.problem,
            Problem::EmptyFile
                | Problem::TooLarge { .. }
                | Problem::NotUtf8
                | Problem::NotJson { .. }
                | Problem::Damaged
        )
    });
    match found {
        [] => Outcome::Clean,
        _ if unreadable => Outcome::Unusable,
        _ => Outcome::Problems,
    }
}

/// One line per problem, as compilers write them, so that an editor can jump to it.
pub fn lines(path: &str, found: &[Diagnostic]) -> String {
    let mut out = String::new();
    for one in found {
        // Writing into a string cannot fail.
        let _ = writeln!(out, "{path}:{one}");
    }
    out
}

fn as_text(path: &str, pack: &Pack, found: &[Diagnostic]) -> String {
    let mut out = lines(path, found);
    if found.len() == MAX_DIAGNOSTICS {
        let _ = writeln!(out, "Only the first {MAX_DIAGNOSTICS} problems are listed.");
    }
    if outcome(found) == Outcome::Unusable {
        return out;
    }
    let (errors, warnings) = weigh(found);
    let _ = writeln!(
        out,
        "{}, {}, {}: {}, {}",
        count(entries(pack), "entry", "entries"),
        count(pack.locales.len(), "locale", "locales"),
        count(pack.channels.len(), "channel", "channels"),
        count(errors, "error", "errors"),
        count(warnings, "warning", "warnings"),
    );
    out
}

fn as_json(path: &str, pack: &Pack, found: &[Diagnostic]) -> String {
    let (errors, warnings) = weigh(found);
    let problems = found.iter().map(|one| {
        json!({
            "pointer": one.pointer,
            "line": one.position.line,
            "column": one.position.column,
            "severity": match one.problem.severity() {
                Severity::Error => "error",
                Severity::Warning => "warning",
            },
            "message": one.problem.to_string(),
        })
    });
    let report = json!({
        "pack": path,
        "entries": entries(pack),
        "locales": pack.locales,
        "channels": pack.channels.len(),
        "errors": errors,
        "warnings": warnings,
        "problems": problems.collect::<Vec<_>>(),
    });
    format!("{report:#}\n")
}

/// Entries with an answer; the others only lead to a flow.
fn entries(pack: &Pack) -> usize {
    pack.faq.iter().filter(|entry| !entry.answer.is_empty()).count()
}

fn weigh(found: &[Diagnostic]) -> (usize, usize) {
    let errors = found.iter().filter(|one| one.problem.severity() == Severity::Error).count();
    (errors, found.len() - errors)
}
