//! Reads knowledge bases and questions to measure with: JSON lines of entries, and of questions with their entry.

use kefu_engine::pack::{self, Pack};
use serde_json::{Value, json};

use super::labelled::{field, lines};
use crate::outcome::Failure;

/// One knowledge base with the questions that it is measured on.
pub struct Base {
    /// Its name.
    pub name: String,
    /// Its entries.
    pub pack: Pack,
    /// The questions.
    pub questions: Vec<Question>,
}

/// What somebody asked.
pub struct Question {
    /// In which knowledge base.
    base: String,
    /// In which words.
    pub text: String,
    /// The entry that answers it, if one does.
    pub label: Option<String>,
}

/// Reads the entries and questions of two files, in the order in which the knowledge bases appear.
pub fn read(entries: &str, questions: &str) -> Result<Vec<Base>, Failure> {
    let mut rows: Vec<(String, Vec<Value>)> = Vec::new();
    for (base, entry) in lines(entries, |fields| {
        let text = |name| fields.get(name).and_then(Value::as_str).unwrap_or_default();
        let mut alt: Vec<Value> =
            fields.get("alt").and_then(Value::as_array).cloned().unwrap_or_default();
        if !text("title").is_empty() {
            // A title such as `cancel_order` is one more way to name the question.
            alt.push(text("title").replace(['_', '-'], " ").into());
        }
        let answer = if text("answer").is_empty() { "…" } else { text("answer") };
        let entry = json!({
            "id": field(fields, "id")?, "question": field(fields, "question")?,
            "alt": alt, "answer": answer,
        });
        Ok(Some((field(fields, "kb")?, entry)))
    })? {
        match rows.iter_mut().find(|(name, _)| *name == base) {
            Some((_, entries)) => entries.push(entry),
            None => rows.push((base, vec![entry])),
        }
    }
    let mut asked = lines(questions, |fields| {
        let label = fields.get("label").and_then(Value::as_str).map(str::to_owned);
        Ok(Some(Question { base: field(fields, "kb")?, text: field(fields, "q")?, label }))
    })?;
    let mut bases = Vec::new();
    for (name, entries) in rows {
        let pack = json!({ "kefu": 1, "brand": { "name": name.as_str() }, "faq": entries });
        let (own, others) = asked.into_iter().partition(|one| one.base == name);
        asked = others;
        bases.push(Base { pack: pack::load(pack.to_string().as_bytes()).0, questions: own, name });
    }
    if let Some(lost) = asked.first() {
        let what = format!("there are questions about \"{}\", which {entries} lacks", lost.base);
        return Err(Failure::file(questions, what));
    }
    Ok(bases)
}
