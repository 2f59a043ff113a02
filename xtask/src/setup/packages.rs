//! Packages of the operating system.

use std::process::Command;

use crate::{
    child,
    failure::{Failure, Outcome},
    narrate,
};

/// Installs Debian packages when we may; otherwise says what the person should run.
///
/// `elsewhere` is the command for people whose system has no `apt-get`.
pub fn install(what: &str, packages: &[&str], elsewhere: &str) -> Outcome {
    let by_hand = format!("sudo apt-get install -y {}", packages.join(" "));
    if child::on_path("apt-get").is_none() {
        return Err(Failure::new(format!(
            "{what} is missing, and there is no apt-get to install it with"
        ))
        .remedy(elsewhere));
    }
    let Some(prefix) = privilege() else {
        return Err(Failure::new(format!("{what} is missing, and installing it needs root"))
            .remedy(by_hand));
    };
    let step = narrate::begin(&format!("Installing {what} ({})", packages.join(", ")), "1 minute");
    let apt = |arguments: &[&str]| {
        let words: Vec<&str> = prefix
            .iter()
            .copied()
            .chain(["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"])
            .collect();
        child::run(child::program(words[0]).args(&words[1..]).args(arguments))
    };
    let wanted: Vec<&str> = ["install", "-y", "--no-install-recommends"]
        .into_iter()
        .chain(packages.iter().copied())
        .collect();
    // Package lists that are missing or stale are the usual reason for the first attempt to fail.
    apt(&wanted)
        .or_else(|_| apt(&["update"]).and_then(|()| apt(&wanted)))
        .map_err(|failure| failure.remedy(by_hand))?;
    step.done();
    Ok(())
}

/// How to become root without asking for a password, when that is possible.
fn privilege() -> Option<&'static [&'static str]> {
    let succeeds =
        |command: &mut Command| command.output().ok().filter(|output| output.status.success());
    let user = succeeds(child::program("id").arg("-u"))?;
    if user.stdout.trim_ascii() == b"0" {
        return Some(&[]);
    }
    succeeds(child::program("sudo").args(["-n", "true"])).map(|_| &["sudo", "-n"] as &[&str])
}
