//! From rows to a pack that has nothing wrong with it: unique ids, no phrasing twice, no link that
//! the widget would refuse, and an answer everywhere.

use std::collections::{HashMap, HashSet};

use kefu_engine::link;
use kefu_engine::pack::VERSION;
use kefu_engine::rich;
use kefu_engine::text::normalise;
use serde::Serialize;

use super::row::{Refused, Row};

/// Where an editor finds the schema: beside the pack, as the widget ships it.
const SCHEMA: &str = "./kefu-pack.schema.json";

/// From this share of Chinese characters among all letters a list is a Chinese one; product names and
/// addresses bring Latin letters into every Chinese list.
const CHINESE: f64 = 0.3;

/// A pack in the making.
pub struct Draft {
    entries: Vec<Entry>,
    tally: Tally,
}

/// What the owner should know of the import.
#[derive(Default)]
pub struct Tally {
    /// The pack's locale.
    pub locale: String,
    /// Entries in it.
    pub entries: usize,
    /// Other phrasings in it.
    pub phrasings: usize,
    /// Entries without an answer in the file.
    pub unanswered: usize,
    /// Phrasings that an earlier entry had already.
    pub shared: usize,
    /// Phrasings that nobody could type.
    pub blank: usize,
    /// Ids that an earlier entry had already.
    pub renamed: usize,
    /// Links that stayed text.
    pub unlinked: usize,
}

/// The fields of a pack in the order in which people read them.
#[derive(Serialize)]
struct PackFile<'d> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    kefu: u32,
    brand: Brand<'d>,
    locales: [&'d str; 1],
    faq: &'d [Entry],
}

#[derive(Serialize)]
struct Brand<'d> {
    name: &'d str,
}

#[derive(Serialize)]
struct Entry {
    id: String,
    question: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    alt: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    keywords: Vec<String>,
    answer: String,
}

impl Draft {
    /// Takes every row that can be used; `refused` gets the others.
    pub fn new(rows: Vec<Row>, locale: Option<&str>, refused: &mut Vec<Refused>) -> Self {
        let locale = locale.map_or_else(|| guess(&rows), str::to_owned);
        let mut tally = Tally { locale, ..Tally::default() };
        let (rows, mut owners) = with_questions(rows, refused);
        let clashes = clashes(&rows);
        let mut ids = HashSet::new();
        let mut entries = Vec::with_capacity(rows.len());
        for (index, row) in rows.into_iter().enumerate() {
            let keywords = tally.keep(row.keywords, index, &mut owners);
            // The question leads here already, so as another phrasing it says nothing new.
            let question = normalise(&row.question);
            let mut alt = tally.keep(row.alt, index, &mut owners);
            alt.retain(|phrasing| normalise(phrasing) != question);
            let wanted = name(&row.id, &row.kb, index, &clashes);
            let id = free(&wanted, &ids);
            tally.renamed += usize::from(id != row.id && !row.id.is_empty());
            ids.insert(id.clone());
            tally.phrasings += alt.len();
            let answer = tally.answer(row.answer, &row.question);
            entries.push(Entry { id, question: row.question, alt, keywords, answer });
        }
        tally.entries = entries.len();
        Self { entries, tally }
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// What the owner should know.
    pub fn tally(&self) -> &Tally {
        &self.tally
    }

    /// The pack as a file.
    pub fn json(&self, name: Option<&str>) -> String {
        let chinese = self.tally.is_chinese();
        let name = name.unwrap_or(if chinese { "客服" } else { "Customer service" });
        let pack = PackFile {
            schema: SCHEMA,
            kefu: VERSION,
            brand: Brand { name },
            locales: [&self.tally.locale],
            faq: &self.entries,
        };
        // Strings, numbers and lists of them always have a JSON form.
        let mut json = serde_json::to_string_pretty(&pack).unwrap_or_default();
        json.push('\n');
        json
    }
}

impl Tally {
    fn is_chinese(&self) -> bool {
        self.locale.to_lowercase().starts_with("zh")
    }

    /// The phrasings that lead to the entry at `index` and to no earlier one, each once.
    fn keep(
        &mut self,
        phrasings: Vec<String>,
        index: usize,
        owners: &mut HashMap<String, usize>,
    ) -> Vec<String> {
        let mut here = HashSet::new();
        let mut kept = Vec::with_capacity(phrasings.len());
        for phrasing in phrasings {
            let phrasing = phrasing.trim().to_owned();
            let key = normalise(&phrasing);
            if key.is_empty() {
                self.blank += usize::from(!phrasing.is_empty());
                continue;
            }
            if *owners.entry(key.clone()).or_insert(index) != index {
                self.shared += 1;
            } else if here.insert(key) {
                kept.push(phrasing);
            }
        }
        kept
    }

    /// The answer without links that would be refused; or words that say that it is still to be written.
    fn answer(&mut self, answer: String, question: &str) -> String {
        let mut answer = if !answer.is_empty() {
            answer
        } else {
            self.unanswered += 1;
            if self.is_chinese() {
                format!("(待填写)这个问题的答案还没有写:{question}")
            } else {
                format!("(To be written) Nobody has written the answer to this yet: {question}")
            }
        };
        // Each round takes one "](" apart, so there is an end to it.
        while let Some(url) = refused_link(&answer) {
            answer = answer.replace(&format!("]({url})"), &format!("] ({url})"));
            self.unlinked += 1;
        }
        answer
    }
}

/// A link that the widget would not open, or a picture from a host that the pack does not list.
fn refused_link(answer: &str) -> Option<String> {
    rich::links(answer).into_iter().find_map(|target| {
        let shown = if target.image {
            link::is_image_allowed(target.url, &[])
        } else {
            link::is_safe(target.url)
        };
        (!shown).then(|| target.url.to_owned())
    })
}

/// The rows whose question can be asked and stands in no earlier row, and which row owns which question.
///
/// Questions go before other phrasings: an entry may lose one of those, but never its question.
fn with_questions(
    rows: Vec<Row>,
    refused: &mut Vec<Refused>,
) -> (Vec<Row>, HashMap<String, usize>) {
    let mut owners: HashMap<String, usize> = HashMap::new();
    let mut kept: Vec<Row> = Vec::with_capacity(rows.len());
    for row in rows {
        let key = normalise(&row.question);
        if row.question.is_empty() {
            refused.push(Refused::new(row.line, "there is no question"));
        } else if key.is_empty() {
            let what = format!("\"{}\" has no letter or digit, so nobody can ask it", row.question);
            refused.push(Refused::new(row.line, what));
        } else if let Some(owner) = owners.get(&key) {
            let what = format!(
                "\"{}\" is the question of line {} already; make one row of the two",
                row.question, kept[*owner].line
            );
            refused.push(Refused::new(row.line, what));
        } else {
            owners.insert(key, kept.len());
            kept.push(row);
        }
    }
    (kept, owners)
}

/// The ids that rows of more than one list have.
fn clashes(rows: &[Row]) -> HashSet<String> {
    let mut first: HashMap<&str, &str> = HashMap::new();
    let clashing = rows.iter().filter(|row| *first.entry(&row.id).or_insert(&row.kb) != row.kb);
    clashing.map(|row| row.id.clone()).collect()
}

/// The id an entry should have: its own, with its list before it where two lists clash, or a number.
fn name(id: &str, kb: &str, index: usize, clashes: &HashSet<String>) -> String {
    if id.is_empty() {
        format!("q{}", index + 1)
    } else if !kb.is_empty() && clashes.contains(id) {
        format!("{kb}-{id}")
    } else {
        id.to_owned()
    }
}

/// The wanted id, or the first free one of `id-2`, `id-3` and so on.
fn free(wanted: &str, taken: &HashSet<String>) -> String {
    if !taken.contains(wanted) {
        return wanted.to_owned();
    }
    let mut numbered = (2..).map(|number: u64| format!("{wanted}-{number}"));
    numbered.find(|id| !taken.contains(id)).unwrap_or_default()
}

/// Chinese or English, by the share of Chinese characters in what customers and owners wrote.
fn guess(rows: &[Row]) -> String {
    let texts = rows.iter().flat_map(|row| [&row.question, &row.answer]);
    let (mut han, mut letters) = (0_usize, 0_usize);
    for letter in texts.flat_map(|text| text.chars()).filter(|letter| letter.is_alphabetic()) {
        letters += 1;
        han += usize::from(matches!(letter, '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{323af}'));
    }
    let chinese = han as f64 > letters as f64 * CHINESE;
    if chinese { "zh-CN" } else { "en" }.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(id: &str, kb: &str, question: &str, alt: &[&str]) -> Row {
        Row {
            id: id.to_owned(),
            kb: kb.to_owned(),
            question: question.to_owned(),
            alt: alt.iter().map(|text| (*text).to_owned()).collect(),
            ..Row::default()
        }
    }

    #[test]
    fn ids_stay_unique_whatever_the_lists_call_them() {
        let rows = vec![
            row("1", "shop", "a", &[]),
            row("1", "bank", "b", &[]),
            row("2", "shop", "c", &[]),
            row("2", "shop", "d", &[]),
            row("", "shop", "e", &[]),
            row("q5", "shop", "f", &[]),
        ];
        let draft = Draft::new(rows, None, &mut vec![]);
        let ids: Vec<&str> = draft.entries.iter().map(|entry| entry.id.as_str()).collect();
        assert_eq!(ids, ["shop-1", "bank-1", "2", "2-2", "q5", "q5-2"]);
    }

    #[test]
    fn a_phrasing_stays_in_one_entry_and_a_question_in_its_own() {
        let rows = vec![
            row("a", "", "One", &["Two!", "uno", "UNO", "???", "one"]),
            row("b", "", "Two", &["uno", "dos"]),
        ];
        let draft = Draft::new(rows, None, &mut vec![]);
        assert_eq!(draft.entries[0].alt, ["uno"]);
        assert_eq!(draft.entries[1].alt, ["dos"]);
        assert_eq!((draft.tally.shared, draft.tally.blank), (2, 1));
    }

    #[test]
    fn links_that_would_be_refused_stay_text() {
        let mut tally = Tally::default();
        let answer = "[a](javascript:x) [b](/b) ![c](https://c.example/c.png) [a](javascript:x)";
        let kept = tally.answer(answer.to_owned(), "");
        assert_eq!(
            kept,
            "[a] (javascript:x) [b](/b) ![c] (https://c.example/c.png) [a] (javascript:x)"
        );
    }

    #[test]
    fn the_locale_is_that_of_most_letters() {
        let one = |question| guess(&[row("", "", question, &[])]);
        assert_eq!(one("iPhone 支持 NFC 吗,怎么设置呢"), "zh-CN");
        assert_eq!(one("What does 客服 mean, please?"), "en");
        assert_eq!(one("???"), "en");
    }
}
