//! What a person may ask for, and how.

use crate::{
    failure::{Failure, Outcome},
    suites::Suite,
};

/// What `cargo xtask help` says.
pub const HELP: &str = "\
cargo xtask <command>

  demo [--port 8080]    the shop with the widget, and the desk that answers it
  setup [--tests]       install what building (and testing) needs; every other command does it by itself
  dist                  build what is published into dist/
  check                 format, lints, rules of this repository, documentation, schemas
  test [--only native|browser|e2e] [filter…]
                        all tests, or one suite, or the tests whose name contains the filter
  tidy                  only the rules of this repository
  size                  what the widget in dist/ costs a visitor, against its budget
  bench match [--data DIR] [--json]
                        the engine and JavaScript search libraries side by side in one browser; DIR has
                        questions that people really asked (*.kb.jsonl, *.dev.jsonl)
  bench desk            how many visitors the desk holds and how soon it delivers, on this machine
  fuzz [--minutes 10]   feed the engine what nobody would write, and keep what breaks it
  screenshots           take the pictures in docs/screenshots/ anew
  schemas               write the JSON Schemas in public/kefu/ anew
  fingerprint           the step that Trunk starts by itself at the end of a build

Environment
  KEFU_CHROMIUM, KEFU_CHROMEDRIVER   the browser to test in, and its driver
  KEFU_WASM_TOOLCHAIN                rustup or debian: where the browser target's library must come from
  XDG_CACHE_HOME                     tools are kept in the folder kefu in it (else in ~/.cache)";

/// A command with its options.
#[derive(Debug, PartialEq, Eq)]
pub enum Request {
    /// Say what there is.
    Help,
    /// Install what is missing.
    Setup {
        /// Also what only the tests need.
        tests: bool,
    },
    /// Build and serve the demo shop.
    Demo {
        /// Where it listens.
        port: String,
    },
    /// Build what is published.
    Dist,
    /// Finish a build of Trunk.
    Fingerprint,
    /// Check the sources.
    Check,
    /// Check only our own rules.
    Tidy,
    /// Run tests.
    Test {
        /// Which of them.
        suites: Vec<Suite>,
        /// Passed on to the test programs.
        filters: Vec<String>,
    },
    /// Measure what was built.
    Size,
    /// Compare the engine with search libraries.
    BenchMatch {
        /// Where questions that people really asked are.
        data: Option<String>,
        /// For a program instead of a person.
        json: bool,
    },
    /// Load the desk.
    BenchDesk,
    /// Feed the engine at random.
    Fuzz {
        /// For how long, in all.
        minutes: u32,
    },
    /// Take the documentation's pictures.
    Screenshots,
    /// Write the schemas.
    Schemas,
}

impl Request {
    /// Understands the words after `cargo xtask`.
    pub fn parse(words: &[String]) -> Outcome<Self> {
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        match words.as_slice() {
            [] | ["help" | "--help" | "-h"] => Ok(Self::Help),
            ["setup"] => Ok(Self::Setup { tests: false }),
            ["setup", "--tests"] => Ok(Self::Setup { tests: true }),
            ["demo"] => Ok(Self::Demo { port: "8080".to_owned() }),
            ["demo", "--port", port] if port.parse::<u16>().is_ok() => {
                Ok(Self::Demo { port: (*port).to_owned() })
            }
            ["dist"] => Ok(Self::Dist),
            ["fingerprint"] => Ok(Self::Fingerprint),
            ["check"] => Ok(Self::Check),
            ["tidy"] => Ok(Self::Tidy),
            ["test", "--only", name, filters @ ..] => {
                let suite = Suite::ALL
                    .into_iter()
                    .find(|suite| suite.name() == *name)
                    .ok_or_else(|| unknown(&words))?;
                Ok(Self::Test { suites: vec![suite], filters: owned(filters) })
            }
            ["test", filters @ ..] if !filters.iter().any(|word| word.starts_with('-')) => {
                Ok(Self::Test { suites: Suite::ALL.to_vec(), filters: owned(filters) })
            }
            ["size"] => Ok(Self::Size),
            ["bench", "desk"] => Ok(Request::BenchDesk),
            ["bench", "match", options @ ..] => bench_match(options).ok_or_else(|| unknown(&words)),
            ["fuzz"] => Ok(Self::Fuzz { minutes: 10 }),
            ["fuzz", "--minutes", minutes] => match minutes.parse() {
                Ok(minutes @ 1..=10_000) => Ok(Self::Fuzz { minutes }),
                _ => Err(unknown(&words)),
            },
            ["screenshots"] => Ok(Self::Screenshots),
            ["schemas"] => Ok(Self::Schemas),
            _ => Err(unknown(&words)),
        }
    }
}

/// The options of `bench match`, in any order.
fn bench_match(options: &[&str]) -> Option<Request> {
    let (mut data, mut json) = (None, false);
    let mut rest = options;
    loop {
        rest = match rest {
            [] => return Some(Request::BenchMatch { data, json }),
            ["--json", rest @ ..] => {
                json = true;
                rest
            }
            ["--data", folder, rest @ ..] if !folder.starts_with('-') => {
                data = Some((*folder).to_owned());
                rest
            }
            _ => return None,
        };
    }
}

fn owned(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

fn unknown(words: &[&str]) -> Failure {
    Failure::new(format!("there is no `cargo xtask {}`", words.join(" ")))
        .remedy("cargo xtask help")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(line: &str) -> Outcome<Request> {
        Request::parse(&line.split_whitespace().map(str::to_owned).collect::<Vec<_>>())
    }

    #[test]
    fn commands_and_their_options_are_understood() -> Outcome {
        assert_eq!(parse("")?, Request::Help);
        assert_eq!(parse("setup --tests")?, Request::Setup { tests: true });
        assert_eq!(parse("demo --port 9000")?, Request::Demo { port: "9000".to_owned() });
        assert_eq!(
            parse("test --only e2e escape")?,
            Request::Test { suites: vec![Suite::EndToEnd], filters: vec!["escape".to_owned()] }
        );
        assert_eq!(
            parse("test")?,
            Request::Test { suites: Suite::ALL.to_vec(), filters: Vec::new() }
        );
        assert_eq!(
            parse("bench match --json --data ../questions")?,
            Request::BenchMatch { data: Some("../questions".to_owned()), json: true }
        );
        assert_eq!(parse("fuzz --minutes 3")?, Request::Fuzz { minutes: 3 });
        assert_eq!(parse("bench match")?, Request::BenchMatch { data: None, json: false });
        assert_eq!(parse("bench desk")?, Request::BenchDesk);
        Ok(())
    }

    #[test]
    fn anything_else_is_refused_with_a_way_to_go_on() {
        for line in [
            "deploy",
            "demo --port many",
            "test --only unit",
            "test --fast",
            "dist now",
            "bench",
            "bench match --data",
            "bench match --data --json",
            "fuzz --minutes",
            "fuzz --minutes 0",
            "fuzz --minutes soon",
        ] {
            assert!(
                parse(line).is_err_and(|failure| failure.to_string().contains("cargo xtask help")),
                "{line}"
            );
        }
    }
}
