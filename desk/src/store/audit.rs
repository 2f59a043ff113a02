//! Who did what with whose data. Lines are added, never changed; each carries a hash over itself and the one before.

use kefu_wire::console::AuditLine;
use sha2::{Digest, Sha256};
use sqlx::sqlite::SqliteRow;
use sqlx::{Row, query, query_scalar};

use super::{Outcome, Store};

impl Store {
    /// Adds a line.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn audit(
        &self,
        actor: &str,
        action: &str,
        subject: &str,
        detail: &str,
        now: i64,
    ) -> Outcome<()> {
        let mut change = self.writer.begin().await?;
        let before: Option<Vec<u8>> =
            query_scalar("SELECT hash FROM audit ORDER BY id DESC LIMIT 1")
                .fetch_optional(&mut *change)
                .await?;
        let hash = hash(&before.unwrap_or_default(), now, [actor, action, subject, detail]);
        query(
            "INSERT INTO audit (at, actor, action, subject, detail, hash) VALUES (?, ?, ?, ?, ?, ?)",
        )
        .bind(now)
        .bind(actor)
        .bind(action)
        .bind(subject)
        .bind(detail)
        .bind(hash)
        .execute(&mut *change)
        .await?;
        change.commit().await?;
        Ok(())
    }

    /// The newest lines, the newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn audit_lines(&self, most: i64) -> Outcome<Vec<AuditLine>> {
        let rows = query(
            "SELECT id, at, actor, action, subject, detail, hash FROM audit ORDER BY id DESC LIMIT ?",
        )
        .bind(most)
        .fetch_all(&self.readers)
        .await?;
        Ok(rows.iter().map(line).collect())
    }

    /// The number of the first line that is not as it was written, if there is one.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn broken_audit_line(&self) -> Outcome<Option<i64>> {
        let rows =
            query("SELECT id, at, actor, action, subject, detail, hash FROM audit ORDER BY id")
                .fetch_all(&self.writer)
                .await?;
        let (mut before, mut number) = (Vec::new(), 0);
        for row in &rows {
            let AuditLine { id, at, actor, action, subject, detail } = line(row);
            let kept: Vec<u8> = row.get(6);
            // A number that is missing is a line that was taken out.
            if id != number + 1 || kept != hash(&before, at, [&actor, &action, &subject, &detail]) {
                return Ok(Some(id));
            }
            (before, number) = (kept, id);
        }
        Ok(None)
    }
}

fn line(row: &SqliteRow) -> AuditLine {
    AuditLine {
        id: row.get(0),
        at: row.get(1),
        actor: row.get(2),
        action: row.get(3),
        subject: row.get(4),
        detail: row.get(5),
    }
}

fn hash(before: &[u8], at: i64, words: [&str; 4]) -> Vec<u8> {
    let mut hash = Sha256::new();
    hash.update(before);
    hash.update(at.to_be_bytes());
    for word in words {
        // With its length, so that no letter can move from one field to the next.
        hash.update((word.len() as u64).to_be_bytes());
        hash.update(word);
    }
    hash.finalize().to_vec()
}
