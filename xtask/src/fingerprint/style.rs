//! Style sheets: which of them the panel loads, in which order, and a careful reduction of what is sent.

use std::path::Path;

use crate::{failure::Outcome, place};

/// The launcher's style travels inside the loader, because the launcher is there before the rest is loaded.
pub const LAUNCHER: &str = "launcher.css";

/// The custom properties come first, so that everything after them may rely on them.
const TOKENS: &str = "tokens.css";

/// All style sheets of the panel as one, without what a browser does not need.
pub fn bundle(folder: &Path) -> Outcome<String> {
    let mut sheets = vec![folder.join(TOKENS)];
    sheets.extend(place::list(folder)?.into_iter().filter(|file| {
        let name = place::file_name(file);
        name.ends_with(".css") && name != LAUNCHER && name != TOKENS
    }));
    sheets.iter().map(|sheet| Ok(minify(&place::read(sheet)?))).collect()
}

/// Leaves out comments and needless white space, and nothing else.
///
/// White space stays wherever it can mean something: between selectors, around the operators of `calc`,
/// before a parenthesis, in strings and in addresses.
pub fn minify(css: &str) -> String {
    let mut out = Reduced::default();
    let mut rest = css;
    while let Some(letter) = rest.chars().next() {
        let taken = match letter {
            '"' | '\'' => {
                let length = string_length(rest, letter);
                out.verbatim(&rest[..length])
            }
            '/' if rest.starts_with("/*") => {
                let length = rest[2..].find("*/").map_or(rest.len(), |at| at + 4);
                out.comment(rest[length..].chars().next());
                length
            }
            'u' | 'U' if is_bare_address(rest) => {
                let length = rest.find(')').map_or(rest.len(), |at| at + 1);
                out.verbatim(&rest[..length])
            }
            '\\' => {
                let length = rest.char_indices().nth(2).map_or(rest.len(), |(at, _)| at);
                out.verbatim(&rest[..length])
            }
            letter if letter.is_ascii_whitespace() => {
                out.white_space();
                1
            }
            letter => {
                out.letter(letter);
                letter.len_utf8()
            }
        };
        rest = &rest[taken..];
    }
    out.text
}

/// What is kept so far, and whether white space is owed before what comes next.
#[derive(Default)]
struct Reduced {
    text: String,
    owes_space: bool,
}

impl Reduced {
    fn white_space(&mut self) {
        self.owes_space = true;
    }

    fn letter(&mut self, letter: char) {
        self.pay_space(letter);
        if letter == '}' && self.text.ends_with(';') {
            self.text.pop();
        }
        self.text.push(letter);
    }

    fn verbatim(&mut self, text: &str) -> usize {
        self.pay_space(text.chars().next().unwrap_or_default());
        self.text.push_str(text);
        text.len()
    }

    /// A comment goes without a trace, except where it alone keeps two words apart.
    fn comment(&mut self, next: Option<char>) {
        let separates = |letter: char| letter.is_ascii_whitespace() || "{};:,()".contains(letter);
        let apart = self.owes_space
            || self.text.chars().last().is_none_or(separates)
            || next.is_none_or(separates);
        if !apart {
            self.text.push_str("/**/");
        }
    }

    fn pay_space(&mut self, next: char) {
        if !std::mem::take(&mut self.owes_space) {
            return;
        }
        let needless = match self.text.chars().last() {
            None | Some('{' | '}' | ';' | '(') => true,
            // Some browsers read `--a:;` as a mistake, and `--a: ;` as an empty value; the same goes for `var(--a, )`.
            Some(':') => !matches!(next, ';' | '}'),
            Some(',') => next != ')',
            Some(_) => matches!(next, '{' | '}' | ';' | ',' | ')'),
        };
        if !needless {
            self.text.push(' ');
        }
    }
}

fn string_length(text: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, letter) in text.char_indices().skip(1) {
        match letter {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            letter if letter == quote => return at + 1,
            _ => {}
        }
    }
    text.len()
}

/// `url(…)` without quotes, in which nothing but `)` has a meaning.
fn is_bare_address(text: &str) -> bool {
    let opens = text.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("url("));
    opens && !text[4..].trim_start().starts_with(['"', '\''])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_needless_white_space_go() {
        let css = "/* why */\n.a ,\n.b {\n  color: red; /* note */\n  margin: 0 auto;\n}\n\n@media (min-width: 40em) and (hover) {\n  .c { top: 0 }\n}\n";
        assert_eq!(
            minify(css),
            ".a,.b{color:red;margin:0 auto}@media (min-width:40em) and (hover){.c{top:0}}"
        );
    }

    #[test]
    fn white_space_with_a_meaning_stays() {
        for css in [
            ".a .b :hover{color:red}",
            ".a > .b + .c{width:calc(1px + 2 * (3px - 1em))}",
            ":host([data-x]) .a{transform:translate(1px) rotate(2deg)}",
            "a{--empty: ;b:var(--c, )}",
            "a{grid-template:\"a  b\" 1fr 'c  /* d */'/2fr}",
            "a{b:url(data:image/*;base64,//x);c:\"\\\"  }\"}",
            ".sm\\:a{b:\"\\26 x\"}",
        ] {
            assert_eq!(minify(css), css);
        }
    }

    #[test]
    fn the_inside_of_parentheses_is_trimmed() {
        assert_eq!(minify("a { width: calc( 1px + 2px ) }"), "a{width:calc(1px + 2px)}");
    }

    #[test]
    fn a_comment_that_keeps_words_apart_leaves_an_empty_one() {
        assert_eq!(minify("a{margin:0/* x */1px}"), "a{margin:0/**/1px}");
        assert_eq!(minify("a/* x */ b{c:d}"), "a b{c:d}");
        assert_eq!(minify("a /* x */b{c:d}"), "a b{c:d}");
    }

    #[test]
    fn reducing_twice_changes_nothing_more() {
        let once = minify(":host {\n  --a : 1px ;\n}\n .b::after { content : '\\'' }");
        assert_eq!(minify(&once), once);
    }
}
