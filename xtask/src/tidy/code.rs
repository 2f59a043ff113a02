//! Source text without what is not code. Every line break stays, so that line numbers stay true.

/// How comments and strings are written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Language {
    /// Rust.
    Rust,
    /// JavaScript.
    Script,
    /// CSS.
    Style,
}

/// What to leave out.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Without {
    /// Comments only.
    Comments,
    /// Comments and what stands between quotes.
    CommentsAndStrings,
}

/// The text with everything that is left out replaced by nothing but its line breaks.
pub fn only(text: &str, language: Language, without: Without) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(letter) = rest.chars().next() {
        let (length, kept) = match next_special(rest, language) {
            Some((length, Kind::Comment)) => (length, false),
            Some((length, Kind::String)) => (length, without == Without::Comments),
            None => (letter.len_utf8(), true),
        };
        let (piece, after) = rest.split_at(length);
        if kept {
            out.push_str(piece);
        } else {
            out.push(' ');
            out.extend(piece.chars().filter(|letter| *letter == '\n'));
        }
        rest = after;
    }
    out
}

enum Kind {
    Comment,
    String,
}

/// The comment or string that begins here, and its length.
fn next_special(rest: &str, language: Language) -> Option<(usize, Kind)> {
    let until = |from: usize, ending: &str| {
        rest[from..].find(ending).map_or(rest.len(), |at| from + at + ending.len())
    };
    let line_end = || rest.find('\n').unwrap_or(rest.len());
    match (rest.as_bytes()[0], language) {
        (b'/', _) if rest.starts_with("/*") => Some((until(2, "*/"), Kind::Comment)),
        (b'/', Language::Rust | Language::Script) if rest.starts_with("//") => {
            Some((line_end(), Kind::Comment))
        }
        (b'r', Language::Rust) if rest.starts_with("r\"") || rest.starts_with("r#") => {
            let fence = rest[1..].bytes().take_while(|byte| *byte == b'#').count();
            let opens = rest[1 + fence..].starts_with('"');
            opens.then(|| (until(fence + 2, &format!("\"{}", "#".repeat(fence))), Kind::String))
        }
        (b'"', Language::Rust) => Some((quoted_length(rest, '"', true), Kind::String)),
        (b'\'', Language::Rust) => character_length(rest).map(|length| (length, Kind::String)),
        (b'`', Language::Script) => Some((quoted_length(rest, '`', true), Kind::String)),
        (quote @ (b'"' | b'\''), Language::Script | Language::Style) => {
            Some((quoted_length(rest, char::from(quote), false), Kind::String))
        }
        _ => None,
    }
}

fn quoted_length(rest: &str, quote: char, may_span_lines: bool) -> usize {
    let mut escaped = false;
    for (at, letter) in rest.char_indices().skip(1) {
        match letter {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '\n' if !may_span_lines => return at,
            letter if letter == quote => return at + 1,
            _ => {}
        }
    }
    rest.len()
}

/// A character between quotes; a lifetime has no closing one.
fn character_length(rest: &str) -> Option<usize> {
    let mut letters = rest.char_indices().skip(1);
    let (_, first) = letters.next()?;
    if first == '\\' {
        return Some(quoted_length(rest, '\'', false));
    }
    let (at, second) = letters.next()?;
    (second == '\'').then_some(at + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_go_and_addresses_in_strings_stay() {
        let rust = "let a = \"https://a\"; // why\n/* two\nlines */ b('\"', 'x: 'static);";
        assert_eq!(
            only(rust, Language::Rust, Without::Comments),
            "let a = \"https://a\";  \n \n b('\"', 'x: 'static);"
        );
    }

    #[test]
    fn strings_go_when_only_code_is_wanted() {
        let rust = "a(\"{\", r#\"b \" c\"#, '{', '\\'') // d";
        assert_eq!(only(rust, Language::Rust, Without::CommentsAndStrings), "a( ,  ,  ,  )  ");
    }

    #[test]
    fn scripts_and_styles_have_their_own_quotes() {
        assert_eq!(
            only("a('//', `/*`) // b", Language::Script, Without::Comments),
            "a('//', `/*`)  "
        );
        assert_eq!(only("a{b:\"/*\"}/* c */", Language::Style, Without::Comments), "a{b:\"/*\"} ");
    }
}
