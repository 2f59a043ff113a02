//! Reads a command line: plain words, switches, and options with a value.
//! Whatever a command does not know is refused, so that a typing error never passes for consent.

use crate::outcome::Failure;

/// What a command understands.
pub struct Syntax {
    /// How it is written, for whoever wrote it differently.
    pub usage: &'static str,
    /// Options that stand alone, such as `--json`.
    pub switches: &'static [&'static str],
    /// Options that take a value, such as `--locale zh-CN` or `--locale=zh-CN`.
    pub values: &'static [&'static str],
}

/// A command line that was understood.
#[derive(Debug)]
pub struct Arguments {
    usage: &'static str,
    plain: Vec<String>,
    switches: Vec<&'static str>,
    values: Vec<(&'static str, String)>,
}

/// The words behind the name of the program.
pub fn words() -> Result<Vec<String>, Failure> {
    std::env::args_os()
        .skip(1)
        .map(|word| {
            word.into_string().map_err(|word| Failure::Usage {
                what: format!("{} is not UTF-8 text", word.display()),
                usage: "kefu check|lint|build|import|ask|eval|key|open|schema|help",
            })
        })
        .collect()
}

impl Syntax {
    /// Sorts the words; behind `--` every word is a plain one.
    pub fn read(&self, words: impl Iterator<Item = String>) -> Result<Arguments, Failure> {
        let mut read =
            Arguments { usage: self.usage, plain: vec![], switches: vec![], values: vec![] };
        let mut words = words;
        while let Some(word) = words.next() {
            if word == "--" {
                read.plain.extend(words.by_ref());
            } else if word == "-" || !word.starts_with('-') {
                read.plain.push(word);
            } else if let Some(name) = self.switches.iter().find(|name| **name == word) {
                read.switches.push(name);
            } else {
                let (name, value) = match word.split_once('=') {
                    Some((name, value)) => (name, Some(value.to_owned())),
                    None => (word.as_str(), None),
                };
                let Some(name) = self.values.iter().find(|one| **one == name) else {
                    return Err(read.refuse(format!("\"{word}\" is not known here")));
                };
                let Some(value) = value.or_else(|| words.next()) else {
                    return Err(read.refuse(format!("{name} wants a value")));
                };
                if read.value(name).is_some() {
                    return Err(read.refuse(format!("{name} is given twice")));
                }
                read.values.push((name, value));
            }
        }
        Ok(read)
    }
}

impl Arguments {
    /// The plain words, of which there must be `wanted` or more.
    pub fn at_least(&self, wanted: usize, what: &str) -> Result<&[String], Failure> {
        if self.plain.len() < wanted {
            return Err(self.refuse(format!("{what} is missing")));
        }
        Ok(&self.plain)
    }

    /// The one plain word.
    pub fn only(&self, what: &str) -> Result<&str, Failure> {
        match self.at_least(1, what)? {
            [one] => Ok(one),
            [_, second, ..] => Err(self.refuse(format!("\"{second}\" is one word too many"))),
            [] => Err(self.refuse(format!("{what} is missing"))),
        }
    }

    /// Whether a switch is there.
    pub fn has(&self, switch: &str) -> bool {
        self.switches.contains(&switch)
    }

    /// The value of an option.
    pub fn value(&self, name: &str) -> Option<&str> {
        self.values.iter().find(|(one, _)| *one == name).map(|(_, value)| value.as_str())
    }

    /// A failure that names the usage.
    pub fn refuse(&self, what: String) -> Failure {
        Failure::Usage { what, usage: self.usage }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SYNTAX: Syntax =
        Syntax { usage: "kefu test", switches: &["--json"], values: &["--locale", "-o"] };

    fn read(line: &str) -> Result<Arguments, Failure> {
        SYNTAX.read(line.split(' ').map(str::to_owned))
    }

    #[test]
    fn options_stand_anywhere_among_the_words() {
        let read = read("--json a --locale=zh-CN - -o b c").ok();
        let read = read.as_ref();
        assert!(read.is_some_and(|read| read.has("--json")));
        assert_eq!(read.and_then(|read| read.value("--locale")), Some("zh-CN"));
        assert_eq!(read.and_then(|read| read.value("-o")), Some("b"));
        assert_eq!(read.map(|read| read.plain.join(" ")), Some("a - c".to_owned()));
    }

    #[test]
    fn two_dashes_end_the_options() {
        let plain = read("a -- --json").map(|read| read.plain.join(" "));
        assert_eq!(plain.ok().as_deref(), Some("a --json"));
    }

    #[test]
    fn what_is_not_understood_is_refused_with_the_usage() {
        for (line, what) in [
            ("--jsn", "\"--jsn\" is not known here"),
            ("--json=yes", "\"--json=yes\" is not known here"),
            ("--locale", "--locale wants a value"),
            ("-o a -o b", "-o is given twice"),
        ] {
            let refusal = read(line).map_err(|failure| failure.to_string()).err();
            let refusal = refusal.unwrap_or_default();
            assert!(refusal.contains(what) && refusal.contains("usage: kefu test"), "{refusal}");
        }
    }
}
