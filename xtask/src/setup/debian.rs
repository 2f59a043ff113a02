//! A way to the browser's target that needs only Debian's packages.
//!
//! Debian carries a recent compiler for its browsers, with the matching library sources but without the
//! library for this target. The library is built once and kept in the cache, so the system's own folders
//! stay as they are, and so does any toolchain of `rustup`.

use std::{
    ffi::OsString,
    fs,
    path::{Path, PathBuf},
};

use super::{packages, wasm_target::TARGET};
use crate::{
    cache::{Cache, Workshop, as_folder_name},
    child,
    failure::{Failure, Outcome, While},
    narrate, place, versions,
};

/// Debian's compiler with a library for the browser's target.
pub struct DebianCompiler {
    rustc: PathBuf,
    /// Holds `lib/rustlib/<target>/lib` and `rust-lld`.
    sysroot: PathBuf,
}

/// Where Debian's package puts its compiler; a `rustc` of `rustup` comes earlier on `PATH`.
const DEBIAN_RUSTC: &str = "/usr/bin/rustc";

/// Finds or makes the compiler and its library.
pub fn ensure(cache: &Cache) -> Outcome<DebianCompiler> {
    let rustc = PathBuf::from(DEBIAN_RUSTC);
    if !is_usable(&rustc) {
        packages::install(
            "Debian's Rust compiler",
            &versions::DEBIAN_COMPILER_PACKAGES,
            "rustup target add wasm32-unknown-unknown",
        )?;
    }
    if !is_usable(&rustc) {
        return Err(Failure::new(format!(
            "{DEBIAN_RUSTC} or {} is not there",
            versions::DEBIAN_LINKER
        )));
    }
    let version = child::version_of(&rustc).unwrap_or_default();
    let name = format!("wasm-sysroot/{}", as_folder_name(&version));
    let compiler = DebianCompiler { sysroot: cache.folder(&name), rustc };
    if !is_complete(&library_folder(&compiler.sysroot))? {
        let step = narrate::begin(
            &format!("Building the standard library for {TARGET}, once per compiler"),
            "1 minute on two cores",
        );
        cache.install(&name, |workshop| build_library(&compiler.rustc, workshop))?;
        forget_older_builds()?;
        step.done();
    }
    Ok(compiler)
}

impl DebianCompiler {
    /// The folder in which the compiler finds the library when it is told so.
    pub fn sysroot(&self) -> &Path {
        &self.sysroot
    }

    /// What a build needs in its environment to use this compiler, besides the flag that names [`Self::sysroot`].
    ///
    /// The build has a folder of its own: two compilers in one would undo each other's work.
    pub fn environment(&self, top: &Path) -> Vec<(&'static str, OsString)> {
        vec![
            ("RUSTC", self.rustc.clone().into()),
            ("CARGO_TARGET_DIR", target_folder(top).into()),
            ("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", self.sysroot.join("rust-lld").into()),
        ]
    }
}

/// Whether a folder of libraries holds the standard one.
pub fn is_complete(folder: &Path) -> Outcome<bool> {
    Ok(place::list(folder)?
        .iter()
        .any(|file| place::file_name(file).starts_with("libstd-") && has_extension(file, "rlib")))
}

fn is_usable(rustc: &Path) -> bool {
    let sources = rustc.ancestors().nth(2).map(|usr| usr.join("lib/rustlib/src/rust/library/std"));
    child::version_of(rustc).is_some()
        && sources.is_some_and(|folder| folder.exists())
        && child::on_path(versions::DEBIAN_LINKER).is_some()
}

fn library_folder(sysroot: &Path) -> PathBuf {
    sysroot.join("lib/rustlib").join(TARGET).join("lib")
}

fn target_folder(top: &Path) -> PathBuf {
    top.join("target/debian")
}

/// Cargo does not notice when the standard library under it changes, so what was built on the old one must go.
fn forget_older_builds() -> Outcome {
    place::remove(&target_folder(&place::top()?))
}

/// Lets cargo build the library for an empty crate, and collects what it made.
fn build_library(rustc: &Path, workshop: &Workshop) -> Outcome {
    let empty = workshop.build.join("empty");
    place::write(
        &empty.join("Cargo.toml"),
        "[package]\nname = \"kefu-empty\"\nversion = \"0.0.0\"\nedition = \"2024\"\n[workspace]\n[profile.release]\npanic = \"abort\"\n",
    )?;
    place::write(&empty.join("src/lib.rs"), "#![no_std]\n")?;
    let target = workshop.build.join("target");
    let mut build = child::cargo(&empty);
    build
        .args(["build", "--release", "--target", TARGET, "-Zbuild-std=std,panic_abort,test"])
        .env("RUSTC", rustc)
        // The flag above is not stable; the library's own build uses it all the same.
        .env("RUSTC_BOOTSTRAP", "1")
        // Link-time optimisation of the widget reads this from the library.
        .env("RUSTFLAGS", "-Cembed-bitcode=yes")
        .env("CARGO_TARGET_DIR", &target);
    child::run(&mut build)?;

    let libraries = library_folder(&workshop.out);
    place::create_folder(&libraries)?;
    for file in place::list(&target.join(TARGET).join("release/deps"))? {
        let name = place::file_name(&file);
        if has_extension(&file, "rlib") && !name.starts_with("libkefu_empty") {
            fs::copy(&file, libraries.join(&name)).doing(|| format!("copying {name}"))?;
        }
    }
    link_linker(&workshop.out.join("rust-lld"))
}

/// The compiler tells by this name how to speak to the linker.
#[cfg(unix)]
fn link_linker(link: &Path) -> Outcome {
    let linker = child::on_path(versions::DEBIAN_LINKER)
        .ok_or_else(|| Failure::new("the linker is gone"))?;
    std::os::unix::fs::symlink(linker, link).doing(|| format!("linking {}", link.display()))
}

#[cfg(not(unix))]
fn link_linker(_link: &Path) -> Outcome {
    Err(Failure::new("Debian's packages are of no use on this system"))
}

fn has_extension(file: &Path, extension: &str) -> bool {
    file.extension().is_some_and(|found| found == extension)
}
