//! A Chromium and the driver that steers it; the two work together only when their major versions agree.

use std::{
    env,
    path::{Path, PathBuf},
};

use super::packages;
use crate::{
    child,
    failure::{Failure, Outcome},
};

/// The names under which Chromium and Chrome are installed, the likeliest first.
const BROWSERS: [&str; 4] =
    ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/// A browser and its driver.
pub struct Browser {
    /// The browser itself.
    pub chromium: PathBuf,
    /// What the tests speak WebDriver with.
    pub driver: PathBuf,
}

impl Browser {
    /// The browser of `KEFU_CHROMIUM` and `KEFU_CHROMEDRIVER`, else one on `PATH`, else a newly installed one.
    pub fn ensure() -> Outcome<Self> {
        ensure_chinese_font();
        if let Some(found) = Self::find() {
            return found.checked();
        }
        let elsewhere = "brew install --cask chromium && brew install --cask chromedriver";
        packages::install("Chromium with its driver", &["chromium", "chromium-driver"], elsewhere)?;
        Self::find()
            .ok_or_else(|| Failure::new("Chromium was installed, but it is not on PATH"))?
            .checked()
    }

    fn find() -> Option<Self> {
        let named = |variable: &str| env::var_os(variable).map(PathBuf::from);
        let chromium =
            named("KEFU_CHROMIUM").or_else(|| BROWSERS.into_iter().find_map(child::on_path))?;
        let driver = named("KEFU_CHROMEDRIVER").or_else(|| child::on_path("chromedriver"))?;
        Some(Self { chromium, driver })
    }

    fn checked(self) -> Outcome<Self> {
        let (browser, driver) = (major_of(&self.chromium)?, major_of(&self.driver)?);
        if browser == driver {
            return Ok(self);
        }
        let (chromium, chromedriver) = (self.chromium.display(), self.driver.display());
        Err(Failure::new(format!(
            "{chromium} is version {browser}, but {chromedriver} is version {driver}"
        ))
        .remedy("name a pair that fits in KEFU_CHROMIUM and KEFU_CHROMEDRIVER"))
    }
}

fn major_of(file: &Path) -> Outcome<String> {
    child::version_of(file).and_then(|said| major(&said).map(str::to_owned)).ok_or_else(|| {
        Failure::new(format!("{} does not say its version", file.display()))
            .remedy("name another one in KEFU_CHROMIUM or KEFU_CHROMEDRIVER")
    })
}

/// The first number of the first word that looks like a version.
fn major(said: &str) -> Option<&str> {
    let version = said
        .split_whitespace()
        .find(|word| word.starts_with(|letter: char| letter.is_ascii_digit()))?;
    version.split('.').next()
}

/// Without such a font Chinese text is a row of boxes in screenshots; the tests themselves pass without it.
fn ensure_chinese_font() {
    let fonts = child::on_path("fc-list")
        .and_then(|list| child::read(child::program(list).arg(":lang=zh")).ok());
    if fonts.is_some_and(|list| list.trim().is_empty())
        && let Err(failure) = packages::install(
            "a font for Chinese",
            &["fonts-noto-cjk"],
            "install a font that covers Chinese",
        )
    {
        println!("  going on without a font for Chinese: {failure}");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_major_version_is_found_in_what_browser_and_driver_say() {
        assert_eq!(
            major("Chromium 156.0.8078.79 built on Debian GNU/Linux 12 (bookworm)"),
            Some("156")
        );
        assert_eq!(
            major("ChromeDriver 156.0.8078.79 (a21ce95c-refs/branch-heads/8078@{#1704})"),
            Some("156")
        );
        assert_eq!(major("no number"), None);
    }
}
