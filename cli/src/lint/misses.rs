//! Reads what visitors asked in vain: the widget's insight as JSON or CSV, or a list that somebody wrote.

use csv::{ReaderBuilder, StringRecord};
use kefu_engine::lint::Miss;
use serde_json::Value;

use crate::outcome::Failure;
use crate::source::{self, Source};

/// Reads the file at `path`.
pub fn read(path: &str) -> Result<Vec<Miss>, Failure> {
    let bytes = match source::read(path)? {
        Source::Whole(bytes) => bytes,
        Source::TooLarge(_) => {
            return Err(Failure::file(path, "this is too large for a list of misses"));
        }
    };
    let text = String::from_utf8(bytes)
        .map_err(|_| Failure::file(path, "this is not UTF-8 text; save it as UTF-8"))?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let read = if text.trim_start().starts_with(['{', '[']) { of_json(text) } else { of_csv(text) };
    read.map_err(|what| Failure::file(path, what))
}

/// An insight, or a list of texts, or of objects with a text and a count.
fn of_json(text: &str) -> Result<Vec<Miss>, String> {
    let value: Value =
        serde_json::from_str(text).map_err(|error| format!("this is not JSON: {error}"))?;
    let list = value.as_array().or_else(|| value["misses"].as_array());
    let list = list.ok_or("there are no \"misses\" in this; export them with the insight")?;
    list.iter()
        .map(|one| {
            let text = one.as_str().or_else(|| one["text"].as_str());
            let text =
                text.ok_or_else(|| format!("a miss has a \"text\", and this has none: {one}"))?;
            let count = one["count"].as_u64().unwrap_or(1);
            Ok(Miss { text: text.to_owned(), count: u32::try_from(count).unwrap_or(u32::MAX) })
        })
        .collect()
}

/// Rows of `measure`, `key` and `count`, as an insight has them, or of `text` and perhaps `count`.
fn of_csv(text: &str) -> Result<Vec<Miss>, String> {
    let mut reader = ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
    let header = reader.headers().map_err(|error| error.to_string())?.clone();
    let column = |name: &str| header.iter().position(|one| one.trim().eq_ignore_ascii_case(name));
    let (measure, count) = (column("measure"), column("count"));
    let words = column("key").filter(|_| measure.is_some()).or_else(|| column("text"));
    let words =
        words.ok_or("the first row names no column \"text\", nor \"measure\" and \"key\"")?;
    let cell =
        |row: &StringRecord, at: Option<usize>| at.and_then(|at| row.get(at)).map(str::to_owned);
    let mut misses = Vec::new();
    for row in reader.records() {
        let row = row.map_err(|error| error.to_string())?;
        if cell(&row, measure).is_some_and(|measure| measure != "miss") {
            continue;
        }
        let text = cell(&row, Some(words)).unwrap_or_default();
        // What keeps a spreadsheet from calculating is no word of the visitor.
        let text = text.strip_prefix('\'').unwrap_or(&text).to_owned();
        let count = cell(&row, count).unwrap_or_else(|| "1".to_owned());
        let count =
            count.trim().parse().map_err(|_| format!("\"{count}\" is no count of \"{text}\""))?;
        misses.push(Miss { text, count });
    }
    Ok(misses)
}
