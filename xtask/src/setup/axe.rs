//! The accessibility rules that the end-to-end tests apply to the page.

use std::path::PathBuf;

use super::npm;
use crate::{cache::Cache, failure::Outcome, versions};

/// The rules as one script for a page.
pub fn ensure(cache: &Cache) -> Outcome<PathBuf> {
    npm::ensure(cache, "axe-core", versions::AXE_CORE, "axe.min.js")
}
