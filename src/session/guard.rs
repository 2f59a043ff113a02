//! Personal data on its way to people: found before it leaves, shown, and sent as the visitor decides where the pack lets
//! them.
//!
//! The engine looks; a person does not wait long for it, and where it cannot be asked the words go as they are.

use kefu_engine::errand::{Check, Checked};
use kefu_engine::json::Value;
use kefu_engine::kept::Kept;
use leptos::prelude::untrack;

use super::handoff::Handoff;
use super::packet::{Shares, Words};
use super::transcript::Body;
use super::watch::{Facet, Watch};
use super::{Session, View};

/// Words that wait for the visitor's decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    /// What was found in them, each kind once, as the pack writes them.
    pub kinds: Vec<String>,
    /// The words as they would go.
    pub covered: String,
    /// Whether they may also go as they are.
    pub may_stay: bool,
    words: String,
    /// The hand-over that they are part of, with the contact that was left; none for a message to people who are there.
    hand_over: Option<(Shares, String)>,
}

impl Session {
    /// What waits for the visitor's decision.
    pub fn held(self) -> Watch<Option<Held>> {
        self.watch(Facet::Held, |model| &model.held)
    }

    /// Whether something waits that was written in this part of the panel.
    pub fn holds_at(self, place: View) -> bool {
        let is_form = place == View::Person;
        self.held()
            .with(|held| held.as_ref().is_some_and(|held| held.hand_over.is_some() == is_form))
    }

    /// What the visitor said earlier, without what may not simply go to people.
    pub fn covered(self, said: &str) -> String {
        let covered = self.watch(Facet::Held, |model| &model.covered);
        covered.with(|covered| covered.get(said).cloned()).unwrap_or_else(|| said.to_owned())
    }

    /// Has everything looked through that would go along with these words.
    pub(super) fn check_rows(self, words: &str, go_on: impl FnOnce(Option<Checked>) + 'static) {
        let mut texts = vec![words.to_owned()];
        self.rows().with_untracked(|rows| {
            for row in rows {
                if let Body::Visitor(text) = &*row.body {
                    texts.push(text.clone());
                }
            }
        });
        let said = texts.clone();
        self.check(texts, move |checked| {
            if let Some(checked) = &checked {
                self.change(Facet::Held, |model| {
                    for (said, covered) in said.into_iter().zip(&checked.covered).skip(1) {
                        model.covered.insert(said, covered.clone());
                    }
                });
            }
            go_on(checked);
        });
    }

    /// Has the engine look through words; `None` where it cannot be asked in time.
    fn check(self, texts: Vec<String>, go_on: impl FnOnce(Option<Checked>) + 'static) {
        let channel = match self.handoff().get_untracked() {
            Handoff::Reached { channel, .. } => channel,
            _ => String::new(),
        };
        let errand = Check { texts, channel }.write().write();
        self.ask_in_time(errand, |reply| {
            go_on(reply.and_then(|reply| Checked::read(&Value::parse(&reply)?)));
        });
    }

    /// Sends a message to people once nothing in it has to be asked about.
    pub(super) fn send_checked(self, text: &str) {
        // What is being looked through is sent once, however often it is pressed.
        if self.inner().is_checking.replace(true) {
            return;
        }
        let words = text.to_owned();
        self.check(vec![words.clone()], move |checked| {
            self.inner().is_checking.set(false);
            if !self.holds(&words, checked.unwrap_or_default(), None) {
                self.send_on(&words);
            }
        });
    }

    /// Keeps words back in which something was found that may not simply go.
    pub(super) fn holds(
        self,
        words: &str,
        checked: Checked,
        hand_over: Option<(Shares, String)>,
    ) -> bool {
        let Checked { covered, kinds, may_stay } = checked;
        let is_held = !kinds.is_empty();
        if is_held {
            let covered = covered.into_iter().next().unwrap_or_default();
            let held = Held { kinds, covered, may_stay, words: words.to_owned(), hand_over };
            self.change(Facet::Held, |model| model.held = Some(held));
        }
        is_held
    }

    /// The visitor decides: `covered`, or as it is where that is left to them.
    pub fn send_held(self, covered: bool) {
        let Some(held) = self.drop_held() else { return };
        let words = if covered || !held.may_stay { held.covered } else { held.words };
        match held.hand_over {
            None => self.send_on(&words),
            Some((shares, contact)) => {
                self.hand_over_now(shares, Words { message: words, contact }, true);
            }
        }
    }

    /// The visitor would rather write it anew; nothing was sent.
    pub fn drop_held(self) -> Option<Held> {
        untrack(|| self.held().get())?;
        self.change(Facet::Held, |model| model.held.take())
    }
}
