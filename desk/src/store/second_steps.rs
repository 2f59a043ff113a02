//! The second step of signing in.

use sqlx::{query, query_scalar};

use super::{Outcome, Store};

/// The place that keys are sealed for.
const PLACE: &str = "second_steps";

impl Store {
    /// The key that an agent's app has, if signing in takes one, or is about to.
    ///
    /// # Errors
    /// When the database fails, or what it holds does not open.
    pub async fn second_step(&self, agent: i64, is_on: bool) -> Outcome<Option<Vec<u8>>> {
        let sealed: Option<Vec<u8>> =
            query_scalar("SELECT sealed FROM second_steps WHERE id = ? AND is_on = ?")
                .bind(agent)
                .bind(is_on)
                .fetch_optional(&self.writer)
                .await?;
        sealed.map(|sealed| self.unseal_bytes(PLACE, &sealed)).transpose()
    }

    /// Keeps the key of an app that has not shown yet that it has it. Says whether it did: a key that is on stays.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn prepare_second_step(&self, agent: i64, key: &[u8]) -> Outcome<bool> {
        let done = query(
            "INSERT INTO second_steps (id, sealed) VALUES (?, ?)
             ON CONFLICT (id) DO UPDATE SET sealed = excluded.sealed, last_step = 0 WHERE is_on = 0",
        )
        .bind(agent)
        .bind(self.seal_bytes(PLACE, key))
        .execute(&self.writer)
        .await?;
        Ok(done.rows_affected() > 0)
    }

    /// Uses up the code of a time step, and turns the second step on with the first one. Says whether it was good.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn use_time_step(&self, agent: i64, step: i64) -> Outcome<bool> {
        let done = query(
            "UPDATE second_steps SET last_step = ?, is_on = 1 WHERE id = ? AND last_step < ?",
        )
        .bind(step)
        .bind(agent)
        .bind(step)
        .execute(&self.writer)
        .await?;
        Ok(done.rows_affected() > 0)
    }

    /// Signing in takes a password alone again.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn remove_second_step(&self, agent: i64) -> Outcome<()> {
        query("DELETE FROM second_steps WHERE id = ?").bind(agent).execute(&self.writer).await?;
        Ok(())
    }
}
