//! What a panic says before it ends the widget: nothing, since nobody hears it.
//!
//! The release prints no words of a panic; it only stops. The words are made all the same, from many pieces at
//! each place that could panic, and a visitor would download them. So the functions that never return stop at once, and
//! what only they would read becomes zeros.

use std::collections::HashMap;

use super::functions::{CODE, names};
use super::places;
use super::sections::{Bytes, push_number, push_sized, sections};
use super::unread;
use crate::failure::{Failure, Outcome};

/// The standard library's functions that never return, by the end of their paths.
const NEVER_RETURN: [&str; 15] = [
    "alloc::handle_alloc_error",
    "begin_panic",
    "cell::panic_already_borrowed",
    "cell::panic_already_mutably_borrowed",
    "option::expect_failed",
    "option::unwrap_failed",
    "raw_vec::capacity_overflow",
    "raw_vec::handle_error",
    "result::unwrap_failed",
    "rust_begin_unwind",
    "slice::copy_from_slice_impl::len_mismatch_fail",
    "slice::index::slice_index_fail",
    "str::slice_error_fail",
    "str::slice_error_fail_rt",
    "thread::local::panic_access_error",
];

/// The number of the section of the data.
const DATA: u8 = 11;

/// No local variables, `unreachable`, `end`.
const STOP: &[u8] = &[0, 0, 0x0b];

/// The module with silent panics.
pub fn silenced(module: &[u8]) -> Outcome<Vec<u8>> {
    let names =
        names(module).ok_or_else(|| Failure::new("the module has no names of functions"))?;
    let writes_letters = |index| names.get(&index).is_some_and(|name| writes_letters(name));
    let silent = unread::tables(module, writes_letters).and_then(|tables| {
        sections(module, &mut |id, content| match id {
            CODE => code(content, &names),
            DATA => places::blanked(content, &tables),
            _ => Some(content.to_vec()),
        })
    });
    silent.ok_or_else(|| {
        Failure::new(
            "xtask/src/fingerprint/panics.rs cannot read the functions and data of the module",
        )
    })
}

fn code(section: &[u8], names: &HashMap<u32, &str>) -> Option<Vec<u8>> {
    let mut bytes = Bytes { rest: section };
    let count = bytes.number()?;
    let mut out = Vec::with_capacity(section.len());
    push_number(&mut out, count);
    for index in 0..count {
        let body = bytes.sized()?;
        let silent = names.get(&index).is_some_and(|name| only_panics(name));
        push_sized(&mut out, if silent { STOP } else { body });
    }
    Some(out)
}

/// A name as it is written in sources: `core::option::unwrap_failed`.
///
/// A module that wasm-bindgen has not seen has the compiler's own spelling; in the other, crates have numbers.
fn in_words(name: &str) -> String {
    let written = format!("{:#}", rustc_demangle::demangle(name));
    let mut words = String::with_capacity(written.len());
    let mut rest = written.as_str();
    while let Some((before, numbered)) = rest.split_once('[') {
        let (number, after) = numbered.split_once(']').unwrap_or((numbered, ""));
        let of_crate = after.starts_with("::") && number.bytes().all(|one| one.is_ascii_hexdigit());
        words.push_str(before);
        if !of_crate {
            words.push_str(&rest[before.len()..rest.len() - after.len()]);
        }
        rest = after;
    }
    words + rest
}

/// Whether a function is there for panics alone.
fn only_panics(name: &str) -> bool {
    let name = in_words(name);
    never_returns(&name) || is_for_panics(&name)
}

/// The core library writes its own types for debugging in the words of panics alone; nothing else here asks it to.
fn is_for_panics(name: &str) -> bool {
    const OF_CORE: [&str; 7] =
        ["<&isize as", "<char as", "<core::", "<&usize as", "<usize as", "<isize as", "<str as"];
    name.ends_with("::fmt::Debug>::fmt")
        && !name.contains("kefu_")
        && OF_CORE.iter().any(|start| name.starts_with(start))
}

/// The function that has tables of its own.
fn writes_letters(name: &str) -> bool {
    in_words(name) == "<char as core::fmt::Debug>::fmt"
}

fn never_returns(name: &str) -> bool {
    // wasm-bindgen leaves the hash at the end of some paths.
    let path = match name.rsplit_once("::h") {
        Some((path, hash)) if hash.len() == 16 => path,
        _ => name,
    };
    let within = |library: &str| path.starts_with(library);
    // What stands in angle brackets is only what it is for.
    let own = path.split('<').next().unwrap_or_default();
    (within("core::") && own.contains("::panicking::"))
        || (["core::", "alloc::", "std::", "__rustc::"].into_iter().any(within)
            && NEVER_RETURN
                .iter()
                .any(|end| path.strip_suffix(end).is_some_and(|before| before.ends_with("::"))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fingerprint::functions::{CUSTOM, FUNCTIONS};

    #[test]
    fn panics_are_told_from_what_is_called_like_them() {
        for panics in [
            "core[c5930c85a12de822]::panicking::panic_fmt",
            "core::panicking::panic_display::h8ab44e364e7e0411",
            "core[c5930c85a12de822]::panicking::assert_failed::<usize, usize>",
            "alloc[3ca501edff3f0c7c]::raw_vec::handle_error",
            "__rustc[b7974e8690430dd9]::rust_begin_unwind",
            "_RNvNtCsgXGp5Oqx2Ny_4core6option13unwrap_failed",
            "_RNvNtNtCsgXGp5Oqx2Ny_4core5slice5index16slice_index_fail",
            "_RINvNtCsgXGp5Oqx2Ny_4core9panicking13assert_failedjjECs5cOc02OMXlo_5alloc",
            "_RNvNvNtCsgXGp5Oqx2Ny_4core5slice20copy_from_slice_impl17len_mismatch_fail",
            "_RNvCsfLfy6EI15iL_7___rustc17rust_begin_unwind",
            "_ZN4core9panicking5panic17h0123456789abcdefE",
        ] {
            assert!(only_panics(panics), "{panics}");
        }
        for returns in [
            "std[a543996e6e7dbf1e]::panicking::panic_count::is_zero_slow_path",
            "hashbrown::raw::Fallibility::capacity_overflow::h299028fc86e3edd8",
            "kefu_engine::option::unwrap_failed",
            "core[c5930c85a12de822]::option::not_unwrap_failed",
            "_RNvNtCsgXGp5Oqx2Ny_11kefu_engine6option13unwrap_failed",
            "_RNvNtNtCsgXGp5Oqx2Ny_3std9panicking11panic_count17is_zero_slow_path",
            "_RNvNtCsgXGp5Oqx2Ny_4core99",
            "core::ptr::drop_in_place::<std::panicking::Hook>",
        ] {
            assert!(!only_panics(returns), "{returns}");
        }
    }

    #[test]
    fn what_only_panics_write_is_told_from_what_others_do() {
        for written in [
            "<char as core[c5930c85a12de822]::fmt::Debug>::fmt",
            "<core[c5930c85a12de822]::ops::range::Range<usize> as core[c5930c85a12de822]::fmt::Debug>::fmt",
            "_RNvXsj_NtCsgXGp5Oqx2Ny_4core3fmtcNtB5_5Debug3fmt",
            "_RNvXs_NtNtCsgXGp5Oqx2Ny_4core3ops5rangeINtB4_5RangejENtNtB8_3fmt5Debug3fmtB8_",
        ] {
            assert!(only_panics(written), "{written}");
        }
        for written in [
            "<u64 as core[c5930c85a12de822]::fmt::Display>::fmt",
            "<kefu_engine::dialog::Dialog as core::fmt::Debug>::fmt",
            "<core::option::Option<kefu_engine::dialog::Dialog> as core::fmt::Debug>::fmt",
            "<core_foundation::Url as core::fmt::Debug>::fmt",
            "_RNvXsi_NtNtNtCsgXGp5Oqx2Ny_4core3fmt3num3impjNtB9_7Display3fmt",
            "_ZN79_$LT$kefu_engine..dialog..Dialog$u20$as$u20$core..fmt..Debug$GT$3fmt17h01e9c7c7a7b0a1c2E",
        ] {
            assert!(!only_panics(written), "{written}");
        }
    }

    #[test]
    fn the_function_with_tables_is_known_in_each_spelling() {
        for name in [
            "<char as core[c5930c85a12de822]::fmt::Debug>::fmt",
            "_RNvXsj_NtCsgXGp5Oqx2Ny_4core3fmtcNtB5_5Debug3fmt",
        ] {
            assert!(writes_letters(name), "{name}");
        }
        assert!(!writes_letters("<char as core[c5930c85a12de822]::fmt::Display>::fmt"));
    }

    #[test]
    fn a_function_that_panics_only_stops() -> Outcome {
        let module = |body: &[u8]| {
            // Two functions of the first type.
            let mut module = b"\0asm\x01\0\0\0\x03\x03\x02\0\0".to_vec();
            let mut code = vec![2];
            push_sized(&mut code, &[0, 0x01, 0x01, 0x0b]);
            push_sized(&mut code, body);
            module.push(CODE);
            push_sized(&mut module, &code);
            let mut names = vec![2, 0];
            push_sized(&mut names, b"run");
            names.push(1);
            push_sized(&mut names, b"core::panicking::panic");
            let mut section = Vec::new();
            push_sized(&mut section, b"name");
            section.push(FUNCTIONS);
            push_sized(&mut section, &names);
            module.push(CUSTOM);
            push_sized(&mut module, &section);
            module
        };
        assert_eq!(silenced(&module(&[0, 0x01, 0x01, 0x01, 0x0b]))?, module(STOP));
        Ok(())
    }

    #[test]
    fn a_module_without_names_is_told() {
        assert!(silenced(b"\0asm\x01\0\0\0").is_err());
    }
}
