//! `kefu ask`: what the widget would say to a question, and why. The way to find out what an entry lacks.

mod tell;

use std::fmt::Write;

use kefu_engine::dialog::{
    Action, Choice, ChoiceAction, Context, Dialog, Engine, Event, Message, Say,
};
use kefu_engine::explain::explain;
use kefu_engine::faq::{Because, Decision, Match};
use kefu_engine::hours::{Date, LocalTime};
use kefu_engine::transfer::{self, CLEAR, Heard, Reading};

use crate::arguments::Syntax;
use crate::check::{self, Loaded};
use crate::outcome::{Failure, Outcome, count, print};

const SYNTAX: Syntax = Syntax {
    usage: "kefu ask PACK [--locale L] [--explain] [--json] QUESTION…",
    switches: &["--explain", "--json"],
    values: &["--locale"],
};

/// The first turn of a conversation says the same at any time, so any time will do.
const SOME_TIME: LocalTime = LocalTime { date: Date { year: 2026, month: 1, day: 5 }, minute: 600 };

/// Runs the command.
pub fn run(words: impl Iterator<Item = String>) -> Result<Outcome, Failure> {
    let arguments = SYNTAX.read(words)?;
    let words = arguments.at_least(2, "PACK or QUESTION")?;
    let (path, question) = (&words[0], words[1..].join(" "));
    let Loaded { file, found, .. } = check::load(path)?;
    if check::outcome(&found) == Outcome::Unusable {
        eprint!("{}", check::lines(path, &found));
        return Ok(Outcome::Unusable);
    }
    if !found.is_empty() {
        let problems = count(found.len(), "problem", "problems");
        eprintln!("kefu: {path} has {problems}; `kefu check {path}` tells them");
    }
    // From the file itself, since a compiled one brings what was learned.
    let (engine, _) = Engine::open(&file);
    let first = engine.pack().locales.first().map_or("en", String::as_str).to_owned();
    let locale = arguments.value("--locale").unwrap_or(&first);
    let context = Context { locale, page: "/", ..Context::default() };
    let event = Event::Said(question.clone());
    let turn = engine.respond(Dialog::default(), &event, &context, SOME_TIME);
    let explained = || explain(&engine, &question, &turn);
    if arguments.has("--json") {
        return print(&tell::as_json(&question, locale, &turn, &explained()));
    }
    let mut out = String::new();
    for action in &turn.actions {
        match action {
            Action::HandOver(reason) => {
                let _ = writeln!(out, "Hands over to a person: {reason:?}");
            }
            Action::Say(message) => says(message, &mut out),
            Action::Call(request) => {
                let how = if request.post.is_some() { "Posts to" } else { "Asks" };
                let _ = writeln!(out, "{how} {}", request.url);
            }
        }
    }
    if arguments.has("--explain") {
        out += &explained().as_text();
        return print(&out);
    }
    let handed_over = turn.actions.iter().any(|action| matches!(action, Action::HandOver(_)));
    if !handed_over {
        why(&engine, &question, &mut out);
    }
    heard(&question, &mut out);
    print(&out)
}

/// What the recognisers saw, where they saw anything.
fn heard(question: &str, out: &mut String) {
    let heard = Heard::new(question);
    let readings = [
        ("asks for a person", transfer::request(&heard)),
        ("complains", transfer::mood(&heard)),
        ("is urgent", transfer::urgency(&heard)),
    ];
    for (what, Reading { score, seen }) in readings {
        let words =
            seen.iter().map(|one| format!("{} {:+} ({:?})", one.words, one.weight, one.tells));
        let words: Vec<String> = words.collect();
        if !words.is_empty() {
            let not = if score >= CLEAR { "" } else { "not enough to say that it " };
            let _ = writeln!(out, "heard: {not}{what}: {score} of {CLEAR}: {}", words.join(", "));
        }
    }
}

fn says(message: &Message, out: &mut String) {
    let _ = match &message.say {
        Say::Text(text) => writeln!(out, "{text}"),
        Say::Standard(standard) => writeln!(out, "({standard:?}, in the widget's own words)"),
    };
    for Choice { label, action } in &message.choices {
        let label = label.as_deref().unwrap_or("(in the widget's own words)");
        let _ = match action {
            ChoiceAction::Ask(id) => writeln!(out, "  [{label}] asks {id}"),
            ChoiceAction::Say(text) => writeln!(out, "  [{label}] says {text}"),
            ChoiceAction::Link(url) => writeln!(out, "  [{label}] opens {url}"),
            ChoiceAction::Flow(id) => writeln!(out, "  [{label}] starts {id}"),
            ChoiceAction::Form => writeln!(out, "  [{label}] opens the form"),
            ChoiceAction::Human => writeln!(out, "  [{label}] asks for a person"),
        };
    }
    for card in &message.cards {
        let _ = writeln!(out, "  card: {}", card.title);
    }
}

fn why(engine: &Engine, question: &str, out: &mut String) {
    let (decision, matches) = match engine.index().find(question) {
        Decision::Answer(one) => ("answer", vec![one]),
        Decision::Suggest(some) => ("suggest", some),
        Decision::Unknown => ("unknown", vec![]),
    };
    let _ = writeln!(out, "\ndecision: {decision}");
    for Match { entry, score, because } in matches {
        let because = match because {
            Because::Keyword => "it is one of the keywords",
            Because::Phrasing => "it is one of the phrasings",
            Because::Words => "it shares words with the entry",
        };
        let id = &engine.pack().faq[entry].id;
        let _ = writeln!(out, "entry: {id}, score {score:.2}, because {because}");
    }
}
