//! Where in the sources a panic happened: nobody reads it once panics are silent, so visitors do not download it.
//!
//! It would also tell of the folders of whoever built the release. A place is four numbers: where the path lies and
//! how long it is, the line, the column. They and the paths become zeros, which compress to nothing.

use std::ops::Range;

use super::sections::{Bytes, push_number, push_sized};

/// Opcodes of the address of a segment: `i32.const`, `end`.
const CONST: u8 = 0x41;
const END: u8 = 0x0b;

/// No path is longer, in bytes.
const LONGEST: usize = 300;

/// Bytes of a place.
const PLACE: usize = 16;

struct Segment {
    /// Its address as it is written.
    written: Vec<u8>,
    address: usize,
    content: Vec<u8>,
}

/// The data section without places, and with zeros at these addresses; `None` for one that cannot be read.
pub fn blanked(section: &[u8], addresses: &[Range<u32>]) -> Option<Vec<u8>> {
    let mut segments = read(section)?;
    let places: Vec<(usize, usize, (usize, usize))> = segments
        .iter()
        .enumerate()
        .flat_map(|(number, segment)| {
            let first = segment.address.next_multiple_of(4) - segment.address;
            let offsets = (first..segment.content.len().saturating_sub(PLACE - 1)).step_by(4);
            offsets.map(move |offset| (number, offset))
        })
        .filter_map(|(number, offset)| {
            let path = path_at(&segments, number_at(&segments[number].content, offset)?)?;
            Some((number, offset, path))
        })
        .collect();
    for (number, offset, (within, start)) in places {
        let length = number_at(&segments[number].content, offset)?.1;
        segments[number].content[offset..offset + PLACE].fill(0);
        segments[within].content[start..start + length].fill(0);
    }
    for Range { start, end } in addresses {
        for segment in &mut segments {
            let offset = |address: u32| usize::try_from(address).ok()?.checked_sub(segment.address);
            if let (Some(start), Some(end)) = (offset(*start), offset(*end))
                && let Some(table) = segment.content.get_mut(start..end)
            {
                table.fill(0);
            }
        }
    }
    let mut out = Vec::with_capacity(section.len());
    push_number(&mut out, u32::try_from(segments.len()).ok()?);
    for segment in segments {
        out.extend(segment.written);
        push_sized(&mut out, &segment.content);
    }
    Some(out)
}

fn read(section: &[u8]) -> Option<Vec<Segment>> {
    let mut bytes = Bytes { rest: section };
    let mut segments = Vec::new();
    for _ in 0..bytes.number()? {
        let before = bytes.rest;
        // Only segments that are put into place at the start, as the linker writes them.
        bytes.byte().filter(|kind| *kind == 0)?;
        bytes.byte().filter(|opcode| *opcode == CONST)?;
        let address = usize::try_from(bytes.number()?).ok()?;
        bytes.byte().filter(|opcode| *opcode == END)?;
        let written = before[..before.len() - bytes.rest.len()].to_vec();
        segments.push(Segment { written, address, content: bytes.sized()?.to_vec() });
    }
    Some(segments)
}

/// The first two numbers at an offset: an address and a length, if they are a path's.
fn number_at(content: &[u8], offset: usize) -> Option<(usize, usize)> {
    let number = |at: usize| {
        let bytes = content.get(at..at + 4)?.try_into().ok()?;
        usize::try_from(u32::from_le_bytes(bytes)).ok()
    };
    Some((number(offset)?, number(offset + 4)?))
}

/// Where the path of a source file lies, if that is what is there: its segment, and its offset in it.
fn path_at(segments: &[Segment], (address, length): (usize, usize)) -> Option<(usize, usize)> {
    if !(4..=LONGEST).contains(&length) {
        return None;
    }
    let holds = |segment: &Segment| {
        (segment.address..segment.address + segment.content.len()).contains(&address)
    };
    let within = segments.iter().position(holds)?;
    let start = address - segments[within].address;
    let path = segments[within].content.get(start..start + length)?;
    let is_path = path.ends_with(b".rs") && path.iter().all(u8::is_ascii_graphic);
    is_path.then_some((within, start))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn section(content: &[u8]) -> Vec<u8> {
        // One segment, at address 1024.
        let mut section = vec![1, 0, CONST, 0x80, 0x08, END];
        push_sized(&mut section, content);
        section
    }

    #[test]
    fn places_become_zeros_and_everything_else_stays() {
        let path = b"/home/somebody/src/main.rs..";
        let mut content = path.to_vec();
        let length = u32::try_from(path.len() - 2).unwrap_or_default();
        for numbers in [[1024, length, 7, 3], [1024, length, 9, 1], [1024, 3, 7, 3]] {
            for number in numbers {
                content.extend(number.to_le_bytes());
            }
        }
        content.extend(b"words that visitors read");
        let mut expected = content.clone();
        expected[..path.len() - 2].fill(0);
        expected[path.len()..path.len() + 2 * PLACE].fill(0);
        assert_eq!(blanked(&section(&content), &[]), Some(section(&expected)));
    }

    #[test]
    fn addresses_become_zeros_where_there_is_something() {
        let blanked = blanked(&section(b"abcdefgh"), &[1025..1028, 1030..1040, 8..12]);
        assert_eq!(blanked, Some(section(b"a\0\0\0efgh")));
    }

    #[test]
    fn a_section_that_is_none_is_told() {
        assert_eq!(blanked(&[1, 1, 0], &[]), None);
        assert_eq!(blanked(&[2, 0, CONST, 0, END, 0], &[]), None);
    }
}
