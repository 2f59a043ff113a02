//! The glue: the name of the widget inside it.

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
}
