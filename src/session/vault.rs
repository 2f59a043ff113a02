//! What is kept of a conversation, and under which names: the one module that knows keys and formats.
//! The platform encrypts what lasts (`vault.js`).
//!
//! Each row has a key of its own, so that two tabs that write at once never overwrite each other.
//! What cannot be read, because a later release wrote it or something damaged it, is left alone (invariant 6).

use std::cell::{Cell, OnceCell};
use std::rc::Rc;

use kefu_engine::dialog::Dialog;
use kefu_engine::json::Value;
use kefu_engine::kept::{Kept, field, object};
use kefu_engine::kept_struct;
use kefu_engine::order;
use kefu_wire::handoff::{Consent, ProfileValue};

use super::handoff::Handoff;
use super::live::Thread;
use super::transcript::{Row, SavedRow, place};
use crate::platform::{Millis, Platform, StorageError};

const ROW: &str = "kefu:row:";
const PACKET: &str = "kefu:packet";
const DRAFT: &str = "kefu:draft:";
const SEEN: &str = "kefu:seen";
const SENT: &str = "kefu:sent:";

/// What the tabs of a site share beside the rows.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct State {
    pub(crate) dialog: Dialog,
    pub(crate) handoff: Handoff,
    /// The language the visitor chose in the widget.
    pub(crate) locale: Option<String>,
    /// Who the site says it is whose conversation this is.
    pub(crate) who: Option<String>,
}

/// What the visitor gave, under which consent.
#[derive(Clone, Debug, PartialEq)]
pub struct SavedProfile {
    pub(crate) values: Vec<ProfileValue>,
    pub(crate) consent: Consent,
    /// When it must be erased, in milliseconds since 1970.
    pub(crate) erase_at: Millis,
}

/// What another tab changed.
#[derive(Debug, PartialEq)]
pub(crate) enum Change {
    Row(String),
    State,
    Thread,
    Profile,
    History,
    Everything,
}

pub(crate) struct Vault {
    platform: Rc<dyn Platform>,
    /// A name for this tab, as long as it is not kept.
    fresh_tab: OnceCell<String>,
    /// Whether the last that was written lasts.
    trouble: Cell<Option<StorageError>>,
}

impl Vault {
    pub(crate) const STATE: &str = "kefu:state";
    pub(crate) const THREAD: &str = "kefu:thread";
    pub(crate) const PROFILE: &str = "kefu:profile";
    pub(crate) const HISTORY: &str = "kefu:history";

    pub(crate) fn new(platform: Rc<dyn Platform>) -> Self {
        Self { platform, fresh_tab: OnceCell::new(), trouble: Cell::new(None) }
    }

    /// Why something could not be kept, as long as it is not.
    pub(crate) fn trouble(&self) -> Option<StorageError> {
        self.trouble.get()
    }

    /// Every row that can be read, in order.
    pub(crate) fn rows(&self) -> Vec<Row> {
        let keys = self.platform.keys(ROW);
        let mut rows = Vec::with_capacity(keys.len());
        for row in in_time(&keys).filter_map(|key| self.row(key.strip_prefix(ROW)?)) {
            place(&mut rows, row);
        }
        rows
    }

    pub(crate) fn row(&self, id: &str) -> Option<Row> {
        let saved: SavedRow = self.load(&(ROW.to_owned() + id))?;
        Some(Row::new(id, saved))
    }

    pub(crate) fn keep_row(&self, row: &Row) {
        self.keep(&(ROW.to_owned() + &row.id), &row.saved());
    }

    pub(crate) fn state(&self) -> State {
        self.load(Self::STATE).unwrap_or_default()
    }

    pub(crate) fn keep_state(&self, state: &State) {
        self.keep(Self::STATE, state);
    }

    /// The conversation with people, where they answer in the panel.
    pub(crate) fn thread(&self) -> Option<Thread> {
        self.load(Self::THREAD)
    }

    pub(crate) fn keep_thread(&self, thread: &Thread) {
        self.keep(Self::THREAD, thread);
    }

    pub(crate) fn profile(&self) -> Option<SavedProfile> {
        self.load(Self::PROFILE)
    }

    pub(crate) fn keep_profile(&self, profile: Option<&SavedProfile>) {
        match profile {
            Some(profile) => self.keep(Self::PROFILE, profile),
            None => self.forget(Self::PROFILE),
        }
    }

    /// What the visitor did, a fact each, the oldest first.
    pub(crate) fn history(&self) -> Vec<Value> {
        match self.load(Self::HISTORY) {
            Some(Value::Array(facts)) => facts,
            _ => Vec::new(),
        }
    }

    pub(crate) fn keep_history(&self, history: &[Value]) {
        if history.is_empty() {
            self.forget(Self::HISTORY);
        } else {
            self.keep(Self::HISTORY, &Value::Array(history.to_vec()));
        }
    }

    /// The hand-over on its way: its id and its JSON, as it is posted.
    pub(crate) fn packet(&self) -> Option<(String, String)> {
        let json = self.text(PACKET)?;
        let packet = Value::parse(&json)?;
        Some((field(&packet, "id")?, json))
    }

    /// What the visitor wrote for it.
    pub(crate) fn packet_words(&self) -> Option<String> {
        field(&Value::parse(&self.text(PACKET)?)?, "message")
    }

    /// Kept from the moment the visitor sends it until it has arrived or is called off.
    pub(crate) fn keep_packet(&self, json: &str) {
        self.keep_text(PACKET, json);
    }

    pub(crate) fn drop_packet(&self) {
        self.forget(PACKET);
    }

    /// What is tried again goes without what the visitor no longer agrees to.
    pub(crate) fn unshare_packet(&self) {
        if let Some(Value::Object(mut packet)) = self.load(PACKET) {
            packet.retain(|(part, _)| !matches!(&**part, "profile" | "tags" | "department"));
            self.keep(PACKET, &Value::Object(packet));
        }
    }

    /// The record of what went where.
    pub(crate) fn keep_sent(&self, id: &str, record: &Value) {
        self.keep(&(SENT.to_owned() + id), record);
    }

    /// Erases the rows, and the records of what was sent, from before a moment.
    pub(crate) fn erase_before(&self, moment: Millis) {
        for prefix in [ROW, SENT] {
            for key in self.platform.keys(prefix) {
                // What has no time in its name is not ours to judge.
                if key.get(prefix.len()..).and_then(time).is_some_and(|at| at < moment) {
                    self.forget(&key);
                }
            }
        }
    }

    /// Erases what is kept of a person, all but the conversation with people, which the desk may have to be told of.
    pub(crate) fn erase_person(&self) {
        for key in self.platform.keys("kefu:") {
            if key != Self::THREAD {
                self.forget(&key);
            }
        }
    }

    /// Which triggers have spoken: the engine's own notes, `null` at first.
    pub(crate) fn seen(&self) -> Value {
        self.load(SEEN).unwrap_or(Value::Null)
    }

    pub(crate) fn keep_seen(&self, seen: &Value) {
        self.keep(SEEN, seen);
    }

    /// What is typed in this tab and not sent.
    pub(crate) fn draft(&self) -> String {
        let draft = self.known_tab().map(|tab| DRAFT.to_owned() + &tab);
        draft.and_then(|key| self.platform.read(&key)).unwrap_or_default()
    }

    pub(crate) fn keep_draft(&self, draft: &str) {
        if draft.is_empty() {
            if let Some(tab) = self.known_tab() {
                self.platform.remove(&(DRAFT.to_owned() + &tab));
            }
        } else {
            // A lost draft is not worth a warning on every key.
            let _ = self.platform.write(&(DRAFT.to_owned() + &self.tab()), draft);
        }
    }

    /// The name of this tab, if it has one already.
    pub(crate) fn known_tab(&self) -> Option<String> {
        self.platform.tab()
    }

    /// The name that this tab has, or would have.
    pub(crate) fn tab_to_be(&self) -> String {
        let fresh = || self.fresh_tab.get_or_init(|| self.platform.new_id()).clone();
        self.known_tab().unwrap_or_else(fresh)
    }

    /// A name for this tab that survives its reload.
    pub(crate) fn tab(&self) -> String {
        let tab = self.tab_to_be();
        self.platform.name_tab(&tab);
        tab
    }

    /// What a key that another tab wrote means to us.
    pub(crate) fn change(key: Option<&str>) -> Option<Change> {
        match key {
            None => Some(Change::Everything),
            Some(Self::STATE) => Some(Change::State),
            Some(Self::THREAD) => Some(Change::Thread),
            Some(Self::PROFILE) => Some(Change::Profile),
            Some(Self::HISTORY) => Some(Change::History),
            Some(key) => key.strip_prefix(ROW).map(|id| Change::Row(id.to_owned())),
        }
    }

    fn load<T: Kept>(&self, key: &str) -> Option<T> {
        T::read(&Value::parse(&self.text(key)?)?)
    }

    fn keep<T: Kept>(&self, key: &str, value: &T) {
        self.keep_text(key, &value.write().write());
    }

    fn keep_text(&self, key: &str, text: &str) {
        self.trouble.set(self.platform.write(key, text).err());
    }

    fn text(&self, key: &str) -> Option<String> {
        self.platform.read(key)
    }

    fn forget(&self, key: &str) {
        self.platform.remove(key);
    }
}

/// The moment that an id begins with.
fn time(id: &str) -> Option<Millis> {
    id.split('-').next()?.parse().ok()
}

/// Keys of rows by their time, which is the number that they start with.
fn in_time(keys: &[String]) -> impl Iterator<Item = &String> {
    /// Bits for the place of a key; the 48 above them hold the milliseconds of the next 8,000 years.
    const PLACE: u32 = 16;
    let mut order: Vec<u64> = (0..)
        .zip(keys)
        .map(|(place, key)| {
            key.get(ROW.len()..).and_then(time).unwrap_or(0) << PLACE | place & ((1 << PLACE) - 1)
        })
        .collect();
    order::ascending(&mut order);
    order.into_iter().map(move |one| &keys[(one & ((1 << PLACE) - 1)) as usize])
}

kept_struct!(State { dialog, handoff, locale, who });

/// What the visitor gave, as it is kept and as it is shared.
pub(super) fn written_values(values: &[ProfileValue]) -> Value {
    let one =
        |one: &ProfileValue| object([("field", one.field.write()), ("value", one.value.write())]);
    Value::Array(values.iter().map(one).collect())
}

impl Kept for SavedProfile {
    fn write(&self) -> Value {
        let consent = &self.consent;
        object([
            ("values", written_values(&self.values)),
            ("erase_at", self.erase_at.write()),
            ("purposes", consent.purposes.write()),
            ("policy_version", consent.policy_version.write()),
            ("policy_url", consent.policy_url.write()),
            ("locale", consent.locale.write()),
            ("at", consent.at.write()),
        ])
    }

    fn read(value: &Value) -> Option<Self> {
        let values = value.get("values")?.as_array()?.iter().map(|one| {
            Some(ProfileValue { field: field(one, "field")?, value: field(one, "value")? })
        });
        Some(Self {
            values: values.collect::<Option<_>>()?,
            erase_at: field(value, "erase_at")?,
            consent: Consent {
                purposes: field(value, "purposes")?,
                policy_version: field(value, "policy_version")?,
                policy_url: field(value, "policy_url")?,
                locale: field(value, "locale")?,
                at: field(value, "at")?,
            },
        })
    }
}
