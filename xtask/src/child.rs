//! Running other programs: what they inherit, how they are watched, and how their failure reads.

use std::{
    env,
    ffi::OsStr,
    io,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
    sync::mpsc::{RecvTimeoutError, channel},
    thread,
    time::{Duration, Instant},
};

use crate::{
    failure::{Failure, Outcome, While},
    narrate::elapsed,
};

/// How long a child that prints nothing may work before we say that it still does.
const HEARTBEAT: Duration = Duration::from_secs(20);

/// A program to be started without what `cargo run` put into our own environment.
///
/// Build scripts are run again when `CARGO_PKG_…` or `CARGO_MANIFEST_…` change, so a `cargo` below us
/// must see the same environment as one that the person starts.
pub fn program(name: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(name);
    for (key, _) in env::vars_os() {
        let text = key.to_string_lossy();
        if text.starts_with("CARGO_PKG_") || text.starts_with("CARGO_MANIFEST_") {
            command.env_remove(&key);
        }
    }
    command
}

/// The `cargo` that runs us, started at the top of the repository.
pub fn cargo(top: &Path) -> Command {
    let mut command = program(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(top);
    command
}

/// Runs a program whose output the person sees as it comes.
pub fn run(command: &mut Command) -> Outcome {
    let status = command.status().doing(|| format!("starting `{}`", describe(command)))?;
    if status.success() { Ok(()) } else { Err(failed(command, &status.to_string())) }
}

/// Runs a quick program and gives what it wrote to standard output.
pub fn read(command: &mut Command) -> Outcome<String> {
    let output = command
        .stderr(Stdio::inherit())
        .output()
        .doing(|| format!("starting `{}`", describe(command)))?;
    if output.status.success() {
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    } else {
        Err(failed(command, &output.status.to_string()))
    }
}

/// Runs a program whose output matters only when it fails, and says now and then that it still works.
pub fn run_quietly(command: &mut Command) -> Outcome {
    let child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .doing(|| format!("starting `{}`", describe(command)))?;
    let started = Instant::now();
    let (ended, end) = channel();
    thread::spawn(move || ended.send(child.wait_with_output()));
    let output: Output = loop {
        match end.recv_timeout(HEARTBEAT) {
            Ok(output) => break output.doing(|| format!("waiting for `{}`", describe(command)))?,
            Err(RecvTimeoutError::Timeout) => {
                println!("  still working, {} so far", elapsed(started.elapsed()));
            }
            Err(RecvTimeoutError::Disconnected) => {
                return Err(failed(command, "its output was lost"));
            }
        }
    };
    if output.status.success() {
        return Ok(());
    }
    eprint!("{}", String::from_utf8_lossy(&output.stdout));
    eprint!("{}", String::from_utf8_lossy(&output.stderr));
    Err(failed(command, &output.status.to_string()))
}

/// Whether a program ends well, and soon. Nothing that it writes is shown.
pub fn succeeds_within(command: &mut Command, time: Duration) -> bool {
    let quiet = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
    let Ok(mut child) = quiet.spawn() else { return false };
    // It has ended when nobody can write any more.
    let (ended, end) = channel();
    let output = child.stdout.take();
    thread::spawn(move || {
        let read = output.map(|mut output| io::copy(&mut output, &mut io::sink()));
        ended.send(read.is_some())
    });
    if end.recv_timeout(time).is_err() {
        // What hangs is ended; whether that worked makes no difference to the answer.
        let _ = child.kill();
    }
    child.wait().is_ok_and(|status| status.success())
}

/// What a program says when asked for its version, or nothing when it cannot be run.
pub fn version_of(program_path: &Path) -> Option<String> {
    let output = program(program_path).arg("--version").stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// The program of this name that a shell would run.
pub fn on_path(name: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    env::split_paths(&path).map(|folder| folder.join(name)).find(|file| is_executable(file))
}

/// `PATH` with these folders before everything else.
pub fn path_with(first: &[&Path]) -> Outcome<std::ffi::OsString> {
    let rest = env::var_os("PATH").unwrap_or_default();
    let folders = first.iter().map(|folder| folder.to_path_buf()).chain(env::split_paths(&rest));
    env::join_paths(folders).doing(|| "putting the tools on PATH".to_owned())
}

#[cfg(unix)]
fn is_executable(file: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt as _;
    file.metadata().is_ok_and(|about| about.is_file() && about.permissions().mode() & 0o111 != 0)
}

#[cfg(not(unix))]
fn is_executable(file: &Path) -> bool {
    file.is_file()
}

/// The command as a person would type it.
pub fn describe(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(|word| word.to_string_lossy().into_owned()).collect::<Vec<_>>().join(" ")
}

fn failed(command: &Command, how: &str) -> Failure {
    Failure::new(format!("`{}` failed ({how})", describe(command)))
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn a_program_that_fails_hangs_or_is_not_there_does_not_succeed_in_time() {
        let soon = Duration::from_millis(100);
        let within = |name: &str, arguments: &[&str], time| {
            succeeds_within(program(name).args(arguments), time)
        };
        assert!(within("true", &[], HEARTBEAT));
        assert!(!within("false", &[], HEARTBEAT));
        assert!(!within("sleep", &["60"], soon));
        assert!(!within("kefu-has-no-such-program", &[], soon));
    }
}
