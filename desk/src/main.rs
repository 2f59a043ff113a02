//! `kefu-desk`: the server, and what is done to its data from a terminal.

mod command;

use std::process::ExitCode;

use kefu_desk::store::{self, Store};
use kefu_desk::{OWNER, Running, now_ms, serve};
use kefu_wire::console::NewAgent;
use serde_json::json;
use tracing_subscriber::EnvFilter;

use command::{Command, Serve};

#[tokio::main]
async fn main() -> ExitCode {
    let command = match command::read(std::env::args().skip(1)) {
        Ok(Some(command)) => command,
        Ok(None) => {
            println!("{}", command::USAGE);
            return ExitCode::SUCCESS;
        }
        Err(why) => {
            eprintln!("{why}\n{}", command::USAGE);
            return ExitCode::from(2);
        }
    };
    match run(command).await {
        Ok(code) => code,
        Err(why) => {
            eprintln!("{why}");
            ExitCode::from(2)
        }
    }
}

async fn run(command: Command) -> Result<ExitCode, String> {
    match command {
        Command::Serve(options) => run_server(options).await,
        Command::AddAgent { data, new } => {
            let store = visit(&data).await?;
            match invite(&store, &new).await.map_err(say)? {
                Some(token) => println!(
                    "invitation={token}\nOpen the desk at /desk/#invitation={token} within two days."
                ),
                None => return Err(format!("{} may not sign in any more", new.email)),
            }
            Ok(ExitCode::SUCCESS)
        }
        Command::DisableAgent { data, email } => {
            let store = visit(&data).await?;
            if !store.disable_agent(&email, now_ms()).await.map_err(say)? {
                return Err(format!("nobody has the address {email}"));
            }
            store.audit("terminal", "disable", &email, "", now_ms()).await.map_err(say)?;
            println!("{email} can no longer sign in.");
            Ok(ExitCode::SUCCESS)
        }
        Command::Export { data, contact, public_url } => {
            let found = kefu_desk::export(&data, &public_url, contact).await;
            let found = found.map_err(|error| format!("{}: {error}", data.display()))?;
            let everything = found.ok_or_else(|| format!("there is no contact {contact}"))?;
            println!("{everything:#}");
            Ok(ExitCode::SUCCESS)
        }
        Command::Erase { data, contact } => {
            let store = visit(&data).await?;
            if !store.erase_contact(contact).await.map_err(say)? {
                return Err(format!("there is no contact {contact}"));
            }
            let subject = format!("contact {contact}");
            store.audit("terminal", "erase", &subject, "", now_ms()).await.map_err(say)?;
            println!("Contact {contact} and all conversations are erased.");
            Ok(ExitCode::SUCCESS)
        }
        Command::Backup { data, file } => {
            let store = visit(&data).await?;
            store.backup(&file).await.map_err(|error| format!("{}: {error}", file.display()))?;
            println!("{} is a copy. Keep the file of the keys apart from it.", file.display());
            Ok(ExitCode::SUCCESS)
        }
        Command::Check { data } => {
            let store = visit(&data).await?;
            let problems = store.problems().await.map_err(say)?;
            for problem in &problems {
                println!("{problem}");
            }
            if problems.is_empty() {
                println!("All is well.");
            }
            Ok(ExitCode::from(u8::from(!problems.is_empty())))
        }
        Command::VerifyAudit { data } => {
            let store = visit(&data).await?;
            match store.broken_audit_line().await.map_err(say)? {
                None => {
                    println!("Every line is as it was written.");
                    Ok(ExitCode::SUCCESS)
                }
                Some(line) => {
                    println!("Line {line}, or one before it, was changed or taken out.");
                    Ok(ExitCode::from(1))
                }
            }
        }
        Command::IdentityKey { data } => {
            println!("{}", visit(&data).await?.identity_key().await.map_err(say)?);
            Ok(ExitCode::SUCCESS)
        }
        Command::TokenKey { data } => {
            let key = visit(&data).await?.identity_key().await.map_err(say)?;
            println!("{}", kefu_desk::identity::token_key(&key));
            Ok(ExitCode::SUCCESS)
        }
        Command::RotateKeys { data } => {
            let mut store = Store::open(&data).await.map_err(say)?;
            let count = store.rotate_keys().await.map_err(say)?;
            println!(
                "A new key seals from now on; {count} records were sealed anew. Old backups need the old keys."
            );
            Ok(ExitCode::SUCCESS)
        }
    }
}

/// Somebody who is known already is invited anew, to set another password.
async fn invite(store: &Store, new: &NewAgent) -> Result<Option<String>, store::Error> {
    let id = match store.add_agent(new, now_ms()).await? {
        Some(id) => id,
        None => match store.agent_by_email(&new.email).await? {
            Some(known) if !known.agent.is_disabled => known.agent.id,
            _ => return Ok(None),
        },
    };
    store.audit("terminal", "invite", &format!("agent {id}"), "", now_ms()).await?;
    store.invite(id, now_ms()).await.map(Some)
}

async fn visit(data: &std::path::Path) -> Result<Store, String> {
    let store = Store::visit(data).await;
    store.map_err(|error| format!("{}: {error}", data.display()))
}

#[expect(clippy::needless_pass_by_value, reason = "for `map_err`")]
fn say(error: store::Error) -> String {
    error.to_string()
}

async fn run_server(Serve { options, ready_json, demo_agent }: Serve) -> Result<ExitCode, String> {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
    tracing_subscriber::fmt().json().with_env_filter(filter).with_writer(std::io::stderr).init();
    let running = serve(options).await.map_err(|error| error.to_string())?;
    let demo = match &demo_agent {
        Some(name) => demo_link(&running, name).await.map_err(say)?,
        None => None,
    };
    announce(&running, ready_json, demo.as_deref());
    stop_signal().await;
    running.stop().await;
    Ok(ExitCode::SUCCESS)
}

/// An agent for a demonstration, made at the first start.
async fn demo_link(running: &Running, name: &str) -> Result<Option<String>, store::Error> {
    let new = NewAgent {
        email: "demo@desk.invalid".to_owned(),
        name: name.to_owned(),
        ..NewAgent::default()
    };
    running.invite(&new).await
}

fn announce(running: &Running, ready_json: bool, demo: Option<&str>) {
    let Running { address, inbox_identifier, owner_link, .. } = running;
    if ready_json {
        let mut line =
            json!({ "listen": address.to_string(), "inbox_identifier": inbox_identifier });
        if let Some(link) = owner_link {
            line["owner_link"] = link.as_str().into();
        }
        println!("{line}");
        return;
    }
    println!("Site: http://{address}/  Console: http://{address}/desk/  Inbox: {inbox_identifier}");
    if let Some(link) = owner_link {
        println!("Set the owner's password, once, within two days: {link}");
        println!("The owner signs in as {OWNER}.");
    }
    if let Some(link) = demo {
        println!("Come in as an agent of the demo: {link}");
    }
}

/// Ends when somebody asks the program to stop.
async fn stop_signal() {
    let interrupt = async {
        // Where the signal cannot be waited for, the desk serves until it is killed.
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    #[cfg(unix)]
    let terminate = async {
        use tokio::signal::unix::{SignalKind, signal};
        match signal(SignalKind::terminate()) {
            Ok(mut signal) => {
                signal.recv().await;
            }
            Err(_) => std::future::pending().await,
        }
    };
    #[cfg(not(unix))]
    let terminate = std::future::pending::<()>();
    tokio::select! {
        () = interrupt => {}
        () = terminate => {}
    }
}
