//! Which paths a Rust file names, wherever it names them, resolved to where they lead.

use super::code::{self, Language, Without};

/// A path such as `crate::ui::panel`, as its parts.
#[derive(Debug, PartialEq, Eq)]
pub struct Named {
    /// Where it stands, counted from 1.
    pub line: usize,
    /// Its parts; those that begin with `self` or `super` begin with `crate` instead.
    pub parts: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Token {
    Name(String),
    Joint,
    Sign(char),
}

/// Every path in a file. `use` trees are taken apart, so that no grouping hides a path.
pub fn paths(file: &str, text: &str) -> Vec<Named> {
    let tokens = tokens(&code::only(text, Language::Rust, Without::CommentsAndStrings));
    let mut reader = Reader {
        tokens: &tokens,
        at: 0,
        modules: module_of(file),
        open: Vec::new(),
        found: Vec::new(),
    };
    reader.read();
    reader.found
}

/// The module that a file is: `src/ui/panel.rs` is `crate::ui::panel`.
fn module_of(file: &str) -> Vec<String> {
    let inside = file.rsplit_once("src/").map_or(file, |(_, inside)| inside);
    let stem = inside.strip_suffix(".rs").unwrap_or(inside);
    let parts = stem.split('/').filter(|part| !matches!(*part, "mod" | "lib" | "main"));
    std::iter::once("crate").chain(parts).map(str::to_owned).collect()
}

fn tokens(code: &str) -> Vec<(usize, Token)> {
    let mut found = Vec::new();
    for (line, text) in code.lines().enumerate() {
        let mut rest = text;
        while let Some(letter) = rest.chars().next() {
            let is_part = |letter: char| letter.is_alphanumeric() || letter == '_';
            let (length, token) = if is_part(letter) {
                let length = rest.find(|letter| !is_part(letter)).unwrap_or(rest.len());
                (length, Some(Token::Name(rest[..length].to_owned())))
            } else if rest.starts_with("::") {
                (2, Some(Token::Joint))
            } else {
                (letter.len_utf8(), (!letter.is_whitespace()).then_some(Token::Sign(letter)))
            };
            found.extend(token.map(|token| (line + 1, token)));
            rest = &rest[length..];
        }
    }
    found
}

struct Reader<'a> {
    tokens: &'a [(usize, Token)],
    at: usize,
    /// The module we are in, with the inline ones.
    modules: Vec<String>,
    /// For every open brace, whether it opened a module.
    open: Vec<bool>,
    found: Vec<Named>,
}

impl Reader<'_> {
    fn read(&mut self) {
        while let Some(token) = self.peek(0).cloned() {
            match (&token, self.peek(1), self.peek(2)) {
                (Token::Name(word), Some(Token::Name(name)), Some(Token::Sign('{')))
                    if word == "mod" =>
                {
                    self.modules.push(name.clone());
                    self.open.push(true);
                    self.at += 3;
                }
                (Token::Name(word), Some(Token::Name(_) | Token::Joint | Token::Sign('{')), _)
                    if word == "use" =>
                {
                    self.at += 1;
                    self.tree(&[]);
                }
                (Token::Sign('{'), ..) => {
                    self.open.push(false);
                    self.at += 1;
                }
                (Token::Sign('}'), ..) => {
                    if self.open.pop() == Some(true) {
                        self.modules.pop();
                    }
                    self.at += 1;
                }
                (Token::Name(_), Some(Token::Joint), _) => self.path(),
                _ => self.at += 1,
            }
        }
    }

    fn peek(&self, ahead: usize) -> Option<&Token> {
        self.tokens.get(self.at + ahead).map(|(_, token)| token)
    }

    /// A path outside of `use`, such as `crate::ui::Panel` in a signature.
    fn path(&mut self) {
        let start = self.at;
        let mut parts = Vec::new();
        while let Some(Token::Name(name)) = self.peek(0) {
            parts.push(name.clone());
            self.at += 1;
            if self.peek(0) != Some(&Token::Joint) {
                break;
            }
            self.at += 1;
        }
        self.keep(start, parts);
    }

    /// One branch of a `use` tree, with everything that grows on it.
    fn tree(&mut self, stem: &[String]) {
        let start = self.at;
        let mut parts = stem.to_vec();
        loop {
            match self.peek(0).cloned() {
                Some(Token::Name(word)) if word == "as" => self.at += 2,
                Some(Token::Name(name)) => {
                    parts.push(name);
                    self.at += 1;
                }
                Some(Token::Joint) => self.at += 1,
                Some(Token::Sign('{')) => {
                    self.at += 1;
                    while !matches!(self.peek(0), None | Some(Token::Sign('}' | ';'))) {
                        self.tree(&parts);
                        if self.peek(0) == Some(&Token::Sign(',')) {
                            self.at += 1;
                        }
                    }
                    self.at += 1;
                    return;
                }
                Some(Token::Sign('*')) => {
                    parts.push("*".to_owned());
                    self.at += 1;
                }
                None | Some(Token::Sign(',' | '}' | ';')) => break,
                Some(Token::Sign(_)) => self.at += 1,
            }
        }
        self.keep(start, parts);
    }

    fn keep(&mut self, start: usize, parts: Vec<String>) {
        let line = self.tokens.get(start).map_or(1, |(line, _)| *line);
        let parts = self.resolve(parts);
        self.found.push(Named { line, parts });
    }

    fn resolve(&self, parts: Vec<String>) -> Vec<String> {
        let ups = parts.iter().take_while(|part| matches!(part.as_str(), "self" | "super")).count();
        if ups == 0 {
            return parts;
        }
        let levels = parts[..ups].iter().filter(|part| *part == "super").count();
        let left = self.modules.len().saturating_sub(levels).max(1);
        self.modules[..left].iter().chain(&parts[ups..]).cloned().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(file: &str, text: &str) -> Vec<String> {
        paths(file, text)
            .iter()
            .map(|named| format!("{} {}", named.line, named.parts.join("::")))
            .collect()
    }

    #[test]
    fn groups_are_taken_apart() {
        let text =
            "use crate::{\n    i18n::Text,\n    platform::{self, clock as c},\n};\nuse leptos::*;";
        assert_eq!(
            named("src/ui/panel.rs", text),
            [
                "2 crate::i18n::Text",
                "3 crate::platform::self",
                "3 crate::platform::clock",
                "5 leptos::*"
            ]
        );
    }

    #[test]
    fn relative_paths_are_resolved() {
        assert_eq!(
            named("src/ui/panel.rs", "fn f() -> super::super::platform::Clock {}"),
            ["1 crate::platform::Clock"]
        );
        assert_eq!(
            named("src/ui/mod.rs", "use super::app; use self::row::Row;"),
            ["1 crate::app", "1 crate::ui::row::Row"]
        );
    }

    #[test]
    fn inline_modules_count_as_levels_until_they_end() {
        let text = "mod tests {\n    use super::*;\n    fn f() { \"{\"; }\n}\nuse super::app;";
        assert_eq!(named("src/i18n.rs", text), ["2 crate::i18n::*", "5 crate::app"]);
    }

    #[test]
    fn comments_and_strings_name_nothing() {
        assert_eq!(
            named("src/ui/panel.rs", "// crate::platform\nlet a = \"crate::wire\";"),
            [""; 0]
        );
    }
}
