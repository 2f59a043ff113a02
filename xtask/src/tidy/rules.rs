//! The rules, as a table. Each brings an example that breaks it and one that keeps it, and a test tries both.

use super::{
    Violation,
    code::{self, Language, Without},
    named, selectors,
    sources::Source,
};

struct Rule {
    /// Which files it is about, by their path from the top of the repository.
    covers: fn(&str) -> bool,
    forbids: Forbidden,
    instead: &'static str,
    #[cfg_attr(
        not(test),
        expect(dead_code, reason = "examples are for readers and for the test below")
    )]
    bad: Example,
    #[cfg_attr(
        not(test),
        expect(dead_code, reason = "examples are for readers and for the test below")
    )]
    good: Example,
}

/// A path and the content of the file.
type Example = (&'static str, &'static str);

enum Forbidden {
    /// Paths in Rust: `crate::ui` is that module and all within; `leptos` is this name anywhere in a path;
    /// `gloo*` is any name that begins so.
    Paths(&'static [&'static str]),
    /// Every module of the same crate except this one.
    OwnModulesBut(&'static str),
    /// Pieces of code, outside of comments.
    Code(&'static [&'static str]),
    /// Words in the names of files, folders and modules of Rust.
    ModuleNames(&'static [&'static str]),
    /// Selectors by id in style sheets.
    IdSelectors,
    /// Tabs, and white space at the end of a line.
    StrayWhiteSpace,
}

const RULES: [Rule; 18] = [
    Rule {
        covers: |path| within(path, "src/ui"),
        forbids: Forbidden::Paths(&["crate::platform", "kefu_wire", "kefu_engine"]),
        instead: "a component shows what the session gives it and reports to the session; ask there",
        bad: ("src/ui/panel.rs", "use crate::{i18n::Text, platform::clock};"),
        good: (
            "src/ui/panel.rs",
            "use crate::{i18n::Text, session::Session}; // never crate::platform",
        ),
    },
    Rule {
        covers: |path| within(path, "src/platform"),
        forbids: Forbidden::Paths(&[
            "leptos*",
            "crate::ui",
            "crate::app",
            "crate::embed",
            "crate::dom",
            "crate::session",
            "crate::i18n",
        ]),
        instead: "the platform wraps the browser in plain types; whoever calls it turns them into signals and texts",
        bad: ("src/platform/clock.rs", "use leptos::prelude::*;"),
        good: ("src/platform/clock.rs", "use web_sys::window;"),
    },
    Rule {
        covers: |path| {
            within(path, "src")
                && !within(path, "src/platform")
                && !within(path, "src/dom")
                && !within(path, "src/embed")
                && path != "src/main.rs"
        },
        forbids: Forbidden::Paths(&["web_sys", "js_sys", "wasm_bindgen*", "gloo*"]),
        instead: "call the browser in src/platform and give the rest of the widget a plain type",
        bad: ("src/session/vault.rs", "fn f(event: leptos::web_sys::Event) {}"),
        good: ("src/session/vault.rs", "use crate::platform::storage;"),
    },
    Rule {
        covers: |path| within(path, "src/dom"),
        forbids: Forbidden::Paths(&[
            "crate::ui",
            "crate::app",
            "crate::embed",
            "crate::session",
            "crate::i18n",
            "kefu_engine",
            "kefu_wire",
        ]),
        instead: "elements know nothing of conversations: let the component say what they follow",
        bad: ("src/dom/element.rs", "use crate::session::Session;"),
        good: ("src/dom/element.rs", "use crate::platform::Listener;"),
    },
    Rule {
        covers: |path| within(path, "src/session"),
        forbids: Forbidden::Paths(&[
            "crate::ui",
            "crate::app",
            "crate::embed",
            "crate::dom",
            "crate::i18n",
        ]),
        instead: "the session holds states, not appearances: expose a value and let the component choose the text",
        bad: ("src/session/mod.rs", "use super::i18n::Text;"),
        good: ("src/session/mod.rs", "use crate::platform::crypto; use self::vault::Vault;"),
    },
    Rule {
        covers: |path| within(path, "src/i18n"),
        forbids: Forbidden::OwnModulesBut("i18n"),
        instead: "a text takes plain values as arguments; whoever shows it knows where they come from",
        bad: ("src/i18n/mod.rs", "use crate::session::Delivery;"),
        good: ("src/i18n/mod.rs", "use self::locale::Locale; mod tests { use super::*; }"),
    },
    Rule {
        covers: |path| within(path, "src/i18n"),
        forbids: Forbidden::Paths(&["kefu_engine", "kefu_wire", "leptos*"]),
        instead: "a text takes plain values as arguments; whoever shows it knows where they come from",
        bad: ("src/i18n/mod.rs", "use kefu_engine::locale::Locale;"),
        good: ("src/i18n/mod.rs", "use std::fmt;"),
    },
    Rule {
        covers: |path| within(path, "crates/engine/src"),
        forbids: Forbidden::Paths(&[
            "kefu_wire",
            "kefu_widget",
            "kefu_cli",
            "kefu_desk",
            "std::time",
            "std::fs",
            "std::net",
            "std::env",
            "rand*",
        ]),
        instead: "the engine is a function of its arguments: let the caller read the clock, the file or the dice and pass the value",
        bad: ("crates/engine/src/faq/mod.rs", "fn f(now: std::time::Instant) {}"),
        good: (
            "crates/engine/src/faq/mod.rs",
            "use std::{collections::HashMap, fmt}; fn f(now: LocalTime) {}",
        ),
    },
    Rule {
        covers: |path| within(path, "crates/wire/src"),
        forbids: Forbidden::Paths(&["kefu_engine", "kefu_widget", "kefu_cli", "kefu_desk"]),
        instead: "wire types know no one; convert in the crate that receives them",
        bad: ("crates/wire/src/lib.rs", "use kefu_engine::Turn;"),
        good: ("crates/wire/src/lib.rs", "use serde::Serialize;"),
    },
    Rule {
        covers: |path| within(path, "crates/brain/src"),
        forbids: Forbidden::Paths(&[
            "kefu_widget",
            "kefu_wire",
            "wasm_bindgen",
            "js_sys",
            "web_sys",
        ]),
        instead: "the module imports nothing; what it needs of the world comes with an errand",
        bad: ("crates/brain/src/lib.rs", "use wasm_bindgen::prelude::*;"),
        good: ("crates/brain/src/lib.rs", "use kefu_engine::errand;"),
    },
    Rule {
        covers: |path| within(path, "desk/console/src"),
        forbids: Forbidden::Paths(&["kefu_engine", "kefu_widget", "kefu_cli", "kefu_desk"]),
        instead: "the console meets the desk only in the types of kefu_wire",
        bad: ("desk/console/src/app.rs", "use kefu_desk::store::Store;"),
        good: ("desk/console/src/app.rs", "use kefu_wire::console::Summary;"),
    },
    Rule {
        covers: |path| within(path, "desk/src") && path != "desk/src/knowledge.rs",
        forbids: Forbidden::Paths(&["kefu_engine", "kefu_widget", "kefu_cli"]),
        instead: "the desk meets the widget only in the types of kefu_wire; what the assistant would say, `knowledge` knows",
        bad: ("desk/src/main.rs", "use kefu_engine::Turn;"),
        good: ("desk/src/main.rs", "use kefu_wire::Message;"),
    },
    Rule {
        covers: is_product_code,
        forbids: Forbidden::Code(&[
            "inner_html",
            "innerHTML",
            "outer_html",
            "outerHTML",
            "insertAdjacentHTML",
            "insert_adjacent_html",
            "document.write",
        ]),
        instead: "what anyone writes is never parsed as HTML: create elements and set their text",
        bad: ("public/kefu/kefu.js", "root.innerHTML = text;"),
        good: ("public/kefu/kefu.js", "root.textContent = text; // never innerHTML"),
    },
    Rule {
        covers: is_product_code,
        forbids: Forbidden::Code(&[".forget()", "mem::forget"]),
        instead: "whoever listens also stops: keep the closure in a guard whose Drop removes it, or use on_cleanup",
        bad: ("src/platform/socket.rs", "closure.forget();"),
        good: ("src/platform/socket.rs", "self.closure = Some(closure);"),
    },
    Rule {
        covers: is_product_code,
        forbids: Forbidden::Code(&["todo!", "unimplemented!", "#[ignore"]),
        instead: "finish it, or leave it out and write down in the documentation that it is not there",
        bad: ("crates/engine/src/lib.rs", "fn later() { todo!() }"),
        good: ("crates/engine/src/lib.rs", "fn now() {} // todo! is not allowed here"),
    },
    Rule {
        covers: |path| path.ends_with(".rs"),
        forbids: Forbidden::ModuleNames(&[
            "util", "utils", "helper", "helpers", "common", "manager", "managers",
        ]),
        instead: "name the module after the one idea it holds; if there are several, split it",
        bad: ("src/session/time_utils.rs", ""),
        good: ("src/session/clock.rs", "mod vault;"),
    },
    Rule {
        covers: |path| within(path, "style"),
        forbids: Forbidden::Code(&["!important"]),
        instead: "a site themes the widget with the custom properties of tokens.css; raise no rule above another",
        bad: ("style/panel.css", ".a { color: red !important }"),
        good: ("style/panel.css", ".a { color: var(--kefu-accent) } /* no !important */"),
    },
    Rule {
        covers: |path| within(path, "style"),
        forbids: Forbidden::IdSelectors,
        instead: "use a plain class name; inside the shadow root it meets no other",
        bad: ("style/panel.css", ".a, #panel { color: red }"),
        good: ("style/panel.css", ".panel { color: #fff }"),
    },
];

const WHITE_SPACE: Rule = Rule {
    covers: |_| true,
    forbids: Forbidden::StrayWhiteSpace,
    instead: "indent with spaces and end lines with their last letter",
    bad: ("README.md", "# Kefu \n"),
    good: ("README.md", "# Kefu\n\n    code\n"),
};

/// What breaks a rule in one file.
pub fn violations(source: &Source) -> Vec<Violation> {
    let rules = RULES.iter().chain([&WHITE_SPACE]).filter(|rule| (rule.covers)(&source.path));
    rules.flat_map(|rule| rule.violations(source)).collect()
}

impl Rule {
    fn violations(&self, source: &Source) -> Vec<Violation> {
        let violation = |(line, what)| Violation {
            file: source.path.clone(),
            line,
            what,
            instead: self.instead,
        };
        self.forbids.found_in(source).into_iter().map(violation).collect()
    }
}

impl Forbidden {
    /// The lines on which something forbidden stands, and what it is.
    fn found_in(&self, source: &Source) -> Vec<(usize, String)> {
        match self {
            Self::Paths(forbidden) => named::paths(&source.path, &source.text)
                .into_iter()
                .filter(|path| forbidden.iter().any(|name| leads_to(&path.parts, name)))
                .map(|path| (path.line, format!("names `{}`", path.parts.join("::"))))
                .collect(),
            Self::OwnModulesBut(allowed) => named::paths(&source.path, &source.text)
                .into_iter()
                .filter(|path| {
                    path.parts[0] == "crate"
                        && path.parts.get(1).is_some_and(|part| part != allowed)
                })
                .map(|path| (path.line, format!("names `{}`", path.parts.join("::"))))
                .collect(),
            Self::Code(pieces) => {
                let code = language_of(&source.path)
                    .map(|language| code::only(&source.text, language, Without::Comments));
                on_lines(code.as_deref().unwrap_or_default(), |line| {
                    pieces
                        .iter()
                        .find(|piece| line.contains(**piece))
                        .map(|piece| format!("has `{piece}`"))
                })
            }
            Self::ModuleNames(words) => {
                let mut found: Vec<_> = vague(&source.path, words)
                    .map(|word| (1, format!("is called `{word}`")))
                    .into_iter()
                    .collect();
                found.extend(on_lines(&source.text, |line| {
                    let declared =
                        line.trim_start().trim_start_matches("pub ").strip_prefix("mod ")?;
                    vague(declared, words).map(|word| format!("has a module called `{word}`"))
                }));
                found
            }
            Self::IdSelectors => selectors::with_id(&source.text)
                .into_iter()
                .map(|line| (line, "selects by id".to_owned()))
                .collect(),
            Self::StrayWhiteSpace => on_lines(&source.text, |line| {
                let ends_badly = line.ends_with(char::is_whitespace);
                (ends_badly || line.contains('\t'))
                    .then(|| "has a tab or ends with white space".to_owned())
            }),
        }
    }
}

fn on_lines(text: &str, look: impl Fn(&str) -> Option<String>) -> Vec<(usize, String)> {
    text.lines()
        .enumerate()
        .filter_map(|(at, line)| look(line).map(|what| (at + 1, what)))
        .collect()
}

/// Whether a path leads to what is forbidden.
fn leads_to(parts: &[String], forbidden: &str) -> bool {
    if let Some(beginning) = forbidden.strip_suffix('*') {
        return parts.iter().any(|part| part.starts_with(beginning));
    }
    let wanted: Vec<&str> = forbidden.split("::").collect();
    match wanted.as_slice() {
        [name] => parts.iter().any(|part| part == name),
        wanted => {
            parts.len() >= wanted.len()
                && parts.iter().zip(wanted).all(|(part, wanted)| part == wanted)
        }
    }
}

/// The vague word in a path or a name, where `_` joins words.
fn vague<'a>(name: &str, words: &[&'a str]) -> Option<&'a str> {
    let mut parts = name.split(|letter: char| !letter.is_alphanumeric());
    parts.find_map(|part| words.iter().find(|word| **word == part).copied())
}

/// Whether a file is a module, given without its ending, or within it.
fn within(path: &str, module: &str) -> bool {
    path.strip_prefix(module).is_some_and(|rest| rest == ".rs" || rest.starts_with('/'))
}

/// What runs on a visitor's device.
fn is_product_code(path: &str) -> bool {
    path.ends_with(".rs") && (within(path, "src") || within(path, "crates"))
        || path == "public/kefu/kefu.js"
}

fn language_of(path: &str) -> Option<Language> {
    match path.rsplit_once('.')?.1 {
        "rs" => Some(Language::Rust),
        "js" => Some(Language::Script),
        "css" => Some(Language::Style),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source((path, text): Example) -> Source {
        Source { path: path.to_owned(), text: text.to_owned() }
    }

    #[test]
    fn every_rule_finds_its_bad_example_and_leaves_its_good_one_alone() {
        for rule in RULES.iter().chain([&WHITE_SPACE]) {
            let (bad, good) = (source(rule.bad), source(rule.good));
            assert!(
                (rule.covers)(&bad.path) && (rule.covers)(&good.path),
                "an example is not covered: {}",
                bad.path
            );
            assert!(!rule.violations(&bad).is_empty(), "this should break a rule: {}", bad.text);
            assert!(rule.violations(&good).is_empty(), "this should keep the rule: {}", good.text);
        }
    }

    #[test]
    fn a_violation_says_where_what_and_what_to_do_instead() {
        let found = violations(&source(("src/ui/panel.rs", "\nuse kefu_wire::Message;\n")));
        assert_eq!(found.len(), 1);
        let text = found[0].to_string();
        assert!(
            text.starts_with("src/ui/panel.rs:2: names `kefu_wire::Message`")
                && text.contains("instead: ")
        );
    }

    #[test]
    fn the_browser_may_be_named_where_it_is_wrapped() {
        for path in
            ["src/platform/clock.rs", "src/embed.rs", "src/main.rs", "tests/browser/main.rs"]
        {
            assert!(violations(&source((path, "use web_sys::Window;"))).is_empty(), "{path}");
        }
    }

    #[test]
    fn a_module_may_be_a_file_or_a_folder() {
        assert!(
            within("src/ui.rs", "src/ui")
                && within("src/ui/panel.rs", "src/ui")
                && !within("src/uix.rs", "src/ui")
        );
    }
}
