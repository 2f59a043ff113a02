//! A pack of what people really asked, read from knowledge bases: `*.kb.jsonl` has an entry in each line and
//! `*.dev.jsonl` a question with the id of the entry that answers it.

use std::{fs, path::Path};

use serde_json::Value;

use crate::{
    chance::Chance,
    pack::{Entry, Pack, Query},
};

/// Entries of all knowledge bases in a folder, in turn from each, and so many of the questions about them.
///
/// # Errors
/// A sentence, when the folder or a line in it cannot be read, or when there is nothing to ask.
pub fn pack(folder: &Path, entries: usize, queries: usize) -> Result<Pack, String> {
    let mut bases: Vec<Vec<(String, Entry)>> = Vec::new();
    let mut asked: Vec<(String, String)> = Vec::new();
    let mut files: Vec<_> = fs::read_dir(folder)
        .and_then(Iterator::collect::<Result<Vec<_>, _>>)
        .map_err(|error| format!("{}: {error}", folder.display()))?
        .iter()
        .map(fs::DirEntry::path)
        .collect();
    files.sort();
    for file in &files {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        if name.ends_with(".kb.jsonl") {
            knowledge(file, &mut bases)?;
        } else if name.ends_with(".dev.jsonl") {
            questions(file, &mut asked)?;
        }
    }
    let chosen = in_turn(bases, entries);
    let mut queries_of: Vec<Query> = asked
        .into_iter()
        .filter_map(|(label, text)| {
            chosen.iter().position(|(id, _)| *id == label).map(|label| Query { text, label })
        })
        .collect();
    if queries_of.is_empty() {
        return Err(format!(
            "{} has no knowledge base (*.kb.jsonl) with questions (*.dev.jsonl)",
            folder.display()
        ));
    }
    Chance::new(entries as u64).shuffle(&mut queries_of);
    queries_of.truncate(queries);
    let entries = chosen.into_iter().map(|(_, entry)| entry).collect();
    Ok(Pack { name: "real".to_owned(), entries, queries: queries_of })
}

/// The first entry of each base, then the second of each, until there are enough.
fn in_turn(bases: Vec<Vec<(String, Entry)>>, wanted: usize) -> Vec<(String, Entry)> {
    let mut rows: Vec<_> = bases.into_iter().map(Vec::into_iter).collect();
    let mut chosen = Vec::new();
    while chosen.len() < wanted {
        let before = chosen.len();
        for row in &mut rows {
            if chosen.len() < wanted {
                chosen.extend(row.next());
            }
        }
        if chosen.len() == before {
            break;
        }
    }
    chosen
}

/// Adds the entries of a file, one list for each knowledge base in it.
fn knowledge(file: &Path, bases: &mut Vec<Vec<(String, Entry)>>) -> Result<(), String> {
    let mut names: Vec<String> = Vec::new();
    let first = bases.len();
    for row in lines(file)? {
        let base = text(&row, "kb", file)?;
        let mut phrasings = vec![text(&row, "question", file)?];
        let alt = row["alt"].as_array().map(Vec::as_slice).unwrap_or_default();
        phrasings.extend(alt.iter().filter_map(Value::as_str).map(str::to_owned));
        let at = names.iter().position(|name| *name == base).unwrap_or_else(|| {
            names.push(base);
            bases.push(Vec::new());
            names.len() - 1
        });
        bases[first + at].push((text(&row, "id", file)?, Entry { phrasings }));
    }
    Ok(())
}

/// Adds the questions of a file that an entry answers.
fn questions(file: &Path, asked: &mut Vec<(String, String)>) -> Result<(), String> {
    for row in lines(file)? {
        // A file of something else, or a question that nothing answers.
        if let (Some(label), Some(text)) = (row["label"].as_str(), row["q"].as_str()) {
            asked.push((label.to_owned(), text.to_owned()));
        }
    }
    Ok(())
}

fn lines(file: &Path) -> Result<Vec<Value>, String> {
    let text = fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))?;
    let rows = (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty());
    rows.map(|(number, line)| {
        serde_json::from_str(line)
            .map_err(|error| format!("{}: line {number}: {error}", file.display()))
    })
    .collect()
}

fn text(row: &Value, name: &str, file: &Path) -> Result<String, String> {
    let text = row[name].as_str();
    text.map(str::to_owned).ok_or_else(|| format!("{}: an entry has no {name}", file.display()))
}

#[cfg(test)]
mod tests {
    use std::{env, path::PathBuf, process};

    use super::*;

    /// A folder that is gone when its test is over.
    struct Folder(PathBuf);

    impl Drop for Folder {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    fn folder(name: &str, files: &[(&str, &str)]) -> Folder {
        let folder = env::temp_dir().join(format!("kefu-bench-{name}-{}", process::id()));
        fs::create_dir_all(&folder).expect("a folder");
        for (name, content) in files {
            fs::write(folder.join(name), content).expect("a file");
        }
        Folder(folder)
    }

    #[test]
    fn knowledge_bases_take_turns_and_only_questions_with_an_entry_are_asked() {
        let kb = r#"{"kb":"a","id":"a1","question":"One?","alt":["1?"]}
{"kb":"a","id":"a2","question":"Two?"}
{"kb":"b","id":"b1","question":"Three?"}"#;
        let dev = r#"{"q":"three","label":"b1"}
{"q":"two","label":"a2"}
{"q":"nothing","label":null}"#;
        let folder = folder("turns", &[("x.kb.jsonl", kb), ("x.dev.jsonl", dev)]);
        let pack = pack(&folder.0, 2, 10).expect("a pack");
        assert_eq!(pack.entries[0].phrasings, ["One?", "1?"]);
        assert_eq!(pack.entries[1].phrasings, ["Three?"]);
        assert_eq!(pack.queries, [Query { text: "three".to_owned(), label: 1 }]);
    }

    #[test]
    fn a_bad_line_is_told_with_its_number_and_a_folder_without_questions_with_what_it_lacks() {
        let bad = folder("bad", &[("x.kb.jsonl", "{}\n{")]);
        assert!(pack(&bad.0, 2, 1).is_err_and(|error| error.contains("line 2")));
        let nameless = folder("nameless", &[("x.kb.jsonl", r#"{"kb":"a","question":"?"}"#)]);
        assert!(pack(&nameless.0, 2, 1).is_err_and(|error| error.contains("has no id")));
        let empty = folder("empty", &[]);
        assert!(pack(&empty.0, 2, 1).is_err_and(|error| error.contains("*.kb.jsonl")));
        assert!(pack(Path::new("/nowhere/at/all"), 2, 1).is_err());
    }
}
