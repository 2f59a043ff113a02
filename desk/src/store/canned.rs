//! Replies that are written once and used often.

use kefu_wire::console::Canned;
use sqlx::{Row, query, query_scalar};

use super::{Outcome, Store};

impl Store {
    /// All of them, by their short names.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn canned(&self) -> Outcome<Vec<Canned>> {
        let rows = query("SELECT id, short, content FROM canned ORDER BY short")
            .fetch_all(&self.readers)
            .await?;
        let read = |row: &sqlx::sqlite::SqliteRow| Canned {
            id: row.get(0),
            short: row.get(1),
            content: row.get(2),
        };
        Ok(rows.iter().map(read).collect())
    }

    /// Keeps one under its short name, in the place of an older one.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn keep_canned(&self, canned: &Canned) -> Outcome<i64> {
        let id = query_scalar(
            "INSERT INTO canned (short, content) VALUES (?, ?)
             ON CONFLICT (short) DO UPDATE SET content = excluded.content RETURNING id",
        )
        .bind(canned.short.trim())
        .bind(&canned.content)
        .fetch_one(&self.writer)
        .await?;
        Ok(id)
    }

    /// Removes one.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn remove_canned(&self, id: i64) -> Outcome<()> {
        query("DELETE FROM canned WHERE id = ?").bind(id).execute(&self.writer).await?;
        Ok(())
    }
}
