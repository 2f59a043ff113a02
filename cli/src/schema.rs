//! `kefu schema`: the JSON Schemas of what people write and receive, from the very types that do so.

use serde_json::Value;

use crate::arguments::Syntax;
use crate::outcome::{Failure, Outcome, print};

const SYNTAX: Syntax = Syntax { usage: "kefu schema pack|handoff", switches: &[], values: &[] };

/// Runs the command.
pub fn run(words: impl Iterator<Item = String>) -> Result<Outcome, Failure> {
    let arguments = SYNTAX.read(words)?;
    let (mut schema, title, id) = match arguments.only("pack or handoff")? {
        "pack" => (kefu_engine::pack::schema(), "Kefu site pack", "urn:kefu:schema:pack:1"),
        "handoff" => (kefu_wire::handoff::schema(), "Kefu hand-over", "urn:kefu:schema:handoff:1"),
        other => return Err(arguments.refuse(format!("there is no schema \"{other}\""))),
    };
    // A name rather than an address: each site serves its own copy.
    schema["$id"] = Value::from(id);
    schema["title"] = Value::from(title);
    print(&format!("{schema:#}\n"))
}
