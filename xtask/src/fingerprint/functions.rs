//! The functions of a WebAssembly module, with the names that the compiler left in it.

use std::collections::HashMap;

use super::sections::{Bytes, section};

/// The section of the bodies of functions.
pub const CODE: u8 = 10;
/// The part of the section of names that is about functions.
pub const FUNCTIONS: u8 = 1;
const IMPORTS: u8 = 2;
/// The section with names, among others.
pub const CUSTOM: u8 = 0;

/// A function that has a body.
pub struct Function<'m> {
    /// Its name, as the compiler spells it; empty for one without.
    pub name: &'m str,
    /// Its code.
    pub body: &'m [u8],
}

/// Every function that has a body.
pub fn functions(module: &[u8]) -> Option<Vec<Function<'_>>> {
    let names = names(module)?;
    let mut bytes = Bytes { rest: section(module, CODE)? };
    let count = bytes.number()?;
    let named = |index| names.get(&index).copied().unwrap_or_default();
    (0..count).map(|index| Some(Function { name: named(index), body: bytes.sized()? })).collect()
}

/// Names of the functions that have a body, from the first of them on.
pub fn names(module: &[u8]) -> Option<HashMap<u32, &str>> {
    let mut imported = 0;
    let mut names = HashMap::new();
    let mut all = Bytes { rest: module.get(8..)? };
    while !all.rest.is_empty() {
        let id = all.byte()?;
        let mut section = Bytes { rest: all.sized()? };
        if id == IMPORTS {
            // Nothing but functions is imported: `sections` has refused everything else.
            imported = section.number()?;
        }
        if id != CUSTOM || section.name()? != "name" {
            continue;
        }
        while !section.rest.is_empty() {
            let part = section.byte()?;
            let mut list = Bytes { rest: section.sized()? };
            for _ in 0..if part == FUNCTIONS { list.number()? } else { 0 } {
                let (index, name) = (list.number()?, list.name()?);
                names.extend(index.checked_sub(imported).map(|index| (index, name)));
            }
        }
    }
    (!names.is_empty()).then_some(names)
}
