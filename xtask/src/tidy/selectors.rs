//! Selectors by id in style sheets.

use super::code::{self, Language, Without};

/// The lines on which a rule's selector names an id. A colour such as `#fff` stands in a declaration and is none.
pub fn with_id(css: &str) -> Vec<usize> {
    let css = code::only(css, Language::Style, Without::CommentsAndStrings);
    let mut lines = Vec::new();
    let mut start = 0;
    for (at, letter) in css.char_indices() {
        if letter == '{'
            && let Some(id) = css[start..at].find('#')
        {
            lines.push(css[..start + id].matches('\n').count() + 1);
        }
        if "{};".contains(letter) {
            start = at + 1;
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_found_and_colours_are_not() {
        assert_eq!(
            with_id(
                "/* #a {} */\n.a { color: #fff }\n@media x {\n  .b,\n  #c { top: 0; color: #000 }\n}"
            ),
            [5]
        );
    }
}
