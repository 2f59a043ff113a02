//! What the visitor says, and what is said to them.

use kefu_engine::dialog::{Dialog, Event};

use super::handoff::Handoff;
use super::transcript::{Author, Body, Delivery, Row, SavedRow, id_at};
use super::watch::Facet;
use super::{Choice, ChoiceAction, Happened, MESSAGE_LIMIT, Session, View};

impl Session {
    /// Remembers what is typed, for a reload.
    pub fn set_draft(self, text: &str) {
        self.change(Facet::Draft, |model| model.draft = text.to_owned());
        // What was found was found in other words.
        self.drop_held();
        self.inner().vault.keep_draft(text);
        self.tell_typing(!text.is_empty());
    }

    /// Sends what the visitor wrote: to the engine, or to the people once they have taken over.
    ///
    /// Blank and over-long texts are not sent; the composer says so before.
    pub fn send(self, text: &str) {
        let text = text.trim();
        if text.is_empty() || text.chars().count() > MESSAGE_LIMIT {
            return;
        }
        if self.is_with_person() {
            self.send_checked(text);
        } else {
            self.send_on(text);
        }
    }

    /// Sends words that nothing holds back.
    pub(super) fn send_on(self, text: &str) {
        self.set_draft("");
        self.say(text, || Event::Said(text.to_owned()));
    }

    /// Does what a button says. Links are opened by the button itself.
    pub fn choose(self, choice: &Choice) {
        match &choice.action {
            ChoiceAction::Ask(id) => {
                let label = choice.label.as_deref().unwrap_or_default();
                self.say(label, || Event::Asked(id.clone()));
            }
            ChoiceAction::Flow(id) => {
                let label = choice.label.as_deref().unwrap_or_default();
                self.say(label, || Event::Started(id.clone()));
            }
            ChoiceAction::Say(text) => self.say(text, || Event::Said(text.clone())),
            ChoiceAction::Form => self.show(View::Profile),
            ChoiceAction::Human => {
                self.review(self.dialog().with_untracked(Dialog::reason_of_offer));
            }
            ChoiceAction::Link(_) => {}
        }
    }

    /// Puts words into the visitor's mouth; the assistant answers only while no person does.
    fn say(self, words: &str, event: impl FnOnce() -> Event) {
        self.show(View::Chat);
        match self.handoff().get_untracked() {
            Handoff::Reached { packet, live, channel } => {
                self.follow_up(words, &packet, &channel, live);
            }
            _ => {
                if !words.is_empty() {
                    self.count_chat();
                    self.append(Body::Visitor(words.to_owned()), Delivery::Sent);
                }
                self.respond(event());
            }
        }
    }

    pub(super) fn greet(self) {
        if !self.is_greeting() {
            self.respond(Event::Opened);
        }
    }

    pub(super) fn append(self, body: Body, delivery: Delivery) -> Row {
        let inner = self.inner();
        // After the newest row, whatever the clock of another tab says, so that an answer never precedes its question.
        let newest = self.rows().with_untracked(|rows| rows.last().map_or(0, |row| row.at));
        let at = inner.platform.now().max(newest + 1);
        let id = id_at(at, &("-".to_owned() + &inner.platform.new_id()));
        let row = Row::new(&id, SavedRow { at, body, delivery });
        let started = self.has_started();
        self.change(Facet::Rows, |model| model.rows.push(row.clone()));
        if started {
            self.keep_row(&row);
        } else if self.has_started() {
            // The visitor has just begun to talk: now there is a conversation to keep.
            self.rows().get_untracked().iter().for_each(|row| self.keep_row(row));
        }
        self.count_unread();
        self.tell(Happened::Message(row.author()));
        row
    }

    /// Nothing is kept of a visitor who only looked.
    pub(super) fn has_started(self) -> bool {
        let more_than_greeted =
            |rows: &Vec<Row>| rows.iter().any(|row| row.author() != Author::Bot);
        self.rows().with_untracked(more_than_greeted)
    }

    pub(super) fn set_delivery(self, row: &Row, delivery: Delivery) {
        row.delivery.set(delivery);
        self.keep_row(row);
    }
}
