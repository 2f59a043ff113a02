//! Measures the recognisers class by class: of what they say, how much is right, and of what is there, how much they say.

use std::fmt::Write;
use std::path::Path;

use kefu_engine::transfer::{self, Heard, Reading};
use serde_json::{Map, Value, json};

use super::labelled::{Row, read};
use super::share::share;
use crate::arguments::Arguments;
use crate::outcome::{Failure, Outcome, print};

const REQUEST: &str = "explicit_request";
const COMPLAINT: &str = "complaint_or_negative";
const NONE: &str = "none";
const HIGH: &str = "high";
const NORMAL: &str = "normal";

/// A class: its name, and which labels belong to it.
type Class = (&'static str, &'static [&'static str]);

/// What can be measured.
struct Measure {
    pairs: bool,
    labels: &'static [&'static str],
    classes: &'static [Class],
    /// The label that the widget's own code gives, and what it saw.
    judge: fn(&Row) -> (&'static str, String),
    /// The labels that bother an ordinary visitor.
    alarms: &'static [&'static str],
}

const TRANSFER: Measure = Measure {
    pairs: false,
    labels: &[REQUEST, COMPLAINT, NONE],
    classes: &[(REQUEST, &[REQUEST]), (COMPLAINT, &[COMPLAINT]), ("either", &[REQUEST, COMPLAINT])],
    judge: |row| {
        let heard = Heard::new(&row.text);
        let (request, mood) = (transfer::request(&heard), transfer::mood(&heard));
        let label = if request.score >= transfer::CLEAR {
            REQUEST
        } else if mood.score >= transfer::CLEAR {
            COMPLAINT
        } else {
            NONE
        };
        (label, format!("{}{}", seen(&request), seen(&mood)))
    },
    alarms: &[REQUEST, COMPLAINT],
};

const URGENCY: Measure = Measure {
    pairs: false,
    labels: &[HIGH, NORMAL],
    classes: &[(HIGH, &[HIGH]), (NORMAL, &[NORMAL])],
    judge: |row| {
        let urgency = transfer::urgency(&Heard::new(&row.text));
        (if urgency.score >= transfer::CLEAR { HIGH } else { NORMAL }, seen(&urgency))
    },
    alarms: &[HIGH],
};

const REPEAT: Measure = Measure {
    pairs: true,
    labels: &["1", "0"],
    classes: &[("repeat", &["1"])],
    judge: |row| {
        let likeness = transfer::likeness(&row.before, &row.text);
        (if likeness.score >= transfer::SAME { "1" } else { "0" }, format!("{likeness:?}"))
    },
    alarms: &["1"],
};

/// Runs the measure that was asked for.
pub fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let measures = [("--transfer", &TRANSFER), ("--urgency", &URGENCY), ("--repeat", &REPEAT)];
    let asked =
        measures.iter().filter_map(|(name, measure)| Some((arguments.value(name)?, *measure)));
    let asked: Vec<(&str, &Measure)> = asked.collect();
    let [(path, measure)] = asked[..] else {
        return Err(
            arguments.refuse("one of --transfer, --urgency and --repeat is wanted".to_owned())
        );
    };
    let rows = read(path, measure.pairs, measure.labels)?;
    let judged: Vec<(&Row, &str, String)> = rows
        .iter()
        .map(|row| {
            let (label, seen) = (measure.judge)(row);
            (row, label, seen)
        })
        .collect();
    let mut out = String::new();
    if arguments.has("--wrong") {
        for (row, label, seen) in judged.iter().filter(|(row, label, _)| row.label != *label) {
            let before =
                if row.before.is_empty() { String::new() } else { format!("{} || ", row.before) };
            let _ = writeln!(out, "{} judged {label}: {before}{}\n    {seen}", row.label, row.text);
        }
    }
    let set = Path::new(path).file_stem().map(|stem| stem.to_string_lossy().into_owned());
    let report = report(&set.unwrap_or_default(), measure, &judged);
    if arguments.has("--json") {
        let _ = writeln!(out, "{report}");
    } else {
        table(&report, &mut out);
    }
    print(&out)
}

fn report(set: &str, measure: &Measure, judged: &[(&Row, &str, String)]) -> Value {
    let mut classes = Map::new();
    for (name, labels) in measure.classes {
        let is = |label: &str| labels.contains(&label);
        let there = judged.iter().filter(|(row, ..)| is(&row.label)).count();
        let said = judged.iter().filter(|(_, label, _)| is(label)).count();
        let right = judged.iter().filter(|(row, label, _)| is(&row.label) && is(label)).count();
        let (precision, recall) = (share(right, said), share(right, there));
        let f1 = share(2 * right, said + there);
        classes.insert(
            (*name).to_owned(),
            json!({ "precision": precision, "recall": recall, "f1": f1, "n": there }),
        );
    }
    let random = judged.iter().filter(|(row, ..)| row.random);
    let alarms = random.clone().filter(|(_, label, _)| measure.alarms.contains(label)).count();
    json!({ "set": set, "n": judged.len(), "classes": classes, "random_false_alarm": share(alarms, random.count()) })
}

fn table(report: &Value, out: &mut String) {
    let _ =
        writeln!(out, "{}: {} messages", report["set"].as_str().unwrap_or_default(), report["n"]);
    let _ =
        writeln!(out, "{:<22} {:>9} {:>7} {:>7} {:>6}", "class", "precision", "recall", "F1", "n");
    let percent = |value: &Value| 100.0 * value.as_f64().unwrap_or_default();
    for (name, class) in report["classes"].as_object().into_iter().flatten() {
        let (precision, recall, f1) =
            (percent(&class["precision"]), percent(&class["recall"]), percent(&class["f1"]));
        let _ = writeln!(
            out,
            "{name:<22} {precision:>8.1}% {recall:>6.1}% {f1:>6.1}% {:>6}",
            class["n"]
        );
    }
    let _ = writeln!(
        out,
        "false alarms among ordinary messages: {:.1}%",
        percent(&report["random_false_alarm"])
    );
}

fn seen(reading: &Reading) -> String {
    let mut out = String::new();
    for one in &reading.seen {
        let _ = write!(out, "{} {:+} ({:?}); ", one.words, one.weight, one.tells);
    }
    out
}
