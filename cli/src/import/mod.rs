//! `kefu import`: from a list of questions that a site already has to a pack that `kefu check` likes.
//!
//! file → rows (`sheet` or `lines`) → pack (`draft`). A row that cannot be used is told with its line,
//! and the rest is imported all the same.

mod draft;
mod lines;
mod row;
mod sheet;

use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Write};
use std::path::Path;

use kefu_engine::pack::{self, MAX_BYTES, Problem};

use crate::arguments::{Arguments, Syntax};
use crate::outcome::{Failure, Outcome, count, print};
use crate::source::{self, Source};

use draft::{Draft, Tally};
use row::{Refused, Row};

const SYNTAX: Syntax = Syntax {
    usage: "kefu import FILE.csv|FILE.jsonl [-o OUT] [--force] [--locale zh-CN] [--name BRAND] [--kb NAME]",
    switches: &["--force"],
    values: &["-o", "--locale", "--name", "--kb"],
};

/// Runs the command.
pub fn run(words: impl Iterator<Item = String>) -> Result<Outcome, Failure> {
    let arguments = SYNTAX.read(words)?;
    let path = arguments.only("FILE")?;
    let text = text(path)?;
    let (rows, mut refused) = rows(path, &text, &arguments)?;
    let draft = Draft::new(rows, arguments.value("--locale"), &mut refused);
    refused.sort_by_key(|one| one.line);
    for one in &refused {
        eprintln!("{path}:{}: {}", one.line, one.what);
    }
    if draft.is_empty() {
        return Err(Failure::file(path, "no row of it can be used"));
    }
    let name = arguments.value("--name");
    let json = draft.json(name);
    match arguments.value("-o") {
        Some(out) => write(out, &json, arguments.has("--force"))?,
        None => {
            print(&json)?;
        }
    }
    report(draft.tally(), refused.len(), name.is_none());
    warn_of_problems(&json);
    Ok(if refused.is_empty() { Outcome::Clean } else { Outcome::Problems })
}

fn text(path: &str) -> Result<String, Failure> {
    let bytes = match source::read(path)? {
        Source::Whole(bytes) => bytes,
        Source::TooLarge(_) => {
            let limit = MAX_BYTES / 1_000_000;
            let what = format_args!("this has more than {limit} MB; split it, or take columns out");
            return Err(Failure::file(path, what));
        }
    };
    let text = String::from_utf8(bytes).map_err(|error| {
        let good = &error.as_bytes()[..error.utf8_error().valid_up_to()];
        let line = good.iter().filter(|byte| **byte == b'\n').count() + 1;
        Failure::file(
            path,
            format_args!(
                "line {line} is not UTF-8 text (it may be GBK or UTF-16); save the file as UTF-8, \
                 in a spreadsheet program as \"CSV UTF-8\", and import that"
            ),
        )
    })?;
    let text = text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text);
    if text.trim().is_empty() {
        return Err(Failure::file(path, "the file is empty"));
    }
    Ok(text)
}

fn rows(
    path: &str,
    text: &str,
    arguments: &Arguments,
) -> Result<(Vec<Row>, Vec<Refused>), Failure> {
    let ending = Path::new(path).extension().and_then(|ending| ending.to_str());
    // The standard input has no ending: a line of JSON starts with a brace, a header never does.
    let json = match ending.map(str::to_ascii_lowercase).as_deref() {
        Some("jsonl" | "ndjson") => true,
        Some("csv" | "tsv" | "txt") => false,
        _ => text.trim_start().starts_with('{'),
    };
    let wanted = arguments.value("--kb");
    if json {
        return lines::read(text, wanted).map_err(|what| Failure::file(path, what));
    }
    if wanted.is_some() {
        return Err(
            arguments.refuse("--kb picks from JSON lines; a spreadsheet has none".to_owned())
        );
    }
    sheet::read(text).map_err(|what| Failure::file(path, what))
}

fn write(out: &str, json: &str, force: bool) -> Result<(), Failure> {
    let mut options = OpenOptions::new();
    options.write(true);
    if force {
        options.create(true).truncate(true);
    } else {
        options.create_new(true);
    }
    let file = options.open(out).and_then(|mut file| file.write_all(json.as_bytes()));
    file.map_err(|error| match error.kind() {
        ErrorKind::AlreadyExists => {
            Failure::file(out, "this file is there already; add --force to write over it")
        }
        _ if fs::metadata(out).is_ok_and(|told| told.is_dir()) => {
            Failure::file(out, "this is a folder; name the file to write in it")
        }
        _ => Failure::file(out, format_args!("this cannot be written: {error}")),
    })
}

fn report(tally: &Tally, refused: usize, brand_is_ours: bool) {
    let entries = count(tally.entries, "entry", "entries");
    let phrasings = count(tally.phrasings, "other phrasing", "other phrasings");
    eprintln!("kefu: {entries} with {phrasings}, in {}", tally.locale);
    if refused > 0 {
        eprintln!("kefu: {} left out, told above", count(refused, "row", "rows"));
    }
    if tally.unanswered > 0 {
        let answers = count(tally.unanswered, "answer is", "answers are");
        eprintln!("kefu: warning: {answers} still to be written");
    }
    if tally.shared > 0 {
        let times = count(tally.shared, "phrasing stood", "phrasings stood");
        eprintln!("kefu: warning: {times} in two entries and stayed in the first");
    }
    if tally.blank > 0 {
        let blank = count(tally.blank, "phrasing", "phrasings");
        eprintln!("kefu: warning: {blank} without a letter or digit left out");
    }
    if tally.renamed > 0 {
        let ids = count(tally.renamed, "id was", "ids were");
        eprintln!("kefu: warning: {ids} taken already and got another name");
    }
    if tally.unlinked > 0 {
        let links = count(tally.unlinked, "link", "links");
        eprintln!("kefu: warning: {links} that the widget would not open stayed plain text");
    }
    if brand_is_ours {
        eprintln!("kefu: write your brand's name into \"brand\", or give it with --name");
    }
}

/// An import promises a pack without problems; where it fails its promise it says so itself.
fn warn_of_problems(json: &str) {
    let (_, found) = pack::load(json.as_bytes());
    let problems = found.iter().filter(|one| one.problem != Problem::NoChannel).count();
    if problems > 0 {
        let problems = count(problems, "thing", "things");
        eprintln!("kefu: warning: `kefu check` has {problems} to tell about the result");
    }
}
