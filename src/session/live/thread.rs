//! What a browser knows of its conversation with people.

use kefu_engine::kept_struct;

use crate::platform::Millis;

/// The conversation with people, as it is kept.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Thread {
    /// Id of the channel.
    pub(crate) channel: String,
    /// The contact's secret name.
    pub(crate) source: String,
    /// Who the site says it is; empty where it does not.
    pub(crate) who: String,
    /// Opens the socket; empty until there is a contact.
    pub(crate) token: String,
    /// Its number at the desk; 0 until there is one.
    pub(crate) conversation: u64,
    /// Number of the newest message that was taken in.
    pub(crate) newest: u64,
    /// Number of the visitor's own newest message that was acknowledged.
    pub(crate) own: u64,
    /// When the desk took that one, by its own clock.
    pub(crate) own_at: Millis,
    /// Number of the newest message of which the desk was told that the visitor saw it.
    pub(crate) seen: u64,
    /// Who has it.
    pub agent: Option<Agent>,
    /// Where it stands in the queue.
    pub queue: Option<Queue>,
    /// The question how content the visitor is, as long as it is open.
    pub survey: Option<u64>,
    /// Whether a person ended it.
    pub(crate) is_over: bool,
    /// Number of a conversation that the visitor has left and the desk does not know of yet; 0 for none.
    pub(crate) leaving: u64,
}

/// Somebody who answers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Agent {
    /// Name.
    pub name: String,
    /// What they do at the site; may be empty.
    pub title: String,
}

/// A place in the queue, or what is known of the queue before one is in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Queue {
    /// 1 is the next.
    pub position: u32,
    /// At least so many minutes.
    pub from: u32,
    /// At most so many minutes; 0 where nothing was measured.
    pub to: u32,
    /// So many people take conversations now.
    pub online: u32,
}

impl Thread {
    /// What another tab kept, without losing what this one knows already.
    pub(crate) fn renewed(mut self, known: Option<&Self>) -> Self {
        if let Some(known) = known.filter(|known| known.conversation == self.conversation) {
            self.newest = self.newest.max(known.newest);
            self.own = self.own.max(known.own);
            self.own_at = self.own_at.max(known.own_at);
            self.seen = self.seen.max(known.seen);
        }
        self
    }

    /// The same contact, with nothing of the last conversation.
    pub(super) fn begun_anew(&self) -> Self {
        let Self { channel, source, who, token, leaving, .. } = self.clone();
        Self { channel, source, who, token, leaving, ..Self::default() }
    }
}

kept_struct!(Thread {
    channel,
    source,
    who,
    token,
    conversation,
    newest,
    own,
    own_at,
    seen,
    agent,
    queue,
    survey,
    is_over,
    leaving
});
kept_struct!(Agent { name, title });
kept_struct!(Queue { position, from, to, online });
