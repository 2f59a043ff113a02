//! Measures answers: of the questions that a knowledge base covers, how many find their entry, and of the others,
//! how many are wrongly answered.

use std::fmt::Write;

use kefu_engine::dialog::{Action, ChoiceAction, Context, Dialog, Engine, Event, Turn};
use kefu_engine::hours::{Date, LocalTime};
use serde_json::{Value, json};

use super::knowledge::{Base, Question};
use super::share::share;

/// No answer in a measured knowledge base depends on the time.
const SOME_TIME: LocalTime = LocalTime { date: Date { year: 2026, month: 1, day: 5 }, minute: 600 };

/// The share of unanswerable questions that may be answered where coverage is measured.
const FALSE_ANSWERS: f64 = 0.05;

/// What became of one question.
struct Outcome<'q> {
    question: &'q Question,
    /// Ids of the best candidates and how sure the index is of the first.
    candidates: Vec<String>,
    score: f32,
    /// What the visitor would get.
    got: Got,
}

#[derive(Clone, PartialEq)]
enum Got {
    Answer(String),
    Suggestions(Vec<String>),
    Nothing,
}

/// Counts of the default decision.
#[derive(Default)]
struct Tally {
    right: usize,
    wrong: usize,
    suggested_right: usize,
    suggested_wrong: usize,
    unknown: usize,
    null_answered: usize,
    null_suggested: usize,
}

/// Measures one knowledge base; appends what was judged wrong to `told`, if there is one.
pub fn measure(base: &Base, told: Option<&mut String>) -> Value {
    let engine = Engine::new(base.pack.clone());
    let outcomes: Vec<Outcome> = base.questions.iter().map(|one| ask(&engine, one)).collect();
    if let Some(told) = told {
        tell(&outcomes, told);
    }
    let (known, foreign): (Vec<&Outcome>, Vec<&Outcome>) =
        outcomes.iter().partition(|one| one.question.label.is_some());
    let within = |one: &Outcome, many: usize| {
        one.candidates.iter().take(many).any(|id| Some(id) == one.question.label.as_ref())
    };
    let right_within =
        |many| share(known.iter().filter(|one| within(one, many)).count(), known.len());
    let mut scores: Vec<f32> = foreign.iter().map(|one| one.score).collect();
    scores.sort_by(|a, b| b.total_cmp(a));
    let bar = scores.get((scores.len() as f64 * FALSE_ANSWERS) as usize).copied();
    let covered: Vec<_> =
        known.iter().filter(|one| bar.is_none_or(|bar| one.score > bar)).collect();
    let right = covered.iter().filter(|one| within(one, 1)).count();
    let tally = tally(&outcomes);
    let (n, oos) = (known.len(), foreign.len());
    json!({
        "kb": base.name, "n": n, "oos": oos,
        "top1": right_within(1), "top3": right_within(3),
        "coverage5": share(covered.len(), n),
        "precision5": share(right, covered.len()),
        "right5": share(right, n),
        "default": {
            "right": share(tally.right, n), "wrong": share(tally.wrong, n),
            "suggested_right": share(tally.suggested_right, n),
            "suggested_wrong": share(tally.suggested_wrong, n),
            "unknown": share(tally.unknown, n),
            "null_answered": share(tally.null_answered, oos),
            "null_suggested": share(tally.null_suggested, oos),
        }
    })
}

fn ask<'q>(engine: &Engine, question: &'q Question) -> Outcome<'q> {
    let found = engine.index().candidates(&question.text);
    let id = |entry: usize| engine.pack().faq[entry].id.clone();
    let context = Context { locale: "", ..Context::default() };
    let said = Event::Said(question.text.clone());
    let turn = engine.respond(Dialog::default(), &said, &context, SOME_TIME);
    Outcome {
        question,
        candidates: found.iter().map(|one| id(one.entry)).collect(),
        score: found.first().map_or(0.0, |one| one.score),
        got: got(&turn),
    }
}

fn got(turn: &Turn) -> Got {
    let mut suggested = Vec::new();
    for action in &turn.actions {
        let Action::Say(message) = action else { continue };
        if let Some(id) = &message.entry {
            return Got::Answer(id.clone());
        }
        for choice in &message.choices {
            if let ChoiceAction::Ask(id) = &choice.action {
                suggested.push(id.clone());
            }
        }
    }
    if suggested.is_empty() { Got::Nothing } else { Got::Suggestions(suggested) }
}

fn tally(outcomes: &[Outcome]) -> Tally {
    let mut tally = Tally::default();
    for one in outcomes {
        let counter = match (&one.question.label, &one.got) {
            (Some(label), Got::Answer(id)) if label == id => &mut tally.right,
            (Some(_), Got::Answer(_)) => &mut tally.wrong,
            (Some(label), Got::Suggestions(ids)) if ids.contains(label) => {
                &mut tally.suggested_right
            }
            (Some(_), Got::Suggestions(_)) => &mut tally.suggested_wrong,
            (Some(_), Got::Nothing) => &mut tally.unknown,
            (None, Got::Answer(_)) => &mut tally.null_answered,
            (None, Got::Suggestions(_)) => &mut tally.null_suggested,
            (None, Got::Nothing) => continue,
        };
        *counter += 1;
    }
    tally
}

fn tell(outcomes: &[Outcome], told: &mut String) {
    for one in outcomes {
        let label = one.question.label.as_deref();
        let first = one.candidates.first().map(String::as_str);
        if label != first && (label.is_some() || matches!(one.got, Got::Answer(_))) {
            let (label, first) = (label.unwrap_or("nothing"), first.unwrap_or("nothing"));
            let _ = writeln!(
                told,
                "{label} taken for {first} ({:.3}): {}",
                one.score, one.question.text
            );
        }
    }
}

/// The reports as a table for people, with their mean.
pub fn table(reports: &[Value]) -> String {
    let mut out = String::new();
    let columns: [(&str, &[&str]); 12] = [
        ("top-1", &["top1"]),
        ("top-3", &["top3"]),
        ("cover", &["coverage5"]),
        ("precis", &["precision5"]),
        ("right", &["right5"]),
        ("| right", &["default", "right"]),
        ("wrong", &["default", "wrong"]),
        ("sugg+", &["default", "suggested_right"]),
        ("sugg-", &["default", "suggested_wrong"]),
        ("unknown", &["default", "unknown"]),
        ("|answered", &["default", "null_answered"]),
        ("suggested", &["default", "null_suggested"]),
    ];
    let _ = writeln!(
        out,
        "{:32}{:24}{:>38}{:>20}",
        "", "at 5 % false answers:", "default decision, answerable:", "unanswerable:"
    );
    let _ = write!(out, "{:<14}{:>6}{:>6}", "kb", "n", "null");
    for (name, _) in columns {
        let _ = write!(out, "{name:>8}");
    }
    let value = |report: &Value, path: &[&str]| {
        path.iter().fold(report, |value, name| &value[*name]).as_f64().unwrap_or_default()
    };
    for report in reports {
        let name = report["kb"].as_str().unwrap_or_default();
        let _ = write!(out, "\n{name:<14}{:>6}{:>6}", report["n"], report["oos"]);
        for (_, path) in columns {
            let _ = write!(out, "{:>8.1}", 100.0 * value(report, path));
        }
    }
    if reports.len() > 1 {
        let _ = write!(out, "\n{:<26}", "mean");
        for (_, path) in columns {
            let sum: f64 = reports.iter().map(|report| value(report, path)).sum();
            let _ = write!(out, "{:>8.1}", 100.0 * sum / reports.len() as f64);
        }
    }
    out.push('\n');
    out
}
