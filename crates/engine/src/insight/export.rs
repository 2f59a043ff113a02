//! Insights for people and their programs: JSON for the one, CSV for the other.

use crate::json::Value;

use super::{Counted, Insight};
use crate::kept::{Kept, object};

/// Version of both formats.
const VERSION: u32 = 1;

/// What spreadsheets would take for a formula at the start of a cell, in either width.
const FORMULAS: [char; 10] = ['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'];

impl Insight {
    /// As JSON: every count by its name. Of one conversation `began` is its moment, so that a later count of it
    /// can take the place of an earlier one.
    pub fn to_json(&self, began: Option<u64>) -> Value {
        let list = |counted: &[Counted], name: &str| {
            let item =
                |one: &Counted| object([(name, one.name.write()), ("count", one.count.write())]);
            Value::Array(counted.iter().map(item).collect())
        };
        let next = self.pairs.counts().into_iter().filter_map(|pair| {
            let (from, to) = pair.name.split_once('\n')?;
            let (from, to) = (from.to_owned().write(), to.to_owned().write());
            Some(object([("from", from), ("to", to), ("count", pair.count.write())]))
        });
        let [talks, contained, resolved, answered, missed] =
            self.totals().map(|(name, count)| (name, count.write()));
        object([
            ("kefu_insight", VERSION.write()),
            ("began", began.write()),
            talks,
            contained,
            resolved,
            answered,
            missed,
            ("transfers", list(&self.transfers, "reason")),
            ("scores", self.scores.write()),
            ("entries", Value::Array(self.entries.iter().map(Kept::write).collect())),
            ("next", Value::Array(next.collect())),
            ("misses", list(&self.misses.counts(), "text")),
        ])
    }

    /// As CSV (RFC 4180) with the columns `measure`, `key` and `count`; no cell is a formula to a spreadsheet.
    pub fn to_csv(&self) -> String {
        let mut out = String::from("measure,key,count\r\n");
        for (name, count) in self.totals() {
            row(&mut out, name, "", count);
        }
        for one in &self.transfers {
            row(&mut out, "transfer", &one.name, one.count);
        }
        for (score, count) in (1_u32..).zip(self.scores) {
            row(&mut out, "score", &score.to_string(), count);
        }
        for one in &self.entries {
            row(&mut out, "entry_answered", &one.id, one.answered);
            row(&mut out, "entry_helpful", &one.id, one.helpful);
            row(&mut out, "entry_unhelpful", &one.id, one.unhelpful);
            row(&mut out, "entry_transferred", &one.id, one.transferred);
        }
        for one in self.pairs.counts() {
            row(&mut out, "next", &one.name.replace('\n', " > "), one.count);
        }
        for one in self.misses.counts() {
            row(&mut out, "miss", &one.name, one.count);
        }
        out
    }

    fn totals(&self) -> [(&'static str, u32); 5] {
        [
            ("talks", self.talks),
            ("contained", self.contained),
            ("resolved", self.resolved),
            ("answered", self.answered),
            ("missed", self.missed),
        ]
    }
}

fn row(out: &mut String, measure: &str, key: &str, count: u32) {
    out.push_str(measure);
    out.push(',');
    cell(out, key);
    out.push(',');
    out.push_str(&count.to_string());
    out.push_str("\r\n");
}

fn cell(out: &mut String, text: &str) {
    let guard = if text.starts_with(FORMULAS) { "'" } else { "" };
    if text.contains(['"', ',', '\r', '\n']) {
        out.push('"');
        out.push_str(guard);
        out.push_str(&text.replace('"', "\"\""));
        out.push('"');
    } else {
        out.push_str(guard);
        out.push_str(text);
    }
}
