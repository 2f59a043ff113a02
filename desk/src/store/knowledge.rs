//! The versions of the site pack, and what visitors asked in vain.

use kefu_wire::console::{PackVersion, Unanswered};
use sqlx::sqlite::SqliteConnection;
use sqlx::{Row, query, query_as, query_scalar};

use super::{Outcome, Store};
use crate::secrets;

const TABLE: &str = "unanswered";

impl Store {
    /// The newest version of the pack and its number, if there is any.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn pack(&self) -> Outcome<Option<(i64, String)>> {
        let newest = "SELECT version, json FROM packs ORDER BY version DESC LIMIT 1";
        Ok(query_as(newest).fetch_optional(&self.readers).await?)
    }

    /// A version of the pack.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn pack_version(&self, version: i64) -> Outcome<Option<String>> {
        let one = query_scalar("SELECT json FROM packs WHERE version = ?").bind(version);
        Ok(one.fetch_optional(&self.readers).await?)
    }

    /// The newest versions, without what is in them.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn pack_versions(&self, most: i64) -> Outcome<Vec<PackVersion>> {
        let rows = query(
            "SELECT version, author, note, created_at FROM packs ORDER BY version DESC LIMIT ?",
        )
        .bind(most)
        .fetch_all(&self.readers)
        .await?;
        let version = |row: &sqlx::sqlite::SqliteRow| PackVersion {
            version: row.get(0),
            author: row.get(1),
            note: row.get(2),
            at: row.get(3),
        };
        Ok(rows.iter().map(version).collect())
    }

    /// What the site brought last, whoever changed it since.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn pack_by(&self, author: &str) -> Outcome<Option<String>> {
        let newest = "SELECT json FROM packs WHERE author = ? ORDER BY version DESC LIMIT 1";
        Ok(query_scalar(newest).bind(author).fetch_optional(&self.readers).await?)
    }

    /// Keeps a new version after `base`, and with it that a question has been settled; gives its number, or nothing
    /// where there is a newer version than `base`.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn publish_pack(
        &self,
        base: i64,
        json: &str,
        author: &str,
        note: &str,
        settles: Option<i64>,
        now: i64,
    ) -> Outcome<Option<i64>> {
        let mut change = self.writer.begin().await?;
        let newest: i64 = query_scalar("SELECT coalesce(max(version), 0) FROM packs")
            .fetch_one(&mut *change)
            .await?;
        if newest != base {
            return Ok(None);
        }
        let added = query("INSERT INTO packs (json, author, note, created_at) VALUES (?, ?, ?, ?)")
            .bind(json)
            .bind(author)
            .bind(note)
            .bind(now)
            .execute(&mut *change)
            .await?;
        if let Some(question) = settles {
            settle_within(question, &mut change).await?;
        }
        change.commit().await?;
        Ok(Some(added.last_insert_rowid()))
    }

    /// Notes what a visitor asked in vain, once however often they hand it over; `alike` is the same for questions that count as one.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn note_unanswered(
        &self,
        conversation: i64,
        alike: &str,
        question: &str,
        now: i64,
    ) -> Outcome<()> {
        query(
            "INSERT INTO unanswered (conversation_id, words_hash, sealed, created_at)
             SELECT one.id, ?, ?, ? FROM conversations AS one
             WHERE one.id = ? AND NOT EXISTS (
                 SELECT 1 FROM unanswered AS known JOIN conversations AS other ON other.id = known.conversation_id
                 WHERE known.words_hash = ? AND other.contact_id = one.contact_id)",
        )
        .bind(secrets::digest(alike))
        .bind(self.seal(TABLE, &question))
        .bind(now)
        .bind(conversation)
        .bind(secrets::digest(alike))
        .execute(&self.writer)
        .await?;
        Ok(())
    }

    /// Questions that wait for an answer, the most frequent first, and each with its newest words.
    ///
    /// # Errors
    /// When the database fails, or what it holds does not open.
    pub async fn unanswered(&self, most: i64) -> Outcome<Vec<Unanswered>> {
        let rows = query(
            "SELECT last.id, alike.count, alike.at, last.sealed
             FROM (SELECT max(id) AS id, count(*) AS count, max(created_at) AS at FROM unanswered
                   WHERE is_settled = 0 GROUP BY words_hash) AS alike
             JOIN unanswered AS last ON last.id = alike.id
             ORDER BY alike.count DESC, alike.at DESC LIMIT ?",
        )
        .bind(most)
        .fetch_all(&self.readers)
        .await?;
        rows.iter()
            .map(|row| {
                Ok(Unanswered {
                    id: row.get(0),
                    count: row.get(1),
                    at: row.get(2),
                    question: self.unseal(TABLE, &row.get::<Vec<u8>, _>(3))?,
                })
            })
            .collect()
    }

    /// How many questions wait for an answer.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn count_unanswered(&self) -> Outcome<u32> {
        let count =
            query_scalar("SELECT count(DISTINCT words_hash) FROM unanswered WHERE is_settled = 0");
        Ok(count.fetch_one(&self.readers).await?)
    }

    /// A question, and all that count as the same, waits no more.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn settle_unanswered(&self, question: i64) -> Outcome<()> {
        let mut change = self.writer.begin().await?;
        settle_within(question, &mut change).await?;
        change.commit().await?;
        Ok(())
    }
}

async fn settle_within(question: i64, change: &mut SqliteConnection) -> Outcome<()> {
    query(
        "UPDATE unanswered SET is_settled = 1
         WHERE words_hash = (SELECT words_hash FROM unanswered WHERE id = ?)",
    )
    .bind(question)
    .execute(change)
    .await?;
    Ok(())
}
