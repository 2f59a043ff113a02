//! Everything a person does with this repository, as `cargo xtask <command>`.
//!
//! It prepares, builds, checks and measures; it knows nothing of what the widget does.

mod bench;
mod cache;
mod check;
mod child;
mod command_line;
mod console;
mod demo;
mod dist;
mod failure;
mod fingerprint;
mod fuzz;
mod narrate;
mod place;
mod schemas;
mod screenshots;
mod setup;
mod size;
mod suites;
mod supply;
mod tidy;
mod versions;

use std::{env, process::ExitCode};

use command_line::Request;
use failure::Outcome;

fn main() -> ExitCode {
    let words: Vec<String> = env::args().skip(1).collect();
    match Request::parse(&words).and_then(answer) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("✗ {failure}");
            ExitCode::FAILURE
        }
    }
}

fn answer(request: Request) -> Outcome {
    match request {
        Request::Help => {
            println!("{}", command_line::HELP);
            Ok(())
        }
        Request::Setup { tests } => {
            setup::build_tools()?;
            if tests { setup::test_tools().map(|_| ()) } else { Ok(()) }
        }
        Request::Demo { port } => demo::run(&port),
        Request::Dist => dist::run(&setup::build_tools()?).map(|_| ()),
        Request::Fingerprint => fingerprint::run(),
        Request::Check => check::run(),
        Request::Tidy => tidy::run(),
        Request::Test { suites, filters } => suites::run(&suites, &filters),
        Request::Size => size::report(&place::top()?.join("dist")),
        Request::BenchMatch { data, json } => bench::run(data, json),
        Request::BenchDesk => bench::desk(),
        Request::Fuzz { minutes } => fuzz::run(minutes),
        Request::Screenshots => screenshots::run(),
        Request::Schemas => schemas::write(),
    }
}
