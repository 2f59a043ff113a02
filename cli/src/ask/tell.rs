//! An explanation as JSON for programs.

use kefu_engine::dialog::{Action, Message, Say, Turn};
use kefu_engine::explain::{Candidate, Explanation, MOST_TOLD, NAMES};
use kefu_engine::faq::Because;
use kefu_engine::transfer::{CLEAR, Reading};
use serde_json::{Value, json};

/// The turn and its explanation for programs.
pub fn as_json(question: &str, locale: &str, turn: &Turn, explanation: &Explanation) -> String {
    let report = json!({
        "question": question,
        "locale": locale,
        "says": turn.actions.iter().map(action).collect::<Vec<Value>>(),
        "heard": explanation.heard.iter().map(reading).collect::<serde_json::Map<_, _>>(),
        "topic": explanation.topic,
        "slips": explanation.slips,
        "unknown_words": explanation.unknown_words,
        "bars": {
            "answer": rounded(explanation.bars.answer),
            "suggest": rounded(explanation.bars.suggest),
        },
        "candidates": explanation.candidates.iter().map(candidate_json).collect::<Vec<Value>>(),
        "decision": { "kind": explanation.kind, "why": explanation.decision },
    });
    format!("{report:#}\n")
}

fn action(action: &Action) -> Value {
    match action {
        Action::HandOver(reason) => json!({ "hand_over": reason.word() }),
        Action::Call(request) => json!({ "call": request.url }),
        Action::Say(Message { say, entry, .. }) => match say {
            Say::Text(text) => json!({ "text": text, "entry": entry }),
            Say::Standard(standard) => json!({ "standard": format!("{standard:?}") }),
        },
    }
}

fn reading((about, reading): &(&'static str, Reading)) -> (String, Value) {
    let seen = reading.seen.iter().map(|one| {
        json!({ "words": one.words, "weight": one.weight, "tells": format!("{:?}", one.tells) })
    });
    let seen: Vec<Value> = seen.collect();
    let told = json!({ "score": reading.score, "clear": reading.score >= CLEAR, "seen": seen });
    ((*about).to_owned(), told)
}

fn candidate_json(one: &Candidate) -> Value {
    let alike = one.alike.iter().take(MOST_TOLD).map(|(written, alike)| {
        let shared = NAMES.iter().zip(alike.shared).filter(|(_, count)| *count > 0);
        json!({
            "phrasing": written,
            "likeness": rounded(alike.likeness),
            "shared": shared.map(|((key, ..), count)| ((*key).to_owned(), json!(count)))
                .collect::<serde_json::Map<_, _>>(),
        })
    });
    json!({
        "entry": one.id,
        "score": rounded(one.score),
        "because": match one.because {
            Because::Keyword => "keyword",
            Because::Phrasing => "phrasing",
            Because::Words => "words",
        },
        "alike": alike.collect::<Vec<Value>>(),
    })
}

/// Four decimals: more are noise.
fn rounded(score: f32) -> f64 {
    (f64::from(score) * 10_000.0).round() / 10_000.0
}
