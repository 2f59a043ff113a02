//! Style sheets: which of them the panel loads, and in which order.

use std::path::Path;

use crate::{failure::Outcome, place};

/// The launcher's style travels inside the loader, because the launcher is there before the rest is loaded.
pub const LAUNCHER: &str = "launcher.css";

/// The custom properties come first, so that everything after them may rely on them.
const TOKENS: &str = "tokens.css";

/// All style sheets of the panel as one.
pub fn bundle(folder: &Path) -> Outcome<String> {
    let mut sheets = vec![folder.join(TOKENS)];
    sheets.extend(place::list(folder)?.into_iter().filter(|file| {
        let name = place::file_name(file);
        name.ends_with(".css") && name != LAUNCHER && name != TOKENS
    }));
    sheets.iter().map(|sheet| place::read(sheet)).collect()
}
