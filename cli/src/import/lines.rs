//! Reads JSON lines: one object per line, such as
//! `{"id": "b7", "question": "…", "alt": ["…"], "answer": "…", "keywords": ["…"], "kb": "shop"}`.

use std::collections::BTreeSet;

use serde::Deserialize;

use super::row::{Refused, Row};

/// One line as people write them; whatever else it holds is not used.
#[derive(Deserialize)]
struct Line {
    #[serde(default)]
    id: Option<Id>,
    #[serde(default)]
    kb: Option<String>,
    /// A short name of the question: another phrasing, or the only one.
    #[serde(default)]
    title: Option<String>,
    #[serde(default)]
    question: Option<String>,
    #[serde(default)]
    alt: Option<Vec<String>>,
    #[serde(default)]
    answer: Option<String>,
    #[serde(default)]
    keywords: Option<Vec<String>>,
}

/// Databases number their rows.
#[derive(Deserialize)]
#[serde(untagged)]
enum Id {
    Text(String),
    Number(i64),
}

/// Reads the rows of the list `wanted`, or of all; or says why there can be none.
pub fn read(text: &str, wanted: Option<&str>) -> Result<(Vec<Row>, Vec<Refused>), String> {
    let (mut rows, mut refused) = (Vec::new(), Vec::new());
    let mut lists = BTreeSet::new();
    for (number, line) in (1..).zip(text.lines()) {
        if line.trim().is_empty() {
            continue;
        }
        match serde_json::from_str::<Line>(line) {
            Ok(line) => {
                let row = row(line, number);
                if wanted.is_none_or(|wanted| row.kb == wanted) {
                    rows.push(row);
                } else {
                    lists.insert(row.kb);
                }
            }
            Err(error) => refused.push(Refused::new(number, reason(&error))),
        }
    }
    match wanted {
        Some(wanted) if rows.is_empty() => {
            let lists = Vec::from_iter(lists).join(", ");
            Err(format!("nothing in it has the kb \"{wanted}\"; there is: {lists}"))
        }
        _ => Ok((rows, refused)),
    }
}

/// The parser's words; its line is always 1 here, for it sees one line at a time.
fn reason(error: &serde_json::Error) -> String {
    let what = error.to_string();
    let what = what.split(" at line ").next().unwrap_or_default();
    let kind = if error.is_data() { "this object cannot be used" } else { "this is not JSON" };
    format!("{kind} ({what}, column {})", error.column())
}

fn row(line: Line, number: u64) -> Row {
    let mut alt = line.alt.unwrap_or_default();
    // A title such as `cancel_order` names the question too.
    let title = line.title.map(|title| title.replace(['_', '-'], " "));
    let mut question = line.question.filter(|text| !text.trim().is_empty());
    if question.is_none() {
        question = title;
    } else {
        alt.extend(title);
    }
    Row {
        line: number,
        id: match line.id {
            Some(Id::Text(id)) => id.trim().to_owned(),
            Some(Id::Number(id)) => id.to_string(),
            None => String::new(),
        },
        kb: line.kb.unwrap_or_default(),
        question: question.unwrap_or_default().trim().to_owned(),
        alt,
        answer: line.answer.unwrap_or_default().trim().to_owned(),
        keywords: line.keywords.unwrap_or_default(),
    }
}
