//! What is searched and what is asked: entries with their phrasings, queries with the entry that answers them.

use serde_json::{Value, json};

/// Entries, and queries that have an answer among them.
#[derive(Clone, Debug, PartialEq)]
pub struct Pack {
    /// Where the words come from.
    pub name: String,
    /// What can be found.
    pub entries: Vec<Entry>,
    /// What is asked, in the order of asking.
    pub queries: Vec<Query>,
}

/// One thing to be found.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The ways in which it is asked for, the main question first.
    pub phrasings: Vec<String>,
}

/// One question.
#[derive(Clone, Debug, PartialEq)]
pub struct Query {
    /// Its words.
    pub text: String,
    /// The place of the right entry.
    pub label: usize,
}

impl Pack {
    /// The site pack as an owner would write it.
    pub fn site_pack(&self) -> Value {
        let entries = self.entries.iter().enumerate().map(|(at, entry)| {
            let (question, alt) = entry.phrasings.split_first().unzip();
            json!({ "id": format!("e{at}"), "question": question, "alt": alt, "answer": "…" })
        });
        json!({ "kefu": 1, "brand": { "name": self.name }, "faq": entries.collect::<Vec<_>>() })
    }

    /// The queries in their order.
    pub fn asked(&self) -> Value {
        self.queries.iter().map(|query| query.text.as_str()).collect()
    }

    /// How many phrasings there are.
    pub fn phrasings(&self) -> usize {
        self.entries.iter().map(|entry| entry.phrasings.len()).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_site_pack_has_the_first_phrasing_as_question_and_the_others_beside_it() {
        let phrasings = vec!["How?".to_owned(), "In which way?".to_owned()];
        let pack =
            Pack { name: "n".to_owned(), entries: vec![Entry { phrasings }], queries: Vec::new() };
        let entry = &pack.site_pack()["faq"][0];
        assert_eq!(entry["question"], "How?");
        assert_eq!(entry["alt"], json!(["In which way?"]));
    }
}
