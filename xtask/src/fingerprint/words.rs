//! What the widget says by itself, a file for each language: a visitor downloads the words of one.

use crate::failure::{Failure, Outcome};

/// The table, as the widget's sources have it.
pub const TABLE: &str = "src/i18n/texts.rs";

/// The languages, in the order of the table's columns.
pub const TAGS: [&str; 3] = ["zh-CN", "zh-TW", "en"];

/// The words of each language, one text a line, in the order in which the widget numbers them.
pub fn read(table: &str) -> Outcome<[String; 3]> {
    let bad = |line: usize, why: &str| {
        Err(Failure::new(format!("{TABLE}:{line}: {why}"))
            .remedy("write one name, and under it a line of text for each language"))
    };
    let mut words = [const { String::new() }; 3];
    let mut column = TAGS.len();
    let begin = table.lines().take_while(|line| *line != "texts! {").count() + 1;
    for (at, line) in (begin + 1..).zip(table.lines().skip(begin)) {
        let line = line.trim();
        let is_last = line.ends_with(';');
        match line.strip_prefix('"').and_then(|text| text.strip_suffix(['"', ',', ';'])) {
            Some(text) if column < TAGS.len() => {
                let text = text.trim_end_matches('"');
                if text.contains(['\\', '"']) || text.is_empty() {
                    return bad(at, "a text here is one line without quotes and escapes");
                }
                words[column] += text;
                words[column].push('\n');
                column += 1;
            }
            None if line.ends_with(':') && column == TAGS.len() => column = 0,
            None if line == "}" && column == TAGS.len() => return Ok(words),
            _ => return bad(at, "is not what stands here"),
        }
        if is_last != (column == TAGS.len()) {
            return bad(at, "a text has one line for each language");
        }
    }
    bad(table.lines().count(), "the table has no end")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::place;

    fn table(lines: &str) -> String {
        format!("macro_rules! texts {{ }}\n\ntexts! {{\n{lines}}}\n")
    }

    #[test]
    fn each_language_gets_its_column() -> Outcome {
        let two = "Close:\n \"关闭\",\n \"關閉\",\n \"Close\";\nBack:\n \"返回\",\n \"返回去\",\n \"Back {}, please\";\n";
        let [cn, tw, en] = read(&table(two))?;
        assert_eq!(cn, "关闭\n返回\n");
        assert_eq!(tw, "關閉\n返回去\n");
        assert_eq!(en, "Close\nBack {}, please\n");
        Ok(())
    }

    #[test]
    fn the_widgets_own_table_is_read_whole() -> Outcome {
        let table = place::read(&place::top()?.join(TABLE))?;
        let texts = table.matches("\";\n").count();
        for words in read(&table)? {
            assert_eq!(words.lines().count(), texts);
        }
        assert!(texts > 100, "{texts}");
        Ok(())
    }

    #[test]
    fn what_is_no_table_is_named_with_its_line() {
        for (lines, at) in [
            ("Close:\n \"a\",\n \"b\";\n", 6),
            ("Close:\n \"a\",\n \"b\",\n \"c\",\n", 7),
            ("Close:\n \"a\\n\",\n \"b\",\n \"c\";\n", 5),
            ("Close:\n \"\",\n \"b\",\n \"c\";\n", 5),
            ("// why\nClose:\n", 4),
            ("Close:\nBack:\n", 5),
        ] {
            let failure = read(&table(lines)).map(|_| ()).map_err(|failure| failure.to_string());
            let place = format!("{TABLE}:{at}:");
            assert!(failure.as_ref().is_err_and(|text| text.contains(&place)), "{failure:?}");
        }
        assert!(read("nothing").is_err());
    }
}
