//! From what the page measured to what a person reads.

use std::fmt::Write;

use serde_json::{Value, json};

use crate::{files::Files, pack::Pack};

/// What one contender did with one pack.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Number of entries.
    pub entries: usize,
    /// Who it was.
    pub name: String,
    /// From the text of the pack to a ready index, in milliseconds.
    pub build: f64,
    /// Until a pack was read, before anything is learned from it; nothing of those that do not tell.
    pub open: Option<f64>,
    /// The longest of the steps in which the index came about.
    pub longest: Option<f64>,
    /// In bytes, what the index and everything that it keeps occupies.
    pub memory: f64,
    /// How many queries were answered within the time there was.
    pub queries: usize,
    /// The time within which half of the queries were answered, in milliseconds.
    pub p50: f64,
    /// The time within which 95 of 100 queries were answered, in milliseconds.
    pub p95: f64,
    /// Share of queries whose first hit is the right entry.
    pub top1: f64,
}

impl Row {
    /// Reads what the page says about a contender.
    ///
    /// # Errors
    /// A sentence, when it says something else.
    pub fn read(said: &Value, pack: &Pack) -> Result<Self, String> {
        let number = |name: &str| {
            said[name].as_f64().ok_or_else(|| format!("the page measured no {name}: {said}"))
        };
        let list = |name: &str| {
            said[name].as_array().ok_or_else(|| format!("the page has no {name}: {said}"))
        };
        let mut times: Vec<f64> = list("times")?.iter().filter_map(Value::as_f64).collect();
        times.sort_by(f64::total_cmp);
        let found = list("found")?;
        let right = found
            .iter()
            .zip(&pack.queries)
            .filter(|(found, query)| found.as_u64() == Some(query.label as u64))
            .count();
        Ok(Self {
            entries: pack.entries.len(),
            name: said["name"].as_str().unwrap_or_default().to_owned(),
            build: number("build")?,
            open: said["open"].as_f64(),
            longest: said["longest"].as_f64(),
            memory: number("memory")?,
            queries: found.len(),
            p50: percentile(&times, 0.50),
            p95: percentile(&times, 0.95),
            top1: right as f64 / found.len().max(1) as f64,
        })
    }

    /// The row for programs.
    pub fn json(&self) -> Value {
        json!({
            "entries": self.entries, "name": self.name, "build_ms": self.build,
            "open_ms": self.open, "longest_ms": self.longest,
            "memory_bytes": self.memory, "queries": self.queries, "p50_ms": self.p50,
            "p95_ms": self.p95, "top1": self.top1,
        })
    }
}

/// The smallest of sorted numbers that is not exceeded by such a share of them; of none, 0.
pub fn percentile(sorted: &[f64], share: f64) -> f64 {
    let rank = (share * sorted.len() as f64).ceil() as usize;
    sorted.get(rank.max(1) - 1).copied().unwrap_or(0.0)
}

/// The rows as a table, with an empty line before each size.
pub fn table(rows: &[Row]) -> String {
    let mut out = format!(
        "{:>7}  {:<16}{:>12}{:>11}{:>10}{:>10}{:>9}{:>9}\n",
        "entries", "", "index ms", "memory MB", "p50 ms", "p95 ms", "top-1 %", "queries"
    );
    let mut size = None;
    for row in rows {
        if size.replace(row.entries) != Some(row.entries) {
            out.push('\n');
        }
        let _ = writeln!(
            out,
            "{:>7}  {:<16}{:>12.1}{:>11.1}{:>10.3}{:>10.3}{:>9.1}{:>9}",
            row.entries,
            row.name,
            row.build,
            row.memory / 1e6,
            row.p50,
            row.p95,
            100.0 * row.top1,
            row.queries
        );
    }
    out
}

/// What compiling a pack brings: a line for each pack.
pub fn compiled(rows: &[Row], packs: &[Pack], files: &[Files]) -> String {
    let mut out = format!(
        "{:>7}{:>12}{:>10}{:>10}{:>12}{:>13}{:>10}{:>11}{:>8}\n",
        "entries",
        "compiling s",
        "open ms",
        "ready ms",
        "longest ms",
        "from JSON ms",
        "JSON KB",
        "compiled",
        "ratio"
    );
    for (pack, files) in packs.iter().zip(files) {
        let own = |name: &str| {
            rows.iter().find(|row| row.entries == pack.entries.len() && row.name == name)
        };
        let (Some(loaded), Some(learned)) = (own("Kefu, compiled"), own("Kefu")) else { continue };
        let [json, small] = files.packed().map(|bytes| bytes as f64 / 1e3);
        let _ = writeln!(
            out,
            "{:>7}{:>12.1}{:>10.1}{:>10.1}{:>12.1}{:>13.0}{:>10.1}{:>11.1}{:>8.2}",
            loaded.entries,
            files.took.as_secs_f64(),
            loaded.open.unwrap_or_default(),
            loaded.build,
            loaded.longest.unwrap_or_default(),
            learned.build,
            json,
            small,
            small / json
        );
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pack::{Entry, Query};

    #[test]
    fn percentiles_are_times_that_were_measured() {
        let hundred: Vec<f64> = (1..=100).map(f64::from).collect();
        assert_eq!(percentile(&hundred, 0.5), 50.0);
        assert_eq!(percentile(&hundred, 0.95), 95.0);
        assert_eq!(percentile(&[7.0], 0.95), 7.0);
        assert_eq!(percentile(&[1.0, 2.0], 0.95), 2.0);
        assert_eq!(percentile(&[], 0.95), 0.0);
    }

    fn pack() -> Pack {
        let entry = Entry { phrasings: vec!["?".to_owned()] };
        let query = |label| Query { text: "?".to_owned(), label };
        Pack {
            name: String::new(),
            entries: vec![entry.clone(), entry],
            queries: [1, 0, 1].map(query).to_vec(),
        }
    }

    #[test]
    fn only_queries_that_were_asked_count_and_nothing_found_is_wrong() {
        let said = json!({
            "name": "x", "build": 2.5, "memory": 3_000_000, "times": [3.0, 1.0], "found": [1, -1],
        });
        let row = Row::read(&said, &pack()).expect("a row");
        assert_eq!((row.queries, row.p50, row.p95, row.top1), (2, 1.0, 3.0, 0.5));
        let table = table(&[row.clone(), Row { entries: 300, ..row }]);
        assert_eq!(
            table,
            "entries                      index ms  memory MB    p50 ms    p95 ms  top-1 %  queries\n\
             \n      2  x                        2.5        3.0     1.000     3.000     50.0        2\n\
             \n    300  x                        2.5        3.0     1.000     3.000     50.0        2\n"
        );
    }

    #[test]
    fn what_the_page_did_not_measure_is_named() {
        let said = json!({ "build": 1, "times": [], "found": [] });
        assert!(Row::read(&said, &pack()).is_err_and(|error| error.contains("no memory")));
        assert!(Row::read(&json!({}), &pack()).is_err_and(|error| error.contains("no times")));
    }
}
