//! What is published, by its digests and by where it comes from.
//!
//! A site that pins the loader's digest pins everything with it, and whoever must account for what runs on their pages
//! finds every crate with its version and licence.

use std::{path::Path, time::Duration};

use base64::{Engine as _, engine::general_purpose::STANDARD};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use crate::{
    child,
    failure::{Failure, Outcome},
    fingerprint, place, setup,
};

/// The digests of all files.
const INTEGRITY: &str = "integrity.json";

/// The bill of materials, as CycloneDX 1.5.
const SBOM: &str = "sbom.json";

/// Licences under which a crate may be used, by their SPDX names. Each lets whoever uses Kefu do with it what its own
/// licence lets them do. `deny.toml` says the same to `cargo deny`.
const LICENCES: [&str; 13] = [
    "0BSD",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    "MIT",
    "MIT-0",
    "NCSA",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
];

/// The workspaces of the repository: what is published and its tools, and the fuzz targets.
const MANIFESTS: [&str; 2] = ["Cargo.toml", "fuzz/Cargo.toml"];

/// A digest as browsers compare it (Subresource Integrity).
pub fn integrity(content: &[u8]) -> String {
    format!("sha256-{}", STANDARD.encode(Sha256::digest(content)))
}

/// Writes both lists beside the files that they are about.
pub fn write(top: &Path, dist: &Path) -> Outcome {
    let folder = dist.join(fingerprint::FOLDER);
    let mut digests = serde_json::Map::new();
    for file in place::list(&folder)? {
        let name = place::file_name(&file);
        if file.is_file() && name != INTEGRITY && name != SBOM {
            digests.insert(name, integrity(&place::read_bytes(&file)?).into());
        }
    }
    let pinned = digests.get(fingerprint::LOADER).cloned().unwrap_or_default();
    let bill = bill(&metadata(top, MANIFESTS[0])?);
    place::write(&folder.join(INTEGRITY), format!("{:#}\n", Value::Object(digests)))?;
    place::write(&folder.join(SBOM), format!("{bill:#}\n"))?;
    println!(
        "  {}/{} is {}",
        fingerprint::FOLDER,
        fingerprint::LOADER,
        pinned.as_str().unwrap_or_default()
    );
    Ok(())
}

/// Where the advisories of the ecosystem are collected.
const ADVISORIES: &str = "https://github.com/RustSec/advisory-db";

/// How long their address may take to answer.
const PATIENCE: Duration = Duration::from_secs(15);

/// Whether every crate comes from where crates come from, under a licence that is fine, and without an advisory where the
/// list of those can be had.
pub fn check(top: &Path) -> Outcome {
    let mut wrong = Vec::new();
    for manifest in MANIFESTS {
        wrong.extend(complaints(&metadata(top, manifest)?));
    }
    if !wrong.is_empty() {
        return Err(Failure::new(wrong.join("\n  ")));
    }
    let mut asks = child::program("git");
    asks.env("GIT_TERMINAL_PROMPT", "0").args(["ls-remote", "--exit-code", ADVISORIES, "HEAD"]);
    if child::succeeds_within(&mut asks, PATIENCE) {
        MANIFESTS.into_iter().try_for_each(|manifest| {
            let mut deny = setup::cargo_deny(top)?;
            deny.args(["--workspace", "--config", "deny.toml", "--manifest-path", manifest]);
            child::run(deny.arg("check"))
        })
    } else {
        println!("  {ADVISORIES} does not answer, so nobody looks at the advisories this time");
        Ok(())
    }
}

/// What cargo knows of all crates, ours and others, at the versions of the lock file.
fn metadata(top: &Path, manifest: &str) -> Outcome<Value> {
    let text = child::read(child::cargo(top).args([
        "metadata",
        "--manifest-path",
        manifest,
        "--format-version",
        "1",
        "--locked",
        "--quiet",
    ]))?;
    serde_json::from_str(&text)
        .map_err(|error| Failure::new(format!("cargo metadata gave no JSON: {error}")))
}

fn packages(metadata: &Value) -> impl Iterator<Item = &Value> {
    metadata["packages"].as_array().into_iter().flatten()
}

fn word<'v>(package: &'v Value, name: &str) -> &'v str {
    package[name].as_str().unwrap_or_default()
}

fn complaints(metadata: &Value) -> Vec<String> {
    let mut wrong = Vec::new();
    for package in packages(metadata) {
        let (name, version) = (word(package, "name"), word(package, "version"));
        let (licence, source) = (word(package, "license"), word(package, "source"));
        if !is_allowed(licence) {
            wrong.push(format!("{name} {version} is licensed as `{licence}`, which is not among those of xtask/src/supply.rs"));
        }
        if !source.is_empty() && !source.starts_with("registry+") && !source.starts_with("sparse+")
        {
            wrong.push(format!("{name} {version} comes from {source} and not from a registry"));
        }
    }
    wrong
}

/// Whether an SPDX expression leaves a choice that is allowed: each part of an `AND`, one part of an `OR`.
fn is_allowed(licence: &str) -> bool {
    let licence = licence.replace('/', " OR ");
    let whole = licence.trim();
    if let Some(parts) = split(whole, " AND ") {
        return parts.into_iter().all(is_allowed);
    }
    if let Some(parts) = split(whole, " OR ") {
        return parts.into_iter().any(is_allowed);
    }
    match whole.strip_prefix('(').and_then(|inner| inner.strip_suffix(')')) {
        Some(inner) => is_allowed(inner),
        None => LICENCES.contains(&whole),
    }
}

/// The parts between a word that stands outside of brackets; nothing where there is no such word.
fn split<'t>(text: &'t str, word: &str) -> Option<Vec<&'t str>> {
    let (mut parts, mut start, mut depth) = (Vec::new(), 0, 0_i32);
    for (at, letter) in text.char_indices() {
        match letter {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ if depth == 0 && text[at..].starts_with(word) => {
                parts.push(&text[start..at]);
                start = at + word.len();
            }
            _ => {}
        }
    }
    parts.push(&text[start..]);
    (parts.len() > 1).then_some(parts)
}

/// Every crate that may be in what is published.
fn bill(metadata: &Value) -> Value {
    let component = |package: &Value| {
        let (name, version) = (word(package, "name"), word(package, "version"));
        json!({
            "type": "library",
            "name": name,
            "version": version,
            "purl": format!("pkg:cargo/{name}@{version}"),
            "licenses": [{ "expression": word(package, "license").replace('/', " OR ") }],
        })
    };
    let others = packages(metadata).filter(|package| !package["source"].is_null());
    json!({
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": { "component": {
            "type": "application", "name": "kefu", "version": env!("CARGO_PKG_VERSION"),
            "licenses": [{ "expression": env!("CARGO_PKG_LICENSE") }],
        } },
        "components": others.map(component).collect::<Vec<_>>(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_digest_is_that_of_the_standard() {
        // FIPS 180-2, appendix B.1: "abc".
        assert_eq!(integrity(b"abc"), "sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=");
    }

    #[test]
    fn a_licence_is_fine_when_it_leaves_a_choice_that_is() {
        for fine in [
            "MIT",
            "MIT OR Apache-2.0",
            "MIT/Apache-2.0",
            "MIT OR LGPL-2.1-or-later",
            "(MIT OR Apache-2.0) AND Unicode-3.0",
            "Apache-2.0 WITH LLVM-exception OR GPL-3.0",
        ] {
            assert!(is_allowed(fine), "{fine}");
        }
        for wrong in
            ["", "GPL-3.0", "MIT AND GPL-3.0", "(MIT OR Apache-2.0) AND LGPL-2.1", "Proprietary"]
        {
            assert!(!is_allowed(wrong), "{wrong}");
        }
    }

    #[test]
    fn cargo_deny_is_told_the_same() -> Outcome {
        let deny = place::read(&place::top()?.join("deny.toml"))?;
        let list = deny.split_once("allow = [").and_then(|(_, rest)| rest.split_once(']'));
        let allowed: Vec<&str> =
            list.map_or("", |(list, _)| list).split('"').skip(1).step_by(2).collect();
        assert_eq!(allowed, LICENCES);
        Ok(())
    }

    #[test]
    fn a_crate_from_elsewhere_or_under_another_licence_is_named() {
        let metadata = json!({ "packages": [
            { "name": "ours", "version": "0.1.0", "license": "MIT", "source": null },
            { "name": "good", "version": "1.0.0", "license": "MIT", "source": "registry+https://example.org" },
            { "name": "forked", "version": "1.0.0", "license": "MIT", "source": "git+https://example.org/x" },
            { "name": "closed", "version": "2.0.0", "license": "GPL-3.0", "source": "registry+https://example.org" },
        ] });
        let wrong = complaints(&metadata);
        assert_eq!(wrong.len(), 2, "{wrong:?}");
        assert!(wrong[0].starts_with("forked 1.0.0 comes from git+"));
        assert!(wrong[1].starts_with("closed 2.0.0 is licensed as `GPL-3.0`"));
    }

    #[test]
    fn the_bill_names_what_is_not_ours() {
        let metadata = json!({ "packages": [
            { "name": "ours", "version": "0.1.0", "license": "MIT", "source": null },
            { "name": "good", "version": "1.0.0", "license": "MIT/Apache-2.0", "source": "registry+https://example.org" },
        ] });
        let bill = bill(&metadata);
        assert_eq!(bill["bomFormat"], "CycloneDX");
        assert_eq!(bill["components"].as_array().map(Vec::len), Some(1));
        assert_eq!(bill["components"][0]["purl"], "pkg:cargo/good@1.0.0");
        assert_eq!(bill["components"][0]["licenses"][0]["expression"], "MIT OR Apache-2.0");
    }
}
