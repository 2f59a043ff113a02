//! Feeding the engine what nobody would write, and keeping what breaks it.

use std::path::{Path, PathBuf};

use crate::{child, failure::Outcome, narrate, place, setup};

/// The programs in `fuzz/targets`.
const TARGETS: [&str; 3] = ["conversation", "words", "wire"];

/// So many seconds one input may take, in a build that checks every access and sum.
const TIMEOUT: u32 = 10;

/// More memory than any pack and conversation of this length may take.
const MEGABYTES: u32 = 1_024;

/// So long an input may be: a pack of the tests and a conversation fit.
const LONGEST: u32 = 20_000;

/// Runs every target for its share of the time; stops at the first input that breaks something.
pub fn run(minutes: u32) -> Outcome {
    let top = place::top()?;
    let work = top.join("target/fuzz");
    let seeds = write_seeds(&top, &work)?;
    let dictionary = write_dictionary(&top, &work)?;
    let seconds = (60 * minutes).div_ceil(TARGETS.len() as u32);
    for target in TARGETS {
        let step = narrate::begin(
            &format!("Feeding the engine by the target {target}"),
            &format!("{} and 2 minutes the first time", said(seconds)),
        );
        let corpus = work.join("corpus").join(target);
        place::create_folder(&corpus)?;
        let mut command = setup::cargo_fuzz(&top)?;
        command
            // The engine has no unsafe code, so no sanitizer is needed, and the usual compiler will do.
            .args(["run", "--sanitizer", "none", "--target-dir"])
            .arg(work.join("build"))
            .arg(target)
            .args([&corpus, &seeds.join(target)])
            .arg("--")
            .arg(format!("-max_total_time={seconds}"))
            .arg(format!("-timeout={TIMEOUT}"))
            .arg(format!("-rss_limit_mb={MEGABYTES}"))
            .arg(format!("-max_len={LONGEST}"))
            .arg(format!("-dict={}", dictionary.display()))
            .arg("-print_final_stats=1");
        child::run(&mut command).map_err(|failure| {
            failure.remedy(format!(
                "the input is in fuzz/artifacts/{target}; mend the fault and leave a test behind that would have found it"
            ))
        })?;
        step.done();
    }
    Ok(())
}

fn said(seconds: u32) -> String {
    narrate::elapsed(std::time::Duration::from_secs(seconds.into()))
}

/// The packs and conversations of the engine's tests, in the form of the targets.
fn write_seeds(top: &Path, work: &Path) -> Outcome<PathBuf> {
    let tests = top.join("crates/engine/tests");
    let seeds = work.join("seeds");
    place::remove(&seeds)?;
    place::create_folder(&seeds.join("words"))?;
    place::create_folder(&seeds.join("conversation"))?;
    place::create_folder(&seeds.join("wire"))?;
    for file in place::list(&top.join("crates/wire/samples"))? {
        place::write(&seeds.join("wire").join(place::file_name(&file)), place::read(&file)?)?;
    }
    for file in place::list(&tests.join("conversations"))? {
        let (name, text) = (place::file_name(&file), place::read(&file)?);
        let words: Vec<&str> = text.lines().filter_map(|line| line.strip_prefix("> ")).collect();
        place::write(
            &seeds.join("words").join(&name),
            format!("KF####|红色\n{}", words.join("\n")),
        )?;
        let pack = text.lines().find_map(|line| line.strip_prefix("@ pack "));
        let pack =
            tests.join("data").join(format!("{}.kefu.json", pack.unwrap_or_default().trim()));
        if pack.is_file() {
            let happens = |line: &&str| line.starts_with(['>', '<', '!', '*', '@']);
            let events: Vec<&str> = text.lines().filter(happens).collect();
            let seed = format!("{}\n----\n{}", place::read(&pack)?, events.join("\n"));
            place::write(&seeds.join("conversation").join(&name), seed)?;
        }
    }
    Ok(seeds)
}

/// The names that a pack may have and the words of which days and numbers are made: chance would not find them.
fn write_dictionary(top: &Path, work: &Path) -> Outcome<PathBuf> {
    let schema = place::read(&top.join("public/kefu/kefu-pack.schema.json"))?;
    let mut words: Vec<String> =
        names(&schema).into_iter().map(|name| format!("\"{name}\"")).collect();
    let slots = top.join("crates/engine/src/slot");
    for file in [slots.join("date/words.rs"), slots.join("number.rs"), slots.join("yes_no.rs")] {
        let source = place::read(&file)?;
        words.extend(source.split('"').flat_map(str::split_whitespace).map(str::to_owned));
    }
    words.sort_unstable();
    words.dedup();
    let lines: String = words.iter().map(|word| format!("\"{}\"\n", escaped(word))).collect();
    let file = work.join("words.dict");
    place::write(&file, lines)?;
    Ok(file)
}

/// Bytes as a dictionary has them.
fn escaped(word: &str) -> String {
    word.bytes().map(|byte| format!("\\x{byte:02x}")).collect()
}

/// The short plain words that stand in quotation marks.
fn names(text: &str) -> Vec<&str> {
    let plain = |word: &&str| {
        (1..=24).contains(&word.len())
            && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_')
    };
    text.split('"').filter(plain).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_names_of_a_pack_are_found_in_its_schema() {
        let schema =
            r#"{ "properties": { "quiet_hours": { "type": "array", "title": "Not a name" } } }"#;
        assert_eq!(names(schema), ["properties", "quiet_hours", "type", "array", "title"]);
        assert_eq!(escaped("a天"), "\\x61\\xe5\\xa4\\xa9");
    }
}
