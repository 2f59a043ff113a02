//! The folder of this user in which built tools are kept between runs and between checkouts.
//!
//! Nothing in it is half done: a tool is made in a side folder and moved to its place in one step at the end.

use std::{
    env,
    fs::{self, File},
    path::PathBuf,
};

use crate::{
    failure::{Failure, Outcome, While},
    place,
};

/// The cache, locked: as long as it lives, no other run installs anything.
pub struct Cache {
    root: PathBuf,
    _lock: File,
}

/// Where a tool is being made.
pub struct Workshop {
    /// What is put here becomes the tool's folder.
    pub out: PathBuf,
    /// For intermediate files. It survives an interrupted run, so that a long build goes on where it stopped.
    pub build: PathBuf,
}

impl Cache {
    /// Opens the cache, and waits while another run is installing something.
    pub fn open() -> Outcome<Self> {
        let root = root()?;
        place::create_folder(&root)?;
        let lock = File::create(root.join("lock"))
            .doing(|| format!("opening the lock in {}", root.display()))?;
        if lock.try_lock().is_err() {
            println!("▸ Another run is installing tools; waiting for it");
            lock.lock().doing(|| format!("waiting for the lock in {}", root.display()))?;
        }
        Ok(Self { root, _lock: lock })
    }

    /// The place of a thing in the cache, whether it is there or not.
    pub fn folder(&self, name: &str) -> PathBuf {
        self.root.join(name)
    }

    /// Makes a thing and moves it to its place. Whatever was there before is replaced.
    pub fn install(&self, name: &str, make: impl FnOnce(&Workshop) -> Outcome) -> Outcome {
        let side = self.root.join("unfinished").join(name);
        let workshop = Workshop { out: side.join("out"), build: side.join("build") };
        place::remove(&workshop.out)?;
        place::create_folder(&workshop.out)?;
        make(&workshop)?;
        let target = self.folder(name);
        place::remove(&target)?;
        place::create_folder(target.parent().unwrap_or(&self.root))?;
        fs::rename(&workshop.out, &target)
            .doing(|| format!("moving {name} to {}", target.display()))?;
        place::remove(&side)
    }
}

/// `$XDG_CACHE_HOME/kefu`, or `~/.cache/kefu`.
fn root() -> Outcome<PathBuf> {
    let absolute =
        |name: &str| env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    absolute("XDG_CACHE_HOME")
        .or_else(|| absolute("HOME").map(|home| home.join(".cache")))
        .or_else(|| absolute("LOCALAPPDATA"))
        .map(|base| base.join("kefu"))
        .ok_or_else(|| {
            Failure::new("there is no place to keep tools")
                .remedy("set XDG_CACHE_HOME to a folder of yours")
        })
}

/// A name that is safe as a folder name, made of any text.
pub fn as_folder_name(text: &str) -> String {
    let plain = |letter: char| {
        if letter.is_ascii_alphanumeric() || "._-".contains(letter) { letter } else { '-' }
    };
    text.trim().chars().map(plain).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_text_becomes_a_plain_folder_name() {
        assert_eq!(
            as_folder_name("rustc 1.96.0 (abc 2026-01-01)\n"),
            "rustc-1.96.0--abc-2026-01-01-"
        );
    }
}
