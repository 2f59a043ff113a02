//! The border between the glue and the module: what nobody uses there goes, and what stays gets a short name.
//!
//! The generator writes a function for everything that any library might want of a browser, under names that
//! end in a hash. A visitor would download each of these names twice, and no compression helps against hashes.

use std::collections::HashMap;

use super::sections::{Names, renamed};
use crate::failure::{Failure, Outcome};

/// The glue without the way to load that waits for nothing; the loader takes the other one.
pub fn without_sync(glue: &str) -> String {
    glue.replace("export { initSync, ", "export { ")
}

/// The module without the exports that the glue never names.
pub fn without_unused_exports(glue: &str, module: &[u8]) -> Outcome<Vec<u8>> {
    renamed(module, &mut |what, name| match what {
        Names::Export => follows(glue, "wasm.", name).next().map(|_| name.to_owned()),
        Names::ImportModule | Names::Import => Some(name.to_owned()),
    })
}

/// Both with short names, and the glue without the functions that the module does not import.
pub fn shortened(glue: &str, module: &[u8]) -> Outcome<(String, Vec<u8>)> {
    let mut imports = HashMap::new();
    let mut exports = HashMap::new();
    let mut source = String::new();
    let module = renamed(module, &mut |what, name| {
        let known = match what {
            Names::Export => &mut exports,
            Names::Import => &mut imports,
            Names::ImportModule => {
                name.clone_into(&mut source);
                return Some("k".to_owned());
            }
        };
        let short = short(known.len());
        known.insert(name.to_owned(), short.clone());
        Some(short)
    })?;
    let entry = format!("\"{source}\": import0");
    if !glue.contains(&entry) {
        return Err(Failure::new("the glue passes no imports: wasm-bindgen writes something new")
            .remedy("look at the glue and adapt xtask/src/fingerprint/bindings.rs"));
    }
    let glue = with_imports(glue, &imports).replace(&entry, "k: import0");
    Ok((with_exports(&glue, &exports), module))
}

/// Each import is an entry of an object literal, from `NAME: …` to the line that ends with a comma at that depth.
fn with_imports(glue: &str, imports: &HashMap<String, String>) -> String {
    const DEPTH: &str = "        ";
    let mut out = String::with_capacity(glue.len());
    let mut inside = false;
    let mut wanted = true;
    for line in glue.lines() {
        inside = (inside || line.contains("const import0 = {")) && line != "    };";
        let entry = line.strip_prefix(DEPTH).filter(|rest| inside && !rest.starts_with(' '));
        match entry.and_then(|entry| entry.split_once(": ")) {
            Some((name, rest)) if name.starts_with("__wb") => {
                let short = imports.get(name);
                wanted = short.is_some();
                if let Some(short) = short {
                    out.push_str(&format!("{DEPTH}{short}: {rest}\n"));
                }
                // An entry of one line ends where it begins.
                wanted |= !rest.ends_with('{');
            }
            _ => {
                wanted |= !inside;
                if wanted {
                    out.push_str(line);
                    out.push('\n');
                }
                wanted |= line == "        },";
            }
        }
    }
    out
}

fn with_exports(glue: &str, exports: &HashMap<String, String>) -> String {
    const OF_MODULE: &str = "wasm.";
    let mut out = String::with_capacity(glue.len());
    let mut rest = glue;
    while let Some(at) = rest.find(OF_MODULE) {
        let (before, after) = rest.split_at(at + OF_MODULE.len());
        let end = after.find(|c| !is_part_of_name(c)).unwrap_or(after.len());
        out.push_str(before);
        out.push_str(exports.get(&after[..end]).map_or(&after[..end], String::as_str));
        rest = &after[end..];
    }
    out + rest
}

/// The places at which `name` stands as a whole behind `before`.
fn follows<'t>(text: &'t str, before: &'t str, name: &'t str) -> impl Iterator<Item = usize> + 't {
    text.match_indices(before).map(|(at, _)| at + before.len()).filter(move |at| {
        let rest = &text[*at..];
        rest.strip_prefix(name).is_some_and(|rest| !rest.starts_with(is_part_of_name))
    })
}

fn is_part_of_name(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_' || c == '$'
}

/// A name of one letter, then of two.
fn short(index: usize) -> String {
    const LETTERS: &[u8] = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    let letter = |at: usize| char::from(LETTERS[at % LETTERS.len()]);
    match index.checked_sub(LETTERS.len()) {
        None => letter(index).to_string(),
        Some(more) => format!("{}{}", letter(more / LETTERS.len()), letter(more)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GLUE: &str = "\
export function mount(a) {
    wasm.mount(a, wasm.__wbindgen_malloc);
}
function __wbg_get_imports() {
    const import0 = {
        __proto__: null,
        __wbg_now_1234: function() {
            return Date.now();
        },
        __wbg_old_5678: function() { return handle(function() {
            return old();
        }, arguments); },
        __wbg_unused_9abc: function() {
            return 1;
        },
    };
    return {
        __proto__: null,
        \"./x_bg.js\": import0,
    };
}
export { initSync, __wbg_init as default };
";

    #[test]
    fn imports_that_the_module_does_without_go_and_the_others_get_short_names() {
        let imports = [("__wbg_now_1234", "a"), ("__wbg_old_5678", "b")];
        let imports = imports.map(|(name, short)| (name.to_owned(), short.to_owned())).into();
        let glue = with_imports(GLUE, &imports);
        assert!(
            glue.contains("        a: function() {\n            return Date.now();\n        },\n")
        );
        assert!(glue.contains("        b: function() { return handle"), "{glue}");
        assert!(glue.contains("        }, arguments); },\n    };\n    return {"), "{glue}");
        assert!(!glue.contains("unused") && !glue.contains("return 1"), "{glue}");
    }

    #[test]
    fn exports_are_called_by_their_short_names() {
        let exports = [("mount", "c"), ("__wbindgen_malloc", "d")];
        let exports = exports.map(|(name, short)| (name.to_owned(), short.to_owned())).into();
        assert!(with_exports(GLUE, &exports).contains("wasm.c(a, wasm.d);"));
    }

    #[test]
    fn a_name_within_another_does_not_count() {
        assert_eq!(follows("wasm.mounted(); wasm.mount()", "wasm.", "mount").count(), 1);
    }

    #[test]
    fn no_two_short_names_are_the_same() {
        let names: std::collections::HashSet<_> = (0..1000).map(short).collect();
        assert_eq!(names.len(), 1000);
    }
}
