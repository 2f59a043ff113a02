//! What the assistant knows, in the hands of those who answer: a question that visitors asked in vain becomes an entry,
//! is tried against the engine, and is published as a new version of the site pack.
//!
//! The only room of the desk that knows the engine.

use std::path::Path;
use std::sync::{Arc, PoisonError};

use kefu_engine::dialog::{Action, Choice, ChoiceAction, Context, Dialog, Engine, Event, Say};
use kefu_engine::hours::{Date, LocalTime};
use kefu_engine::insight::masked;
use kefu_engine::pack::{self, Localized, Severity};
use kefu_engine::rich;
use kefu_wire::console::{Draft, Found, Tried, Try};
use kefu_wire::handoff::Handoff;
use serde_json::{Value, json};

use crate::clock::now;
use crate::desk::Desk;
use crate::refusal::{Answer, Refusal};
use crate::secrets;
use crate::store::Outcome;

/// The author of what the site itself brings; nobody at the desk has a name that begins so.
pub const SITE: &str = "=site";

/// The draft's id while it has none.
const DRAFT: &str = "kefu-draft";

/// Longest question or answer, in characters.
const LONGEST: usize = 5_000;

/// Most questions of one hand-over that are noted.
const MOST_NOTED: usize = 20;

/// A question may be tried at any time of the day: nothing about it depends on one.
const NOON: LocalTime = LocalTime { date: Date { year: 2026, month: 1, day: 1 }, minute: 12 * 60 };

/// An engine that has learned a version of the pack.
pub struct Learned {
    version: i64,
    engine: Engine,
}

impl Desk {
    /// Takes the site's own file as a new version, if the site has changed it since it was last taken. Says whether
    /// it is one from which versions can be made.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn take_site_pack(&self, file: &Path) -> Outcome<bool> {
        let json = std::fs::read_to_string(file).unwrap_or_default();
        if serde_json::from_str::<Value>(&json).is_err() {
            tracing::warn!("the pack of the site is not there, or no JSON: it is served as it is");
            return Ok(false);
        }
        if self.store.pack_by(SITE).await?.as_ref() == Some(&json) {
            return Ok(true);
        }
        let base = self.store.pack().await?.map_or(0, |(version, _)| version);
        self.store.publish_pack(base, &json, SITE, "", None, now()).await?;
        Ok(true)
    }

    /// Notes what the assistant did not know before a person was asked for.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn note_missed(&self, conversation: i64, handoff: &Handoff) -> Outcome<()> {
        let lines = handoff.transcript.as_deref().unwrap_or_default();
        let asked = lines.iter().enumerate().filter_map(|(place, asked)| {
            let rest = lines.get(place + 1..)?;
            let missed = asked.author == "visitor" && rest.first()?.missed;
            // Whoever was answered next has probably found what they meant among the guesses.
            let next = rest.iter().skip(1).find(|line| line.author == "bot");
            let was_meant = next.is_some_and(|line| line.entry.is_some());
            (missed && !was_meant).then_some(&asked.text)
        });
        for question in asked.take(MOST_NOTED) {
            let alike = masked(question);
            if !alike.is_empty() {
                // Short questions could be guessed from a plain digest.
                let alike = secrets::hmac(&self.pubsub_secret, &alike);
                let words: String = question.chars().take(LONGEST).collect();
                self.store.note_unanswered(conversation, &alike, &words, now()).await?;
            }
        }
        Ok(())
    }

    /// What the assistant would answer, with a draft or without.
    ///
    /// # Errors
    /// When there is no pack, or the draft cannot be used.
    pub async fn try_question(self: &Arc<Self>, asked: Try) -> Answer<Tried> {
        let (version, json) = self.store.pack().await?.ok_or(Refusal::NotFound)?;
        let json = match &asked.draft {
            Some(draft) => with_draft(&json, draft, DRAFT)?,
            None => json,
        };
        let desk = Arc::clone(self);
        // Learning a pack takes a while, in which others are served.
        let tried = tokio::task::spawn_blocking(move || desk.tried(version, &json, &asked)).await;
        tried.map_err(|_| Refusal::Broken)
    }

    fn tried(&self, version: i64, json: &str, asked: &Try) -> Tried {
        let ask = |engine: &Engine| answer(engine, &asked.question, &asked.locale);
        if asked.draft.is_some() {
            return ask(&Engine::open(json.as_bytes()).0);
        }
        let mut learned = self.learned.lock().unwrap_or_else(PoisonError::into_inner);
        let known = learned.take().filter(|known| known.version == version);
        let known =
            known.unwrap_or_else(|| Learned { version, engine: Engine::open(json.as_bytes()).0 });
        let tried = ask(&known.engine);
        *learned = Some(known);
        tried
    }

    /// An entry as it stands in the pack, to be changed.
    ///
    /// # Errors
    /// When there is none.
    pub async fn entry(&self, id: &str) -> Answer<Draft> {
        let (_, json) = self.store.pack().await?.ok_or(Refusal::NotFound)?;
        let pack: Value = serde_json::from_str(&json).unwrap_or_default();
        let mut entries = pack["faq"].as_array().into_iter().flatten();
        let entry = entries.find(|one| one["id"] == id).ok_or(Refusal::NotFound)?;
        let own = locales(&json).into_iter().next().unwrap_or_default();
        let texts = |value: &Value| match value {
            // Words that are the same in every language stand without one.
            Value::String(text) => [(own.clone(), text.clone())].into(),
            other => serde_json::from_value(other.clone()).unwrap_or_default(),
        };
        Ok(Draft {
            entry: Some(id.to_owned()),
            question: texts(&entry["question"]),
            answer: texts(&entry["answer"]),
        })
    }

    /// Publishes a pack with a draft in it as a new version after `base`.
    ///
    /// # Errors
    /// When somebody was quicker, or the draft cannot be used.
    pub async fn publish(
        &self,
        base: i64,
        draft: &Draft,
        settles: Option<i64>,
        author: &str,
    ) -> Answer<i64> {
        let (version, json) = self.store.pack().await?.ok_or(Refusal::NotFound)?;
        if version != base {
            return Err(QUICKER);
        }
        let id = draft.entry.clone().unwrap_or_else(|| free_id(&json, version + 1));
        let json = with_draft(&json, draft, &id)?;
        // As the site itself would say it, in its own language.
        let own = locales(&json).into_iter().find_map(|locale| draft.question.get(&locale));
        let note = own.or(draft.question.values().next()).cloned().unwrap_or_default();
        let published = self.store.publish_pack(base, &json, author, &note, settles, now());
        published.await?.ok_or(QUICKER)
    }

    /// Makes an older version the newest again.
    ///
    /// # Errors
    /// When there is no such version, or somebody was quicker.
    pub async fn restore(&self, version: i64, author: &str) -> Answer<i64> {
        let json = self.store.pack_version(version).await?.ok_or(Refusal::NotFound)?;
        let base = self.store.pack().await?.map_or(0, |(newest, _)| newest);
        let note = format!("= {version}");
        let restored = self.store.publish_pack(base, &json, author, &note, None, now());
        restored.await?.ok_or(QUICKER)
    }
}

const QUICKER: Refusal =
    Refusal::Conflict("somebody has published another version; look at it, and publish again");

/// An id that no entry has yet.
fn free_id(json: &str, number: i64) -> String {
    let is_free = |id: &String| !json.contains(&format!("\"{id}\""));
    (number..).map(|number| format!("desk-{number}")).find(is_free).unwrap_or_default()
}

/// The languages of a pack.
#[must_use]
pub fn locales(json: &str) -> Vec<String> {
    let pack: Value = serde_json::from_str(json).unwrap_or_default();
    let locales = pack["locales"].as_array().cloned().unwrap_or_default();
    locales.iter().filter_map(Value::as_str).map(str::to_owned).collect()
}

/// The pack with the draft in it, as `id`.
fn with_draft(json: &str, draft: &Draft, id: &str) -> Answer<String> {
    check(draft)?;
    let broken = Refusal::Invalid("the pack that is published cannot be changed here");
    let mut pack: Value = serde_json::from_str(json).map_err(|_| broken)?;
    let entries = pack["faq"].as_array_mut();
    let entries =
        entries.ok_or(Refusal::Invalid("the pack that is published has no list of entries"))?;
    let entry = match &draft.entry {
        Some(known) => {
            let place = entries.iter_mut().find(|one| one["id"] == known.as_str());
            place.ok_or(Refusal::Invalid("the pack has no such entry any more"))?
        }
        None => {
            entries.push(json!({ "id": id }));
            entries.last_mut().ok_or(Refusal::Broken)?
        }
    };
    // What else an entry has, such as buttons, stays.
    let entry = entry.as_object_mut();
    let entry = entry.ok_or(Refusal::Invalid("the pack has no such entry any more"))?;
    entry.insert("question".to_owned(), json!(draft.question));
    entry.insert("answer".to_owned(), json!(draft.answer));
    let written = serde_json::to_string_pretty(&pack).map_err(|_| Refusal::Broken)?;
    let faults = |json: &str| {
        let (_, diagnostics) = pack::load(json.as_bytes());
        diagnostics.iter().filter(|one| one.problem.severity() == Severity::Error).count()
    };
    // A pack that has faults of its own may still be added to, but gets no new ones.
    if faults(&written) > faults(json) {
        return Err(Refusal::Invalid(
            "with this entry the pack could not be used; look at its words again",
        ));
    }
    Ok(written)
}

fn check(draft: &Draft) -> Answer<()> {
    let is_said = |texts: &std::collections::BTreeMap<String, String>| {
        texts.values().any(|text| !text.trim().is_empty())
    };
    if !is_said(&draft.question) || !is_said(&draft.answer) {
        return Err(Refusal::Invalid("an entry has a question and an answer"));
    }
    let mut texts = draft.question.values().chain(draft.answer.values());
    if texts.any(|text| text.chars().nth(LONGEST).is_some()) {
        return Err(Refusal::Invalid("a question or an answer has at most 5,000 characters"));
    }
    Ok(())
}

/// What an engine answers to a question that begins a conversation.
fn answer(engine: &Engine, question: &str, locale: &str) -> Tried {
    let context = Context { locale, page: "/", ..Context::default() };
    let event = Event::Said(question.to_owned());
    let turn = engine.respond(Dialog::default(), &event, &context, NOON);
    let mut tried = Tried::default();
    for action in turn.actions {
        let Action::Say(message) = action else { continue };
        if let Some(id) = &message.entry {
            tried.is_answer = true;
            let answer = match &message.say {
                Say::Text(text) => rich::words(text),
                Say::Standard(_) => String::new(),
            };
            tried.entries.push(found(engine, id, Some(answer), locale));
        } else {
            let offered =
                message.choices.iter().filter_map(|choice: &Choice| match &choice.action {
                    ChoiceAction::Ask(id) => Some(found(engine, id, None, locale)),
                    _ => None,
                });
            tried.entries.extend(offered);
        }
    }
    tried
}

fn found(engine: &Engine, id: &str, answer: Option<String>, locale: &str) -> Found {
    let entry = engine.pack().faq.iter().find(|entry| entry.id == id);
    let text = |of: fn(&pack::Entry) -> &Localized| {
        entry.map(|entry| rich::words(of(entry).get(locale))).unwrap_or_default()
    };
    Found {
        id: if id == DRAFT { String::new() } else { id.to_owned() },
        question: text(|entry| &entry.question),
        answer: answer.unwrap_or_else(|| text(|entry| &entry.answer)),
    }
}
