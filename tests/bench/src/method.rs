//! How the numbers came about, in sentences before the table.

use std::{fs, process::Command, thread};

use serde_json::Value;

use crate::{pack::Pack, page::Tools};

/// The sentences, a line each.
pub fn method(tools: &Tools, finished: &Value, packs: &[Pack]) -> Vec<String> {
    let mut lines = vec![
        format!("Machine: {}", machine()),
        format!("Browser: {}, headless, one page for all", browser(tools)),
    ];
    let settings = finished["settings"].as_array().map(Vec::as_slice).unwrap_or_default();
    for (name, version, _) in &tools.libraries {
        let plain = |text: &str| text.to_lowercase().replace("@orama/", "");
        let settings = settings
            .iter()
            .find(|one| one["name"].as_str().is_some_and(|shown| plain(shown) == plain(name)));
        let settings = settings.and_then(|one| one["settings"].as_str()).unwrap_or_default();
        lines.push(format!("Library: {name} {version}: {settings}"));
    }
    lines.push(
        "Words: each library gets the same ones, cut at spaces and punctuation, and of Chinese each \
         character and each pair of neighbours; each entry is a document of all its phrasings."
            .to_owned(),
    );
    lines.push(
        "Engine: Kefu as WebAssembly in the widget's profile (wasm-release, then wasm-opt); its first \
         candidate counts, whether or not it is sure enough to be said."
            .to_owned(),
    );
    for pack in packs {
        lines.push(format!(
            "Pack: {} entries with {} phrasings, {}; {} queries in other words.",
            pack.entries.len(),
            pack.phrasings(),
            pack.name,
            pack.queries.len()
        ));
    }
    let exact = if finished["isolated"] == true { "5" } else { "100" };
    lines.extend([
        "Kefu, compiled: the same, from the file that `kefu build` makes, compiled before the page is opened."
            .to_owned(),
        "open ms: from the bytes of the compiled pack until it is read, when the widget can greet; ready ms: until it can \
         search, in steps of which the longest is told; KB: with Brotli at its best."
            .to_owned(),
        "index ms: once, from the text of the pack's JSON to an index that answers.".to_owned(),
        "memory MB: performance.memory.usedJSHeapSize after collecting garbage, less what it was before; \
         for Kefu together with its WebAssembly memory, which keeps the size that building needed at most."
            .to_owned(),
        format!(
            "p50, p95 ms: the fastest of three times that a query was asked, after up to 20 queries or 1 s \
             to warm up; the clock is exact to {exact} µs. After 20 s a contender is stopped, but not before 40 queries."
        ),
        "top-1 %: queries whose first hit is the right entry, of those that were asked.".to_owned(),
    ]);
    lines
}

/// What computes, as far as the system tells.
fn machine() -> String {
    let about = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = about.lines().find_map(|line| line.strip_prefix("model name")?.split_once(": "));
    let model = model.map_or("a processor without a name", |(_, model)| model.trim());
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let load = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let load = load.split(' ').next().filter(|load| !load.is_empty()).unwrap_or("unknown");
    let (system, family) = (std::env::consts::OS, std::env::consts::ARCH);
    format!("{model}, {cores} cores, {system} {family}, load {load} at the end")
}

/// What the browser calls itself.
fn browser(tools: &Tools) -> String {
    let said = Command::new(&tools.chromium).arg("--version").output();
    let said = said.map(|said| String::from_utf8_lossy(&said.stdout).trim().to_owned());
    said.unwrap_or_default()
}
