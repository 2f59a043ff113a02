//! How the desk fares, counted from what is kept.

use kefu_wire::console::Figures;
use sqlx::{Row, query, query_scalar};

use super::{Outcome, Store};

const HOUR_MS: i64 = 3_600_000;

impl Store {
    /// The figures of the last 24 hours, and of this moment.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn figures(&self, now: i64) -> Outcome<Figures> {
        let since = now - 24 * HOUR_MS;
        let now_so = |sql: &'static str| query_scalar::<_, u32>(sql).fetch_one(&self.readers);
        let since_then =
            |sql: &'static str| query_scalar::<_, u32>(sql).bind(since).fetch_one(&self.readers);
        let waiting = now_so(
            "SELECT count(*) FROM conversations WHERE status = 'open' AND assignee_id IS NULL",
        )
        .await?;
        let live = now_so(
            "SELECT count(*) FROM conversations WHERE status = 'open' AND assignee_id IS NOT NULL",
        )
        .await?;
        let today = since_then("SELECT count(*) FROM conversations WHERE created_at >= ?").await?;
        let resolved = since_then(
            "SELECT count(*) FROM conversations WHERE created_at >= ? AND status = 'resolved'",
        )
        .await?;
        let first_reply = self
            .median(
                "SELECT first_reply_at - created_at FROM conversations
                 WHERE created_at >= ? AND first_reply_at IS NOT NULL ORDER BY 1",
                since,
            )
            .await?;
        let resolution = self
            .median(
                "SELECT resolved_at - created_at FROM conversations
                 WHERE created_at >= ? AND resolved_at IS NOT NULL ORDER BY 1",
                since,
            )
            .await?;
        let mut ratings = [0; 5];
        let rows = query(
            "SELECT rating, count(*) FROM conversations WHERE created_at >= ? AND rating IS NOT NULL GROUP BY rating",
        )
        .bind(since)
        .fetch_all(&self.readers)
        .await?;
        for row in &rows {
            let place = usize::try_from(row.get::<i64, _>(0) - 1).unwrap_or_default();
            if let Some(count) = ratings.get_mut(place) {
                *count = row.get(1);
            }
        }
        let reasons = query(
            "SELECT reason, count(*) FROM conversations WHERE created_at >= ? AND reason <> ''
             GROUP BY reason ORDER BY 2 DESC, 1",
        )
        .bind(since)
        .fetch_all(&self.readers)
        .await?;
        let created: Vec<i64> =
            query_scalar("SELECT created_at FROM conversations WHERE created_at >= ?")
                .bind(since)
                .fetch_all(&self.readers)
                .await?;
        let mut by_hour = vec![0; 24];
        for at in created {
            let hour = usize::try_from((at - since) / HOUR_MS).unwrap_or_default();
            if let Some(count) = by_hour.get_mut(hour) {
                *count += 1;
            }
        }
        Ok(Figures {
            waiting,
            live,
            today,
            resolved,
            expected_wait: self.expected_wait(waiting + 1).await?,
            first_reply_seconds: first_reply,
            resolution_seconds: resolution,
            ratings,
            reasons: reasons.iter().map(|row| (row.get(0), row.get(1))).collect(),
            by_hour,
        })
    }

    /// The median of sorted durations, in seconds.
    async fn median(&self, sql: &'static str, since: i64) -> Outcome<Option<u32>> {
        let sorted: Vec<i64> = query_scalar(sql).bind(since).fetch_all(&self.readers).await?;
        let middle = sorted.get(sorted.len() / 2);
        Ok(middle.map(|ms| u32::try_from(ms / 1_000).unwrap_or_default()))
    }
}
