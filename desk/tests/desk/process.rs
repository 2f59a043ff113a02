//! The desk as a process of its own, as a site runs it.

use std::path::Path;
use std::process::Stdio;

use serde_json::Value;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};

use crate::world::{Folder, PATIENCE};

/// The program.
pub const DESK: &str = env!("CARGO_BIN_EXE_kefu-desk");

/// A desk that has said where it listens. Killed when it is dropped.
pub struct Process {
    child: Child,
    pub listen: String,
    pub base: String,
    pub inbox: String,
    /// At the first start.
    pub owner_link: String,
}

impl Process {
    /// Starts it on a port of its own.
    pub async fn start(folder: &Folder) -> Self {
        Self::start_as(&[DESK], folder, "127.0.0.1:0", &[]).await
    }

    /// Starts it by the words of a command that end with the program, and with more in its environment.
    pub async fn start_as(
        words: &[&str],
        folder: &Folder,
        listen: &str,
        environment: &[(&str, &Path)],
    ) -> Self {
        let mut child = Command::new(words[0])
            .args(&words[1..])
            .args(["serve", "--ready-json", "--listen", listen, "--data"])
            .arg(folder.path())
            .envs(environment.iter().copied())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let line = tokio::time::timeout(PATIENCE, lines.next_line()).await.unwrap();
        let ready: Value = serde_json::from_str(&line.unwrap().unwrap()).unwrap();
        let text = |name: &str| ready[name].as_str().unwrap_or_default().to_owned();
        let listen = text("listen");
        Self {
            child,
            base: format!("http://{listen}"),
            listen,
            inbox: text("inbox_identifier"),
            owner_link: text("owner_link"),
        }
    }

    /// SIGKILL: no chance to tidy up.
    pub async fn kill(mut self) {
        self.child.kill().await.unwrap();
    }
}
