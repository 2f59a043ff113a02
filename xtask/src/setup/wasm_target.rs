//! The standard library for the browser's target, and how a compiler is told to use it.

use std::{
    env,
    ffi::OsString,
    path::{Path, PathBuf},
    process::Command,
};

use super::debian::{self, DebianCompiler};
use crate::{
    cache::Cache,
    child,
    failure::{Failure, Outcome},
    narrate,
};

/// The target's name.
pub const TARGET: &str = "wasm32-unknown-unknown";

/// Older web views (iOS 14, Android 8) reject two additions to WebAssembly; doing without costs no bytes.
///
/// The standard library was compiled with both and says so, although nothing of it uses them; one of its
/// objects in the module, such as that of `pow`, would make wasm-bindgen use them everywhere. So the linker
/// is told what the module needs instead of asking its parts.
const FOR_OLDER_BROWSERS: &str = "-Ctarget-feature=-reference-types,-multivalue \
    -Clink-arg=--no-check-features \
    -Clink-arg=--features=bulk-memory,mutable-globals,nontrapping-fptoint,sign-ext";

const FLAGS: &str = "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS";

/// Where the target's standard library comes from.
pub enum WasmTarget {
    /// From the toolchain that compiles everything else.
    Toolchain,
    /// From Debian's sources, for machines that do not reach the place where `rustup` downloads from.
    Debian(DebianCompiler),
}

impl WasmTarget {
    /// The target of the toolchain; installed with `rustup` if need be; else the way by Debian's packages.
    ///
    /// `KEFU_WASM_TOOLCHAIN` set to `rustup` or `debian` forbids the other way.
    pub fn ensure(cache: &Cache) -> Outcome<Self> {
        let forced = env::var("KEFU_WASM_TOOLCHAIN").unwrap_or_default();
        match forced.as_str() {
            "" => by_toolchain().or_else(|failure| {
                println!("  {failure}");
                by_debian(cache)
            }),
            "rustup" => by_toolchain(),
            "debian" => by_debian(cache),
            other => Err(Failure::new(format!("KEFU_WASM_TOOLCHAIN is `{other}`"))
                .remedy("set it to rustup or debian, or unset it")),
        }
    }

    /// `cargo` with what a build for this target needs.
    pub fn cargo(&self, top: &Path) -> Command {
        let mut command = child::cargo(top);
        command.envs(self.environment(top, ""));
        command
    }

    /// What a build for publishing needs in its environment.
    pub fn release_environment(&self, top: &Path) -> Vec<(&'static str, OsString)> {
        self.environment(top, FOR_OLDER_BROWSERS)
    }

    fn environment(&self, top: &Path, flags: &str) -> Vec<(&'static str, OsString)> {
        match self {
            Self::Toolchain if flags.is_empty() => Vec::new(),
            Self::Toolchain => vec![(FLAGS, flags.into())],
            Self::Debian(compiler) => {
                let mut flags = OsString::from(format!("{flags} --sysroot "));
                flags.push(compiler.sysroot());
                let mut environment = compiler.environment(top);
                environment.push((FLAGS, flags));
                environment
            }
        }
    }

    /// Whether the compiler in use has its linter; Debian does not package one for it.
    pub fn has_clippy(&self) -> bool {
        matches!(self, Self::Toolchain)
    }
}

fn by_debian(cache: &Cache) -> Outcome<WasmTarget> {
    debian::ensure(cache).map(WasmTarget::Debian)
}

fn by_toolchain() -> Outcome<WasmTarget> {
    let rustc = PathBuf::from(env::var_os("RUSTC").unwrap_or_else(|| "rustc".into()));
    if holds_library(&rustc)? {
        return Ok(WasmTarget::Toolchain);
    }
    let add = format!("rustup target add {TARGET}");
    let Some(rustup) = child::on_path("rustup") else {
        return Err(Failure::new(format!(
            "the Rust toolchain has no {TARGET} library, and there is no rustup"
        ))
        .remedy(add));
    };
    let step = narrate::begin(&format!("Adding the {TARGET} library with rustup"), "10 seconds");
    child::run(child::program(rustup).args(["target", "add", TARGET]))
        .map_err(|failure| failure.remedy(&add))?;
    step.done();
    if holds_library(&rustc)? {
        Ok(WasmTarget::Toolchain)
    } else {
        Err(Failure::new("rustup added the library to another toolchain than the one in use")
            .remedy(add))
    }
}

fn holds_library(rustc: &Path) -> Outcome<bool> {
    let sysroot = child::read(child::program(rustc).args(["--print", "sysroot"]))?;
    debian::is_complete(&Path::new(sysroot.trim()).join("lib/rustlib").join(TARGET).join("lib"))
}
