//! `kefu build`: a pack and what was learned from it in one file, so that no browser need learn it again.

use std::fs;
use std::io::{self, ErrorKind, Write};
use std::time::Instant;

use kefu_engine::compiled::{self, State};
use kefu_engine::dialog::Engine;
use kefu_engine::json::Value;
use kefu_engine::pack::{MAX_BYTES, Severity};

use crate::arguments::Syntax;
use crate::check::{self, Loaded};
use crate::outcome::{Failure, Outcome, count, print};

const SYNTAX: Syntax =
    Syntax { usage: "kefu build PACK [-o FILE.kefu]", switches: &[], values: &["-o"] };

/// So many steps are taken before we look whether there is something to tell.
const STEPS: usize = 100;

/// Whoever waits longer than this hears that something is being done.
const PATIENCE_SECONDS: u64 = 5;

/// Runs the command.
pub fn run(words: impl Iterator<Item = String>) -> Result<Outcome, Failure> {
    let arguments = SYNTAX.read(words)?;
    let path = arguments.only("PACK")?;
    let out = match (arguments.value("-o"), path) {
        (Some(out), _) => out.to_owned(),
        (None, "-") => {
            return Err(arguments.refuse("-o FILE is missing: the input has no name".to_owned()));
        }
        (None, path) => {
            format!("{}.kefu", path.trim_end_matches(".json").trim_end_matches(".kefu"))
        }
    };
    let Loaded { file, found, .. } = check::load(path)?;
    if compiled::parts(&file).state != State::Written {
        let what = "this is compiled already; build from the JSON that it was made of";
        return Err(Failure::file(path, what));
    }
    let is_error = |severity: Severity| severity == Severity::Error;
    if found.iter().any(|one| is_error(one.problem.severity())) {
        eprint!("{}", check::lines(path, &found));
        eprintln!("kefu: nothing was built, because some of the pack could not be used");
        let outcome = check::outcome(&found);
        return Ok(if outcome == Outcome::Unusable { outcome } else { Outcome::Problems });
    }
    if !found.is_empty() {
        let warnings = count(found.len(), "warning", "warnings");
        eprintln!("kefu: {path} has {warnings}; `kefu check {path}` tells them");
    }
    let began = Instant::now();
    let json = small(&String::from_utf8_lossy(&file));
    let engine = Engine::open(json.as_bytes()).0;
    learn(&engine);
    let built = engine.compile(&json);
    if built.len() > MAX_BYTES {
        let what =
            format!("compiled it has {} MB, more than a page should ever load", megabytes(&built));
        return Err(Failure::file(path, what));
    }
    write(&out, &built)?;
    print(&report(&engine, &out, &file, &built, began))
}

/// The pack without what no reader needs.
fn small(text: &str) -> String {
    let mut pack = Value::parse(text.trim_start_matches('\u{feff}')).unwrap_or_default();
    if let Value::Object(members) = &mut pack {
        // Where an editor finds the schema.
        members.retain(|(name, _)| name != "$schema");
    }
    pack.write()
}

fn learn(engine: &Engine) {
    let began = Instant::now();
    let mut told = false;
    while engine.learn(STEPS) {
        if !told && began.elapsed().as_secs() >= PATIENCE_SECONDS {
            told = true;
            let entries = count(engine.pack().faq.len(), "entry", "entries");
            eprintln!("kefu: learning from {entries} takes a while…");
        }
    }
}

/// Writes the file, but never over one that is no compiled pack.
fn write(out: &str, built: &[u8]) -> Result<(), Failure> {
    match fs::read(out) {
        Ok(before) if compiled::parts(&before).state == State::Written => {
            let what =
                "this file is there already and is no compiled pack; name another one with -o";
            return Err(Failure::file(out, what));
        }
        Err(error) if error.kind() != ErrorKind::NotFound => {
            return Err(Failure::file(out, writing(&error)));
        }
        _ => {}
    }
    let file = fs::File::create(out).and_then(|mut file| file.write_all(built));
    file.map_err(|error| Failure::file(out, writing(&error)))
}

fn writing(error: &io::Error) -> String {
    format!("this cannot be written: {error}")
}

fn report(engine: &Engine, out: &str, file: &[u8], built: &[u8], began: Instant) -> String {
    let entries = count(engine.pack().faq.len(), "entry", "entries");
    let seconds = began.elapsed().as_secs_f64();
    let (json, compiled) = (packed(file), packed(built));
    let learned = if engine.index().learned().is_empty() {
        "The pack is too large to be learned from; it is searched as it is written.\n"
    } else {
        ""
    };
    format!(
        "{out}: {entries}, built in {seconds:.1} s\n\
         {:>10}{:>12}{:>14}\n{:>10}{:>12}{:>14}\n{:>10}{:>12}{:>14}\n{learned}",
        "bytes",
        "as a file",
        "with Brotli",
        "JSON",
        file.len(),
        json,
        "compiled",
        built.len(),
        compiled
    )
}

fn megabytes(bytes: &[u8]) -> usize {
    bytes.len().div_ceil(1_000_000)
}

/// How many bytes travel, if the server compresses as well as it can.
fn packed(bytes: &[u8]) -> usize {
    let settings =
        brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, ..Default::default() };
    let mut small = Vec::new();
    // Writing into memory cannot fail.
    let _ = brotli::BrotliCompress(&mut &bytes[..], &mut small, &settings);
    small.len()
}
