//! The files that people write, as opposed to those that tools make.

use std::path::Path;

use crate::{failure::Outcome, place};

/// A file with its path from the top of the repository, with `/` on every system.
pub struct Source {
    /// Such as `src/ui/panel.rs`.
    pub path: String,
    /// Its content.
    pub text: String,
}

const KINDS: [&str; 6] = ["rs", "css", "js", "md", "json", "toml"];

/// Folders in which tools put what they make.
const MADE: [&str; 3] = ["target", "dist", "node_modules"];

/// Folders whose name begins with a dot and that people write in all the same.
const HIDDEN: [&str; 3] = [".cargo", ".ci", ".github"];

/// Every file of a kind that some rule looks at.
pub fn all(top: &Path) -> Outcome<Vec<Source>> {
    let mut found = Vec::new();
    collect(top, "", &mut found)?;
    Ok(found)
}

fn collect(folder: &Path, prefix: &str, found: &mut Vec<Source>) -> Outcome {
    for entry in place::list(folder)? {
        let name = place::file_name(&entry);
        let path = format!("{prefix}{name}");
        if entry.is_dir() {
            let written_by_people = !MADE.contains(&name.as_str())
                && (!name.starts_with('.') || HIDDEN.contains(&name.as_str()));
            if written_by_people {
                collect(&entry, &format!("{path}/"), found)?;
            }
        } else if KINDS
            .iter()
            .any(|kind| entry.extension().is_some_and(|extension| extension == *kind))
        {
            found.push(Source { path, text: place::read(&entry)? });
        }
    }
    Ok(())
}
