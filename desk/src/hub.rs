//! Who listens now, and telling them what happens.
//!
//! Nothing is promised: who listens too slowly is cut off, comes back, and fetches what was missed.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use kefu_wire::console;
use serde_json::{Value, json};
use tokio::sync::{broadcast, mpsc};

/// So many events may wait for one who listens.
const BACKLOG: usize = 64;

/// So many events may wait for the consoles.
const CONSOLE_BACKLOG: usize = 1_024;

/// An event as it stands in a frame: `{"event": …, "data": …}`.
pub type Told = Arc<str>;

/// Browsers that listen, by contact: their numbers, and how to tell them.
type Contacts = HashMap<i64, Vec<(u64, mpsc::Sender<Told>)>>;

/// Who listens.
pub struct Hub {
    contacts: Mutex<Contacts>,
    consoles: broadcast::Sender<Told>,
    next: AtomicU64,
}

/// A contact's browser that listens, until it is dropped.
pub struct Listener {
    hub: Arc<Hub>,
    contact: i64,
    number: u64,
    /// What is told.
    pub events: mpsc::Receiver<Told>,
}

impl Default for Hub {
    fn default() -> Self {
        let (consoles, _) = broadcast::channel(CONSOLE_BACKLOG);
        Self { contacts: Mutex::default(), consoles, next: AtomicU64::new(1) }
    }
}

impl Hub {
    /// Lets a browser of a contact listen.
    pub fn listen(self: &Arc<Self>, contact: i64) -> Listener {
        let (sender, events) = mpsc::channel(BACKLOG);
        let number = self.next.fetch_add(1, Ordering::Relaxed);
        self.contacts().entry(contact).or_default().push((number, sender));
        Listener { hub: Arc::clone(self), contact, number, events }
    }

    /// Lets a console listen.
    pub fn listen_as_console(&self) -> broadcast::Receiver<Told> {
        self.consoles.subscribe()
    }

    /// Whether any console listens.
    pub fn has_consoles(&self) -> bool {
        self.consoles.receiver_count() > 0
    }

    /// Whether any browser of a contact listens.
    pub fn is_listening(&self, contact: i64) -> bool {
        self.contacts().contains_key(&contact)
    }

    /// How many browsers of contacts listen.
    pub fn listeners(&self) -> usize {
        self.contacts().values().map(Vec::len).sum()
    }

    /// Tells every browser of a contact.
    pub fn tell(&self, contact: i64, event: &str, data: &Value) {
        let mut contacts = self.contacts();
        let Some(listeners) = contacts.get_mut(&contact) else { return };
        let told: Told = json!({ "event": event, "data": data }).to_string().into();
        // Whoever has no room left is cut off: their receiver ends, and with it their connection.
        listeners.retain(|(_, sender)| sender.try_send(told.clone()).is_ok());
        if listeners.is_empty() {
            contacts.remove(&contact);
        }
    }

    /// Tells every console.
    pub fn tell_consoles(&self, event: &console::Event) {
        if let Ok(told) = serde_json::to_string(event) {
            // An error means that no console listens.
            let _ = self.consoles.send(told.into());
        }
    }

    fn contacts(&self) -> MutexGuard<'_, Contacts> {
        // The list stays good when a thread that held it panicked: each change is a single step.
        self.contacts.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        let mut contacts = self.hub.contacts();
        if let Some(listeners) = contacts.get_mut(&self.contact) {
            listeners.retain(|(number, _)| *number != self.number);
            if listeners.is_empty() {
                contacts.remove(&self.contact);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn every_browser_of_a_contact_is_told_and_nobody_else() {
        let hub = Arc::new(Hub::default());
        let (mut phone, mut laptop, mut stranger) = (hub.listen(1), hub.listen(1), hub.listen(2));
        hub.tell(1, "message.created", &json!({ "id": 7 }));
        for listener in [&mut phone, &mut laptop] {
            assert!(listener.events.recv().await.unwrap().contains("\"id\":7"));
        }
        assert!(stranger.events.try_recv().is_err());
        drop((phone, laptop));
        assert!(!hub.is_listening(1) && hub.is_listening(2));
    }

    #[tokio::test]
    async fn who_does_not_keep_up_is_cut_off() {
        let hub = Arc::new(Hub::default());
        let mut slow = hub.listen(1);
        for number in 0..=BACKLOG {
            hub.tell(1, "message.created", &json!(number));
        }
        assert!(!hub.is_listening(1));
        let mut heard = 0;
        while slow.events.recv().await.is_some() {
            heard += 1;
        }
        assert_eq!(heard, BACKLOG);
    }
}
