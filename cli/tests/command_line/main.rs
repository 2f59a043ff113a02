//! The real binary on real files: what it prints, and the exit codes that scripts rely on.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod ask;
mod build;
mod check;
mod eval;
mod import;
mod key;
mod lint;
mod schema;
mod usage;

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};

const CORNER_SHOP: &str = include_str!("../../../crates/engine/tests/data/corner_shop.kefu.json");

/// A folder of one test, gone when the test ends.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Self {
        static NUMBER: AtomicUsize = AtomicUsize::new(0);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let name = format!("kefu-cli-{}-{number}", std::process::id());
        let path = std::env::temp_dir().join(name);
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    /// A folder with one file in it.
    fn with(name: &str, content: impl AsRef<[u8]>) -> Self {
        let folder = Self::new();
        folder.write(name, content);
        folder
    }

    /// The same folder with one more file.
    fn and(self, name: &str, content: impl AsRef<[u8]>) -> Self {
        self.write(name, content);
        self
    }

    fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        fs::write(self.0.join(name), content).unwrap();
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.0.join(name)).unwrap()
    }

    /// Runs `kefu` in the folder, so that messages name files as they were given.
    fn kefu(&self, words: &[&str]) -> Ran {
        self.kefu_reading("", words)
    }

    fn kefu_reading(&self, input: impl AsRef<[u8]>, words: &[&str]) -> Ran {
        let mut child = Command::new(env!("CARGO_BIN_EXE_kefu"))
            .args(words)
            .current_dir(&self.0)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // A command that needs no input closes the pipe before it is read; that is its right.
        let _ = child.stdin.take().unwrap().write_all(input.as_ref());
        let output = child.wait_with_output().unwrap();
        Ran {
            code: output.status.code().unwrap(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// What a run left behind.
#[derive(Debug)]
struct Ran {
    code: i32,
    out: String,
    err: String,
}

impl Ran {
    /// Asserts the exit code, with everything that was said if it differs.
    #[track_caller]
    fn ends_with(self, code: i32) -> Self {
        assert_eq!(self.code, code, "{self:#?}");
        self
    }

    #[track_caller]
    fn tells(self, what: &str) -> Self {
        assert!(self.err.contains(what), "no {what:?} in {self:#?}");
        self
    }

    #[track_caller]
    fn prints(self, what: &str) -> Self {
        assert!(self.out.contains(what), "no {what:?} in {self:#?}");
        self
    }
}

fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}
