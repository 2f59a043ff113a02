//! How the desk fares, counted from what is kept.

use kefu_wire::console::{Day, Figures};
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
            by_day: self.days(now, 30).await?,
        })
    }

    /// The last days with conversations, the oldest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn days(&self, now: i64, count: i64) -> Outcome<Vec<Day>> {
        let rows = query(
            "SELECT date(created_at / 1000, 'unixepoch'), status = 'resolved', first_reply_at - created_at,
                    resolved_at - created_at, rating
             FROM conversations
             WHERE date(created_at / 1000, 'unixepoch') > date(? / 1000, 'unixepoch', ?) ORDER BY 1",
        )
        .bind(now)
        .bind(format!("-{count} days"))
        .fetch_all(&self.readers)
        .await?;
        let mut days = Vec::new();
        for day in rows.chunk_by(|a, b| a.get::<&str, _>(0) == b.get::<&str, _>(0)) {
            let mut ratings = [0; 5];
            for rating in day.iter().filter_map(|row| row.get::<Option<i64>, _>(4)) {
                let place = usize::try_from(rating - 1).unwrap_or_default();
                if let Some(count) = ratings.get_mut(place) {
                    *count += 1;
                }
            }
            days.push(Day {
                date: day[0].get(0),
                conversations: day.len() as u32,
                resolved: day.iter().filter(|row| row.get::<bool, _>(1)).count() as u32,
                first_reply_seconds: middle(day.iter().filter_map(|row| row.get(2)).collect()),
                resolution_seconds: middle(day.iter().filter_map(|row| row.get(3)).collect()),
                ratings,
            });
        }
        Ok(days)
    }

    /// The median of durations, in seconds.
    async fn median(&self, sql: &'static str, since: i64) -> Outcome<Option<u32>> {
        Ok(middle(query_scalar(sql).bind(since).fetch_all(&self.readers).await?))
    }
}

/// The median of durations in milliseconds, in seconds.
fn middle(mut durations: Vec<i64>) -> Option<u32> {
    durations.sort_unstable();
    let middle = durations.get(durations.len() / 2);
    middle.map(|ms| u32::try_from(ms / 1_000).unwrap_or_default())
}

/// Days as a table with a line of names, for a spreadsheet.
#[must_use]
pub fn csv(days: &[Day]) -> String {
    let mut table = String::from(
        "date,conversations,resolved,first_reply_seconds,resolution_seconds,rated_1,rated_2,rated_3,rated_4,rated_5\r\n",
    );
    let number = |known: Option<u32>| known.map(|number| number.to_string()).unwrap_or_default();
    for day in days {
        let mut cells = vec![
            day.date.clone(),
            day.conversations.to_string(),
            day.resolved.to_string(),
            number(day.first_reply_seconds),
            number(day.resolution_seconds),
        ];
        cells.extend(day.ratings.map(|count| count.to_string()));
        table += &cells.join(",");
        table += "\r\n";
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_has_a_line_for_each_day_and_leaves_empty_what_was_not_measured() {
        let day = Day {
            date: "2026-11-28".to_owned(),
            conversations: 3,
            resolved: 2,
            first_reply_seconds: Some(40),
            resolution_seconds: None,
            ratings: [0, 0, 0, 1, 1],
        };
        let table = csv(&[day]);
        let lines: Vec<&str> = table.split("\r\n").collect();
        assert_eq!(lines[1..], ["2026-11-28,3,2,40,,0,0,0,1,1", ""]);
        assert_eq!(lines[0].split(',').count(), lines[1].split(',').count());
    }

    #[test]
    fn the_median_is_the_one_in_the_middle() {
        assert_eq!(middle(vec![9_000, 1_000, 5_000]), Some(5));
        assert_eq!(middle(Vec::new()), None);
    }
}
