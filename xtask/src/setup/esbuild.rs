//! `esbuild`, which makes scripts and style sheets small.

use std::{
    io::Write as _,
    path::{Path, PathBuf},
    process::Stdio,
};

use super::npm;
use crate::{
    cache::Cache,
    child,
    failure::{Failure, Outcome, While},
    versions,
};

/// The oldest browsers the widget is made for: those of Android 8 and iOS 14, and in-app webviews of their age.
const OLDEST: &str = "--target=chrome61,safari11.1,es2018";

/// `esbuild` of the pinned version: the one on `PATH`, else the one in the cache, else a new one.
pub fn ensure(cache: &Cache) -> Outcome<PathBuf> {
    let is_wanted = |file: &PathBuf| {
        child::version_of(file).as_deref().map(str::trim) == Some(versions::ESBUILD)
    };
    if let Some(found) = child::on_path("esbuild").filter(is_wanted) {
        return Ok(found);
    }
    npm::ensure(cache, "esbuild", versions::ESBUILD, "bin/esbuild")
}

/// What `esbuild` is given.
#[derive(Clone, Copy)]
pub enum Kind {
    /// A module or a classic script.
    Script,
    /// A module, together with those that it imports.
    Bundle,
    /// A style sheet.
    Style,
}

/// The same script or style sheet, smaller.
///
/// What a bundle imports is looked for in `folder`.
pub fn minify(esbuild: &Path, kind: Kind, folder: &Path, text: &str) -> Outcome<String> {
    let mut command = child::program(esbuild);
    command.current_dir(folder).args(["--minify", "--log-level=error", "--legal-comments=none"]);
    match kind {
        // Module syntax stays: a browser without it never gets that far, and the loader says so.
        Kind::Script | Kind::Bundle => {
            command.args(["--loader=js", "--tree-shaking=true", OLDEST]).args([
                "--supported:dynamic-import=true",
                "--supported:import-meta=true",
                "--supported:async-generator=true",
                "--supported:for-await=true",
                "--supported:bigint=true",
                "--supported:destructuring=true",
                "--supported:object-rest-spread=true",
            ])
        }
        Kind::Style => command.args(["--loader=css"]),
    };
    if matches!(kind, Kind::Bundle) {
        command.args(["--bundle", "--format=esm"]);
    }
    let name = child::describe(&command);
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .doing(|| format!("starting {name}"))?;
    if let Some(mut stdin) = child.stdin.take() {
        stdin.write_all(text.as_bytes()).doing(|| format!("writing to {name}"))?;
    }
    let output = child.wait_with_output().doing(|| format!("reading from {name}"))?;
    if !output.status.success() {
        return Err(Failure::new(format!("{name} failed ({})", output.status)));
    }
    String::from_utf8(output.stdout)
        .map(|text| text.trim_end().to_owned() + "\n")
        .map_err(|_| Failure::new(format!("{name} wrote something that is not UTF-8")))
}
