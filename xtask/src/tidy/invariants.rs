//! Every invariant that ARCHITECTURE.md states is held by a test that exists, and so is what the guides promise.

use std::collections::HashSet;

use super::{Violation, sources::Source};

const FILE: &str = "ARCHITECTURE.md";

/// Guides that promise something to visitors; the tests stand under the promise.
const PROMISES: [&str; 2] = ["docs/privacy.md", "docs/security.md"];

const INSTEAD: &str =
    "end the row with the tests that hold it, as in: Test: `tests::escape_closes_the_panel`";

/// Rows that name a test nobody wrote, and rows under the heading of the invariants that name none.
pub fn violations(sources: &[Source]) -> Vec<Violation> {
    let violation =
        |line, what: String| Violation { file: FILE.to_owned(), line, what, instead: INSTEAD };
    let Some(architecture) = sources.iter().find(|source| source.path == FILE) else {
        return vec![violation(1, "the file with the invariants is missing".to_owned())];
    };
    let functions = functions(sources);
    let mut found = Vec::new();
    for row in rows(&architecture.text) {
        let tests = tests_of(&row.text);
        if tests.is_empty() && (row.is_invariant || row.text.contains("Test")) {
            found.push(violation(row.line, "this invariant names no test".to_owned()));
        }
        let missing = tests.into_iter().filter(|test| !functions.contains(test));
        found.extend(missing.map(|test| violation(row.line, format!("there is no test `{test}`"))));
    }
    found.extend(broken_promises(sources, &functions));
    found
}

fn broken_promises(sources: &[Source], functions: &HashSet<&str>) -> Vec<Violation> {
    let mut found = Vec::new();
    for source in sources.iter().filter(|source| PROMISES.contains(&&*source.path)) {
        let mut line = 1;
        for paragraph in source.text.split("\n\n") {
            for test in tests_of(&paragraph.replace('\n', " ")) {
                if !functions.contains(test) {
                    let what = format!("there is no test `{test}`");
                    found.push(Violation {
                        file: source.path.clone(),
                        line,
                        what,
                        instead: INSTEAD,
                    });
                }
            }
            line += paragraph.matches('\n').count() + 2;
        }
    }
    found
}

struct Row {
    line: usize,
    text: String,
    /// Whether it stands under a heading that speaks of invariants.
    is_invariant: bool,
}

/// The paragraphs of the form `1. **…** …`.
fn rows(text: &str) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    let mut is_invariant = false;
    let mut in_row = false;
    for (at, line) in text.lines().enumerate() {
        if line.starts_with('#') {
            is_invariant = line.to_lowercase().contains("invariant");
        }
        if begins_row(line) {
            in_row = true;
            rows.push(Row { line: at + 1, text: line.to_owned(), is_invariant });
        } else if line.trim().is_empty() || line.starts_with('#') {
            in_row = false;
        } else if in_row && let Some(row) = rows.last_mut() {
            row.text.push(' ');
            row.text.push_str(line.trim());
        }
    }
    rows
}

fn begins_row(line: &str) -> bool {
    let after_number = line.trim_start_matches(|letter: char| letter.is_ascii_digit());
    after_number.len() < line.len() && after_number.starts_with(". **")
}

/// The names in backticks after `Test:` or `Tests:` that look like those of tests, without their paths.
fn tests_of(row: &str) -> Vec<&str> {
    let Some((_, list)) = row.split_once("Test: ").or_else(|| row.split_once("Tests: ")) else {
        return Vec::new();
    };
    let quoted = list.split('`').skip(1).step_by(2);
    let names = quoted.map(|path| path.rsplit("::").next().unwrap_or(path).trim_end_matches("()"));
    let is_test = |name: &&str| {
        name.contains('_')
            && name.chars().all(|letter| {
                letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '_'
            })
    };
    names.filter(is_test).collect()
}

/// The names of all functions of the repository.
fn functions(sources: &[Source]) -> HashSet<&str> {
    let rust = sources.iter().filter(|source| source.path.ends_with(".rs"));
    let after_fn = rust.flat_map(|source| source.text.split("fn ").skip(1));
    after_fn.filter_map(|rest| rest.split_once(['(', '<']).map(|(name, _)| name)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(architecture: &str, rust: &str) -> Vec<String> {
        let source =
            |path: &str, text: &str| Source { path: path.to_owned(), text: text.to_owned() };
        let sources = [source(FILE, architecture), source("src/lib.rs", rust)];
        violations(&sources)
            .iter()
            .map(|violation| format!("{} {}", violation.line, violation.what))
            .collect()
    }

    #[test]
    fn a_row_whose_tests_exist_is_fine_even_over_several_lines() {
        let text = "## Invariants\n\n1. **Always.** Because.\n   Tests: `a::it_holds`,\n   `b::tests::it_holds_twice`.\n2. **Never.** Test: `it_holds`.\n";
        assert_eq!(check(text, "#[test]\nfn it_holds() {}\nasync fn it_holds_twice() {}"), [""; 0]);
    }

    #[test]
    fn a_test_that_nobody_wrote_and_a_row_without_one_are_violations() {
        let text = "# A\n\n## Invariants\n\n1. **Always.** Test: `a::it_never_was`.\n2. **Never.**\n\n## Other\n\n1. **A list.** Of things.\n";
        assert_eq!(
            check(text, ""),
            ["5 there is no test `it_never_was`", "6 this invariant names no test"]
        );
    }

    #[test]
    fn a_promise_whose_test_nobody_wrote_is_a_violation() {
        let source =
            |path: &str, text: &str| Source { path: path.to_owned(), text: text.to_owned() };
        let privacy = "# Privacy\n\nNothing is kept.\nTests: `a::it_holds`,\n`b::it_never_was`.\n";
        let sources = [
            source(FILE, ""),
            source("docs/privacy.md", privacy),
            source("src/lib.rs", "fn it_holds() {}"),
        ];
        let found = violations(&sources);
        let told: Vec<(&str, usize, &str)> =
            found.iter().map(|one| (&*one.file, one.line, &*one.what)).collect();
        assert_eq!(told, [("docs/privacy.md", 3, "there is no test `it_never_was`")]);
    }

    #[test]
    fn a_repository_without_the_file_is_told_so() {
        assert_eq!(violations(&[]).len(), 1);
    }
}
