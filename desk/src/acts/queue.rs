//! Who waits, and whose turn it is.

use std::collections::HashMap;
use std::sync::{MutexGuard, PoisonError};

use kefu_wire::chatwoot::{Presence, Queue};
use kefu_wire::console::{Agent, Availability, Status};
use serde_json::json;

use crate::clock::now;
use crate::desk::Desk;
use crate::store::Outcome;
use crate::store::conversations::{Conversation, InLine};

impl Desk {
    /// Who is there.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn presence(&self) -> Outcome<Presence> {
        let waiting = self.store.line(now()).await?.len() as u32;
        let expected_wait = self.store.expected_wait(waiting + 1).await?;
        Ok(Presence { online: self.online().await?, waiting, expected_wait })
    }

    async fn online(&self) -> Outcome<u32> {
        let agents = self.store.agents().await?;
        let is_online =
            |agent: &&Agent| agent.availability == Availability::Online && !agent.is_disabled;
        Ok(agents.iter().filter(is_online).count() as u32)
    }

    /// Where a conversation stands in the queue, if it does.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn place_in_queue(&self, one: &Conversation) -> Outcome<Option<Queue>> {
        if one.status != Status::Open || one.assignee.is_some() {
            return Ok(None);
        }
        let waiting = self.store.line(now()).await?;
        let Some(place) = waiting.iter().position(|other| other.id == one.id) else {
            return Ok(None);
        };
        let position = place as u32 + 1;
        let expected_wait = self.store.expected_wait(position).await?;
        Ok(Some(Queue { position, expected_wait, online: self.online().await? }))
    }

    /// Tells everybody who waits where they stand now.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn tell_queue(&self) -> Outcome<()> {
        if self.gives_out {
            self.give_out().await?;
        }
        let (online, pace) = (self.online().await?, self.store.pace().await?);
        let waiting = self.store.line(now()).await?;
        let mut told = self.told.lock().unwrap_or_else(PoisonError::into_inner);
        let mut telling = HashMap::with_capacity(waiting.len());
        for (place, InLine { id, contact, .. }) in waiting.into_iter().enumerate() {
            if !self.hub.is_listening(contact) {
                continue;
            }
            let position = place as u32 + 1;
            let expected_wait = pace.map(|pace| pace.wait(position));
            let queue = Queue { position, expected_wait, online };
            // Whoever comes back fetches it; whoever was told is told again only when something is new.
            if told.get(&id) != Some(&queue) {
                self.hub.tell(contact, "kefu.queue", &json!({ "id": id, "queue": &queue }));
            }
            telling.insert(id, queue);
        }
        *told = telling;
        Ok(())
    }

    pub(super) fn declined(&self) -> MutexGuard<'_, HashMap<i64, i64>> {
        self.declined.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Gives those who wait to whoever is online and has room: the most urgent first, each to the one who has least.
    async fn give_out(&self) -> Outcome<()> {
        let agents = self.store.agents().await?;
        let mut loads = self.store.loads().await?;
        let has_room = |agent: &Agent, loads: &HashMap<i64, u32>| {
            agent.availability == Availability::Online
                && !agent.is_disabled
                && loads.get(&agent.id).copied().unwrap_or_default() < agent.room
        };
        if !agents.iter().any(|agent| has_room(agent, &loads)) {
            return Ok(());
        }
        for one in self.store.line(now()).await? {
            let load = |agent: &&Agent| loads.get(&agent.id).copied().unwrap_or_default();
            // Whoever put it back does not get it again.
            let declined = self.declined().get(&one.id).copied();
            let is_free = |agent: &&Agent| {
                has_room(agent, &loads)
                    && declined != Some(agent.id)
                    && suits(agent, &one.department, &agents)
            };
            let free = agents.iter().filter(is_free);
            let Some(agent) = free.min_by_key(|agent| (load(agent), agent.id)) else { continue };
            // What it is about comes with the first words.
            if !self.store.has_words(one.id).await?
                || !self.store.claim(one.id, agent.id, now()).await?
            {
                continue;
            }
            *loads.entry(agent.id).or_default() += 1;
            if let Some(mut conversation) = self.store.conversation(one.id).await? {
                self.joined(&mut conversation, agent, Status::Open).await?;
            }
        }
        Ok(())
    }
}

/// Whether an agent is the right one for a department: one of it, or anybody where it has nobody.
fn suits(agent: &Agent, department: &str, agents: &[Agent]) -> bool {
    let is_of = |agent: &Agent| agent.department.eq_ignore_ascii_case(department);
    let has_people = agents.iter().any(|one| !one.is_disabled && is_of(one));
    department.is_empty() || !has_people || is_of(agent)
}
