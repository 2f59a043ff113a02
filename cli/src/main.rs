//! `kefu`: what a site owner runs on a site pack.
//!
//! One module per command. A command writes what was asked for to the standard output and says what
//! it noticed on the way on the standard error, so that its output can be piped.

mod arguments;
mod ask;
mod build;
mod check;
mod eval;
mod import;
mod key;
mod lint;
mod outcome;
mod schema;
mod source;

use std::io::ErrorKind;
use std::process::ExitCode;

use outcome::{Failure, Outcome};

const HELP: &str = "\
Checks and makes site packs, the files that the Kefu widget answers from.

  kefu check PACK [--json]
      Tells every problem of a pack, with its place and what to write instead.
  kefu lint PACK [--misses FILE.json|FILE.csv] [--json]
      Tells the same, and what only shows when the pack is asked: entries that compete,
      phrasings nearer to another entry, and with the misses of an exported insight
      what visitors ask and the pack lacks.
  kefu build PACK [-o FILE.kefu] [--force]
      Compiles a pack, so that the widget need not learn from it in each browser; answers
      stay the same. Large packs want it, and data-pack may name either file.
  kefu import FILE.csv|FILE.jsonl [-o OUT] [--force] [--locale zh-CN] [--name BRAND] [--kb NAME]
      Makes a pack from a spreadsheet (CSV UTF-8) or from JSON lines.
      Columns: question, answer, and if you have them id, alt (or alt1, alt2 …), keywords;
      in Chinese 问题, 答案, 编号, 相似问, 关键词.
  kefu ask PACK [--locale L] [--explain] [--json] QUESTION…
      Prints what the widget would say, which entry it found and why; with --explain also
      what speaks for each entry, which words the pack does not use, and how it decided.
  kefu eval --transfer|--urgency|--repeat FILE.jsonl [--json] [--wrong]
      Measures on labelled messages how well requests for a person, complaints,
      urgency and repeated questions are recognised.
  kefu key new [-o FILE]
      Makes a key, so that a webhook's relay reads nothing: the private one goes into FILE
      (kefu.key), what belongs behind the webhook's url is printed.
  kefu key show FILE
      Prints that again.
  kefu open PACKET --key FILE
      Prints what was sealed for that key.
  kefu schema pack|handoff
      Prints the JSON Schema that editors check a pack or a hand-over with.
  kefu help
  kefu --version

PACK and FILE may be -, the standard input.
Exit code: 0 all is well, 1 there were problems, 2 nothing could be done.
";

fn main() -> ExitCode {
    match run() {
        Ok(outcome) => ExitCode::from(outcome.code()),
        // Whoever closed the pipe has read enough.
        Err(Failure::Output(error)) if error.kind() == ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("kefu: {failure}");
            ExitCode::from(Outcome::Unusable.code())
        }
    }
}

fn run() -> Result<Outcome, Failure> {
    let mut words = arguments::words()?.into_iter();
    match words.next().as_deref() {
        Some("build") => build::run(words),
        Some("check") => check::run(words),
        Some("import") => import::run(words),
        Some("ask") => ask::run(words),
        Some("eval") => eval::run(words),
        Some("key") => key::key(words),
        Some("lint") => lint::run(words),
        Some("open") => key::open(words),
        Some("schema") => schema::run(words),
        Some("help" | "--help" | "-h") => outcome::print(HELP),
        Some("--version" | "-V") => {
            outcome::print(concat!("kefu ", env!("CARGO_PKG_VERSION"), "\n"))
        }
        Some(other) => Err(Failure::Usage {
            what: format!("there is no command \"{other}\""),
            usage: "kefu check|lint|build|import|ask|eval|key|open|schema|help",
        }),
        None => Err(Failure::Usage {
            what: "which command?".to_owned(),
            usage: "kefu check|lint|build|import|ask|eval|key|open|schema|help",
        }),
    }
}
