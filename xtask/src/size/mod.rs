//! What the widget costs a visitor, file by file, and the most it may cost.

mod parts;

use std::{
    io::Write as _,
    path::{Path, PathBuf},
};

use crate::{
    failure::{Failure, Outcome, While},
    fingerprint, place,
};

/// The loader is on every page of the site, opened or not. In bytes, as gzip.
const LOADER_BUDGET: usize = 3 * 1024;

/// What is loaded only where the widget cannot run. In bytes, as gzip.
const LITE_BUDGET: usize = 3 * 1024;

/// Everything until the panel can be used: the conversation so far is read, a message written, a person asked for.
/// In bytes, as Brotli. 120 KB were promised; what was won since is held. The goal ahead is 90 KB.
/// Talking with people in the panel is 11 KB of it.
const USABLE_BUDGET: usize = 119 * 1024;

/// Everything until the assistant speaks; the engine is fetched while the panel is already there.
/// In bytes, as Brotli. Finding personal data before it goes to people is 4 KB of it; mending slips, weighing words by
/// entries and asking whether an answer helped are 2 KB, and more of the ways in which people ask for a person 2 KB.
const TOTAL_BUDGET: usize = 266 * 1024;

/// The files a visitor downloads, in the order in which they are asked for.
pub struct Parts {
    files: [(&'static str, PathBuf); 8],
    /// What comes in the widget's place where it cannot run.
    lite: PathBuf,
}

/// The sizes of one file, or of several together.
#[derive(Clone, Copy, Default)]
struct Sizes {
    raw: usize,
    gzip: usize,
    brotli: usize,
}

/// Finds the files in a finished folder.
pub fn parts(dist: &Path) -> Outcome<Parts> {
    let folder = dist.join(fingerprint::FOLDER);
    let hashed = |stem: &str, extension: &str| -> Outcome<PathBuf> {
        let fits = |file: &PathBuf| {
            let name = place::file_name(file);
            name.starts_with(&format!("{stem}-")) && name.ends_with(extension)
        };
        let mut found = place::list(&folder)?.into_iter().filter(fits);
        match (found.next(), found.next()) {
            (Some(file), None) => Ok(file),
            (None, _) => {
                Err(Failure::new(format!("{} has no {stem}-…{extension}", folder.display()))
                    .remedy("cargo xtask dist"))
            }
            (Some(_), Some(_)) => Err(Failure::new(format!(
                "{} has more than one {stem}-…{extension}",
                folder.display()
            ))
            .remedy("cargo xtask dist")),
        }
    };
    let files = [
        ("loader", folder.join(fingerprint::LOADER)),
        ("style", hashed(fingerprint::WIDGET, ".css")?),
        ("glue", hashed(fingerprint::WIDGET, ".js")?),
        ("world", hashed(fingerprint::WORLD, ".js")?),
        // One language of three: the largest.
        ("words", hashed(&format!("{}-en", fingerprint::WORDS), ".txt")?),
        ("widget", hashed(fingerprint::WIDGET, ".wasm")?),
        ("starter", hashed(fingerprint::BRAIN, ".js")?),
        ("engine", hashed(fingerprint::BRAIN, ".wasm")?),
    ];
    match files.iter().find(|(_, file)| !file.is_file()) {
        Some((what, file)) => {
            Err(Failure::new(format!("the {what} is missing: {}", file.display()))
                .remedy("cargo xtask dist"))
        }
        None => Ok(Parts { files, lite: hashed(fingerprint::LITE, ".js")? }),
    }
}

/// Prints the sizes and fails when one is over its budget.
pub fn report(dist: &Path) -> Outcome {
    println!("{:<20}{:>10}{:>10}{:>10}", "bytes", "raw", "gzip", "brotli");
    let mut total = Sizes::default();
    let mut loader = Sizes::default();
    let mut usable = Sizes::default();
    let Parts { files, lite } = parts(dist)?;
    for (what, file) in files {
        let sizes = measure(&place::read_bytes(&file)?)?;
        print_row(what, sizes);
        total = total.and(sizes);
        match what {
            "loader" => loader = sizes,
            "widget" => {
                usable = total;
                print_row("until usable", usable);
            }
            _ => {}
        }
    }
    print_row("until answers", total);
    let lite = measure(&place::read_bytes(&lite)?)?;
    print_row("instead of all that", lite);
    let named = place::top()?.join(fingerprint::brain::NAMED);
    if named.is_file() {
        parts::report(&place::read_bytes(&named)?)?;
    }
    within("the loader (gzip)", loader.gzip, LOADER_BUDGET)?;
    within("the lite panel (gzip)", lite.gzip, LITE_BUDGET)?;
    within("everything until the panel is usable (brotli)", usable.brotli, USABLE_BUDGET)?;
    within("everything until it answers (brotli)", total.brotli, TOTAL_BUDGET)
}

impl Sizes {
    fn and(self, other: Self) -> Self {
        Self {
            raw: self.raw + other.raw,
            gzip: self.gzip + other.gzip,
            brotli: self.brotli + other.brotli,
        }
    }
}

fn print_row(what: &str, sizes: Sizes) {
    println!("{what:<20}{:>10}{:>10}{:>10}", sizes.raw, sizes.gzip, sizes.brotli);
}

fn within(what: &str, bytes: usize, budget: usize) -> Outcome {
    match bytes.checked_sub(budget) {
        None | Some(0) => {
            println!("{what}: {bytes} of {budget} bytes, {} left", budget - bytes);
            Ok(())
        }
        Some(over) => Err(Failure::new(format!("{what}: {bytes} bytes is {over} over the budget of {budget}"))
            .remedy("make it smaller, or say in the commit why it is worth more and change xtask/src/size/mod.rs")),
    }
}

/// At the highest levels, since a server compresses such files once and ahead of time.
fn measure(content: &[u8]) -> Outcome<Sizes> {
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    gzip.write_all(content).doing(|| "compressing with gzip".to_owned())?;
    let gzip = gzip.finish().doing(|| "compressing with gzip".to_owned())?.len();
    let mut small = Vec::new();
    let settings =
        brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, ..Default::default() };
    brotli::BrotliCompress(&mut &content[..], &mut small, &settings)
        .doing(|| "compressing with Brotli".to_owned())?;
    Ok(Sizes { raw: content.len(), gzip, brotli: small.len() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_that_repeats_itself_gets_smaller() -> Outcome {
        let sizes = measure("kefu ".repeat(1000).as_bytes())?;
        assert_eq!(sizes.raw, 5000);
        assert!(sizes.gzip < 100 && sizes.brotli < 100);
        Ok(())
    }

    #[test]
    fn the_budget_may_be_used_up_but_not_exceeded() {
        assert!(within("it", 100, 100).is_ok());
        assert!(
            within("it", 107, 100).is_err_and(|failure| failure.to_string().contains("7 over"))
        );
    }
}
