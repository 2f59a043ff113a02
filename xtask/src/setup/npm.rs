//! Installing one package of npm into the cache.

use std::path::PathBuf;

use super::packages;
use crate::{
    cache::Cache,
    child,
    failure::{Failure, Outcome},
    narrate,
};

/// A file of a package of npm, which is installed when the file is not in the cache.
///
/// No script of the package is run, and what it depends on is installed beside it.
pub fn ensure(cache: &Cache, package: &str, version: &str, file: &str) -> Outcome<PathBuf> {
    let name = format!("tools/{package}-{version}");
    let wanted = cache.folder(&name).join("node_modules").join(package).join(file);
    if wanted.is_file() {
        return Ok(wanted);
    }
    let npm = npm()?;
    let step = narrate::begin(&format!("Fetching {package} {version} from npm"), "10 seconds");
    let exact = format!("{package}@{version}");
    cache.install(&name, |workshop| {
        let mut install = child::program(&npm);
        install
            .args(["install", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix"])
            .arg(&workshop.out)
            .arg(&exact);
        child::run_quietly(&mut install)
            .map_err(|failure| failure.remedy(format!("see that `npm view {exact}` works")))
    })?;
    step.done();
    if wanted.is_file() { Ok(wanted) } else { Err(Failure::new(format!("{exact} has no {file}"))) }
}

/// Node runs some of the tools, so it must be there as well as `npm`.
fn npm() -> Outcome<PathBuf> {
    let both = || child::on_path("npm").filter(|_| child::on_path("node").is_some());
    if let Some(found) = both() {
        return Ok(found);
    }
    packages::install("Node.js", &["nodejs", "npm"], "brew install node")?;
    both()
        .ok_or_else(|| Failure::new("Node.js was installed, but `node` and `npm` are not on PATH"))
}
