//! Reads messages with labels: JSON lines, each with what somebody said and what it was.

use serde_json::{Map, Value};

use crate::outcome::Failure;
use crate::source::{self, Source};

/// One labelled row.
#[derive(Debug)]
pub struct Row {
    /// What was said; of a pair, what was said last.
    pub text: String,
    /// What was said before it.
    pub before: String,
    /// What people say it is.
    pub label: String,
    /// Whether it is a sample of ordinary messages.
    pub random: bool,
}

/// The rows of a file, without those that people could not agree on.
pub fn read(path: &str, pairs: bool, labels: &[&str]) -> Result<Vec<Row>, Failure> {
    lines(path, |fields| row(fields, pairs, labels))
}

/// What `read` makes of each line of a file, one object a line; what it refuses is told with its place.
pub fn lines<T>(
    path: &str,
    read: impl Fn(&Map<String, Value>) -> Result<Option<T>, String>,
) -> Result<Vec<T>, Failure> {
    let bytes = match source::read(path)? {
        Source::Whole(bytes) => bytes,
        Source::TooLarge(bytes) => {
            return Err(Failure::file(
                path,
                format_args!("{bytes} bytes are more than a set of messages should have; split it"),
            ));
        }
    };
    let text = String::from_utf8(bytes)
        .map_err(|_| Failure::file(path, "the file is not UTF-8 text; save it as UTF-8"))?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let mut rows = Vec::new();
    for (number, line) in (1..).zip(text.lines()) {
        if line.trim().is_empty() {
            continue;
        }
        let row = object(line)
            .and_then(|fields| read(&fields))
            .map_err(|what| Failure::file(&format!("{path}:{number}"), what))?;
        rows.extend(row);
    }
    if rows.is_empty() {
        return Err(Failure::file(path, "there is no row to measure"));
    }
    Ok(rows)
}

fn object(line: &str) -> Result<Map<String, Value>, String> {
    match serde_json::from_str(line) {
        Ok(Value::Object(fields)) => Ok(fields),
        Ok(_) => Err("a line is an object { … }".to_owned()),
        Err(error) => {
            let reason = error.to_string();
            let reason = reason.split(" at line ").next().unwrap_or(&reason);
            Err(format!("this is not JSON ({reason})"))
        }
    }
}

/// One row, or none if people could not agree on it.
fn row(fields: &Map<String, Value>, pairs: bool, labels: &[&str]) -> Result<Option<Row>, String> {
    let (text, before) = if pairs {
        (field(fields, "cur")?, field(fields, "prev")?)
    } else {
        (field(fields, "text")?, String::new())
    };
    let label = match fields.get("label") {
        Some(Value::String(label)) => label.clone(),
        Some(Value::Number(label)) => label.to_string(),
        _ => return Err("\"label\" is missing".to_owned()),
    };
    if !labels.contains(&label.as_str()) {
        return Err(format!("\"{label}\" is no label here; write one of: {}", labels.join(", ")));
    }
    let borderline = fields.get("borderline").and_then(Value::as_bool).unwrap_or(false);
    let random = fields.get("sub").and_then(Value::as_str) == Some("random");
    Ok((!borderline).then_some(Row { text, before, label, random }))
}

/// A text of a row.
pub fn field(fields: &Map<String, Value>, name: &str) -> Result<String, String> {
    let text = fields.get(name).and_then(Value::as_str);
    text.map(str::to_owned).ok_or_else(|| format!("\"{name}\" is missing, or is no text"))
}
