//! Tables that nobody reads once panics are silent.
//!
//! To write a letter into the words of a panic, the library looks up whether it can be printed. The function that
//! does so only stops now, but its tables stay where the linker has put them, until they become zeros.

use std::{collections::BTreeSet, ops::Range};

use wasmparser::{Operator, Parser, Payload};

/// No table is longer, in bytes. Numbers that only look like addresses are seldom so near each other.
const LONGEST: u32 = 1024;

/// Where those tables lie in memory: between two addresses that the silent functions name and nothing else does.
/// `None` for a module that cannot be read.
pub fn tables(module: &[u8], is_silent: impl Fn(u32) -> bool) -> Option<Vec<Range<u32>>> {
    let (mut named, mut read) = (BTreeSet::new(), BTreeSet::new());
    let mut function = 0;
    for payload in Parser::new(0).parse_all(module) {
        match payload.ok()? {
            Payload::CodeSectionEntry(body) => {
                let addresses = if is_silent(function) { &mut named } else { &mut read };
                for operator in body.get_operators_reader().ok()? {
                    addresses.extend(address(&operator.ok()?));
                }
                function += 1;
            }
            Payload::DataSection(segments) => {
                for segment in segments {
                    let words =
                        segment.ok()?.data.windows(4).filter_map(|word| word.try_into().ok());
                    read.extend(words.map(u32::from_le_bytes));
                }
            }
            _ => {}
        }
    }
    let all: Vec<u32> = named.union(&read).copied().collect();
    let pairs = all.windows(2).filter(|pair| pair.iter().all(|one| !read.contains(one)));
    let near = pairs.map(|pair| pair[0]..pair[1]).filter(|table| length(table) <= LONGEST);
    let tables: Vec<Range<u32>> = near.collect();
    // One table follows the other. What lies apart only looks like an address.
    let runs = tables.chunk_by(|one, next| one.end == next.start);
    let longest = runs.max_by_key(|run| run.iter().map(length).sum::<u32>());
    Some(longest.unwrap_or_default().to_vec())
}

fn length(table: &Range<u32>) -> u32 {
    table.end - table.start
}

/// What may be the address of something in memory.
fn address(operator: &Operator) -> Option<u32> {
    use Operator::*;
    match operator {
        I32Const { value } => Some(value.cast_unsigned()),
        I32Load { memarg }
        | I64Load { memarg }
        | F32Load { memarg }
        | F64Load { memarg }
        | I32Load8S { memarg }
        | I32Load8U { memarg }
        | I32Load16S { memarg }
        | I32Load16U { memarg }
        | I64Load8S { memarg }
        | I64Load8U { memarg }
        | I64Load16S { memarg }
        | I64Load16U { memarg }
        | I64Load32S { memarg }
        | I64Load32U { memarg }
        | I32Store { memarg }
        | I64Store { memarg }
        | F32Store { memarg }
        | F64Store { memarg }
        | I32Store8 { memarg }
        | I32Store16 { memarg }
        | I64Store8 { memarg }
        | I64Store16 { memarg }
        | I64Store32 { memarg } => u32::try_from(memarg.offset).ok(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fingerprint::sections::{push_number, push_sized};

    /// A module with data at address 1024 and a function for each list of numbers, which it does nothing with.
    fn module(functions: &[&[u32]], data: &[u8]) -> Vec<u8> {
        const CONST: u8 = 0x41;
        const DROP: u8 = 0x1a;
        const END: u8 = 0x0b;
        let count = functions.len() as u8;
        let mut code = vec![count];
        for numbers in functions {
            let mut body = vec![0];
            for number in *numbers {
                body.push(CONST);
                // Of a signed number the seventh bit of the last byte is the sign.
                body.extend([
                    *number as u8 & 0x7f | 0x80,
                    (number >> 7) as u8 & 0x7f | 0x80,
                    0,
                    DROP,
                ]);
            }
            body.push(END);
            push_sized(&mut code, &body);
        }
        let mut segments = vec![1, 0, CONST, 0x80, 0x08, END];
        push_sized(&mut segments, data);
        let mut module = b"\0asm\x01\0\0\0".to_vec();
        let mut types = vec![count];
        types.extend(functions.iter().map(|_| 0));
        for (id, section) in [(1, vec![1, 0x60, 0, 0]), (3, types), (10, code), (11, segments)] {
            push_number(&mut module, id);
            push_sized(&mut module, &section);
        }
        module
    }

    #[test]
    fn a_table_lies_between_two_addresses_that_only_the_silent_name() {
        let tables = |functions: &[&[u32]], data| tables(&module(functions, data), |one| one == 0);
        assert_eq!(
            tables(&[&[1024, 1040, 1100], &[1200]], &[]),
            Some(vec![1024..1040, 1040..1100])
        );
        // Another function reads what begins in between, or at its end.
        assert_eq!(tables(&[&[1024, 1040], &[1030]], &[]), Some(vec![]));
        assert_eq!(tables(&[&[1024, 1040], &[1040]], &[]), Some(vec![]));
        // The data point at it.
        assert_eq!(tables(&[&[1024, 1040], &[]], &[9, 0x10, 0x04, 0, 0]), Some(vec![]));
        // Two numbers that lie apart are none.
        let apart: &[&[u32]] = &[&[1024, 1040, 1100, 2000, 2010], &[1500]];
        assert_eq!(tables(apart, &[]), Some(vec![1024..1040, 1040..1100]));
        // Too far from each other to be one.
        assert_eq!(tables(&[&[1024, 1024 + LONGEST + 1], &[]], &[]), Some(vec![]));
    }

    #[test]
    fn what_is_no_module_is_told() {
        assert_eq!(tables(b"words", |_| true), None);
    }
}
