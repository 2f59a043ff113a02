//! `kefu lint`: what `kefu check` tells, and what only shows when the pack is asked: entries that get in each other's
//! way, phrasings that stray, and what visitors asked in vain.

mod misses;
mod place;

use std::fmt::Write;

use kefu_engine::compiled;
use kefu_engine::lint::{self, Gap, Phrasing};
use kefu_engine::pack::{Diagnostic, Pack, Position, Severity};
use serde_json::{Value, json};

use crate::arguments::Syntax;
use crate::check::{self, Loaded};
use crate::outcome::{Failure, Outcome, count, print};
use place::Places;

const SYNTAX: Syntax = Syntax {
    usage: "kefu lint PACK [--misses FILE.json|FILE.csv] [--json]",
    switches: &["--json"],
    values: &["--misses"],
};

/// So many examples are told of one finding.
const EXAMPLES: usize = 3;

/// One thing to look at.
struct Finding {
    /// What kind of thing, for programs.
    kind: &'static str,
    pointer: String,
    position: Position,
    severity: &'static str,
    message: String,
}

/// Runs the command.
pub fn run(words: impl Iterator<Item = String>) -> Result<Outcome, Failure> {
    let arguments = SYNTAX.read(words)?;
    let path = arguments.only("PACK")?;
    let misses = arguments.value("--misses").map(misses::read).transpose()?.unwrap_or_default();
    let Loaded { file, pack, found: told } = check::load(path)?;
    let unusable = check::outcome(&told) == Outcome::Unusable;
    let mut found: Vec<Finding> = told.iter().map(of_check).collect();
    if !unusable {
        let text = std::str::from_utf8(compiled::parts(&file).json).unwrap_or_default();
        let mut places = Places::new(text);
        phrasings(&pack, &mut places, &mut found);
        let of_misses = found.len();
        gaps(&pack, &lint::gaps(&pack, &misses), &mut places, &mut found);
        places.fill_in(&mut found[told.len()..]);
        // The file's order for what is in the file, the most wanted first for what is not.
        found[..of_misses].sort_by_key(|one| (one.position.line, one.position.column));
    }
    print(&if arguments.has("--json") {
        as_json(path, &pack, &found)
    } else {
        as_text(path, &pack, &found)
    })?;
    Ok(match found.is_empty() {
        _ if unusable => Outcome::Unusable,
        true => Outcome::Clean,
        false => Outcome::Problems,
    })
}

fn of_check(told: &Diagnostic) -> Finding {
    Finding {
        kind: "check",
        pointer: told.pointer.clone(),
        position: told.position,
        severity: match told.problem.severity() {
            Severity::Error => "error",
            Severity::Warning => "warning",
        },
        message: told.problem.to_string(),
    }
}

fn warning(kind: &'static str, pointer: String, message: String) -> Finding {
    let position = Position::default();
    Finding { kind, pointer, position, severity: "warning", message }
}

fn phrasings(pack: &Pack, places: &mut Places, found: &mut Vec<Finding>) {
    let id = |entry: usize| pack.faq[entry].id.as_str();
    let (strays, rivals) = lint::rivals(pack);
    for stray in strays {
        let Phrasing { entry, locale, place, text } = stray.phrasing;
        let (own, other) = (id(entry), id(stray.answered));
        let message = format!(
            "\"{text}\" is nearer to \"{other}\": asked in slightly other words it gets that answer; \
             move it there, or give \"{own}\" more phrasings like it"
        );
        found.push(warning("stray", places.phrasing(own, locale, place), message));
    }
    for pair in rivals {
        let (one, other) = (id(pair.entries.0), id(pair.entries.1));
        let examples: Vec<String> =
            pair.confused.iter().take(EXAMPLES).map(|one| format!("\"{}\"", one.text)).collect();
        let message = format!(
            "\"{one}\" and \"{other}\" compete: {} of their phrasings could mean either, such as {}; \
             put them together, or word them further apart",
            pair.confused.len(),
            examples.join(", ")
        );
        found.push(warning("competing", places.entry(other), message));
    }
}

fn gaps(pack: &Pack, gaps: &[Gap], places: &mut Places, found: &mut Vec<Finding>) {
    for gap in gaps {
        let Some((first, others)) = gap.texts.split_first() else { continue };
        let also: Vec<String> =
            others.iter().take(EXAMPLES).map(|one| format!("\"{one}\"")).collect();
        let also =
            if also.is_empty() { String::new() } else { format!(" (also {})", also.join(", ")) };
        let asked = count(gap.count as usize, "visitor", "visitors");
        found.push(match gap.near.map(|entry| pack.faq[entry].id.as_str()) {
            Some(id) => warning(
                "nearly_found",
                places.entry(id),
                format!(
                    "{asked} asked \"{first}\"{also}, which only nearly finds \"{id}\"; \
                     if it answers that, add the words to its \"alt\", else write an entry"
                ),
            ),
            None => warning(
                "missing_topic",
                "/faq".to_owned(),
                format!(
                    "{asked} asked \"{first}\"{also}, and nothing here answers; write an entry"
                ),
            ),
        });
    }
}

fn as_text(path: &str, pack: &Pack, found: &[Finding]) -> String {
    let mut out = String::new();
    for one in found {
        let Position { line, column } = one.position;
        let pointer = if one.pointer.is_empty() { "/" } else { &one.pointer };
        let (severity, message) = (one.severity, &one.message);
        // Writing into a string cannot fail.
        let _ = writeln!(out, "{path}:{line}:{column}: {severity}: {pointer}: {message}");
    }
    if !pack.faq.is_empty() {
        let entries = count(pack.faq.len(), "entry", "entries");
        let _ = writeln!(out, "{entries}: {} to look at", count(found.len(), "thing", "things"));
    }
    out
}

fn as_json(path: &str, pack: &Pack, found: &[Finding]) -> String {
    let findings = found.iter().map(|one| {
        json!({
            "kind": one.kind,
            "pointer": one.pointer,
            "line": one.position.line,
            "column": one.position.column,
            "severity": one.severity,
            "message": one.message,
        })
    });
    let report = json!({
        "pack": path,
        "entries": pack.faq.len(),
        "findings": findings.collect::<Vec<Value>>(),
    });
    format!("{report:#}\n")
}
