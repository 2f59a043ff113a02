//! The conversation as reactive state, and everything that can be done with it.
//!
//! The only owner of state that outlives a component: others watch it, and call a verb.
//! Never names a component, a text in a language, or the browser.

mod asking;
mod calling;
pub mod channel;
mod guard;
pub mod handoff;
mod keeping;
pub mod live;
pub mod named;
mod occasion;
pub mod packet;
mod person;
pub mod profile;
mod record;
mod site;
mod talking;
pub mod transcript;
mod vault;
mod visitor;
mod watch;

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use kefu_engine::dialog::Dialog;
use kefu_engine::hours::{Date, LocalTime};
use kefu_engine::pack::Front;
use leptos::prelude::*;
use leptos::reactive::signal::ArcTrigger;

pub use kefu_engine::dialog::{CardView, Choice, ChoiceAction, Message, Say, Standard};
pub use kefu_engine::pack::{Field, FieldKind, Localized, Purpose};
pub use kefu_engine::profile::Invalid;
pub use kefu_engine::rich;
pub use kefu_engine::transfer::TransferReason;

pub use crate::platform::Moment;
use crate::platform::{Brain, Platform, WallClock};
pub use guard::Held;
use handoff::Handoff;
use transcript::Author;
use vault::Vault;
pub use watch::Watch;
use watch::{Facet, Model};

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
    /// What shows the visitor their data could not be fetched.
    PrivacyNotLoaded,
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
    /// The conversation counts so, as JSON.
    Insight(String),
    /// The visitor wants to see what is kept of them.
    Privacy,
    /// The visitor has decided what they agree to, in this way: `form` or `withdrawn`. `due` is no decision: what counts of
    /// earlier ones is to be looked at.
    Decided(&'static str),
}

/// What a session is made of.
pub struct Setup {
    /// The world.
    pub platform: Rc<dyn Platform>,
    /// What of the site pack is the session's.
    pub pack: Front,
    /// The engine that answers from all of it.
    pub brain: Box<dyn Brain>,
    /// The visitor's language, a BCP 47 tag.
    pub locale: String,
    /// The widget's own sentences, for those who read a hand-over.
    pub standard: fn(Standard, &str) -> &'static str,
    /// Why a person was asked for, for the same readers.
    pub why: fn(TransferReason, &str) -> &'static str,
    /// Hears what happened.
    pub heard: Box<dyn Fn(Happened)>,
}

/// The conversation. A handle: copies are the same conversation.
#[derive(Clone, Copy)]
pub struct Session {
    /// Its place among the living. One word: every closure of every view carries it.
    place: u32,
}

thread_local! {
    /// Sessions by their place. A place is never given again, so that a late caller meets nobody else.
    static LIVING: RefCell<Vec<Option<Rc<Inner>>>> = const { RefCell::new(Vec::new()) };
}

struct Inner {
    platform: Rc<dyn Platform>,
    pack: Front,
    brain: Box<dyn Brain>,
    /// What the engine has yet to hear, the oldest first; about that one it has been asked.
    matters: RefCell<Vec<asking::Matter>>,
    /// Whether a call from before a reload was looked for.
    has_asked: Cell<bool>,
    /// Why a person was asked for when the errand went out.
    transfer: Cell<Option<TransferReason>>,
    /// How often the visitor has agreed to something else, now and when the errand went out.
    consents: Cell<u32>,
    consents_asked: Cell<u32>,
    /// Whether a message is being looked through before it goes.
    is_checking: Cell<bool>,
    /// How often somebody else has come, now and when the errand went out.
    person: Cell<u32>,
    person_asked: Cell<u32>,
    vault: Vault,
    standard: fn(Standard, &str) -> &'static str,
    why: fn(TransferReason, &str) -> &'static str,
    heard: Box<dyn Fn(Happened)>,
    /// The language the visitor chose in the widget, which outlasts the page's own.
    chosen: RefCell<Option<String>>,
    model: RefCell<Model>,
    /// Tells of changes, facet by facet.
    changed: [ArcTrigger; Facet::COUNT],
    visit: RefCell<occasion::Visit>,
    attendance: live::Attendance,
}

impl Session {
    /// Takes up the conversation where it was left.
    ///
    /// Must be called within a reactive owner, which also ends it.
    pub fn new(mut setup: Setup) -> Self {
        // They have refused what is beyond the service, so they are not asked.
        if setup.platform.wants_no_tracking()
            && let Some(form) = &mut setup.pack.profile
        {
            form.purposes.retain(|purpose| !purpose.kind.is_tracking());
        }
        let vault = Vault::new(setup.platform.clone());
        let state = vault.state();
        let rows = vault.rows();
        let model = Model {
            seen: rows.len(),
            rows,
            dialog: state.dialog,
            handoff: state.handoff,
            thread: vault.thread(),
            history: vault.history(),
            began: setup.platform.now(),
            draft: vault.draft(),
            locale: state.locale.clone().unwrap_or(setup.locale),
            ..Model::default()
        };
        let inner = Rc::new(Inner {
            platform: setup.platform,
            pack: setup.pack,
            brain: setup.brain,
            matters: RefCell::default(),
            has_asked: Cell::default(),
            transfer: Cell::default(),
            consents: Cell::default(),
            consents_asked: Cell::default(),
            is_checking: Cell::default(),
            person: Cell::default(),
            person_asked: Cell::default(),
            vault,
            standard: setup.standard,
            why: setup.why,
            heard: setup.heard,
            chosen: RefCell::new(state.locale),
            model: RefCell::new(model),
            visit: RefCell::default(),
            attendance: live::Attendance::default(),
            changed: Default::default(),
        });
        let place = LIVING.with_borrow_mut(|living| {
            living.push(Some(inner));
            living.len() - 1
        });
        // A task that still ran after the end would find nothing of what it works on.
        on_cleanup(move || {
            let inner =
                LIVING.with_borrow_mut(|living| living.get_mut(place).and_then(Option::take));
            if let Some(inner) = inner {
                inner.platform.stop();
            }
        });
        let session = Self { place: place as u32 };
        session.read_profile();
        session.expire();
        session.remember_visit();
        session.resume();
        session.watch_page();
        session.refresh();
        session
    }

    /// Whether the widget is still there.
    pub fn is_alive(self) -> bool {
        self.living().is_some()
    }

    fn living(self) -> Option<Rc<Inner>> {
        LIVING.with_borrow(|living| living.get(self.place as usize).cloned().flatten())
    }

    #[expect(
        clippy::expect_used,
        reason = "whatever outlives the session asks first whether it is alive"
    )]
    fn inner(self) -> Rc<Inner> {
        self.living().expect("the conversation is not over")
    }

    /// How many messages of others the visitor has not seen.
    pub fn unread(self) -> usize {
        self.rows().track();
        let inner = self.inner();
        let model = inner.model.borrow();
        let unseen = model.rows.iter().skip(model.seen);
        unseen.filter(|row| row.author() != Author::Visitor).count()
    }

    /// Whether an answer is on its way from elsewhere.
    pub fn is_waiting(self) -> bool {
        self.handoff().with(|handoff| matches!(handoff, Handoff::Sending { .. }))
            || self.dialog().with(Dialog::is_waiting)
            || self.awaits_engine()
            || self.is_agent_typing()
    }

    /// Opens the panel; the first time the visitor is greeted.
    pub fn open(self) {
        if self.is_open().get_untracked() {
            return;
        }
        self.forget_expired_profile();
        self.remember_page();
        self.refresh();
        self.change(Facet::Open, |model| model.open = true);
        if self.rows().with_untracked(Vec::is_empty) {
            self.greet();
        }
        self.mark_seen();
        self.tell_seen();
        self.tell(Happened::Opened);
    }

    /// Closes the panel.
    pub fn close(self) {
        if self.is_open().get_untracked() {
            self.mark_seen();
            self.change(Facet::Open, |model| model.open = false);
            self.tell_insight();
            self.tell(Happened::Closed);
        }
    }

    /// Opens or closes the panel.
    pub fn toggle(self) {
        if self.is_open().get_untracked() { self.close() } else { self.open() }
    }

    /// Shows another part of the panel.
    pub fn show(self, view: View) {
        self.change(Facet::View, |model| model.view = view);
    }

    fn mark_seen(self) {
        self.inner().model.borrow_mut().mark_seen();
        self.tell(Happened::Unread(0));
    }

    /// Rows came, from here or from another tab: who looks at them has seen them.
    fn count_unread(self) {
        if self.is_open().get_untracked() {
            self.inner().model.borrow_mut().mark_seen();
        } else {
            self.tell(Happened::Unread(untrack(|| self.unread())));
        }
    }

    /// Changes the language at once.
    pub fn set_locale(self, tag: &str) {
        self.change(Facet::Locale, |model| model.locale = tag.to_owned());
        self.refresh();
        self.tell(Happened::Locale(tag.to_owned()));
    }

    /// The words of a language have arrived: whatever shows any is to show them.
    pub fn learned_words(self) {
        self.change(Facet::Locale, |_| {});
    }

    /// Changes the language at once and for later, because the visitor wants it so.
    pub fn choose_locale(self, tag: &str) {
        self.inner().chosen.replace(Some(tag.to_owned()));
        self.set_locale(tag);
        self.keep_state();
    }

    /// The wall clock of the site.
    fn site_time(self) -> LocalTime {
        let inner = self.inner();
        let hours = inner.pack.hours.as_ref();
        local(inner.platform.wall_clock(hours.map_or("UTC", |hours| &hours.time_zone)))
    }

    /// The visitor wants to see what is kept of them, and where it went.
    pub fn show_privacy(self) {
        // If it failed before, it is not known yet whether it does again.
        self.notice_trouble();
        self.tell(Happened::Privacy);
    }

    /// That could not be fetched.
    pub fn privacy_failed(self) {
        self.change(Facet::Trouble, |model| model.trouble = Some(Trouble::PrivacyNotLoaded));
    }

    fn tell(self, happened: Happened) {
        (self.inner().heard)(happened);
    }
}

impl Model {
    fn mark_seen(&mut self) {
        self.seen = self.rows.len();
    }
}

fn local(clock: WallClock) -> LocalTime {
    LocalTime {
        date: Date { year: clock.year, month: clock.month, day: clock.day },
        minute: clock.minute,
    }
}
