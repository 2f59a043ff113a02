//! `kefu-desk`: the shop and its human side on this machine.

use std::io::ErrorKind;
use std::path::PathBuf;
use std::process::ExitCode;

use kefu_desk::{Options, Trouble, serve};

const USAGE: &str = "usage: kefu-desk --dir FOLDER [--port 8080]";

const PORT: u16 = 8080;

#[tokio::main]
async fn main() -> ExitCode {
    match run().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            eprintln!("kefu-desk: {sentence}");
            ExitCode::from(2)
        }
    }
}

async fn run() -> Result<(), String> {
    let Some(options) = options(std::env::args_os().skip(1))? else {
        println!("Serves a shop and takes its hand-overs, on this machine alone.\n{USAGE}");
        return Ok(());
    };
    let (dir, port) = (options.dir.clone(), options.port);
    let desk = serve(options).await.map_err(|error| match error.kind() {
        ErrorKind::AddrInUse => {
            format!("port {port} is taken by another program; name a free one with --port")
        }
        ErrorKind::NotFound | ErrorKind::NotADirectory => {
            format!("{} is not a folder; name that of the built shop with --dir", dir.display())
        }
        _ => format!("cannot serve {} on port {port}: {error}", dir.display()),
    })?;
    let address = desk.address;
    println!("Shop: http://{address}/  Human side: http://{address}/desk");
    // Where the signal cannot be waited for, the desk still serves until it is killed.
    if tokio::signal::ctrl_c().await.is_err() {
        std::future::pending::<()>().await;
    }
    desk.stop().await;
    Ok(())
}

/// What the command line asks for; nothing when it asks for help.
fn options(words: impl Iterator<Item = std::ffi::OsString>) -> Result<Option<Options>, String> {
    let (mut dir, mut port) = (None, PORT);
    let mut words = words;
    while let Some(word) = words.next() {
        let name = word.to_string_lossy().into_owned();
        let mut value = || words.next().ok_or_else(|| format!("{name} wants a value\n{USAGE}"));
        match name.as_str() {
            "--dir" => dir = Some(PathBuf::from(value()?)),
            "--port" => {
                let text = value()?.to_string_lossy().into_owned();
                port = text.parse().map_err(|_| {
                    format!("\"{text}\" is not a port; write a number up to 65535\n{USAGE}")
                })?;
            }
            "--help" | "-h" => return Ok(None),
            _ => return Err(format!("\"{name}\" is not known here\n{USAGE}")),
        }
    }
    let dir = dir.ok_or_else(|| format!("which folder?\n{USAGE}"))?;
    Ok(Some(Options { dir, port, trouble: Trouble::None }))
}
