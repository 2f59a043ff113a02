//! The rules of this repository that no compiler holds: who may name whom, what is never written, and that
//! every invariant in ARCHITECTURE.md is tested by a test that exists.

mod code;
mod invariants;
mod named;
mod rules;
mod selectors;
mod sources;

use std::{fmt, path::Path};

use crate::{
    failure::{Failure, Outcome},
    place,
};

/// A place where a rule is not kept.
#[derive(Debug)]
pub struct Violation {
    file: String,
    line: usize,
    what: String,
    instead: &'static str,
}

impl fmt::Display for Violation {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { file, line, what, instead } = self;
        write!(out, "{file}:{line}: {what}\n    instead: {instead}")
    }
}

/// Prints every violation, and fails when there is one.
pub fn run() -> Outcome {
    let found = violations(&place::top()?)?;
    for violation in &found {
        eprintln!("{violation}");
    }
    match found.len() {
        0 => Ok(()),
        count => Err(Failure::new(format!(
            "the rules of this repository are broken in {count} places, named above"
        ))),
    }
}

fn violations(top: &Path) -> Outcome<Vec<Violation>> {
    let sources = sources::all(top)?;
    let mut found: Vec<Violation> = sources.iter().flat_map(rules::violations).collect();
    found.extend(invariants::violations(&sources));
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_repository_keeps_its_rules() -> Outcome {
        let found: Vec<String> =
            violations(&place::top()?)?.iter().map(ToString::to_string).collect();
        assert!(found.is_empty(), "\n{}\n", found.join("\n"));
        Ok(())
    }
}
