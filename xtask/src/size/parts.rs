//! What each part of the engine costs: the functions of the compiled module, by the module of the source they come
//! from. A function that the compiler put into another one counts where it went.

use std::collections::BTreeMap;

use super::{Sizes, measure, print_row};
use crate::{
    failure::{Failure, Outcome},
    fingerprint::{
        functions::{Function, functions},
        sections::section,
    },
};

const CRATE: &str = "kefu_engine";
const DATA: u8 = 11;

/// Prints what the parts of a module with names cost, the largest first; each compressed on its own.
pub fn report(module: &[u8]) -> Outcome {
    let read = functions(module).zip(section(module, DATA));
    let (functions, data) = read.ok_or_else(|| {
        Failure::new("the engine's module has no names that xtask/src/size/parts.rs can read")
            .remedy("cargo xtask dist")
    })?;
    let mut parts: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    for Function { name, body } in functions {
        parts.entry(part(name)).or_default().extend_from_slice(body);
    }
    parts.insert("word lists, tables".to_owned(), data.to_vec());
    let mut sizes: Vec<(String, Sizes)> = Vec::new();
    for (part, bytes) in parts {
        sizes.push((part, measure(&bytes)?));
    }
    sizes.sort_by_key(|(_, sizes)| std::cmp::Reverse(sizes.brotli));
    println!("\nthe engine before wasm-opt, each part compressed on its own");
    for (part, sizes) in sizes {
        print_row(&part, sizes);
    }
    println!();
    Ok(())
}

/// The part that a function belongs to, whether its name is a path or still in the compiler's own spelling.
fn part(name: &str) -> String {
    let Some(at) = name.find(CRATE) else {
        // What the module exports has a name without a path, and calls everything else.
        let exported = name.bytes().all(|letter| letter.is_ascii_lowercase());
        return if exported { "the border" } else { "libraries" }.to_owned();
    };
    let rest = &name[at + CRATE.len()..];
    let rest = rest.trim_start_matches(|letter: char| !letter.is_ascii_alphabetic());
    let module: String =
        rest.chars().take_while(|letter| letter.is_ascii_lowercase() || *letter == '_').collect();
    if module.is_empty() { "the border".to_owned() } else { module }
}

#[cfg(test)]
mod tests {
    use super::part;

    #[test]
    fn functions_are_told_by_their_module_in_any_spelling() {
        for (name, expected) in [
            ("_ZN11kefu_engine4slot4read17h0123456789abcdefE", "slot"),
            ("_ZN91_$LT$kefu_engine..pack..types..Pack$u20$as$u20$Read$GT$4fill17h01E", "pack"),
            ("kefu_engine::transfer::mood::mood", "transfer"),
            ("_RNvNtCsgXGp5Oqx2Ny_4core6option13unwrap_failed", "libraries"),
            ("ask", "the border"),
        ] {
            assert_eq!(part(name), expected, "{name}");
        }
    }
}
