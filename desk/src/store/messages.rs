//! What is said.

use kefu_wire::chatwoot::{Attributes, MessageType};
use serde::{Deserialize, Serialize};
use sqlx::sqlite::{SqliteConnection, SqliteRow};
use sqlx::{Row, query};

use super::conversations::Conversation;
use super::{ATTACHMENTS, Outcome, Store};
use crate::attachment::{File, Upload};
use crate::secrets;

/// So many messages are given at a time, as at Chatwoot.
pub const PAGE: i64 = 20;

const COLUMNS: &str =
    "id, conversation_id, kind, content_type, is_private, agent_id, echo_id, sealed, created_at";

/// A message.
#[derive(Clone, Debug)]
pub struct Message {
    /// Number; later ones are greater.
    pub id: i64,
    /// Number of its conversation.
    pub conversation_id: i64,
    /// What it says.
    pub new: NewMessage,
    /// When it came, in milliseconds since 1970.
    pub created_at: i64,
}

/// A message that has no number yet.
#[derive(Clone, Debug, Default)]
pub struct NewMessage {
    /// Who writes.
    pub kind: MessageType,
    /// `text` or `input_csat`.
    pub content_type: &'static str,
    /// Whether it is a note among the people of the site.
    pub is_private: bool,
    /// Which of them wrote it.
    pub agent: Option<i64>,
    /// Makes a retry the same message.
    pub echo_id: Option<String>,
    /// What it says.
    pub body: Body,
    /// The files that come with it; what is known of those that are kept stands in `body`.
    pub uploads: Vec<Upload>,
}

/// What a message says.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Body {
    /// The words.
    pub content: String,
    /// What its type needs.
    #[serde(default)]
    pub attributes: Attributes,
    /// For a hand-over in words, with the profile in them: what of it everybody at the desk may read.
    #[serde(default)]
    pub covered: Option<String>,
    /// Its files.
    #[serde(default)]
    pub files: Vec<File>,
}

/// Whether a message was new.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    /// It is, and is kept now.
    New,
    /// It came before, and nothing changed.
    Already,
}

impl Store {
    /// Keeps a message once, however often its writer sends it with the same `echo_id`, and with it what the
    /// conversation becomes by it: both, or neither.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn add_message(
        &self,
        becomes: &Conversation,
        mut new: NewMessage,
        now: i64,
    ) -> Outcome<(Message, Kept)> {
        let conversation = becomes.id;
        let mut change = self.writer.begin().await?;
        let added = query(
            "INSERT INTO messages (conversation_id, kind, content_type, is_private, agent_id, echo_id, sealed, created_at)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (conversation_id, kind, echo_id) DO NOTHING",
        )
        .bind(conversation)
        .bind(new.kind.number())
        .bind(new.content_type)
        .bind(new.is_private)
        .bind(new.agent)
        .bind(&new.echo_id)
        .bind(self.seal("messages", &new.body))
        .bind(now)
        .execute(&mut *change)
        .await?;
        if added.rows_affected() == 0 {
            let row = query(sql("WHERE conversation_id = ? AND kind = ? AND echo_id = ?"))
                .bind(conversation)
                .bind(new.kind.number())
                .bind(&new.echo_id)
                .fetch_one(&mut *change)
                .await?;
            return Ok((self.read_message(&row)?, Kept::Already));
        }
        let id = added.last_insert_rowid();
        self.keep_files(id, &mut new, &mut change).await?;
        self.keep_within(becomes, &mut change).await?;
        if new.kind == MessageType::Outgoing && !new.is_private {
            query(
                "UPDATE conversations SET first_reply_at = ? WHERE id = ? AND first_reply_at IS NULL",
            )
            .bind(now)
            .bind(conversation)
            .execute(&mut *change)
            .await?;
        }
        change.commit().await?;
        let message = Message { id, conversation_id: conversation, new, created_at: now };
        Ok((message, Kept::New))
    }

    /// Keeps the files of a new message, and what is known of them with its words.
    async fn keep_files(
        &self,
        message: i64,
        new: &mut NewMessage,
        change: &mut SqliteConnection,
    ) -> Outcome<()> {
        if new.uploads.is_empty() {
            return Ok(());
        }
        for Upload { file, bytes } in std::mem::take(&mut new.uploads) {
            let added =
                query("INSERT INTO attachments (message_id, token_hash, sealed) VALUES (?, ?, ?)")
                    .bind(message)
                    .bind(secrets::digest(&file.token))
                    .bind(self.seal_bytes(ATTACHMENTS, &bytes))
                    .execute(&mut *change)
                    .await?;
            new.body.files.push(File { id: added.last_insert_rowid(), ..file });
        }
        query("UPDATE messages SET sealed = ? WHERE id = ?")
            .bind(self.seal("messages", &new.body))
            .bind(message)
            .execute(&mut *change)
            .await?;
        Ok(())
    }

    /// The file of this secret name, and what is in it.
    ///
    /// # Errors
    /// When the database fails, or what it holds does not open.
    pub async fn file(&self, token: &str) -> Outcome<Option<(File, Vec<u8>)>> {
        let row = query("SELECT message_id, sealed FROM attachments WHERE token_hash = ?")
            .bind(secrets::digest(token))
            .fetch_optional(&self.readers)
            .await?;
        let Some(row) = row else { return Ok(None) };
        let bytes = self.unseal_bytes(ATTACHMENTS, &row.get::<Vec<u8>, _>(1))?;
        let message =
            query(sql("WHERE id = ?")).bind(row.get::<i64, _>(0)).fetch_one(&self.readers).await?;
        let files = self.read_message(&message)?.new.body.files;
        let file = files.into_iter().find(|file| file.token == token);
        Ok(file.map(|file| (file, bytes)))
    }

    /// A page of messages that a visitor may see, the oldest first: the newest, or those before a number.
    ///
    /// # Errors
    /// When the database fails, or what it holds does not open.
    pub async fn public_messages(
        &self,
        conversation: i64,
        before: Option<i64>,
    ) -> Outcome<Vec<Message>> {
        let rows = query(sql(
            "WHERE conversation_id = ? AND is_private = 0 AND id < ? ORDER BY id DESC LIMIT ?",
        ))
        .bind(conversation)
        .bind(before.unwrap_or(i64::MAX))
        .bind(PAGE)
        .fetch_all(&self.readers)
        .await?;
        rows.iter().rev().map(|row| self.read_message(row)).collect()
    }

    /// All messages of a conversation, the oldest first.
    ///
    /// # Errors
    /// When the database fails, or what it holds does not open.
    pub async fn messages(&self, conversation: i64) -> Outcome<Vec<Message>> {
        let rows = query(sql("WHERE conversation_id = ? ORDER BY id"))
            .bind(conversation)
            .fetch_all(&self.readers)
            .await?;
        rows.iter().map(|row| self.read_message(row)).collect()
    }

    /// Puts another body into a message, such as the answer to a survey.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn change_message(&self, id: i64, body: &Body) -> Outcome<()> {
        query("UPDATE messages SET sealed = ? WHERE id = ?")
            .bind(self.seal("messages", body))
            .bind(id)
            .execute(&self.writer)
            .await?;
        Ok(())
    }

    fn read_message(&self, row: &SqliteRow) -> Outcome<Message> {
        let is_survey = row.get::<&str, _>(3) == "input_csat";
        Ok(Message {
            id: row.get(0),
            conversation_id: row.get(1),
            new: NewMessage {
                kind: MessageType::of(row.get(2)),
                content_type: if is_survey { "input_csat" } else { "text" },
                is_private: row.get(4),
                agent: row.get(5),
                echo_id: row.get(6),
                body: self.unseal("messages", &row.get::<Vec<u8>, _>(7))?,
                uploads: Vec::new(),
            },
            created_at: row.get(8),
        })
    }
}

/// The statement that reads messages, with what comes after it. All parts of it are constants.
fn sql(rest: &'static str) -> sqlx::AssertSqlSafe<String> {
    sqlx::AssertSqlSafe(format!("SELECT {COLUMNS} FROM messages {rest}"))
}
