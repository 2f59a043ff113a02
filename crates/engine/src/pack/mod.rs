//! A site pack: from the owner's JSON to something the engine can use, with every problem told.
//!
//! `load` never fails: what cannot be used is reported and left out (invariant 1).

#[cfg(feature = "diagnostics")]
mod check;
pub mod diagnostic;
#[cfg(feature = "diagnostics")]
mod explain;
mod flows;
mod front;
mod localized;
#[cfg(feature = "diagnostics")]
mod locate;
mod occasions;
mod prune;
mod read;
mod transfers;
mod types;
mod visitor;

#[cfg(feature = "diagnostics")]
pub use locate::positions;

pub use diagnostic::{Diagnostic, Position, Problem, Severity, Shape};
pub use flows::*;
pub use front::{Front, Occasion, Urgency};
pub use localized::{Localized, Phrases, language, nearest};
pub use occasions::*;
pub use read::Unkept;
pub use transfers::*;
pub use types::*;
pub use visitor::*;

use crate::compiled;
#[cfg(feature = "diagnostics")]
use crate::compiled::State;
use crate::json::{Value, member};
use read::{Read, Reader};

/// No page should ever load more than this: 32 MB hold about 50,000 entries.
pub const MAX_BYTES: usize = 32_000_000;

/// The format version that this release writes and reads.
pub const VERSION: u32 = 1;

/// After this many problems the rest of a hopeless file is not listed.
pub const MAX_DIAGNOSTICS: usize = 1_000;

/// Reads what is usable of a pack from the bytes of its file, written or compiled, and says whether that is all of it.
///
/// The same pack as `load` gives, without the reasons: the widget has no use for them.
pub fn usable(bytes: &[u8]) -> (Pack, bool) {
    match text_of(bytes).and_then(Value::parse) {
        Some(value) => {
            let (mut pack, reader) = read_all(&value);
            prune::prune(&mut pack);
            (pack, reader.is_content())
        }
        None => (Pack::default(), false),
    }
}

/// The text of a file, written or compiled, that is none too large.
fn text_of(bytes: &[u8]) -> Option<&str> {
    let bytes = compiled::json(bytes);
    let text = std::str::from_utf8(bytes).ok().filter(|_| bytes.len() <= MAX_BYTES)?;
    Some(text.strip_prefix('\u{feff}').unwrap_or(text))
}

/// Reads a document; also of one that lacks what every pack must have, what there is.
fn read_all(value: &Value) -> (Pack, Reader) {
    let mut reader = Reader::new(value);
    let pack = Pack::read(value, &mut reader).unwrap_or_else(|| usable_part(value));
    (pack, reader)
}

/// Reads a pack from the bytes of its file, written or compiled.
///
/// Whatever is usable is used; each problem says where it is, in the order of the file.
#[cfg(feature = "diagnostics")]
pub fn load(bytes: &[u8]) -> (Pack, Vec<Diagnostic>) {
    let unusable = |problem, position| {
        let diagnostic = Diagnostic { pointer: String::new(), position, problem };
        (Pack::default(), vec![diagnostic])
    };
    if bytes.len() > MAX_BYTES {
        let problem = Problem::TooLarge { bytes: bytes.len() };
        return unusable(problem, Position::default());
    }
    let parts = compiled::parts(bytes);
    let bytes = parts.json;
    let happened = match parts.state {
        State::Damaged => Some(Problem::Damaged),
        State::OtherRelease { newer } => Some(Problem::OtherRelease { newer }),
        State::Written | State::Compiled => None,
    };
    if let Some(problem) = happened {
        let (pack, _) = usable(bytes);
        let diagnostic = Diagnostic::new(String::new(), problem);
        return (pack, vec![diagnostic]);
    }
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text.strip_prefix('\u{feff}').unwrap_or(text),
        Err(error) => {
            let readable = std::str::from_utf8(&bytes[..error.valid_up_to()]).unwrap_or_default();
            let readable = readable.strip_prefix('\u{feff}').unwrap_or(readable);
            return unusable(Problem::NotUtf8, locate::position(readable, readable.len()));
        }
    };
    if text.trim().is_empty() {
        return unusable(Problem::EmptyFile, Position::default());
    }
    match Value::parse(text) {
        Some(value) => {
            let (pack, mut found) = compile(&value);
            found.truncate(MAX_DIAGNOSTICS);
            locate::fill_in(text, &mut found);
            (pack, found)
        }
        None => {
            let (problem, position) = not_json(text);
            unusable(problem, position)
        }
    }
}

/// Why a text is not JSON, and where: the words are those of the usual parser.
#[cfg(feature = "diagnostics")]
fn not_json(text: &str) -> (Problem, Position) {
    let Err(error) = serde_json::from_str::<serde_json::Value>(text) else {
        return (
            Problem::NotJson { reason: "number out of range".to_owned() },
            Position::default(),
        );
    };
    let reason = error.to_string();
    // The parser appends the place to its sentence; the place is ours to tell.
    let reason = reason.split(" at line ").next().unwrap_or(&reason).to_owned();
    let position = Position {
        line: error.line().max(1),
        column: locate::characters(text, error.line(), error.column()),
    };
    (Problem::NotJson { reason }, position)
}

/// Reads a pack from JSON that was parsed already; the positions are left at their default.
#[cfg(feature = "diagnostics")]
pub fn compile(value: &Value) -> (Pack, Vec<Diagnostic>) {
    let (mut pack, reader) = read_all(value);
    let (mut found, left_out) = reader.finish();
    if value.as_object().is_none() {
        // That there is no pack at all says everything; what it lacks would only be noise.
        return (Pack::default(), found);
    }
    let read = found.len();
    check::check(&pack, &mut found);
    for one in &mut found[read..] {
        left_out.restore(&mut one.pointer);
    }
    prune::prune(&mut pack);
    (pack, found)
}

/// A document that lacks what every pack must have may still hold good entries.
fn usable_part(value: &Value) -> Pack {
    let Some(object) = value.as_object() else {
        return Pack::default();
    };
    // What is wrong was reported the first time; these readings only collect.
    let mut silent = Reader::new(value);
    let version = member(object, "kefu").and_then(|version| Read::read(version, &mut silent));
    let brand = member(object, "brand").and_then(|brand| Brand::read(brand, &mut silent));
    let mut mended = object.clone();
    // What is written last counts.
    mended.push(("kefu".to_owned(), u64::from(version.unwrap_or(VERSION)).into()));
    if brand.is_none() {
        let nameless = vec![("name".to_owned(), Value::from(""))];
        mended.push(("brand".to_owned(), Value::Object(nameless)));
    }
    let mut pack = Pack::read(&Value::Object(mended), &mut silent).unwrap_or_default();
    pack.brand = brand.unwrap_or_default();
    pack
}

/// The JSON Schema (draft 2020-12) of a pack, from the very types that read it.
#[cfg(feature = "schema")]
pub fn schema() -> serde_json::Value {
    let mut schema = schemars::schema_for!(Pack).to_value();
    // The reader passes over "$schema", by which an editor finds this very schema.
    schema["properties"]["$schema"] = serde_json::json!({
        "description": "Where an editor finds this schema.",
        "type": "string"
    });
    schema
}
