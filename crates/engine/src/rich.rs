//! The small markup of answers, as data: paragraphs, lists, links and images. Never HTML (invariant 3).

use crate::link;

/// A part of a message, in reading order.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// Lines that belong together; a line break is kept.
    Paragraph(Vec<Inline>),
    /// A list of items.
    List {
        /// Whether the items are numbered.
        ordered: bool,
        /// The items.
        items: Vec<Vec<Inline>>,
    },
    /// A picture.
    Image {
        /// Where it is.
        url: String,
        /// What it shows.
        alt: String,
    },
}

/// A part of a line.
#[derive(Clone, Debug, PartialEq)]
pub enum Inline {
    /// Words.
    Text(String),
    /// A link that may be opened.
    Link {
        /// Where it leads.
        url: String,
        /// What it is called.
        label: String,
    },
}

/// A link or image that a text names.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Target<'t> {
    /// Where it leads.
    pub url: &'t str,
    /// Whether it is shown rather than opened.
    pub image: bool,
}

/// Reads an answer of the owner. What is not allowed stays the text that was written.
pub fn parse(text: &str, image_hosts: &[String]) -> Vec<Block> {
    let mut blocks = Vec::new();
    for paragraph in paragraphs(text) {
        for lines in paragraph.chunk_by(|a, b| item(a).map(|i| i.0) == item(b).map(|i| i.0)) {
            blocks.push(match item(lines[0]) {
                Some((ordered, _)) => Block::List {
                    ordered,
                    items: lines
                        .iter()
                        .filter_map(|line| item(line))
                        .map(|(_, rest)| inline(rest))
                        .collect(),
                },
                None => match image(lines, image_hosts) {
                    Some(image) => image,
                    None => Block::Paragraph(inline(&lines.join("\n"))),
                },
            });
        }
    }
    blocks
}

/// Reads what a visitor typed: text and bare links, no markup.
pub fn plain(text: &str) -> Vec<Inline> {
    let mut found = Vec::new();
    bare_links(text, &mut found);
    found
}

/// Every link and image that a text names in brackets, allowed or not.
pub fn links(text: &str) -> Vec<Target<'_>> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(one) = bracketed(rest) {
        found.push(Target { url: one.url, image: one.image });
        rest = one.after;
    }
    found
}

/// The words of a text without its markup, for those who hear it.
pub fn words(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(one) = bracketed(rest) {
        out.push_str(one.before);
        out.push_str(one.label);
        rest = one.after;
    }
    out.push_str(rest);
    out
}

fn paragraphs(text: &str) -> Vec<Vec<&str>> {
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    let parts = lines.split(|line| line.trim().is_empty());
    parts.filter(|part| !part.is_empty()).map(<[&str]>::to_vec).collect()
}

/// Whether a line is an item of a numbered (`true`) or plain list, and what it says.
fn item(line: &str) -> Option<(bool, &str)> {
    if let Some(rest) = ["- ", "* ", "• "].iter().find_map(|mark| line.strip_prefix(mark)) {
        return Some((false, rest));
    }
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let rest = line.get(digits..)?.strip_prefix(". ")?;
    (1..=2).contains(&digits).then_some((true, rest))
}

fn image(lines: &[&str], hosts: &[String]) -> Option<Block> {
    let [line] = lines else { return None };
    let one = bracketed(line)?;
    let alone = one.image && one.before.trim().is_empty() && one.after.trim().is_empty();
    (alone && link::is_image_allowed(one.url, hosts))
        .then(|| Block::Image { url: one.url.to_owned(), alt: one.label.to_owned() })
}

/// `[label](url)` or `![label](url)` with what stands before and after it.
struct Bracketed<'t> {
    before: &'t str,
    label: &'t str,
    url: &'t str,
    after: &'t str,
    image: bool,
    whole: &'t str,
}

fn bracketed(text: &str) -> Option<Bracketed<'_>> {
    // Up to `from` no link can begin any more, so that however many brackets a text has, each letter is read once.
    let mut from = 0;
    loop {
        let mut ends = text[from..].match_indices(']').map(|(at, _)| from + at);
        let middle = ends.find(|at| text[at + 1..].starts_with('('))?;
        let inside = middle + 2;
        let before = &text[from..middle];
        from = inside;
        let Some(open) = before.rfind('[') else { continue };
        let end = text[inside..].find(|letter: char| letter == ')' || letter.is_whitespace());
        let end = inside + end?;
        let (label, url) = (&before[open + 1..], &text[inside..end]);
        let open = middle - before.len() + open;
        if !text[end..].starts_with(')') || label.contains('\n') {
            continue;
        }
        let image = text[..open].ends_with('!');
        let start = open - usize::from(image);
        return Some(Bracketed {
            before: &text[..start],
            label,
            url,
            after: &text[end + 1..],
            image,
            whole: &text[start..=end],
        });
    }
}

fn inline(text: &str) -> Vec<Inline> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(one) = bracketed(rest) {
        bare_links(one.before, &mut found);
        if !one.image && !one.label.is_empty() && link::is_safe(one.url) {
            found.push(Inline::Link { url: one.url.to_owned(), label: one.label.to_owned() });
        } else {
            text_part(one.whole, &mut found);
        }
        rest = one.after;
    }
    bare_links(rest, &mut found);
    found
}

fn text_part(text: &str, found: &mut Vec<Inline>) {
    match found.last_mut() {
        _ if text.is_empty() => {}
        Some(Inline::Text(before)) => before.push_str(text),
        _ => found.push(Inline::Text(text.to_owned())),
    }
}

/// Where the next written link begins.
fn scheme(text: &str) -> Option<usize> {
    // By one letter: looking for several brings a search of its own into every download.
    let mut starts = text.match_indices('h').map(|(at, _)| at);
    starts.find(|at| ["http://", "https://"].iter().any(|scheme| text[*at..].starts_with(scheme)))
}

/// Links written out, such as `https://a.example/b`; the mark that ends a sentence is not part of one.
fn bare_links(text: &str, found: &mut Vec<Inline>) {
    let mut rest = text;
    while let Some(start) = scheme(rest) {
        let (before, link) = rest.split_at(start);
        let end = link.find(|c: char| {
            c.is_whitespace() || c.is_control() || !c.is_ascii() || "<>\"`{}|^".contains(c)
        });
        let url = link[..end.unwrap_or(link.len())]
            .trim_end_matches(['.', ',', ';', ':', '!', '?', ')', '\'']);
        text_part(before, found);
        if link::is_safe(url) {
            found.push(Inline::Link { url: url.to_owned(), label: url.to_owned() });
        } else {
            text_part(url, found);
        }
        rest = &link[url.len()..];
    }
    text_part(rest, found);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(words: &str) -> Inline {
        Inline::Text(words.to_owned())
    }

    fn link(url: &str, label: &str) -> Inline {
        Inline::Link { url: url.to_owned(), label: label.to_owned() }
    }

    #[test]
    fn an_answer_becomes_paragraphs_lists_links_and_images() {
        let blocks = parse(
            "See [orders](/orders).\nSecond line\n\n- one\n- two\n1. first\n\n![Size chart](/s.svg)",
            &[],
        );
        assert_eq!(
            blocks,
            [
                Block::Paragraph(vec![
                    text("See "),
                    link("/orders", "orders"),
                    text(".\nSecond line")
                ]),
                Block::List { ordered: false, items: vec![vec![text("one")], vec![text("two")]] },
                Block::List { ordered: true, items: vec![vec![text("first")]] },
                Block::Image { url: "/s.svg".into(), alt: "Size chart".into() },
            ]
        );
    }

    #[test]
    fn what_is_not_allowed_stays_text() {
        for bad in [
            "[x](javascript:alert(1))",
            "![x](https://evil.example/a.png)",
            "<b>bold</b>",
            "[](https://a.example)",
            "[x](",
            "](",
            "[a] (b)",
        ] {
            let blocks = parse(bad, &[]);
            assert_eq!(blocks, [Block::Paragraph(vec![text(bad)])], "{bad}");
        }
    }

    #[test]
    fn a_written_out_link_ends_before_the_sentence_does() {
        assert_eq!(
            plain("看https://a.example/b?c=1。谢谢 (http://d.example)."),
            [
                text("看"),
                link("https://a.example/b?c=1", "https://a.example/b?c=1"),
                text("。谢谢 ("),
                link("http://d.example", "http://d.example"),
                text(").")
            ]
        );
        assert_eq!(plain("[x](/y)"), [text("[x](/y)")], "visitors have no markup");
    }

    #[test]
    fn brackets_and_links_without_end_are_read_in_one_go() {
        for unit in [
            "](",
            "[](",
            "[a](b ",
            "[\n](",
            "[a](",
            "http://",
            "https://",
            "http",
            "[a](http://b c) ",
        ] {
            let text = unit.repeat(100_000);
            plain(&text);
            for text in [["[", &text, ")"].concat(), text] {
                parse(&text, &[]);
                links(&text);
                words(&text);
            }
        }
    }

    #[test]
    fn a_bracket_that_is_none_does_not_hide_the_next_link() {
        let found = [text("[x](a "), link("/b", "b"), text(" c")];
        assert_eq!(parse("[x](a [b](/b) c", &[]), [Block::Paragraph(found.to_vec())]);
    }

    #[test]
    fn any_text_is_read_without_trouble() {
        // Every prefix of a nasty text, so that each way of being cut off is seen.
        let nasty =
            "![a](/b) [c](d\n) ](x) [[y]](https://z.example/]()) - q\n- https://\n1. http://é ";
        for end in nasty.char_indices().map(|(at, _)| at) {
            parse(&nasty[..end], &[]);
            plain(&nasty[..end]);
            links(&nasty[..end]);
            words(&nasty[..end]);
        }
    }
}
