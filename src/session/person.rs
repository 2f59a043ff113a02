//! The verbs of the way to a person.

use kefu_engine::calendar::digits;
use kefu_engine::dialog::Standard;
use kefu_engine::hours::{Date, Open};
use kefu_engine::json::Value;
use kefu_engine::transfer::TransferReason;
use leptos::prelude::*;

use super::channel::{self, Offer, Way};
use super::handoff::{Cause, Handoff};
use super::packet::{self, Parts, Shares, Words};
use super::transcript::{Body, Delivery, Note, Row};
use super::watch::Facet;
use super::{Happened, Session, View, local};
use crate::platform::Millis;

impl Session {
    /// The visitor pressed the button.
    pub fn ask_for_person(self) {
        self.review(TransferReason::Button);
    }

    /// Shows the ways to a person and what would go along; nothing is sent yet.
    pub(super) fn review(self, reason: TransferReason) {
        if untrack(|| self.is_live()) {
            // There is a person already.
            return self.show(View::Chat);
        }
        self.forget_expired_profile();
        self.change(Facet::Dialog, |model| model.dialog.transfer = Some(reason));
        self.keep_state();
        self.show(View::Person);
        self.check_rows("", |_| ());
        self.look_who_is_there("");
        self.tell(Happened::Handoff("requested"));
    }

    /// The channels to offer now.
    pub fn offers(self) -> Vec<Offer> {
        let inner = self.inner();
        let clock = |zone: &str| local(inner.platform.wall_clock(zone));
        let mut offers = self.locale().with(|locale| channel::offers(&inner.pack, locale, &clock));
        // Whatever the hours say, nobody is promised who is not there.
        if self.presence().is_some_and(|presence| presence.online == 0) {
            let live = |offer: &&mut Offer| self.live_channel(&offer.id).is_some();
            offers.iter_mut().filter(live).for_each(|offer| offer.way = Way::Message);
        }
        offers
    }

    /// Whether people are there, and if not, when they are back: `(day and time, holiday)`.
    pub fn closed_until(self) -> Option<(String, String)> {
        let inner = self.inner();
        let clock = |zone: &str| local(inner.platform.wall_clock(zone));
        let Open::Later { next, holiday } = channel::open(&inner.pack, None, &clock) else {
            return None;
        };
        let next = next.map(|at| {
            let Date { year, month, day } = at.date;
            let day = Date { year, month, day }.iso();
            let time = [digits(at.minute / 60, 2), digits(at.minute % 60, 2)].join(":");
            [day, time].join(" ")
        });
        let holiday = holiday.map(|name| self.localized(&name));
        Some((next.unwrap_or_default(), holiday.unwrap_or_default()))
    }

    /// Hands the conversation over with what the visitor agreed to share.
    pub fn hand_over(self, shares: Shares, words: Words) {
        if self.is_sending() {
            return;
        }
        self.drop_held();
        // Once, however often it is pressed.
        if self.inner().is_checking.replace(true) {
            return;
        }
        let message = words.message.clone();
        self.check_rows(&message, move |checked| {
            self.inner().is_checking.set(false);
            let Words { message, contact } = &words;
            let answers = checked.is_some();
            if !self.holds(message, checked.unwrap_or_default(), Some((shares, contact.clone()))) {
                self.hand_over_now(shares, words, answers);
            }
        });
    }

    /// `weighs` says whether the engine is there to tell how urgent the words are.
    pub(super) fn hand_over_now(self, shares: Shares, words: Words, weighs: bool) {
        self.forget_expired_profile();
        let inner = self.inner();
        let covered = |said: &str| untrack(|| self.covered(said));
        let live = untrack(|| self.offers()).iter().any(|offer| offer.way == Way::Live);
        let message = words.message.clone();
        let value = self.served().with_untracked(|served| served.priority);
        let mut packet = {
            let model = inner.model.borrow();
            let standard = |one: Standard| (inner.standard)(one, &model.locale);
            let pack = &inner.pack;
            let reason = model.dialog.transfer.unwrap_or(TransferReason::Button);
            // People of the site read it, in the site's own language.
            let theirs = pack.locales.first().unwrap_or(&model.locale);
            let parts = Parts {
                platform: &*inner.platform,
                reason,
                locale: &model.locale,
                live,
                rows: &model.rows,
                dialog: &model.dialog,
                profile: model.profile.as_ref().filter(|saved| saved.may_be_shared()),
                points: &pack.transfer.priority,
                why: (inner.why)(reason, theirs),
                served: &model.served,
                standard: &standard,
                covered: &covered,
            };
            packet::packet(&parts, shares, words)
        };
        self.learn_transfer();
        self.keep_packet(&packet);
        if message.is_empty() {
            self.show(View::Chat);
            self.drive();
            return;
        }
        self.append(Body::Visitor(message.clone()), Delivery::Sending);
        self.show(View::Chat);
        // It is under way from here on, also for a reload; only how urgent it is remains to be seen.
        let since = inner.platform.now();
        let tab = inner.vault.tab();
        self.change(Facet::Handoff, |model| {
            model.handoff = Handoff::Sending { channel: String::new(), tab, since };
        });
        self.keep_state();
        if !weighs {
            return self.drive();
        }
        self.weigh(message, move |standing| {
            if !self.is_sending_since(since) {
                return;
            }
            if let Some(standing) = standing {
                let points = &self.inner().pack.transfer.priority;
                packet::weigh(&mut packet, &standing, value, points);
                self.keep_packet(&packet);
            }
            self.drive();
        });
    }

    fn keep_packet(self, packet: &Value) {
        self.inner().vault.keep_packet(&packet.write());
    }

    /// Tries again what failed, with the very same packet.
    pub fn retry(self) {
        self.settle(Delivery::Sending);
        self.drive();
    }

    /// Sends the kept packet to the first channel that takes it.
    fn drive(self) {
        let inner = self.inner();
        let mut offers = untrack(|| self.offers());
        offers.retain(|offer| !matches!(offer.way, Way::Link { .. }));
        let platform = inner.platform.clone();
        let tab = inner.vault.tab();
        let task = async move {
            let mut cause = Cause::Network;
            for offer in offers {
                let Some(url) = self.url_of(&offer.id) else { continue };
                let Some((packet, json)) = self.inner().vault.packet() else {
                    return self.set_handoff(Handoff::None);
                };
                let live = self.live_channel(&offer.id);
                // Renewed for each channel, so that the other tabs see that somebody is still at it.
                let since = platform.now();
                let (channel, tab) = (offer.id.clone(), tab.clone());
                self.set_handoff(Handoff::Sending { channel, tab, since });
                // The visitor may call it off while we wait.
                let go_on = || self.is_sending_since(since);
                let answer = match &live {
                    Some(channel) => self.open_thread(channel, &packet, &json, &go_on).await,
                    None => channel::webhook::post(&*platform, &url, &json, &packet, &go_on).await,
                };
                if !go_on() {
                    return;
                }
                match answer {
                    Ok(()) => return self.reached(&offer, packet, &json),
                    Err(failed) => cause = failed,
                }
            }
            self.settle(Delivery::Failed);
            self.append(Body::System(Note::NotReached), Delivery::Sent);
            self.set_handoff(Handoff::Failed { cause });
        };
        inner.platform.spawn(Box::pin(task));
    }

    /// The words that went along fare as the hand-over did.
    pub(super) fn settle(self, delivery: Delivery) {
        let Some(words) = self.inner().vault.packet_words() else { return };
        let rows = self.rows().get_untracked();
        let went_along = |row: &&Row| {
            matches!(&*row.body, Body::Visitor(text) if *text == words)
                && matches!(row.delivery.get_untracked(), Delivery::Sending | Delivery::Failed)
        };
        if let Some(row) = rows.iter().rfind(went_along) {
            self.set_delivery(row, delivery);
        }
    }

    /// What waits for somebody who will not come has not arrived.
    pub(super) fn give_up_waiting(self) {
        let rows = self.rows().get_untracked();
        for row in rows.iter().filter(|row| row.delivery.get_untracked() == Delivery::Sending) {
            self.set_delivery(row, Delivery::Failed);
        }
    }

    /// Whether a hand-over is on its way.
    pub(super) fn is_sending(self) -> bool {
        self.handoff().with_untracked(|handoff| matches!(handoff, Handoff::Sending { .. }))
    }

    pub(super) fn is_sending_since(self, since: Millis) -> bool {
        self.handoff().with_untracked(
            |handoff| matches!(handoff, Handoff::Sending { since: started, .. } if *started == since),
        )
    }

    fn reached(self, offer: &Offer, packet: String, json: &str) {
        let live = offer.way == Way::Live;
        let label = offer.label.clone();
        self.record_packet(offer, &packet, json);
        let note = if live { Note::Reached(label) } else { Note::MessageLeft(label) };
        self.settle(Delivery::Sent);
        self.append(Body::System(note), Delivery::Sent);
        self.inner().vault.drop_packet();
        // What the assistant had begun is the person's now.
        self.change(Facet::Dialog, |model| model.dialog.flow = None);
        self.set_handoff(Handoff::Reached { channel: offer.id.clone(), packet, live });
        self.attend();
    }

    /// Puts on the record what went where.
    fn record_packet(self, offer: &Offer, id: &str, json: &str) {
        const PARTS: [&str; 6] = ["message", "contact", "page", "transcript", "profile", "tags"];
        let packet = Value::parse(json).unwrap_or_default();
        let parts: Vec<&str> =
            PARTS.into_iter().filter(|part| packet.get(part).is_some()).collect();
        self.record_sent(&self.url_of(&offer.id).unwrap_or_default(), id, &parts);
    }

    /// What the visitor says once people have taken over.
    pub(super) fn follow_up(self, text: &str, packet: &str, channel: &str, live: bool) {
        let row = self.append(Body::Visitor(text.to_owned()), Delivery::Sending);
        self.deliver(&row, text, packet, channel, live);
    }

    /// Sends a message again that did not arrive.
    pub fn resend(self, row: &Row) {
        let Body::Visitor(text) = &*row.body else { return self.resend_file(row) };
        match self.handoff().get_untracked() {
            Handoff::Reached { packet, channel, live } => {
                self.deliver(row, text, &packet, &channel, live);
            }
            Handoff::Failed { .. } => self.retry(),
            // It was called off: where to send it is the visitor's to say again.
            Handoff::None | Handoff::Sending { .. } => self.ask_for_person(),
        }
    }

    fn deliver(self, row: &Row, text: &str, packet: &str, channel: &str, live: bool) {
        let inner = self.inner();
        if self.live_channel(channel).is_some() {
            self.set_delivery(row, Delivery::Sending);
            return self.send_what_waits();
        }
        let locale = self.locale().get_untracked();
        let message = packet::follow_up(&*inner.platform, packet, row, text, &locale, live);
        self.set_delivery(row, Delivery::Sending);
        let Some(url) = self.url_of(channel) else {
            // The channel is gone from the pack.
            self.set_delivery(row, Delivery::Failed);
            return;
        };
        let json = message.write();
        let (platform, row) = (inner.platform.clone(), row.clone());
        let task = async move {
            let answer = channel::webhook::post(&*platform, &url, &json, &row.id, &|| true).await;
            let delivery = if answer.is_ok() { Delivery::Sent } else { Delivery::Failed };
            self.set_delivery(&row, delivery);
        };
        inner.platform.spawn(Box::pin(task));
    }

    fn url_of(self, channel: &str) -> Option<String> {
        let inner = self.inner();
        let channels = &inner.pack.channels;
        channels.iter().find(|known| known.id == channel).map(|known| known.url.clone())
    }

    /// The visitor called the hand-over off, or ends it to talk to the assistant again.
    pub fn back_to_assistant(self) {
        let note = match self.handoff().get_untracked() {
            Handoff::None => return,
            Handoff::Reached { .. } => Note::BackToAssistant,
            Handoff::Sending { .. } | Handoff::Failed { .. } => Note::CalledOff,
        };
        self.inner().vault.drop_packet();
        if note == Note::CalledOff || untrack(|| self.is_live()) {
            self.give_up_waiting();
        }
        self.leave_thread();
        self.append(Body::System(note), Delivery::Sent);
        self.set_handoff(Handoff::None);
    }

    /// The visitor goes on elsewhere by a link.
    pub fn link_opened(self, offer: &Offer, name: String) {
        let channel = if offer.label.is_empty() { name } else { offer.label.clone() };
        self.append(Body::System(Note::LinkOpened(channel)), Delivery::Sent);
        self.learn_transfer();
        self.tell(Happened::Handoff("link"));
    }

    pub(super) fn set_handoff(self, handoff: Handoff) {
        // To those outside, being back with the assistant is an end.
        let stage = if handoff == Handoff::None { "ended" } else { handoff.stage() };
        self.change(Facet::Handoff, |model| model.handoff = handoff);
        self.keep_state();
        self.tell(Happened::Handoff(stage));
    }

    /// After a reload: what this tab was sending goes on, what another one left lying can be tried again.
    pub(super) fn resume(self) {
        let inner = self.inner();
        if let Handoff::Sending { tab, .. } = self.handoff().get_untracked() {
            if inner.vault.known_tab() == Some(tab) {
                self.drive();
            } else {
                self.expect_end();
            }
        }
        self.attend();
        self.finish_leaving();
        let on_their_way = |row: &&Row| row.delivery.get_untracked() == Delivery::Sending;
        let handoff = self.handoff().get_untracked();
        let rows = self.rows().get_untracked();
        self.settle_files();
        let words = |row: &&Row| on_their_way(row) && matches!(*row.body, Body::Visitor(_));
        for row in rows.iter().filter(words) {
            match handoff {
                // It went along with the hand-over, which is seen to already.
                Handoff::Sending { .. } => {}
                // It was on its way when the page went: it goes again, under the same key.
                Handoff::Reached { .. } => self.resend(row),
                // With nobody to go to, the visitor is told.
                Handoff::None | Handoff::Failed { .. } => self.set_delivery(row, Delivery::Failed),
            }
        }
    }
}
