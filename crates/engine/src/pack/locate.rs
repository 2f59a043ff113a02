//! Finds where a JSON pointer stands in the text, so that a diagnostic can name line and column.
//! Walks text that a JSON parser has accepted already; that keeps it short.

use std::collections::{BTreeSet, HashMap};

use super::diagnostic::{Diagnostic, Position};
use super::read::push_step;

/// Writes line and column into each diagnostic and puts them in the order of the text.
///
/// What is not there at all, such as a list that was left out, is missing from what would hold it.
/// One walk over the text and one over its places, however many problems there are.
pub(crate) fn fill_in(text: &str, found: &mut Vec<Diagnostic>) {
    if found.is_empty() {
        return;
    }
    let wanted: BTreeSet<&str> = found.iter().flat_map(|one| up(&one.pointer)).collect();
    let places = places(text, &wanted);
    let mut placed: Vec<(usize, Diagnostic)> = found
        .drain(..)
        .map(|one| {
            let place = up(&one.pointer).find_map(|pointer| places.get(pointer));
            (place.copied().unwrap_or_default(), one)
        })
        .collect();
    placed.sort_by_key(|(offset, _)| *offset);
    let mut cursor = Cursor::new(text);
    found.extend(placed.into_iter().map(|(offset, mut one)| {
        one.position = cursor.forward(offset);
        one
    }));
}

/// Line and column of each pointer; of one that is not there, those of what would hold it.
pub fn positions(text: &str, pointers: &[String]) -> Vec<Position> {
    let wanted: BTreeSet<&str> = pointers.iter().flat_map(|one| up(one)).collect();
    let places = places(text, &wanted);
    let place = |pointer: &String| up(pointer).find_map(|one| places.get(one)).copied();
    pointers.iter().map(|one| position(text, place(one).unwrap_or_default())).collect()
}

/// Where the wanted pointers stand, in bytes.
fn places(text: &str, wanted: &BTreeSet<&str>) -> HashMap<String, usize> {
    let mut walk = Walk { text, at: 0, pointer: String::new(), wanted, places: HashMap::new() };
    walk.value();
    walk.places
}

/// A pointer and those of everything around it, from the inside out.
fn up(pointer: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(pointer), |inner| inner.rfind('/').map(|end| &inner[..end]))
}

/// Line and column of a byte offset.
pub(crate) fn position(text: &str, offset: usize) -> Position {
    Cursor::new(text).forward(offset)
}

/// The column in characters of a column in bytes.
pub(crate) fn characters(text: &str, line: usize, column: usize) -> usize {
    let line = text.lines().nth(line.saturating_sub(1)).unwrap_or_default();
    let before = line.len().min(column.saturating_sub(1));
    line.char_indices().filter(|(at, _)| *at < before).count() + 1
}

/// Counts lines and columns on its way through a text, so that no part of it is counted twice.
struct Cursor<'t> {
    rest: &'t str,
    at: usize,
    position: Position,
}

impl<'t> Cursor<'t> {
    fn new(text: &'t str) -> Self {
        Self { rest: text, at: 0, position: Position::default() }
    }

    /// The position of a byte offset, which lies at or behind the last one that was asked for.
    fn forward(&mut self, offset: usize) -> Position {
        let (passed, rest) =
            self.rest.split_at_checked(offset - self.at).unwrap_or((self.rest, ""));
        let line_start = passed.rfind('\n').map(|end| end + 1);
        if let Some(start) = line_start {
            self.position.line += passed.bytes().filter(|byte| *byte == b'\n').count();
            self.position.column = 1 + passed[start..].chars().count();
        } else {
            self.position.column += passed.chars().count();
        }
        self.at += passed.len();
        self.rest = rest;
        self.position
    }
}

struct Walk<'t, 'w> {
    text: &'t str,
    at: usize,
    pointer: String,
    wanted: &'w BTreeSet<&'w str>,
    places: HashMap<String, usize>,
}

impl Walk<'_, '_> {
    fn byte(&self) -> u8 {
        self.text.as_bytes().get(self.at).copied().unwrap_or(0)
    }

    fn blank(&mut self) {
        while self.byte().is_ascii_whitespace() {
            self.at += 1;
        }
    }

    fn value(&mut self) {
        self.blank();
        if self.wanted.contains(self.pointer.as_str()) {
            // Of a field that is written twice the parser keeps the last.
            self.places.insert(self.pointer.clone(), self.at);
        }
        match self.byte() {
            b'{' => self.items(b'}', |walk, _| {
                let name: String = walk.string();
                walk.blank();
                walk.at += 1;
                name
            }),
            b'[' => self.items(b']', |_, index| index.to_string()),
            b'"' => {
                self.string();
            }
            _ => {
                while !matches!(self.byte(), 0 | b',' | b']' | b'}')
                    && !self.byte().is_ascii_whitespace()
                {
                    self.at += 1;
                }
            }
        }
    }

    /// The items up to `end`; `name` reads what stands before the value and says its step.
    fn items(&mut self, end: u8, name: impl Fn(&mut Self, usize) -> String) {
        self.at += 1;
        self.blank();
        let mut index = 0;
        while self.byte() != end && self.byte() != 0 {
            let step = name(self, index);
            let length = self.pointer.len();
            push_step(&mut self.pointer, &step);
            self.value();
            self.pointer.truncate(length);
            index += 1;
            self.blank();
            if self.byte() == b',' {
                self.at += 1;
                self.blank();
            }
        }
        self.at += 1;
    }

    fn string(&mut self) -> String {
        let start = self.at;
        self.at += 1;
        while !matches!(self.byte(), b'"' | 0) {
            self.at += if self.byte() == b'\\' { 2 } else { 1 };
        }
        self.at += 1;
        serde_json::from_str(self.text.get(start..self.at).unwrap_or_default()).unwrap_or_default()
    }
}
