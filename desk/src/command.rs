//! The words of the command line.

use std::net::SocketAddr;
use std::path::PathBuf;

use kefu_desk::Options;
use kefu_wire::console::{NewAgent, Role};

/// How to call the program.
pub const USAGE: &str = "\
kefu-desk serve --data DIR [--listen 127.0.0.1:3000] [--public-url URL] [--site DIR] [--origin URL]…
                [--pack /PATH] [--inbox NAME] [--assign] [--behind-proxy] [--ready-json] [--demo-agent NAME]
kefu-desk agent add EMAIL NAME [--role agent|supervisor|owner] [--title TITLE] [--department NAME] [--room 5] [--sees-sensitive] --data DIR
kefu-desk agent disable EMAIL --data DIR
kefu-desk export CONTACT [--public-url URL] --data DIR
kefu-desk erase CONTACT --data DIR
kefu-desk backup FILE --data DIR
kefu-desk check --data DIR
kefu-desk audit verify --data DIR
kefu-desk identity key|token-key --data DIR
kefu-desk keys rotate --data DIR";

/// What is to be done.
#[derive(Debug)]
pub enum Command {
    /// Serve.
    Serve(Serve),
    /// Invite somebody.
    AddAgent {
        /// The folder of what is kept.
        data: PathBuf,
        /// Who.
        new: NewAgent,
    },
    /// Let somebody in no more.
    DisableAgent {
        /// The folder of what is kept.
        data: PathBuf,
        /// Their address.
        email: String,
    },
    /// Print everything that is kept of a contact.
    Export {
        /// The folder of what is kept.
        data: PathBuf,
        /// Number.
        contact: i64,
        /// Where visitors find the desk, for the addresses of files.
        public_url: String,
    },
    /// Erase a contact with all conversations.
    Erase {
        /// The folder of what is kept.
        data: PathBuf,
        /// Number.
        contact: i64,
    },
    /// Copy the database.
    Backup {
        /// The folder of what is kept.
        data: PathBuf,
        /// Into this file.
        file: PathBuf,
    },
    /// Look for damage.
    Check {
        /// The folder of what is kept.
        data: PathBuf,
    },
    /// Look whether the audit log is as it was written.
    VerifyAudit {
        /// The folder of what is kept.
        data: PathBuf,
    },
    /// Print the key with which the site vouches for who its visitors are.
    IdentityKey {
        /// The folder of what is kept.
        data: PathBuf,
    },
    /// Print the key with which the site signs tokens of who its visitors are.
    TokenKey {
        /// The folder of what is kept.
        data: PathBuf,
    },
    /// Make a new key, and seal everything with it.
    RotateKeys {
        /// The folder of what is kept.
        data: PathBuf,
    },
}

/// How to serve.
#[derive(Debug)]
pub struct Serve {
    /// What, and where.
    pub options: Options,
    /// Whether to say where in JSON, for scripts.
    pub ready_json: bool,
    /// The name of an agent for a demonstration.
    pub demo_agent: Option<String>,
}

/// Reads the words; nothing when help is wanted.
///
/// # Errors
/// A sentence about the word that is wrong.
pub fn read(words: impl Iterator<Item = String>) -> Result<Option<Command>, String> {
    let mut plain = Vec::new();
    let mut data = None;
    let mut serve = Serve {
        options: Options::new(PathBuf::new(), SocketAddr::from(([127, 0, 0, 1], 3000))),
        ready_json: false,
        demo_agent: None,
    };
    let mut new = NewAgent::default();
    let mut words = words;
    while let Some(word) = words.next() {
        let mut value = || words.next().ok_or_else(|| format!("{word} wants a value"));
        match word.as_str() {
            "--help" | "-h" => return Ok(None),
            "--data" => data = Some(PathBuf::from(value()?)),
            "--listen" => {
                let text = value()?;
                serve.options.listen = text.parse().map_err(|_| {
                    format!(
                        "\"{text}\" is no address to listen on; write one such as 127.0.0.1:3000"
                    )
                })?;
            }
            "--public-url" => serve.options.public_url = Some(web(&value()?)?),
            "--pack" => {
                let path = value()?;
                if !path.starts_with('/') || path.contains(['{', '*']) {
                    return Err(format!("\"{path}\" is no path of the site; it begins with /"));
                }
                serve.options.pack = Some(path);
            }
            "--site" => serve.options.site = Some(PathBuf::from(value()?)),
            "--origin" => serve.options.origins.push(web(&value()?)?),
            "--inbox" => serve.options.inbox_identifier = Some(value()?),
            "--assign" => serve.options.gives_out = true,
            "--behind-proxy" => serve.options.is_behind_proxy = true,
            "--ready-json" => serve.ready_json = true,
            "--demo-agent" => serve.demo_agent = Some(value()?),
            "--title" => new.title = value()?,
            "--department" => new.department = value()?,
            "--room" => {
                let text = value()?;
                let room = text.parse().ok().filter(|room| *room > 0);
                new.room = room.ok_or_else(|| {
                    format!("\"{text}\" is no number of conversations; write one such as 5")
                })?;
            }
            "--sees-sensitive" => new.sees_sensitive = true,
            "--role" => {
                new.role = match value()?.as_str() {
                    "agent" => Role::Agent,
                    "supervisor" => Role::Supervisor,
                    "owner" => Role::Owner,
                    other => return Err(format!("\"{other}\" is no role")),
                }
            }
            option if option.starts_with('-') => return Err(format!("{option} is not known here")),
            _ => plain.push(word),
        }
    }
    let data = data.ok_or("where is what is kept? Say --data DIR");
    let plain: Vec<&str> = plain.iter().map(String::as_str).collect();
    Ok(Some(match plain[..] {
        ["serve"] => {
            serve.options.data = data?;
            Command::Serve(serve)
        }
        ["agent", "add", email, name] => {
            if !email.contains('@') {
                return Err(format!("\"{email}\" is no e-mail address"));
            }
            (new.email, new.name) = (email.to_owned(), name.to_owned());
            Command::AddAgent { data: data?, new }
        }
        ["agent", "disable", email] => {
            Command::DisableAgent { data: data?, email: email.to_owned() }
        }
        ["export", contact] => Command::Export {
            data: data?,
            contact: number(contact)?,
            public_url: serve.options.public_url.unwrap_or_default(),
        },
        ["erase", contact] => Command::Erase { data: data?, contact: number(contact)? },
        ["backup", file] => Command::Backup { data: data?, file: file.into() },
        ["check"] => Command::Check { data: data? },
        ["audit", "verify"] => Command::VerifyAudit { data: data? },
        ["identity", "key"] => Command::IdentityKey { data: data? },
        ["identity", "token-key"] => Command::TokenKey { data: data? },
        ["keys", "rotate"] => Command::RotateKeys { data: data? },
        [] => return Err("what is to be done?".to_owned()),
        _ => return Err(format!("\"{}\" is not known here", plain.join(" "))),
    }))
}

fn number(contact: &str) -> Result<i64, String> {
    contact.parse().map_err(|_| format!("\"{contact}\" is no number of a contact"))
}

fn web(url: &str) -> Result<String, String> {
    if url.starts_with("https://") || url.starts_with("http://") {
        Ok(url.trim_end_matches('/').to_owned())
    } else {
        Err(format!("\"{url}\" is no address of the web; it begins with https://"))
    }
}
