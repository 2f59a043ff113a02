//! `wasm-opt`, which makes the widget small and removes what older browsers cannot read.

use std::path::{Path, PathBuf};

use super::npm;
use crate::{cache::Cache, child, failure::Outcome, versions};

/// `wasm-opt` of the pinned version: the one on `PATH`, else the one in the cache, else a new one.
pub fn ensure(cache: &Cache) -> Outcome<PathBuf> {
    if let Some(found) = child::on_path("wasm-opt").filter(|file| is_wanted(file)) {
        return Ok(found);
    }
    npm::ensure(cache, "binaryen", versions::BINARYEN, "bin/wasm-opt")
}

fn is_wanted(file: &Path) -> bool {
    let major = versions::BINARYEN.split('.').next().unwrap_or_default();
    child::version_of(file).is_some_and(|said| said.split_whitespace().nth(2) == Some(major))
}
