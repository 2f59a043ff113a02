//! The versions of the tools that are not crates of this workspace, pinned in this one place.
//!
//! `wasm-bindgen` is not here: its command-line tool must match the crate exactly, so `Cargo.lock` decides.

/// The bundler. Releases after this one need a newer compiler than the workspace asks for.
pub const TRUNK: &str = "0.21.14";

/// What looks at licences, sources and advisories.
pub const CARGO_DENY: &str = "0.20.2";

/// What runs the fuzz targets.
pub const CARGO_FUZZ: &str = "0.13.2";

/// The npm package that carries `wasm-opt`.
pub const BINARYEN: &str = "132.0.0";

/// The npm package that makes scripts and style sheets small, and readable for older browsers.
pub const ESBUILD: &str = "0.28.2";

/// The npm package with the accessibility rules that the end-to-end tests apply.
pub const AXE_CORE: &str = "4.14.1";

/// The npm packages of search libraries that `cargo xtask bench match` compares, with a file that each must have.
pub const SEARCH_LIBRARIES: [(&str, &str, &str); 4] = [
    ("minisearch", "7.2.0", "dist/es/index.js"),
    ("fuse.js", "7.5.0", "dist/fuse.min.mjs"),
    ("flexsearch", "0.8.212", "dist/flexsearch.bundle.module.min.mjs"),
    ("@orama/orama", "3.1.18", "dist/browser/index.js"),
];

/// Debian's packages with a compiler recent enough for the widget, its library sources, and a linker.
pub const DEBIAN_COMPILER_PACKAGES: [&str; 3] = ["rustc-web", "rust-web-src", "lld-22"];

/// The linker of the last of [`DEBIAN_COMPILER_PACKAGES`], as a program name.
pub const DEBIAN_LINKER: &str = "lld-22";
