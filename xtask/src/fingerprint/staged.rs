//! Finding what wasm-bindgen wrote among everything that Trunk has staged.

use std::path::{Path, PathBuf};

use super::FOLDER;
use crate::{
    failure::{Failure, Outcome},
    place,
};

/// How the files of wasm-bindgen begin; what Trunk may add is a hash.
const STEM: &str = "kefu-widget";

/// What wasm-bindgen wrote.
#[derive(Debug)]
pub struct Staged {
    /// The JavaScript module that starts the widget.
    pub glue: PathBuf,
    /// The widget.
    pub wasm: PathBuf,
    rest: Vec<PathBuf>,
}

impl Staged {
    /// Everything that is of no use once the files have their final names.
    pub fn leftovers(&self) -> impl Iterator<Item = &Path> {
        [&self.glue, &self.wasm].into_iter().chain(&self.rest).map(PathBuf::as_path)
    }
}

/// Looks at the top of the staging folder and in the widget's own.
pub fn find(staging: &Path) -> Outcome<Staged> {
    let mut files = place::list(staging)?;
    files.extend(place::list(&staging.join(FOLDER))?);
    refuse_snippets(&files)?;
    let ours: Vec<PathBuf> = files
        .into_iter()
        .filter(|file| file.is_file() && place::file_name(file).starts_with(STEM))
        .collect();
    let (wasm, others) = ours
        .into_iter()
        .partition::<Vec<_>, _>(|file| place::file_name(file).ends_with("_bg.wasm"));
    let (glue, rest) =
        others.into_iter().partition::<Vec<_>, _>(|file| place::file_name(file).ends_with(".js"));
    Ok(Staged { glue: only(glue, "*.js")?, wasm: only(wasm, "*_bg.wasm")?, rest })
}

fn only(mut found: Vec<PathBuf>, pattern: &str) -> Outcome<PathBuf> {
    match (found.pop(), found.len()) {
        (Some(file), 0) => Ok(file),
        (_, more) => Err(Failure::new(format!(
            "expected one staged {STEM}{pattern}, found {}",
            if more == 0 { 0 } else { more + 1 }
        ))
        .remedy("see that index.html has one <link data-trunk rel=\"rust\"> for the widget")),
    }
}

/// Snippets are further modules that the glue imports by relative path; the loader knows nothing of them.
fn refuse_snippets(files: &[PathBuf]) -> Outcome {
    for folder in
        files.iter().filter(|file| file.is_dir() && place::file_name(file).starts_with("snippets"))
    {
        if !place::list(folder)?.is_empty() {
            return Err(Failure::new("wasm-bindgen wrote JavaScript snippets, which the widget cannot load")
                .remedy("find who uses `inline_js` or `module = \"/…\"` with: cargo tree -p kefu-widget --target wasm32-unknown-unknown"));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::{env, process};

    use super::*;

    fn staging(name: &str, files: &[&str]) -> Outcome<PathBuf> {
        let folder = env::temp_dir().join(format!("kefu-staged-{name}-{}", process::id()));
        place::remove(&folder)?;
        for file in files {
            place::write(&folder.join(file), "")?;
        }
        Ok(folder)
    }

    #[test]
    fn the_files_are_found_with_and_without_a_hash_and_in_either_folder() -> Outcome {
        let plain =
            staging("plain", &["kefu-widget.js", "kefu-widget_bg.wasm", "index.html", "shop.js"])?;
        assert_eq!(find(&plain)?.glue, plain.join("kefu-widget.js"));
        let hashed = staging(
            "hashed",
            &["kefu/kefu-widget-0f.js", "kefu/kefu-widget-0f_bg.wasm", "kefu/kefu.js"],
        )?;
        assert_eq!(find(&hashed)?.wasm, hashed.join("kefu/kefu-widget-0f_bg.wasm"));
        place::remove(&plain)?;
        place::remove(&hashed)
    }

    #[test]
    fn a_missing_or_doubled_file_is_a_failure() -> Outcome {
        let none = staging("none", &["index.html"])?;
        assert!(find(&none).is_err());
        let two =
            staging("two", &["kefu-widget-1.js", "kefu-widget-2.js", "kefu-widget-1_bg.wasm"])?;
        assert!(find(&two).is_err_and(|failure| failure.to_string().contains("found 2")));
        place::remove(&none)?;
        place::remove(&two)
    }

    #[test]
    fn snippets_are_refused_unless_their_folder_is_empty() -> Outcome {
        let files = ["kefu-widget.js", "kefu-widget_bg.wasm"];
        let clean = staging("clean", &files)?;
        place::create_folder(&clean.join("snippets"))?;
        assert!(find(&clean).is_ok());
        place::write(&clean.join("snippets/some-crate/inline0.js"), "")?;
        assert!(find(&clean).is_err_and(|failure| failure.to_string().contains("snippets")));
        place::remove(&clean)
    }
}
