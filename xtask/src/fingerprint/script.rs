//! JavaScript: the name of the widget inside the glue, and a careful reduction of what is sent.

use crate::failure::{Failure, Outcome};

/// Puts the final name of the widget where the glue names it.
pub fn with_wasm_name(glue: &str, name: &str) -> Outcome<String> {
    const ENDING: &str = "_bg.wasm";
    let mut out = String::with_capacity(glue.len());
    let mut rest = glue;
    let mut replaced = 0;
    while let Some(at) = rest.find(ENDING) {
        let (before, after) = (&rest[..at], &rest[at + ENDING.len()..]);
        let quote =
            before.rfind(['\'', '"', '`']).filter(|open| after.starts_with(&before[*open..=*open]));
        match quote {
            Some(open) => {
                out.push_str(&before[..=open]);
                out.push_str(name);
                replaced += 1;
            }
            None => out.push_str(&rest[..at + ENDING.len()]),
        }
        rest = after;
    }
    out.push_str(rest);
    if replaced == 0 {
        return Err(Failure::new(
            "the glue names no `…_bg.wasm`: wasm-bindgen writes something new",
        )
        .remedy(
            "look at the glue in the staging folder and adapt xtask/src/fingerprint/script.rs",
        ));
    }
    Ok(out)
}

/// Leaves out comments that stand on lines of their own, indentation and empty lines.
///
/// Comments behind code stay: telling them from a string or a regular expression takes a parser. Lines
/// inside a template literal stay as they are, because there white space is content.
pub fn minify(source: &str) -> String {
    let mut out = String::with_capacity(source.len());
    let mut in_template = false;
    let mut in_comment = false;
    for line in source.lines() {
        let mut kept = line;
        if !in_template {
            kept = line.trim();
            if in_comment || (kept.starts_with("/*") && !kept.starts_with("/*!")) {
                // The opening `/*` must not lend its star to a closing `*/`.
                let from = if in_comment { 0 } else { 2 };
                let end = kept[from..].find("*/").map(|at| from + at + 2);
                in_comment = end.is_none();
                kept = end.map_or("", |end| kept[end..].trim_start());
            }
            if kept.is_empty() || kept.starts_with("//") {
                continue;
            }
        }
        if unescaped_backticks(kept) % 2 == 1 {
            in_template = !in_template;
        }
        out.push_str(kept);
        out.push('\n');
    }
    out
}

fn unescaped_backticks(line: &str) -> usize {
    let mut escaped = false;
    let mut count = 0;
    for letter in line.chars() {
        match letter {
            '\\' => escaped = !escaped,
            '`' if !escaped => count += 1,
            _ => escaped = false,
        }
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_the_widget_is_replaced_in_any_kind_of_quotes() -> Outcome {
        let glue =
            "a = new URL('kefu-widget_bg.wasm', import.meta.url);b = new URL(\"x_bg.wasm\", c);";
        assert_eq!(
            with_wasm_name(glue, "k-1.wasm")?,
            "a = new URL('k-1.wasm', import.meta.url);b = new URL(\"k-1.wasm\", c);"
        );
        Ok(())
    }

    #[test]
    fn glue_that_names_no_widget_is_a_failure() {
        assert!(with_wasm_name("export default init;", "k.wasm").is_err());
        assert!(with_wasm_name("// see kefu_bg.wasm for more", "k.wasm").is_err());
    }

    #[test]
    fn comments_on_their_own_lines_and_indentation_go() {
        let source = "/**\n * Adds.\n */\nfunction add(a, b) {\n    // the sum\n    return a + b; // stays\n\n}\n/* one */ let c = 1;\n";
        assert_eq!(minify(source), "function add(a, b) {\nreturn a + b; // stays\n}\nlet c = 1;\n");
    }

    #[test]
    fn a_licence_and_the_inside_of_a_template_literal_stay() {
        let source = "/*! MIT */\nlet t = `one\n    // two\n  three`;\n  let u = '\\`';\n";
        assert_eq!(
            minify(source),
            "/*! MIT */\nlet t = `one\n    // two\n  three`;\nlet u = '\\`';\n"
        );
    }

    #[test]
    fn an_odd_opening_does_not_close_itself() {
        assert_eq!(minify("/*/ still open\n*/ a;\n"), "a;\n");
    }
}
