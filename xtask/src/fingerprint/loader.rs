//! Telling the loader the names of what it loads.

use super::LOADER;
use crate::failure::{Failure, Outcome};

const LAUNCHER: &str = "__KEFU_LAUNCHER_CSS__";

/// The loader as it is published: `names` of what it loads, and the launcher's style, which it carries in itself.
pub fn fill(source: &str, names: &[(&str, &str)], launcher: &str) -> Outcome<String> {
    let quoted = format!("\"{LAUNCHER}\"");
    let launcher = format!("\"{}\"", escape(launcher));
    let text = replaced(source, LOADER, names)?;
    let text = replaced(&text, LOADER, &[(&quoted, &launcher)])?;
    match text.split_once("__KEFU_") {
        Some((_, unknown)) => {
            let name: String = unknown
                .chars()
                .take_while(|letter| letter.is_ascii_uppercase() || *letter == '_')
                .collect();
            Err(Failure::new(format!(
                "public/kefu/kefu.js has the placeholder __KEFU_{name}, which nothing fills"
            )))
        }
        None => Ok(text),
    }
}

/// A script of `public/kefu` with values in its places; each place must be there.
pub fn replaced(source: &str, file: &str, values: &[(&str, &str)]) -> Outcome<String> {
    let mut text = source.to_owned();
    for (placeholder, value) in values {
        if !text.contains(placeholder) {
            return Err(Failure::new(format!(
                "public/kefu/{file} lacks the placeholder {placeholder}"
            )));
        }
        text = text.replace(placeholder, value);
    }
    Ok(text)
}

/// Text as it must stand between double quotes in a script, even in a script inside a page.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\\' => out.push_str("\\\\"),
            '"' => out.push_str("\\\""),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\u{2028}' => out.push_str("\\u2028"),
            '\u{2029}' => out.push_str("\\u2029"),
            letter => out.push(letter),
        }
    }
    out.replace("</", "<\\/")
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAMES: [(&str, &str); 2] = [("__KEFU_GLUE__", "g.js"), ("__KEFU_WASM__", "w.wasm")];
    const STYLE: &str = "a{b:\"\\2014\"}";

    #[test]
    fn every_placeholder_is_filled_and_the_style_is_escaped() -> Outcome {
        let source =
            "// the loader\nuse('__KEFU_GLUE__', '__KEFU_WASM__', \"__KEFU_LAUNCHER_CSS__\");\n";
        assert_eq!(
            fill(source, &NAMES, STYLE)?,
            "// the loader\nuse('g.js', 'w.wasm', \"a{b:\\\"\\\\2014\\\"}\");\n"
        );
        Ok(())
    }

    #[test]
    fn a_missing_placeholder_is_named_with_its_file() {
        let all = ["'__KEFU_GLUE__'", "'__KEFU_WASM__'", "\"__KEFU_LAUNCHER_CSS__\""];
        for missing in all {
            let source: String = all
                .iter()
                .filter(|one| **one != missing)
                .map(|one| format!("use({one});\n"))
                .collect();
            let failure =
                fill(&source, &NAMES, STYLE).map(|_| ()).map_err(|failure| failure.to_string());
            let name = missing.trim_matches(['\'', '"']);
            assert!(
                failure
                    .is_err_and(|text| text.contains(name) && text.contains("public/kefu/kefu.js")),
                "{missing}"
            );
        }
    }

    #[test]
    fn a_placeholder_that_nothing_fills_is_a_failure() {
        let source =
            "use('__KEFU_GLUE__', '__KEFU_WASM__', \"__KEFU_LAUNCHER_CSS__\", '__KEFU_NEW__');\n";
        assert!(
            fill(source, &NAMES, STYLE)
                .is_err_and(|failure| failure.to_string().contains("__KEFU_NEW__"))
        );
    }
}
