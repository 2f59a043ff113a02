//! A clock on the wall that a test sets: loaded before the C library, it moves what `clock_gettime` says by so many
//! seconds as stand in the file that `KEFU_TEST_CLOCK` names. Clocks that only go forward are left alone.

use std::ffi::{c_int, c_long};

#[cfg(target_arch = "x86_64")]
const CLOCK_GETTIME: c_long = 228;
#[cfg(target_arch = "aarch64")]
const CLOCK_GETTIME: c_long = 113;

const CLOCK_REALTIME: c_int = 0;

#[repr(C)]
pub struct Timespec {
    seconds: i64,
    nanoseconds: c_long,
}

unsafe extern "C" {
    fn syscall(number: c_long, ...) -> c_long;
}

/// # Safety
/// `at` points to a `timespec`, as the C library has it.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn clock_gettime(clock: c_int, at: *mut Timespec) -> c_int {
    let done = unsafe { syscall(CLOCK_GETTIME, c_long::from(clock), at) };
    if clock == CLOCK_REALTIME && done == 0 {
        unsafe { (*at).seconds += moved_by() };
    }
    done as c_int
}

fn moved_by() -> i64 {
    let file = std::env::var_os("KEFU_TEST_CLOCK");
    let text = file.and_then(|file| std::fs::read_to_string(file).ok());
    text.and_then(|text| text.trim().parse().ok()).unwrap_or_default()
}
