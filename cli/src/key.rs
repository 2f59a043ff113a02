//! `kefu key new` and `kefu open`: what is sealed in the visitor's browser is read by the site alone.

use std::fs::OpenOptions;
use std::io::{ErrorKind, Write as _};

use kefu_seal::{Key, MARK};

use crate::arguments::Syntax;
use crate::outcome::{Failure, Outcome, print};
use crate::source::{self, Source};

const KEY: Syntax =
    Syntax { usage: "kefu key new [-o FILE] | kefu key show FILE", switches: &[], values: &["-o"] };

const OPEN: Syntax =
    Syntax { usage: "kefu open PACKET --key FILE", switches: &[], values: &["--key"] };

/// Where a new key stands if nothing else is said.
const FILE: &str = "kefu.key";

/// Runs `kefu key`.
pub fn key(words: impl Iterator<Item = String>) -> Result<Outcome, Failure> {
    let arguments = KEY.read(words)?;
    match arguments.at_least(1, "new or show")? {
        [new] if new == "new" => {}
        [show, path] if show == "show" => return public(&read(path)?),
        other => return Err(arguments.refuse(format!("\"{}\" is not known here", other.join(" ")))),
    }
    let path = arguments.value("-o").unwrap_or(FILE);
    let key = Key::fresh();
    let mut options = OpenOptions::new();
    // Over another key it would lock whoever has letters for that one out.
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).and_then(|mut file| file.write_all(key.text().as_bytes())).map_err(
        |error| match error.kind() {
            ErrorKind::AlreadyExists => Failure::file(
                path,
                "this file is there already, and may be the key that opens what you have; name another one with -o",
            ),
            _ => Failure::file(path, format_args!("this cannot be written: {error}")),
        },
    )?;
    eprintln!(
        "kefu: {path} is the private key \"{}\"; keep it where no relay reads it, and a copy of it: without it nothing opens.\n\
         kefu: put what follows behind the \"url\" of the webhook in the pack",
        key.print()
    );
    public(&key)
}

fn public(key: &Key) -> Result<Outcome, Failure> {
    print(&format!("{MARK}{}\n", key.public()))
}

fn read(path: &str) -> Result<Key, Failure> {
    Key::parse(&text(path)?).map_err(|_| {
        Failure::file(path, "this is no private key; give the file that `kefu key new` made")
    })
}

/// Runs `kefu open`.
pub fn open(words: impl Iterator<Item = String>) -> Result<Outcome, Failure> {
    let arguments = OPEN.read(words)?;
    let path = arguments.only("PACKET")?;
    let Some(file) = arguments.value("--key") else {
        return Err(arguments.refuse("--key FILE is missing".to_owned()));
    };
    let opened = read(file)?.open(&text(path)?).map_err(|why| Failure::file(path, why))?;
    // Anybody can seal anything; written anew, it does nothing to a terminal.
    let said: serde_json::Value = serde_json::from_slice(&opened)
        .map_err(|_| Failure::file(path, "this opens, and is no JSON: the widget never sent it"))?;
    print(&format!("{said}\n"))
}

fn text(path: &str) -> Result<String, Failure> {
    match source::read(path)? {
        Source::Whole(bytes) => String::from_utf8(bytes).map_err(|_| {
            Failure::file(path, "this is no text, and nothing that was sealed or made by kefu")
        }),
        Source::TooLarge(_) => {
            Err(Failure::file(path, "this is larger than anything that is sealed"))
        }
    }
}
