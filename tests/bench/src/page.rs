//! Runs the page in a browser and hears what it measured.

use std::{
    env, fs,
    path::PathBuf,
    process::{self, Child, Command, Stdio},
    sync::mpsc::{RecvTimeoutError, channel},
    time::Duration,
};

use serde_json::{Value, json};

use crate::{
    files::Files,
    pack::Pack,
    server::{self, Site},
};

/// A browser that says nothing for so long will not say anything any more.
const PATIENCE: Duration = Duration::from_secs(15 * 60);

/// How often we look whether the browser still runs.
const GLANCE: Duration = Duration::from_secs(2);

/// What must be there before anything can be measured.
#[derive(Debug)]
pub struct Tools {
    /// The browser.
    pub chromium: PathBuf,
    /// The compiled engine with its glue.
    pub engine: PathBuf,
    /// Name, version and folder of each library.
    pub libraries: Vec<(String, String, PathBuf)>,
}

impl Tools {
    /// What the environment names.
    ///
    /// # Errors
    /// A sentence that says what is missing.
    pub fn given() -> Result<Self, String> {
        Ok(Self {
            chromium: given("KEFU_CHROMIUM")?.into(),
            engine: given("KEFU_BENCH_ENGINE")?.into(),
            libraries: libraries(&given("KEFU_BENCH_LIBRARIES")?)?,
        })
    }
}

/// A line for each library: its name, its version and its folder, with tabs between.
fn libraries(lines: &str) -> Result<Vec<(String, String, PathBuf)>, String> {
    lines
        .lines()
        .map(|line| {
            let mut parts = line.splitn(3, '\t').map(str::to_owned);
            match (parts.next(), parts.next(), parts.next().map(PathBuf::from)) {
                (Some(name), Some(version), Some(folder)) => Ok((name, version, folder)),
                _ => Err(format!("KEFU_BENCH_LIBRARIES has a line without tabs: {line}")),
            }
        })
        .collect()
}

fn given(name: &str) -> Result<String, String> {
    env::var(name).map_err(|_| format!("{name} is not set; run `cargo xtask bench match`"))
}

/// Ends the browser and removes its profile, also after a failure.
struct Browser {
    process: Child,
    profile: PathBuf,
}

impl Drop for Browser {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
        let _ = fs::remove_dir_all(&self.profile);
    }
}

/// Measures packs; `measured` hears of each contender, and what the page said last comes back.
///
/// # Errors
/// A sentence, when the browser cannot be started or the page fails.
pub fn run(
    tools: &Tools,
    packs: &[Pack],
    files: &[Files],
    mut measured: impl FnMut(&Pack, &Value) -> Result<(), String>,
) -> Result<Value, String> {
    let (hear, heard) = channel();
    let address = server::serve(site(tools, packs, files), hear)
        .map_err(|error| format!("no port to serve the page on: {error}"))?;
    let mut browser = start(tools, &format!("http://{address}/"))?;
    let mut silent = Duration::ZERO;
    loop {
        let (address, said) = match heard.recv_timeout(GLANCE) {
            Ok(said) => said,
            Err(RecvTimeoutError::Timeout) => {
                silent += GLANCE;
                if let Ok(Some(status)) = browser.process.try_wait() {
                    return Err(format!("the browser ended before it had measured all ({status})"));
                }
                if silent > PATIENCE {
                    return Err("the page has said nothing for a quarter of an hour".to_owned());
                }
                continue;
            }
            Err(RecvTimeoutError::Disconnected) => return Err("the page was lost".to_owned()),
        };
        silent = Duration::ZERO;
        let said: Value = serde_json::from_str(&said)
            .map_err(|error| format!("the page said something that is not JSON: {error}"))?;
        match address.as_str() {
            "/measured" => {
                let pack = said["pack"].as_u64().and_then(|at| packs.get(at as usize));
                measured(pack.ok_or("the page measured a pack that it was not given")?, &said)?;
            }
            "/finished" => return Ok(said),
            _ => return Err(format!("the page failed: {}", said.as_str().unwrap_or_default())),
        }
    }
}

fn site(tools: &Tools, packs: &[Pack], files: &[Files]) -> Site {
    let mut site = Site::default();
    let mut serve = |address: String, file: Vec<u8>| site.texts.push((address, file));
    serve("/plan.json".to_owned(), json!({ "packs": packs.len() }).to_string().into());
    for (at, (pack, files)) in packs.iter().zip(files).enumerate() {
        serve(format!("/pack/{at}.json"), files.json.clone().into());
        serve(format!("/pack/{at}.kefu"), files.compiled.clone());
        serve(format!("/queries/{at}.json"), pack.asked().to_string().into());
    }
    for (name, _, folder) in &tools.libraries {
        site.folders.push((format!("/npm/{name}/"), folder.clone()));
    }
    site.folders.push(("/engine/".to_owned(), tools.engine.clone()));
    site.folders.push(("/".to_owned(), concat!(env!("CARGO_MANIFEST_DIR"), "/page").into()));
    site
}

fn start(tools: &Tools, address: &str) -> Result<Browser, String> {
    let profile = env::temp_dir().join(format!("kefu-bench-{}", process::id()));
    let process = Command::new(&tools.chromium)
        .args(include_str!("../../chromium.flags").lines())
        .args([
            "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
            // Memory to the byte, and only what is still in use.
            "--enable-precise-memory-info",
            "--js-flags=--expose-gc",
        ])
        .arg(format!("--user-data-dir={}", profile.display()))
        .arg(address)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|error| format!("{}: {error}", tools.chromium.display()))?;
    Ok(Browser { process, profile })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_missing_is_named() {
        assert!(
            given("KEFU_BENCH_NOTHING").is_err_and(|error| error.contains("cargo xtask bench"))
        );
        assert!(libraries("minisearch 7").is_err_and(|error| error.contains("minisearch 7")));
        let read = libraries("a\t1\t/a b").expect("a library");
        assert_eq!(read, [("a".to_owned(), "1".to_owned(), "/a b".into())]);
    }

    #[test]
    fn a_browser_that_is_not_there_is_named() {
        let tools = Tools {
            chromium: "/no/such/browser".into(),
            engine: PathBuf::new(),
            libraries: Vec::new(),
        };
        let run = run(&tools, &[], &[], |_, _| Ok(()));
        assert!(run.is_err_and(|error| error.contains("/no/such/browser")));
    }
}
