//! The sections of a WebAssembly module, as far as the names of its imports and exports go.

use crate::failure::{Failure, Outcome};

/// Where a name stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Names {
    /// What provides an import.
    ImportModule,
    /// An import.
    Import,
    /// An export.
    Export,
}

/// Gives a name its new one; `None` takes an export away.
pub type Rename<'a> = dyn FnMut(Names, &str) -> Option<String> + 'a;

/// Gives a section its new content, by its number; `None` for one that cannot be read.
pub type Rewrite<'a> = dyn FnMut(u8, &[u8]) -> Option<Vec<u8>> + 'a;

const HEADER: usize = 8;
const IMPORTS: u8 = 2;
const EXPORTS: u8 = 7;

/// The module with other names.
pub fn renamed(module: &[u8], rename: &mut Rename) -> Outcome<Vec<u8>> {
    rewritten(module, rename).ok_or_else(|| {
        Failure::new("the module has sections that xtask/src/fingerprint/sections.rs cannot read")
    })
}

fn rewritten(module: &[u8], rename: &mut Rename) -> Option<Vec<u8>> {
    sections(module, &mut |id, content| match id {
        IMPORTS => imports(content, rename),
        EXPORTS => exports(content, rename),
        _ => Some(content.to_vec()),
    })
}

/// The module with other content in its sections, by their numbers.
pub fn sections(module: &[u8], rewrite: &mut Rewrite) -> Option<Vec<u8>> {
    let mut out = module.get(..HEADER)?.to_vec();
    let mut all = Bytes { rest: module.get(HEADER..)? };
    while !all.rest.is_empty() {
        let id = all.byte()?;
        let content = rewrite(id, all.sized()?)?;
        out.push(id);
        push_sized(&mut out, &content);
    }
    Some(out)
}

/// The content of the first section with this number.
pub fn section(module: &[u8], number: u8) -> Option<&[u8]> {
    let mut all = Bytes { rest: module.get(HEADER..)? };
    loop {
        let id = all.byte()?;
        let content = all.sized()?;
        if id == number {
            return Some(content);
        }
    }
}

fn imports(section: &[u8], rename: &mut Rename) -> Option<Vec<u8>> {
    let mut bytes = Bytes { rest: section };
    let count = bytes.number()?;
    let mut out = Vec::with_capacity(section.len());
    push_number(&mut out, count);
    for _ in 0..count {
        let (module, name) = (bytes.name()?, bytes.name()?);
        push_sized(&mut out, rename(Names::ImportModule, module)?.as_bytes());
        push_sized(&mut out, rename(Names::Import, name)?.as_bytes());
        // Only functions are imported: what a tool would do with the others is not known here.
        let kind = bytes.byte().filter(|kind| *kind == 0)?;
        out.push(kind);
        push_number(&mut out, bytes.number()?);
    }
    Some(out)
}

fn exports(section: &[u8], rename: &mut Rename) -> Option<Vec<u8>> {
    let mut bytes = Bytes { rest: section };
    let mut kept = Vec::with_capacity(section.len());
    let mut count = 0;
    for _ in 0..bytes.number()? {
        let name = bytes.name()?;
        let (kind, index) = (bytes.byte()?, bytes.number()?);
        if let Some(name) = rename(Names::Export, name) {
            push_sized(&mut kept, name.as_bytes());
            kept.push(kind);
            push_number(&mut kept, index);
            count += 1;
        }
    }
    let mut out = Vec::with_capacity(kept.len() + 2);
    push_number(&mut out, count);
    out.extend(kept);
    Some(out)
}

/// What is left to be read.
pub struct Bytes<'m> {
    pub rest: &'m [u8],
}

impl<'m> Bytes<'m> {
    pub fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.rest.split_first()?;
        self.rest = rest;
        Some(*first)
    }

    /// Seven bits a byte, the lowest first (LEB128).
    pub fn number(&mut self) -> Option<u32> {
        let mut number = 0;
        for shift in (0..32).step_by(7) {
            let byte = self.byte()?;
            number |= u32::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return Some(number);
            }
        }
        None
    }

    pub fn sized(&mut self) -> Option<&'m [u8]> {
        let length = usize::try_from(self.number()?).ok()?;
        let (content, rest) = self.rest.split_at_checked(length)?;
        self.rest = rest;
        Some(content)
    }

    pub fn name(&mut self) -> Option<&'m str> {
        std::str::from_utf8(self.sized()?).ok()
    }
}

pub fn push_number(out: &mut Vec<u8>, mut number: u32) {
    loop {
        let low = (number & 0x7f) as u8;
        number >>= 7;
        if number == 0 {
            return out.push(low);
        }
        out.push(low | 0x80);
    }
}

pub fn push_sized(out: &mut Vec<u8>, content: &[u8]) {
    push_number(out, u32::try_from(content.len()).unwrap_or(u32::MAX));
    out.extend_from_slice(content);
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One import `m.now` and the exports `run` and `memory`.
    const MODULE: &[u8] =
        b"\0asm\x01\0\0\0\x02\x09\x01\x01m\x03now\0\0\x07\x10\x02\x03run\0\0\x06memory\x02\0\x00\x03x\x01y";

    #[test]
    fn names_change_and_all_else_stays() -> Outcome {
        assert_eq!(renamed(MODULE, &mut |_, name| Some(name.to_owned()))?, MODULE);
        let short = renamed(MODULE, &mut |what, name| {
            (name != "run").then(|| if what == Names::Import { "a" } else { name }.to_owned())
        })?;
        let expected: &[u8] =
            b"\0asm\x01\0\0\0\x02\x07\x01\x01m\x01a\0\0\x07\x0a\x01\x06memory\x02\0\x00\x03x\x01y";
        assert_eq!(short, expected);
        Ok(())
    }

    #[test]
    fn a_module_that_ends_too_soon_is_told() {
        for end in [3, 9, 12, MODULE.len() - 1] {
            assert!(
                renamed(&MODULE[..end], &mut |_, name| Some(name.to_owned())).is_err(),
                "{end}"
            );
        }
    }

    #[test]
    fn numbers_take_as_many_bytes_as_they_need() {
        for number in [0, 127, 128, 300, 1 << 21, u32::MAX] {
            let mut out = Vec::new();
            push_number(&mut out, number);
            assert_eq!(Bytes { rest: &out }.number(), Some(number));
        }
    }
}
