//! The conversation as reactive state, and everything that can be done with it.
//!
//! The only owner of signals that outlive a component: others read, and call a verb.
//! Never names a component, a text in a language, or the browser.

pub mod channel;
pub mod handoff;
pub mod packet;
pub mod profile;
pub mod transcript;
mod vault;

use std::cell::RefCell;
use std::rc::Rc;

use kefu_engine::dialog::{Action, Context, Dialog, Engine, Event};
use kefu_engine::hours::{Date, LocalTime, Open};
use kefu_engine::pack::Pack;
use kefu_engine::transfer::TransferReason;
use leptos::prelude::*;

pub use kefu_engine::dialog::{CardView, Choice, ChoiceAction, Message, Say, Standard};
pub use kefu_engine::pack::{Field, FieldKind};
pub use kefu_engine::profile::Invalid;
pub use kefu_engine::rich;

pub use crate::platform::Moment;
use crate::platform::{Millis, Platform, StorageError, WallClock};
use channel::{Offer, Way};
use handoff::{Cause, Handoff, STALE_MS};
use packet::{Parts, Shares, Words};
use profile::{Filled, FormErrors};
use transcript::{Author, Body, Delivery, Note, Row, place};
use vault::{Change, SavedProfile, State, Vault};

/// Longest message of a visitor, in characters.
pub const MESSAGE_LIMIT: usize = 2_000;

/// What the panel shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum View {
    /// The conversation.
    #[default]
    Chat,
    /// The way to a person.
    Person,
    /// The profile form.
    Profile,
}

/// What is wrong around the conversation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// Nothing can be kept; the conversation lives as long as the page.
    NotKept,
    /// There is no room left to keep more.
    Full,
}

/// Tells the world outside what happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Happened {
    /// The panel opened.
    Opened,
    /// The panel closed.
    Closed,
    /// A message appeared, by this author.
    Message(Author),
    /// So many messages are unread.
    Unread(usize),
    /// The visitor chose a language.
    Locale(String),
    /// The hand-over is at this stage.
    Handoff(&'static str),
}

/// What a session is made of.
pub struct Setup {
    /// The world.
    pub platform: Rc<dyn Platform>,
    /// The pack, compiled.
    pub engine: Engine,
    /// The visitor's language, a BCP 47 tag.
    pub locale: String,
    /// The widget's own sentences, for those who read a hand-over.
    pub standard: fn(Standard, &str) -> &'static str,
    /// Hears what happened.
    pub heard: Box<dyn Fn(Happened)>,
}

/// The conversation. A handle: copies are the same conversation.
#[derive(Clone, Copy)]
pub struct Session {
    inner: StoredValue<Rc<Inner>, LocalStorage>,
    rows: RwSignal<Vec<Row>>,
    dialog: RwSignal<Dialog>,
    handoff: RwSignal<Handoff>,
    profile: RwSignal<Option<SavedProfile>>,
    draft: RwSignal<String>,
    view: RwSignal<View>,
    open: RwSignal<bool>,
    /// Rows that the visitor has had before their eyes.
    seen: RwSignal<usize>,
    locale: RwSignal<String>,
    trouble: RwSignal<Option<Trouble>>,
}

struct Inner {
    platform: Rc<dyn Platform>,
    engine: Engine,
    vault: Vault,
    standard: fn(Standard, &str) -> &'static str,
    heard: Box<dyn Fn(Happened)>,
    /// This tab, as the others know it.
    tab: String,
    /// The language the visitor chose in the widget, which outlasts the page's own.
    chosen: RefCell<Option<String>>,
}

impl Session {
    /// Takes up the conversation where it was left.
    ///
    /// Must be called within a reactive owner, which also ends it.
    pub fn new(setup: Setup) -> Self {
        let vault = Vault::new(setup.platform.clone());
        let state = vault.state();
        let rows = vault.rows();
        let tab = vault.tab();
        let seen = rows.len();
        let chosen = state.locale;
        let locale = chosen.clone().unwrap_or(setup.locale);
        let session = Self {
            rows: RwSignal::new(rows),
            dialog: RwSignal::new(state.dialog),
            handoff: RwSignal::new(state.handoff),
            profile: RwSignal::new(vault.profile()),
            draft: RwSignal::new(vault.draft()),
            view: RwSignal::default(),
            open: RwSignal::new(false),
            seen: RwSignal::new(seen),
            locale: RwSignal::new(locale),
            trouble: RwSignal::new(None),
            inner: StoredValue::new_local(Rc::new(Inner {
                platform: setup.platform,
                engine: setup.engine,
                vault,
                standard: setup.standard,
                heard: setup.heard,
                tab,
                chosen: RefCell::new(chosen),
            })),
        };
        session.forget_expired_profile();
        session.resume();
        session
    }

    /// The session of the component that asks.
    pub fn expect() -> Self {
        expect_context()
    }

    fn inner(self) -> Rc<Inner> {
        self.inner.get_value()
    }

    // ---- What others read -------------------------------------------------------------------

    /// The rows, oldest first.
    pub fn rows(self) -> ReadSignal<Vec<Row>> {
        self.rows.read_only()
    }

    /// Where the hand-over stands.
    pub fn handoff(self) -> ReadSignal<Handoff> {
        self.handoff.read_only()
    }

    /// What the panel shows.
    pub fn view(self) -> ReadSignal<View> {
        self.view.read_only()
    }

    /// Whether the panel is open.
    pub fn is_open(self) -> ReadSignal<bool> {
        self.open.read_only()
    }

    /// The visitor's language, a BCP 47 tag.
    pub fn locale(self) -> ReadSignal<String> {
        self.locale.read_only()
    }

    /// What the visitor has typed and not sent.
    pub fn draft(self) -> ReadSignal<String> {
        self.draft.read_only()
    }

    /// What is wrong around the conversation.
    pub fn trouble(self) -> ReadSignal<Option<Trouble>> {
        self.trouble.read_only()
    }

    /// How many messages of others the visitor has not seen.
    pub fn unread(self) -> usize {
        let seen = self.seen.get();
        self.rows.with(|rows| {
            rows.iter().skip(seen).filter(|row| row.author() != Author::Visitor).count()
        })
    }

    /// Whether an answer is on its way from elsewhere.
    pub fn is_waiting(self) -> bool {
        self.handoff.with(|handoff| matches!(handoff, Handoff::Sending { .. }))
    }

    /// The buttons above the input box.
    pub fn quick_replies(self) -> Vec<Choice> {
        let with_person = self.handoff.with(|handoff| *handoff != Handoff::None);
        if with_person {
            return Vec::new();
        }
        let inner = self.inner();
        let page = inner.platform.page();
        self.locale.with(|locale| {
            let context = Context { locale, page: &page.path };
            self.dialog.with(|dialog| inner.engine.quick_replies(dialog, &context))
        })
    }

    /// A text of the pack in the visitor's language.
    pub fn pack_text(self, text: impl Fn(&Pack) -> &kefu_engine::pack::Localized) -> String {
        let inner = self.inner();
        self.locale.with(|locale| text(inner.engine.pack()).get(locale).to_owned())
    }

    /// Another text of the pack in the visitor's language.
    pub fn localized(self, text: &kefu_engine::pack::Localized) -> String {
        self.locale.with(|locale| text.get(locale).to_owned())
    }

    /// The line above the profile form.
    pub fn form_intro(self) -> String {
        let inner = self.inner();
        let form = inner.engine.pack().profile.as_ref();
        form.map(|form| self.localized(&form.intro)).unwrap_or_default()
    }

    /// Address of the page, as it would be shared.
    pub fn page_address(self) -> String {
        self.inner().platform.page().url
    }

    /// The profile in one line, as it would be shared.
    pub fn profile_line(self) -> String {
        let values = |saved: &SavedProfile| {
            saved.values.iter().map(|one| one.value.clone()).collect::<Vec<_>>().join(", ")
        };
        self.profile.with(|saved| saved.as_ref().map(values).unwrap_or_default())
    }

    /// Whether a text is a way to reach someone: a phone number or an e-mail address.
    pub fn is_contact(self, text: &str) -> bool {
        let today = self.site_time().date;
        [FieldKind::Phone, FieldKind::Email]
            .iter()
            .any(|kind| kefu_engine::profile::check(*kind, true, text, today).is_ok())
    }

    /// The link to the brand's picture, if it may be shown.
    pub fn logo(self) -> Option<String> {
        let inner = self.inner();
        let pack = inner.engine.pack();
        let logo = &pack.brand.logo;
        kefu_engine::link::is_image_allowed(logo, &pack.image_hosts).then(|| logo.clone())
    }

    /// The languages that the visitor can choose from.
    pub fn languages(self) -> Vec<String> {
        let mut tags = self.inner().engine.pack().locales.clone();
        // The widget itself speaks traditional Chinese, and the answers are read either way.
        let chinese = tags.iter().any(|tag| kefu_engine::pack::language(tag) == "zh");
        if chinese && !tags.iter().any(|tag| tag == "zh-TW") {
            tags.push("zh-TW".to_owned());
        }
        tags
    }

    /// The parts of an answer of the site.
    pub fn blocks(self, text: &str) -> Vec<rich::Block> {
        rich::parse(text, &self.inner().engine.pack().image_hosts)
    }

    /// A moment in the visitor's own zone and language.
    pub fn write_moment(self, at: Millis, moment: Moment) -> String {
        let inner = self.inner();
        self.locale.with(|locale| inner.platform.write_moment(at, moment, locale))
    }

    /// The number of the visitor's own day on which a moment lies.
    pub fn day(self, at: Millis) -> i64 {
        self.inner().platform.local_day(at)
    }

    /// A moment in ISO 8601, for machines.
    pub fn write_iso(self, at: Millis) -> String {
        self.inner().platform.write_iso(at)
    }

    /// Whether focus in a text field brings up a keyboard on the screen.
    pub fn has_touch_keyboard(self) -> bool {
        self.inner().platform.has_touch_keyboard()
    }

    // ---- The panel --------------------------------------------------------------------------

    /// Opens the panel; the first time the visitor is greeted.
    pub fn open(self) {
        if self.open.get_untracked() {
            return;
        }
        self.open.set(true);
        if self.rows.with_untracked(Vec::is_empty) {
            self.respond(&Event::Opened);
        }
        self.mark_seen();
        self.tell(Happened::Opened);
    }

    /// Closes the panel.
    pub fn close(self) {
        if self.open.get_untracked() {
            self.mark_seen();
            self.open.set(false);
            self.tell(Happened::Closed);
        }
    }

    /// Opens or closes the panel.
    pub fn toggle(self) {
        if self.open.get_untracked() { self.close() } else { self.open() }
    }

    /// Shows another part of the panel.
    pub fn show(self, view: View) {
        self.view.set(view);
    }

    fn mark_seen(self) {
        self.seen.set(self.rows.with_untracked(Vec::len));
        self.tell(Happened::Unread(0));
    }

    /// Changes the language at once.
    pub fn set_locale(self, tag: &str) {
        self.locale.set(tag.to_owned());
        self.tell(Happened::Locale(tag.to_owned()));
    }

    /// Changes the language at once and for later, because the visitor wants it so.
    pub fn choose_locale(self, tag: &str) {
        self.inner().chosen.replace(Some(tag.to_owned()));
        self.set_locale(tag);
        self.keep_state();
    }

    /// Remembers what is typed, for a reload.
    pub fn set_draft(self, text: &str) {
        self.draft.set(text.to_owned());
        self.inner().vault.keep_draft(text);
    }

    // ---- Talking ----------------------------------------------------------------------------

    /// Sends what the visitor wrote: to the engine, or to the people once they have taken over.
    ///
    /// Blank and over-long texts are not sent; the composer says so before.
    pub fn send(self, text: &str) {
        let text = text.trim();
        if text.is_empty() || text.chars().count() > MESSAGE_LIMIT {
            return;
        }
        self.set_draft("");
        self.view.set(View::Chat);
        match self.handoff.get_untracked() {
            Handoff::Reached { packet, live, channel } => {
                self.follow_up(text, &packet, &channel, live)
            }
            _ => {
                self.append(Body::Visitor(text.to_owned()), Delivery::Sent);
                self.respond(&Event::Said(text.to_owned()));
            }
        }
    }

    /// Does what a button says. Links are opened by the button itself.
    pub fn choose(self, choice: &Choice) {
        match &choice.action {
            ChoiceAction::Ask(id) => {
                let label = choice.label.clone().unwrap_or_default();
                if !label.is_empty() {
                    self.append(Body::Visitor(label), Delivery::Sent);
                }
                self.respond(&Event::Asked(id.clone()));
            }
            ChoiceAction::Say(text) => self.send(text),
            ChoiceAction::Form => self.show(View::Profile),
            ChoiceAction::Human if untrack(|| self.dialog.with(|dialog| dialog.misses > 0)) => {
                self.review(TransferReason::Unanswered);
            }
            ChoiceAction::Human => self.ask_for_person(),
            ChoiceAction::Link(_) => {}
        }
    }

    fn respond(self, event: &Event) {
        let inner = self.inner();
        let page = inner.platform.page();
        let locale = self.locale.get_untracked();
        let context = Context { locale: &locale, page: &page.path };
        let turn =
            inner.engine.respond(self.dialog.get_untracked(), event, &context, self.site_time());
        self.dialog.set(turn.dialog);
        for action in turn.actions {
            match action {
                Action::Say(message) => {
                    self.append(Body::Bot(message), Delivery::Sent);
                }
                Action::HandOver(reason) => self.review(reason),
            }
        }
        self.keep_state();
    }

    fn append(self, body: Body, delivery: Delivery) -> Row {
        let inner = self.inner();
        let at = inner.platform.now();
        // After the newest row, whatever the clock of another tab says, so that an answer never precedes its question.
        let after = self.rows.with_untracked(|rows| rows.last().map_or(0.0, |row| row.at));
        let at = at.max(after + 1.0);
        let id = format!("{at:014.0}-{}", inner.platform.new_id());
        let row = Row::new(&id, transcript::SavedRow { at, body, delivery });
        let started = self.has_started();
        self.rows.update(|rows| rows.push(row.clone()));
        if started {
            inner.vault.keep_row(&row);
        } else if self.has_started() {
            // The visitor has just begun to talk: now there is a conversation to keep.
            self.rows.with_untracked(|rows| rows.iter().for_each(|row| inner.vault.keep_row(row)));
        }
        self.notice_trouble();
        if self.open.get_untracked() {
            self.seen.set(self.rows.with_untracked(Vec::len));
        } else {
            self.tell(Happened::Unread(untrack(|| self.unread())));
        }
        self.tell(Happened::Message(row.author()));
        row
    }

    /// Nothing is kept of a visitor who only looked.
    fn has_started(self) -> bool {
        self.rows.with_untracked(|rows| rows.iter().any(|row| row.author() == Author::Visitor))
    }

    // ---- A person ---------------------------------------------------------------------------

    /// The visitor pressed the button.
    pub fn ask_for_person(self) {
        self.review(TransferReason::Button);
    }

    fn review(self, reason: TransferReason) {
        self.dialog.update(|dialog| dialog.transfer = Some(reason));
        self.keep_state();
        self.view.set(View::Person);
        self.tell(Happened::Handoff("requested"));
    }

    /// The channels to offer now.
    pub fn offers(self) -> Vec<Offer> {
        let inner = self.inner();
        let clock = |zone: &str| local(inner.platform.wall_clock(zone));
        self.locale.with(|locale| channel::offers(inner.engine.pack(), locale, &clock))
    }

    /// Whether people are there, and if not, when they are back: `(day and time, holiday)`.
    pub fn closed_until(self) -> Option<(String, String)> {
        let inner = self.inner();
        let clock = |zone: &str| local(inner.platform.wall_clock(zone));
        match channel::open(inner.engine.pack(), None, &clock) {
            Open::Now => None,
            Open::Later { next, holiday } => {
                let next = next.map(|at| {
                    let Date { year, month, day } = at.date;
                    format!(
                        "{year}-{month:02}-{day:02} {:02}:{:02}",
                        at.minute / 60,
                        at.minute % 60
                    )
                });
                let holiday =
                    self.locale.with(|locale| holiday.map(|name| name.get(locale).to_owned()));
                Some((next.unwrap_or_default(), holiday.unwrap_or_default()))
            }
        }
    }

    /// Whether there is a profile that may be shared.
    pub fn has_profile(self) -> bool {
        self.profile.with(Option::is_some)
    }

    /// Hands the conversation over with what the visitor agreed to share.
    pub fn hand_over(self, shares: Shares, words: Words) {
        let inner = self.inner();
        let live = untrack(|| self.offers()).iter().any(|offer| offer.way == Way::Live);
        let locale = self.locale.get_untracked();
        let standard = |one| (inner.standard)(one, &locale);
        let dialog = self.dialog.get_untracked();
        let packet = self.rows.with_untracked(|rows| {
            self.profile.with_untracked(|profile| {
                let parts = Parts {
                    platform: &*inner.platform,
                    reason: dialog.transfer.unwrap_or(TransferReason::Button),
                    locale: &locale,
                    live,
                    rows,
                    dialog: &dialog,
                    profile: profile.as_ref(),
                    standard: &standard,
                };
                packet::packet(&parts, shares, words)
            })
        });
        inner.vault.keep_packet(Some(&packet));
        if !packet.message.is_empty() {
            self.append(Body::Visitor(packet.message.clone()), Delivery::Sent);
        }
        self.view.set(View::Chat);
        self.drive();
    }

    /// Tries again what failed, with the very same packet.
    pub fn retry(self) {
        self.drive();
    }

    /// Sends the kept packet to the first webhook that takes it.
    fn drive(self) {
        let inner = self.inner();
        let Some(packet) = inner.vault.packet() else {
            self.set_handoff(Handoff::None);
            return;
        };
        let Ok(json) = serde_json::to_string(&packet) else { return };
        let since = inner.platform.now();
        let webhooks: Vec<_> = untrack(|| self.offers())
            .into_iter()
            .filter(|offer| !matches!(offer.way, Way::Link { .. }))
            .collect();
        let platform = inner.platform.clone();
        let task = async move {
            let mut cause = Cause::Network;
            for offer in webhooks {
                let Some(url) = self.url_of(&offer.id) else { continue };
                let (channel, tab) = (offer.id.clone(), self.inner().tab.clone());
                self.set_handoff(Handoff::Sending { channel, tab, since });
                let answer = channel::webhook::post(&*platform, &url, &json, &packet.id).await;
                // The visitor may have called it off, or another tab may have driven it, while we waited.
                if !self.is_driving(since) {
                    return;
                }
                match answer {
                    Ok(()) => return self.reached(&offer, &packet.id),
                    Err(failed) => cause = failed,
                }
            }
            self.append(Body::System(Note::NotReached), Delivery::Sent);
            self.set_handoff(Handoff::Failed { cause });
        };
        inner.platform.spawn(Box::pin(task));
    }

    fn is_driving(self, since: Millis) -> bool {
        self.handoff.with_untracked(
            |handoff| matches!(handoff, Handoff::Sending { since: started, .. } if *started == since),
        )
    }

    fn reached(self, offer: &Offer, packet: &str) {
        let live = offer.way == Way::Live;
        let channel = offer.label.clone();
        let note = if live { Note::Reached { channel } } else { Note::MessageLeft { channel } };
        self.append(Body::System(note), Delivery::Sent);
        self.inner().vault.keep_packet(None);
        let (channel, packet) = (offer.id.clone(), packet.to_owned());
        self.set_handoff(Handoff::Reached { channel, packet, live });
    }

    fn follow_up(self, text: &str, packet: &str, channel: &str, live: bool) {
        let row = self.append(Body::Visitor(text.to_owned()), Delivery::Sending);
        self.deliver(&row, text, packet, channel, live);
    }

    /// Sends a message again that did not arrive.
    pub fn resend(self, row: &Row) {
        if let (Body::Visitor(text), Handoff::Reached { packet, channel, live }) =
            (&*row.body, self.handoff.get_untracked())
        {
            self.deliver(row, text, &packet, &channel, live);
        }
    }

    fn deliver(self, row: &Row, text: &str, packet: &str, channel: &str, live: bool) {
        let inner = self.inner();
        let locale = self.locale.get_untracked();
        let message = packet::follow_up(&*inner.platform, packet, row, text, &locale, live);
        self.set_delivery(row, Delivery::Sending);
        let (Some(url), Ok(json)) = (self.url_of(channel), serde_json::to_string(&message)) else {
            // The channel is gone from the pack.
            self.set_delivery(row, Delivery::Failed);
            return;
        };
        let (platform, row) = (inner.platform.clone(), row.clone());
        let task = async move {
            let answer = channel::webhook::post(&*platform, &url, &json, &message.id).await;
            let delivery = if answer.is_ok() { Delivery::Sent } else { Delivery::Failed };
            self.set_delivery(&row, delivery);
        };
        inner.platform.spawn(Box::pin(task));
    }

    fn set_delivery(self, row: &Row, delivery: Delivery) {
        row.delivery.set(delivery);
        self.inner().vault.keep_row(row);
    }

    fn url_of(self, channel: &str) -> Option<String> {
        let inner = self.inner();
        let channels = &inner.engine.pack().channels;
        channels.iter().find(|known| known.id == channel).map(|known| known.url.clone())
    }

    /// The visitor called the hand-over off, or ends it to talk to the assistant again.
    pub fn back_to_assistant(self) {
        let note = match self.handoff.get_untracked() {
            Handoff::None => return,
            Handoff::Reached { .. } => Note::BackToAssistant,
            Handoff::Sending { .. } | Handoff::Failed { .. } => Note::CalledOff,
        };
        self.inner().vault.keep_packet(None);
        self.append(Body::System(note), Delivery::Sent);
        self.set_handoff(Handoff::None);
    }

    /// The visitor goes on elsewhere by a link.
    pub fn link_opened(self, offer: &Offer, name: String) {
        let channel = if offer.label.is_empty() { name } else { offer.label.clone() };
        self.append(Body::System(Note::LinkOpened { channel }), Delivery::Sent);
        self.tell(Happened::Handoff("link"));
    }

    fn set_handoff(self, handoff: Handoff) {
        let stage = match &handoff {
            Handoff::None => "ended",
            Handoff::Sending { .. } => "sending",
            Handoff::Reached { .. } => "reached",
            Handoff::Failed { .. } => "failed",
        };
        self.handoff.set(handoff);
        self.keep_state();
        self.tell(Happened::Handoff(stage));
    }

    /// After a reload: what was on its way goes on, what another tab left lying can be tried again.
    fn resume(self) {
        let inner = self.inner();
        if let Handoff::Sending { tab, since, .. } = self.handoff.get_untracked() {
            if tab == inner.tab {
                self.drive();
            } else if inner.platform.now() - since > STALE_MS {
                self.set_handoff(Handoff::Failed { cause: Cause::Interrupted });
            }
        }
        // A message that was on its way when the page went: nobody knows, so the visitor is told.
        let rows = self.rows.get_untracked();
        for row in rows.iter().filter(|row| row.delivery.get_untracked() == Delivery::Sending) {
            self.resend(row);
            if row.delivery.get_untracked() == Delivery::Sending && !self.is_reached() {
                self.set_delivery(row, Delivery::Failed);
            }
        }
    }

    fn is_reached(self) -> bool {
        self.handoff.with_untracked(|handoff| matches!(handoff, Handoff::Reached { .. }))
    }

    // ---- The profile ------------------------------------------------------------------------

    /// The form of the pack, if there is one.
    pub fn with_form<T>(self, read: impl FnOnce(&kefu_engine::pack::Profile) -> T) -> Option<T> {
        self.inner().engine.pack().profile.as_ref().map(read)
    }

    /// What the visitor gave before, to be seen and changed.
    pub fn filled(self) -> Option<Filled> {
        self.profile.get().map(|saved| Filled {
            values: saved.values.into_iter().map(|one| (one.field, one.value)).collect(),
            purposes: saved.consent.purposes,
        })
    }

    /// Keeps what was filled in, or says what is wrong with it.
    pub fn save_profile(self, filled: &Filled) -> Result<(), FormErrors> {
        let inner = self.inner();
        let Some(form) = &inner.engine.pack().profile else { return Ok(()) };
        let now = inner.platform.now();
        let today = self.site_time().date;
        let locale = self.locale.get_untracked();
        let saved =
            profile::accept(form, filled, &locale, today, now, inner.platform.write_iso(now))?;
        inner.vault.keep_profile(Some(&saved));
        self.profile.set(Some(saved));
        self.view.set(View::Chat);
        self.append(Body::System(Note::ProfileSaved), Delivery::Sent);
        Ok(())
    }

    /// Withdraws the consent and erases the profile.
    pub fn withdraw_profile(self) {
        self.inner().vault.keep_profile(None);
        self.profile.set(None);
        self.view.set(View::Chat);
        self.append(Body::System(Note::ProfileErased), Delivery::Sent);
    }

    fn forget_expired_profile(self) {
        let inner = self.inner();
        let form = inner.engine.pack().profile.as_ref();
        let now = inner.platform.now();
        let invalid = self.profile.with_untracked(|saved| {
            saved.as_ref().is_some_and(|saved| !profile::is_valid(form, saved, now))
        });
        if invalid {
            inner.vault.keep_profile(None);
            self.profile.set(None);
        }
    }

    // ---- Other tabs -------------------------------------------------------------------------

    /// Another tab changed what is kept; `None` stands for everything.
    pub fn other_tab_wrote(self, key: Option<&str>) {
        let inner = self.inner();
        match Vault::change(key) {
            Some(Change::Row(id)) => {
                if let Some(row) = inner.vault.row(&id) {
                    self.rows.update(|rows| {
                        place(rows, row);
                    });
                    if self.open.get_untracked() {
                        self.mark_seen();
                    } else {
                        self.tell(Happened::Unread(untrack(|| self.unread())));
                    }
                }
            }
            Some(Change::State) => {
                let state = inner.vault.state();
                self.dialog.set(state.dialog);
                self.handoff.set(state.handoff);
                if let Some(locale) = state.locale {
                    self.locale.set(locale);
                }
            }
            Some(Change::Profile) => self.profile.set(inner.vault.profile()),
            Some(Change::Everything) => {
                self.rows.set(inner.vault.rows());
                self.profile.set(inner.vault.profile());
                self.other_tab_wrote(Some("kefu:state"));
            }
            None => {}
        }
    }

    fn keep_state(self) {
        if !self.has_started() && self.handoff.with_untracked(|handoff| *handoff == Handoff::None) {
            return;
        }
        let inner = self.inner();
        inner.vault.keep_state(&State {
            dialog: self.dialog.get_untracked(),
            handoff: self.handoff.get_untracked(),
            locale: inner.chosen.borrow().clone(),
        });
        self.notice_trouble();
    }

    fn notice_trouble(self) {
        let trouble = self.inner().vault.trouble().map(|error| match error {
            StorageError::Blocked => Trouble::NotKept,
            StorageError::Full => Trouble::Full,
        });
        if self.trouble.get_untracked() != trouble {
            self.trouble.set(trouble);
        }
    }

    /// The wall clock of the site.
    fn site_time(self) -> LocalTime {
        let inner = self.inner();
        let zone =
            inner.engine.pack().hours.as_ref().map_or("UTC", |hours| hours.time_zone.as_str());
        local(inner.platform.wall_clock(zone))
    }

    fn tell(self, happened: Happened) {
        (self.inner().heard)(happened);
    }
}

fn local(clock: WallClock) -> LocalTime {
    LocalTime {
        date: Date { year: clock.year, month: clock.month, day: clock.day },
        minute: clock.minute,
    }
}
