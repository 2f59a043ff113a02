//! The JSON Schemas that editors use for a site owner's files: generated from the types, kept in `public/`.

use std::path::Path;

use crate::{
    child,
    failure::{Failure, Outcome},
    place,
};

/// What the generator calls a schema, and where it is kept.
const SCHEMAS: [(&str, &str); 2] = [
    ("pack", "public/kefu/kefu-pack.schema.json"),
    ("handoff", "public/kefu/kefu-handoff.schema.json"),
];

/// Writes the schemas anew.
pub fn write() -> Outcome {
    let top = place::top()?;
    for (name, file) in SCHEMAS {
        place::write(&top.join(file), generate(&top, name)?)?;
        println!("wrote {file}");
    }
    Ok(())
}

/// Fails when a kept schema is not what the types say now.
pub fn check() -> Outcome {
    let top = place::top()?;
    for (name, file) in SCHEMAS {
        if place::read(&top.join(file)).ok().as_deref() != Some(&generate(&top, name)?) {
            return Err(Failure::new(format!("{file} is not what the types say"))
                .remedy("cargo xtask schemas"));
        }
    }
    Ok(())
}

fn generate(top: &Path, name: &str) -> Outcome<String> {
    child::read(child::cargo(top).args([
        "run",
        "--quiet",
        "--package",
        "kefu-cli",
        "--",
        "schema",
        name,
    ]))
}
