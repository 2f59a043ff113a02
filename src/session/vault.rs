//! What is kept of a conversation, and where. The one module that knows keys and formats:
//! encryption will change this file and no other.
//!
//! Each row has a key of its own, so that two tabs that write at once never overwrite each other.
//! What cannot be read, because a later release wrote it or something damaged it, is left alone (invariant 6).

use std::cell::Cell;
use std::rc::Rc;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use kefu_engine::dialog::Dialog;
use kefu_wire::handoff::{Consent, Handoff as Packet, ProfileValue};

use super::handoff::Handoff;
use super::transcript::{Row, SavedRow};
use crate::platform::{Area, Millis, Platform, StorageError};

const ROW: &str = "kefu:row:";
const STATE: &str = "kefu:state";
const PROFILE: &str = "kefu:profile";
const PACKET: &str = "kefu:packet";
const DRAFT: &str = "kefu:draft";
const TAB: &str = "kefu:tab";

/// What the tabs of a site share beside the rows.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct State {
    pub(crate) dialog: Dialog,
    pub(crate) handoff: Handoff,
    /// The language the visitor chose in the widget.
    pub(crate) locale: Option<String>,
}

/// What the visitor gave, under which consent.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
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
    Profile,
    Everything,
}

pub(crate) struct Vault {
    platform: Rc<dyn Platform>,
    trouble: Cell<Option<StorageError>>,
}

impl Vault {
    pub(crate) fn new(platform: Rc<dyn Platform>) -> Self {
        Self { platform, trouble: Cell::new(None) }
    }

    /// Why the last write failed, if it did.
    pub(crate) fn trouble(&self) -> Option<StorageError> {
        self.trouble.get()
    }

    /// Every row that can be read, in order.
    pub(crate) fn rows(&self) -> Vec<Row> {
        let mut keys = self.platform.keys(Area::Lasting, ROW);
        keys.sort_unstable();
        keys.iter().filter_map(|key| self.row(key.strip_prefix(ROW)?)).collect()
    }

    pub(crate) fn row(&self, id: &str) -> Option<Row> {
        let saved: SavedRow = self.load(Area::Lasting, &format!("{ROW}{id}"))?;
        Some(Row::new(id, saved))
    }

    pub(crate) fn keep_row(&self, row: &Row) {
        self.keep(Area::Lasting, &format!("{ROW}{}", row.id), &row.saved());
    }

    pub(crate) fn state(&self) -> State {
        self.load(Area::Lasting, STATE).unwrap_or_default()
    }

    pub(crate) fn keep_state(&self, state: &State) {
        self.keep(Area::Lasting, STATE, state);
    }

    pub(crate) fn profile(&self) -> Option<SavedProfile> {
        self.load(Area::Lasting, PROFILE)
    }

    pub(crate) fn keep_profile(&self, profile: Option<&SavedProfile>) {
        match profile {
            Some(profile) => self.keep(Area::Lasting, PROFILE, profile),
            None => self.platform.remove(Area::Lasting, PROFILE),
        }
    }

    pub(crate) fn packet(&self) -> Option<Packet> {
        self.load(Area::Lasting, PACKET)
    }

    /// Kept from the moment the visitor sends it until it has arrived or is called off.
    pub(crate) fn keep_packet(&self, packet: Option<&Packet>) {
        match packet {
            Some(packet) => self.keep(Area::Lasting, PACKET, packet),
            None => self.platform.remove(Area::Lasting, PACKET),
        }
    }

    pub(crate) fn draft(&self) -> String {
        self.platform.read(Area::Tab, DRAFT).unwrap_or_default()
    }

    pub(crate) fn keep_draft(&self, draft: &str) {
        if draft.is_empty() {
            self.platform.remove(Area::Tab, DRAFT);
        } else {
            // A lost draft is not worth a warning on every key.
            let _ = self.platform.write(Area::Tab, DRAFT, draft);
        }
    }

    /// A name for this tab that survives its reload.
    pub(crate) fn tab(&self) -> String {
        if let Some(known) = self.platform.read(Area::Tab, TAB) {
            return known;
        }
        let fresh = self.platform.new_id();
        let _ = self.platform.write(Area::Tab, TAB, &fresh);
        fresh
    }

    /// What a key that another tab wrote means to us.
    pub(crate) fn change(key: Option<&str>) -> Option<Change> {
        match key {
            None => Some(Change::Everything),
            Some(STATE) => Some(Change::State),
            Some(PROFILE) => Some(Change::Profile),
            Some(key) => key.strip_prefix(ROW).map(|id| Change::Row(id.to_owned())),
        }
    }

    fn load<T: DeserializeOwned>(&self, area: Area, key: &str) -> Option<T> {
        serde_json::from_str(&self.platform.read(area, key)?).ok()
    }

    fn keep<T: Serialize>(&self, area: Area, key: &str, value: &T) {
        let Ok(text) = serde_json::to_string(value) else { return };
        self.trouble.set(self.platform.write(area, key, &text).err());
    }
}
