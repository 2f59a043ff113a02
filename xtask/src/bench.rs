//! The engine and JavaScript search libraries, compared in one browser.

use std::path::{Path, PathBuf};

use crate::{
    child,
    failure::{Failure, Outcome},
    fingerprint, narrate, place,
    setup::{self, BuildTools},
};

/// The package that is compiled for the page; its files are called after it.
const ENGINE: &str = "kefu-bench-engine";

/// Where questions that people really asked lie beside the repository, if anywhere.
const USUAL_DATA: &str = "../shared/eval";

/// Builds what is compared, and prints how it compares.
pub fn run(data: Option<String>, json: bool) -> Outcome {
    let top = place::top()?;
    let data = folder_of_questions(&top, data)?;
    let (browser, libraries) = setup::bench_tools()?;
    let engine = engine(&top, &setup::build_tools()?)?;

    let step = narrate::begin(
        "Indexing and asking packs of 300, 3,000 and 30,000 entries",
        "6 minutes on two cores",
    );
    let libraries: Vec<String> = libraries
        .iter()
        .map(|one| format!("{}\t{}\t{}", one.name, one.version, one.folder.display()))
        .collect();
    let mut command = child::cargo(&top);
    command
        .args(["run", "--quiet", "--release", "--package", "kefu-bench", "--"])
        .args(json.then_some("--json"))
        .env("KEFU_CHROMIUM", &browser.chromium)
        .env("KEFU_BENCH_ENGINE", engine)
        .env("KEFU_BENCH_LIBRARIES", libraries.join("\n"))
        .env_remove("KEFU_BENCH_DATA");
    if let Some(data) = data {
        command.env("KEFU_BENCH_DATA", data);
    }
    if json {
        // Standard output ends with the line that the program reads.
        return child::run(&mut command);
    }
    child::run(&mut command)?;
    step.done();
    Ok(())
}

/// The folder that was asked for, which must be there, or the usual one where it is.
fn folder_of_questions(top: &Path, asked: Option<String>) -> Outcome<Option<PathBuf>> {
    let Some(asked) = asked else {
        return Ok(Some(top.join(USUAL_DATA)).filter(|folder| folder.is_dir()));
    };
    match std::path::absolute(&asked) {
        Ok(folder) if folder.is_dir() => Ok(Some(folder)),
        _ => Err(Failure::new(format!("there is no folder {asked}"))
            .remedy("name a folder with *.kb.jsonl and *.dev.jsonl, or leave --data out")),
    }
}

/// The engine, compiled as the widget is, with its glue, in a folder of its own.
fn engine(top: &Path, tools: &BuildTools) -> Outcome<PathBuf> {
    let work = top.join("target/bench");
    let step = narrate::begin("Building the engine for the page", "1 minute the first time");
    child::run(
        tools
            .release_cargo()
            .args(["build", "--package", ENGINE, "--profile", "wasm-release"])
            .args(["--target", setup::TARGET, "--target-dir"])
            .arg(&work),
    )?;
    let compiled = work.join(setup::TARGET).join("wasm-release").join(format!("{ENGINE}.wasm"));
    let page = work.join("page");
    child::run_quietly(
        child::program(tools.bindgen())
            .args(["--target", "web", "--no-typescript", "--out-dir"])
            .arg(&page)
            .arg(&compiled),
    )?;
    let module = page.join(format!("{ENGINE}_bg.wasm"));
    let small = fingerprint::wasm::shrink(&work.join("wasm-opt"), &place::read_bytes(&module)?)?;
    place::write(&module, small)?;
    step.done();
    Ok(page)
}

/// Loads the desk, a program of its own, from another one.
pub fn desk() -> Outcome {
    let top = place::top()?;
    println!("▸ Loading the desk for a minute (compiling takes about 6 minutes the first time)");
    child::run(child::cargo(&top).args(["bench", "--package", "kefu-desk", "--bench", "load"]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_of_questions_that_is_not_there_is_named() {
        let missing = folder_of_questions(Path::new("/"), Some("no/such/questions".to_owned()));
        assert!(missing.is_err_and(|failure| failure.to_string().contains("no/such/questions")));
    }

    #[test]
    fn without_questions_beside_the_repository_none_are_used() -> Outcome {
        assert_eq!(folder_of_questions(Path::new("/nowhere/at/all"), None)?, None);
        Ok(())
    }
}
