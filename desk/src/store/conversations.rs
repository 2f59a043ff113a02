//! Conversations: whose they are, where they stand, who has them.

use kefu_wire::chatwoot::{Attributes, Minutes};
use kefu_wire::console::Status;
use kefu_wire::handoff::Handoff;
use serde::{Deserialize, Serialize};
use sqlx::sqlite::SqliteRow;
use sqlx::{Row, SqliteConnection, query, query_scalar};

use super::contacts::Profile;
use super::messages::Body;
use super::{Outcome, Store};
use crate::secrets;

/// Waits of so many conversations are looked back on to tell the next visitor how long it takes.
const MEASURED: i64 = 20;

/// With fewer than these nothing is promised.
const LEAST_MEASURED: usize = 4;

const COLUMNS: &str = "id, uuid, contact_id, status, assignee_id, department, reason, score, waiting_minute, \
     waiting_most, sealed, created_at, waiting_since, active_at, contact_seen_at, agent_seen_at, rating, snoozed_until, \
     reopened, has_asked";

/// A conversation.
#[derive(Clone, Debug, Default)]
pub struct Conversation {
    /// Number.
    pub id: i64,
    /// Unique everywhere.
    pub uuid: String,
    /// Whose it is.
    pub contact_id: i64,
    /// Where it stands.
    pub status: Status,
    /// Who has it.
    pub assignee: Option<i64>,
    /// For which department.
    pub department: String,
    /// Why a person was asked for.
    pub reason: String,
    /// How urgent it was when it came, 0 to 100.
    pub score: u32,
    /// What every minute of waiting adds to that.
    pub waiting_minute: u32,
    /// The most that waiting adds.
    pub waiting_most: u32,
    /// What only the people of the site read.
    pub content: Content,
    /// Whether that is not as it was when this was read.
    pub has_new_content: bool,
    /// When it came, in milliseconds since 1970.
    pub created_at: i64,
    /// Since when somebody waits for a person.
    pub waiting_since: i64,
    /// When something last happened.
    pub active_at: i64,
    /// When the visitor last read it.
    pub contact_seen_at: i64,
    /// When a person last read it.
    pub agent_seen_at: i64,
    /// How content the visitor was.
    pub rating: Option<i64>,
    /// Until when it rests.
    pub snoozed_until: Option<i64>,
    /// How often the visitor wrote again after it was over.
    pub reopened: u32,
    /// Whether they had asked the assistant before they came.
    pub has_asked: bool,
}

/// What only the people of the site read of a conversation.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Content {
    /// What the widget said when it opened it.
    #[serde(default)]
    pub custom_attributes: Attributes,
    /// The hand-over that began it.
    #[serde(default)]
    pub handoff: Option<Handoff>,
    /// What the visitor said of how content they were.
    #[serde(default)]
    pub feedback: String,
}

impl Conversation {
    /// Opens it; what was over counts as opened again.
    pub fn open_again(&mut self) {
        if self.status == Status::Resolved {
            self.reopened += 1;
        }
        self.status = Status::Open;
    }

    /// How urgent it is now: what it came with, and what waiting has added.
    #[must_use]
    pub fn priority(&self, now: i64) -> u32 {
        let is_waiting = self.status == Status::Open && self.assignee.is_none();
        let since = if is_waiting { self.waiting_since } else { now };
        priority((self.score, self.waiting_minute, self.waiting_most), since, now)
    }
}

/// How urgent something is that came with a score, and waits since a moment for so much a minute up to so much.
fn priority((score, minute, most): (u32, u32, u32), since: i64, now: i64) -> u32 {
    let minutes = u32::try_from((now - since).max(0) / 60_000).unwrap_or(u32::MAX);
    score.saturating_add(minute.saturating_mul(minutes).min(most)).min(100)
}

/// How soon one conversation is taken after the other, in milliseconds: a quarter sooner, a quarter later.
#[derive(Clone, Copy, Debug)]
pub struct Pace {
    quick: i64,
    slow: i64,
}

impl Pace {
    /// How long it takes until it is the turn of a place in the queue.
    #[must_use]
    pub fn wait(self, position: u32) -> Minutes {
        let minutes = |gap: i64| {
            u32::try_from((gap * i64::from(position) + 59_999) / 60_000).unwrap_or(u32::MAX)
        };
        Minutes { from: minutes(self.quick), to: minutes(self.slow).max(1) }
    }
}

/// Somebody who waits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InLine {
    /// Number of the conversation.
    pub id: i64,
    /// Number of the contact.
    pub contact: i64,
    /// For which department.
    pub department: String,
}

/// What stands in a list of a conversation, beside the conversation itself.
#[derive(Clone, Debug, Default)]
pub struct Gist {
    /// The visitor's name, or empty.
    pub contact: String,
    /// The newest message that a visitor may see.
    pub newest: Option<Body>,
    /// So many of the visitor's messages nobody has read.
    pub unread: u32,
}

/// Which conversations are wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// Open ones that nobody has.
    Waiting,
    /// Open ones of somebody.
    Of(i64),
    /// All, the newest first, so many of them.
    All(i64),
    /// A contact's.
    OfContact(i64),
}

impl Store {
    /// Begins a conversation.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn add_conversation(
        &self,
        contact: i64,
        custom_attributes: Attributes,
        now: i64,
    ) -> Outcome<Conversation> {
        let text = |name: &str| {
            custom_attributes
                .get(name)
                .and_then(|value| value.as_str())
                .unwrap_or_default()
                .to_owned()
        };
        let score = custom_attributes.get("priority").and_then(serde_json::Value::as_u64);
        let score = score.unwrap_or_default().min(100);
        let (reason, department) = (text("reason"), text("department"));
        let content = Content { custom_attributes, ..Content::default() };
        let id: i64 = query_scalar(
            "INSERT INTO conversations
             (uuid, contact_id, reason, department, score, sealed, created_at, waiting_since, active_at)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
        )
        .bind(secrets::uuid())
        .bind(contact)
        .bind(reason)
        .bind(department)
        .bind(i64::try_from(score).unwrap_or(100))
        .bind(self.seal("conversations", &content))
        .bind(now)
        .bind(now)
        .bind(now)
        .fetch_one(&self.writer)
        .await?;
        let made = self.conversation(id).await?;
        made.ok_or_else(|| sqlx::Error::RowNotFound.into())
    }

    /// The conversation with this number.
    ///
    /// # Errors
    /// When the database fails, or what it holds does not open.
    pub async fn conversation(&self, id: i64) -> Outcome<Option<Conversation>> {
        let row = query(sql("WHERE id = ?")).bind(id).fetch_optional(&self.readers).await?;
        row.map(|row| self.read_conversation(&row)).transpose()
    }

    /// Conversations of a kind, in the order in which they are to be shown.
    ///
    /// # Errors
    /// When the database fails, or what it holds does not open.
    pub async fn conversations(&self, wanted: Wanted, now: i64) -> Outcome<Vec<Conversation>> {
        let rows = match wanted {
            Wanted::Waiting => {
                query(sql("WHERE status = 'open' AND assignee_id IS NULL"))
                    .fetch_all(&self.readers)
                    .await?
            }
            Wanted::Of(agent) => query(sql(
                "WHERE status IN ('open', 'snoozed') AND assignee_id = ? ORDER BY active_at DESC",
            ))
            .bind(agent)
            .fetch_all(&self.readers)
            .await?,
            Wanted::All(most) => {
                query(sql("ORDER BY active_at DESC LIMIT ?"))
                    .bind(most)
                    .fetch_all(&self.readers)
                    .await?
            }
            Wanted::OfContact(contact) => {
                query(sql("WHERE contact_id = ? ORDER BY id"))
                    .bind(contact)
                    .fetch_all(&self.readers)
                    .await?
            }
        };
        let mut found: Vec<Conversation> =
            rows.iter().map(|row| self.read_conversation(row)).collect::<Outcome<_>>()?;
        if wanted == Wanted::Waiting {
            found.sort_by_key(|one| {
                (std::cmp::Reverse(one.priority(now)), one.waiting_since, one.id)
            });
        }
        Ok(found)
    }

    /// Keeps a conversation as it is now.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn keep_conversation(&self, one: &Conversation) -> Outcome<()> {
        let mut writer = self.writer.acquire().await?;
        self.keep_within(one, &mut writer).await
    }

    /// The same, as a part of a larger change.
    pub(super) async fn keep_within(
        &self,
        one: &Conversation,
        writer: &mut SqliteConnection,
    ) -> Outcome<()> {
        if one.has_new_content {
            query("UPDATE conversations SET sealed = ? WHERE id = ?")
                .bind(self.seal("conversations", &one.content))
                .bind(one.id)
                .execute(&mut *writer)
                .await?;
        }
        query(
            "UPDATE conversations SET status = ?, assignee_id = ?, department = ?, reason = ?, score = ?,
             waiting_minute = ?, waiting_most = ?, waiting_since = ?, active_at = ?, contact_seen_at = ?,
             agent_seen_at = ?, rating = ?, snoozed_until = ?, reopened = ?, has_asked = ? WHERE id = ?",
        )
        .bind(word(one.status))
        .bind(one.assignee)
        .bind(&one.department)
        .bind(&one.reason)
        .bind(one.score)
        .bind(one.waiting_minute)
        .bind(one.waiting_most)
        .bind(one.waiting_since)
        .bind(one.active_at)
        .bind(one.contact_seen_at)
        .bind(one.agent_seen_at)
        .bind(one.rating)
        .bind(one.snoozed_until)
        .bind(one.reopened)
        .bind(one.has_asked)
        .bind(one.id)
        .execute(writer)
        .await?;
        Ok(())
    }

    /// Gives a waiting conversation to an agent, unless somebody was quicker. Says whether they have it.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn claim(&self, id: i64, agent: i64, now: i64) -> Outcome<bool> {
        let done = query(
            "UPDATE conversations SET assignee_id = ?, claimed_at = ?, active_at = ?
             WHERE id = ? AND assignee_id IS NULL AND status = 'open'",
        )
        .bind(agent)
        .bind(now)
        .bind(now)
        .bind(id)
        .execute(&self.writer)
        .await?;
        Ok(done.rows_affected() > 0)
    }

    /// Notes that a conversation is over, for the figures.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn note_end(&self, id: i64, now: i64) -> Outcome<()> {
        query("UPDATE conversations SET resolved_at = ? WHERE id = ?")
            .bind(now)
            .bind(id)
            .execute(&self.writer)
            .await?;
        Ok(())
    }

    /// Conversations whose rest is over.
    ///
    /// # Errors
    /// When the database fails, or what it holds does not open.
    pub async fn awakening(&self, now: i64) -> Outcome<Vec<Conversation>> {
        let rows = query(sql("WHERE status = 'snoozed' AND snoozed_until <= ?"))
            .bind(now)
            .fetch_all(&self.readers)
            .await?;
        rows.iter().map(|row| self.read_conversation(row)).collect()
    }

    /// How long one waits in the queue at a position, from how often people were taken from it lately:
    /// the quartiles of the gaps between them, once for each place.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn expected_wait(&self, position: u32) -> Outcome<Option<Minutes>> {
        Ok(self.pace().await?.map(|pace| pace.wait(position)))
    }

    /// How soon one conversation was taken after the other, lately; nothing where that was not measured often enough.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn pace(&self) -> Outcome<Option<Pace>> {
        let claims: Vec<i64> = query_scalar(
            "SELECT claimed_at FROM conversations WHERE claimed_at IS NOT NULL ORDER BY claimed_at DESC LIMIT ?",
        )
        .bind(MEASURED)
        .fetch_all(&self.readers)
        .await?;
        let mut gaps: Vec<i64> = claims.windows(2).map(|two| two[0] - two[1]).collect();
        gaps.sort_unstable();
        if gaps.len() < LEAST_MEASURED - 1 {
            return Ok(None);
        }
        let at = |quarter: usize| gaps[(gaps.len() - 1) * quarter / 4];
        Ok(Some(Pace { quick: at(1), slow: at(3) }))
    }

    /// Who waits, in the order in which they are taken; without what was said, which would have to be opened.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn line(&self, now: i64) -> Outcome<Vec<InLine>> {
        let rows = query(
            "SELECT id, contact_id, department, score, waiting_minute, waiting_most, waiting_since FROM conversations
             WHERE status = 'open' AND assignee_id IS NULL",
        )
        .fetch_all(&self.readers)
        .await?;
        let mut line: Vec<_> = rows
            .iter()
            .map(|row| {
                let since: i64 = row.get(6);
                let priority = priority((row.get(3), row.get(4), row.get(5)), since, now);
                let one = InLine { id: row.get(0), contact: row.get(1), department: row.get(2) };
                ((std::cmp::Reverse(priority), since, one.id), one)
            })
            .collect();
        line.sort_unstable_by_key(|(place, _)| *place);
        Ok(line.into_iter().map(|(_, one)| one).collect())
    }

    /// What stands in a list of a conversation, beside the conversation itself.
    ///
    /// # Errors
    /// When the database fails, or what it holds does not open.
    pub async fn gist(&self, one: &Conversation) -> Outcome<Gist> {
        let row = query(
            "SELECT contacts.sealed, newest.sealed,
                    (SELECT count(*) FROM messages WHERE conversation_id = ? AND kind = 0 AND created_at > ?)
             FROM contacts LEFT JOIN messages AS newest ON newest.id = (
                 SELECT max(id) FROM messages WHERE conversation_id = ? AND is_private = 0 AND kind < 2)
             WHERE contacts.id = ?",
        )
        .bind(one.id)
        .bind(one.agent_seen_at)
        .bind(one.id)
        .bind(one.contact_id)
        .fetch_optional(&self.readers)
        .await?;
        // Erased meanwhile.
        let Some(row) = row else { return Ok(Gist::default()) };
        let profile: Profile = self.unseal("contacts", &row.get::<Vec<u8>, _>(0))?;
        let newest: Option<Vec<u8>> = row.get(1);
        let newest = newest.map(|sealed| self.unseal("messages", &sealed)).transpose()?;
        Ok(Gist { contact: profile.name.unwrap_or_default(), newest, unread: row.get(2) })
    }

    /// Whether anything was said in a conversation yet.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn has_words(&self, id: i64) -> Outcome<bool> {
        let found =
            query_scalar("SELECT EXISTS (SELECT 1 FROM messages WHERE conversation_id = ?)");
        Ok(found.bind(id).fetch_one(&self.readers).await?)
    }

    fn read_conversation(&self, row: &SqliteRow) -> Outcome<Conversation> {
        Ok(Conversation {
            id: row.get(0),
            uuid: row.get(1),
            contact_id: row.get(2),
            status: status(row.get(3)),
            assignee: row.get(4),
            department: row.get(5),
            reason: row.get(6),
            score: row.get(7),
            waiting_minute: row.get(8),
            waiting_most: row.get(9),
            content: self.unseal("conversations", &row.get::<Vec<u8>, _>(10))?,
            created_at: row.get(11),
            waiting_since: row.get(12),
            active_at: row.get(13),
            contact_seen_at: row.get(14),
            agent_seen_at: row.get(15),
            rating: row.get(16),
            snoozed_until: row.get(17),
            reopened: row.get(18),
            has_asked: row.get(19),
            has_new_content: false,
        })
    }
}

/// The statement that reads conversations, with what comes after it. All parts of it are constants.
fn sql(rest: &'static str) -> sqlx::AssertSqlSafe<String> {
    sqlx::AssertSqlSafe(format!("SELECT {COLUMNS} FROM conversations {rest}"))
}

/// As a status stands in the database and on the wire.
#[must_use]
pub fn word(status: Status) -> &'static str {
    match status {
        Status::Open => "open",
        Status::Pending => "pending",
        Status::Resolved => "resolved",
        Status::Snoozed => "snoozed",
    }
}

fn status(word: &str) -> Status {
    match word {
        "pending" => Status::Pending,
        "resolved" => Status::Resolved,
        "snoozed" => Status::Snoozed,
        _ => Status::Open,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waiting_raises_the_priority_up_to_a_limit_and_never_beyond_100() {
        let minutes = |count: i64| count * 60_000;
        let one = Conversation {
            score: 40,
            waiting_minute: 2,
            waiting_most: 30,
            ..Conversation::default()
        };
        let at = |minute| one.priority(minutes(minute));
        assert_eq!([0, 1, 5, 15, 600].map(at), [40, 42, 50, 70, 70]);
        let taken = Conversation { assignee: Some(1), ..one.clone() };
        assert_eq!(taken.priority(minutes(600)), 40);
        let urgent = Conversation { score: 90, ..one };
        assert_eq!(urgent.priority(minutes(600)), 100);
    }
}
