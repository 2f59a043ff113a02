//! The desk at work: what is kept, who listens, and how often things may be done.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use kefu_wire::chatwoot::Queue;
use tokio::sync::{Mutex as Turns, MutexGuard, watch};

use crate::hub::Hub;
use crate::knowledge::Learned;
use crate::limits::{AtOnce, Limit};
use crate::metrics::Metrics;
use crate::store::{Outcome, Store};
use crate::{Options, secrets};

/// Requests of one address, as at Chatwoot.
const REQUESTS_PER_MINUTE: u32 = 3_000;

/// Messages of one contact.
const MESSAGES_PER_MINUTE: u32 = 60;

/// Attempts to sign in, for one account and for one address.
const SIGN_INS_PER_MINUTE: u32 = 5;

/// Visits that an address says it made, which is for the figures alone.
const CHATS_PER_HOUR: u32 = 120;

/// Codes of the second step, for one account: with three that are right at a time, a thief of the password would need
/// years.
const CODES_PER_HOUR: u32 = 10;

/// Uploads at a time.
const UPLOADS: usize = 8;

/// Uploads of one address at a time.
const UPLOADS_OF_ONE: usize = 3;

/// Everything that the desk's rooms share.
pub struct Desk {
    /// What is kept.
    pub store: Store,
    /// Who listens.
    pub hub: Arc<Hub>,
    /// What is counted.
    pub metrics: Metrics,
    /// The public name of the inbox.
    pub identifier: String,
    /// With what a site vouches for its visitors.
    pub hmac_token: String,
    /// From what the tokens of listeners are derived.
    pub pubsub_secret: String,
    /// Where visitors and agents find the desk.
    pub public_url: String,
    /// The sites that may talk to it; all, when there are none.
    pub origins: Vec<String>,
    /// Requests by address.
    pub requests: Limit,
    /// Messages by contact.
    pub messages: Limit,
    /// Attempts to sign in, by account and by address.
    pub sign_ins: Limit,
    /// Visits that are counted, by address.
    pub chats: Limit,
    /// Codes of the second step, by account.
    pub codes: Limit,
    /// Whether conversations go to whoever is online by themselves.
    pub gives_out: bool,
    /// Whether the address of a request stands in a header of the proxy before the desk.
    pub is_behind_proxy: bool,
    /// Who put a conversation back into the queue, by conversation: it is not given to them again.
    pub declined: Mutex<HashMap<i64, i64>>,
    /// How many uploads of visitors may be under way; each is in memory until it is kept.
    pub uploads: Arc<AtOnce>,
    /// The same of agents, who wait for no visitor.
    pub agents_uploads: Arc<AtOnce>,
    /// What those who wait were told last, by conversation.
    pub told: Mutex<HashMap<i64, Queue>>,
    /// The engine that answers agents, once it was asked.
    pub learned: Mutex<Option<Learned>>,
    /// Consoles that are open, by agent.
    pub consoles: Mutex<HashMap<i64, usize>>,
    /// Held by whoever changes a conversation, from reading it to keeping it.
    pub turns: Turns<()>,
    /// Turns true when the desk stops.
    pub stopping: watch::Receiver<bool>,
}

impl Desk {
    /// Puts the parts together; what is not there yet is made.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn new(
        store: Store,
        options: &Options,
        public_url: String,
        stopping: watch::Receiver<bool>,
    ) -> Outcome<Self> {
        let identifier = match &options.inbox_identifier {
            Some(identifier) => {
                let wanted = identifier.clone();
                store.setting("inbox_identifier", || wanted).await?
            }
            None => store.setting("inbox_identifier", || secrets::token()[..24].to_owned()).await?,
        };
        Ok(Self {
            hmac_token: store.identity_key().await?,
            pubsub_secret: store.secret("pubsub_secret").await?,
            identifier,
            store,
            hub: Arc::default(),
            metrics: Metrics::default(),
            public_url,
            origins: options.origins.clone(),
            requests: Limit::per_minute(REQUESTS_PER_MINUTE),
            messages: Limit::per_minute(MESSAGES_PER_MINUTE),
            sign_ins: Limit::per_minute(SIGN_INS_PER_MINUTE),
            chats: Limit::per_hour(CHATS_PER_HOUR),
            codes: Limit::per_hour(CODES_PER_HOUR),
            gives_out: options.gives_out,
            is_behind_proxy: options.is_behind_proxy,
            declined: Mutex::default(),
            uploads: AtOnce::new(UPLOADS, UPLOADS_OF_ONE),
            agents_uploads: AtOnce::new(UPLOADS, UPLOADS),
            told: Mutex::default(),
            learned: Mutex::default(),
            consoles: Mutex::default(),
            turns: Turns::default(),
            stopping,
        })
    }

    /// Waits for one's turn to change a conversation. SQLite writes one at a time, too.
    pub async fn turn(&self) -> MutexGuard<'_, ()> {
        self.turns.lock().await
    }

    /// Ends when the desk stops.
    pub async fn stopped(&self) {
        // An error means that the desk was dropped.
        let _ = self.stopping.clone().wait_for(|stop| *stop).await;
    }
}
