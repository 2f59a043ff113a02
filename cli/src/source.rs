//! Reads a file or the standard input, never more of it than the engine would take.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Read};

use kefu_engine::pack::MAX_BYTES;

use crate::outcome::Failure;

/// What stands for the standard input.
const STANDARD_INPUT: &str = "-";

/// What was found at a path.
pub enum Source {
    /// The whole content.
    Whole(Vec<u8>),
    /// More than a pack may have: so many bytes at the least, not one of them kept.
    TooLarge(usize),
}

/// Reads `path`, or says why it cannot be read.
pub fn read(path: &str) -> Result<Source, Failure> {
    if path == STANDARD_INPUT {
        return bounded(io::stdin().lock()).map_err(|error| reading(path, &error));
    }
    let told = fs::metadata(path).map_err(|error| reading(path, &error))?;
    if told.is_dir() {
        return Err(Failure::file(path, "this is a folder; name the file in it"));
    }
    // A pipe or a device tells no length; `bounded` holds for those.
    let length = usize::try_from(told.len()).unwrap_or(usize::MAX);
    if length > MAX_BYTES {
        return Ok(Source::TooLarge(length));
    }
    let file = File::open(path).map_err(|error| reading(path, &error))?;
    bounded(file).map_err(|error| reading(path, &error))
}

fn bounded(input: impl Read) -> io::Result<Source> {
    let mut bytes = Vec::new();
    input.take(MAX_BYTES as u64 + 1).read_to_end(&mut bytes)?;
    let length = bytes.len();
    Ok(if length > MAX_BYTES { Source::TooLarge(length) } else { Source::Whole(bytes) })
}

fn reading(path: &str, error: &io::Error) -> Failure {
    match error.kind() {
        ErrorKind::NotFound => Failure::file(path, "there is no such file"),
        ErrorKind::PermissionDenied => Failure::file(path, "you may not read this file"),
        _ => Failure::file(path, format_args!("this cannot be read: {error}")),
    }
}
