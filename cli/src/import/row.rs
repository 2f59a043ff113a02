//! What one line of a list of questions says, whatever the list was written in.

/// One question.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Row {
    /// Where it starts in the file, from 1.
    pub line: u64,
    /// Its name, if it has one.
    pub id: String,
    /// The list it comes from, where a file holds several.
    pub kb: String,
    /// The question.
    pub question: String,
    /// Other ways to ask it.
    pub alt: Vec<String>,
    /// Its answer; empty where nobody has written one yet.
    pub answer: String,
    /// Words that bring it up.
    pub keywords: Vec<String>,
}

/// A row that cannot be used.
#[derive(Debug, PartialEq)]
pub struct Refused {
    /// Where it starts in the file, from 1.
    pub line: u64,
    /// Why, and what to do.
    pub what: String,
}

impl Refused {
    /// A row that cannot be used for a reason.
    pub fn new(line: u64, what: impl Into<String>) -> Self {
        Self { line, what: what.into() }
    }
}
