//! How the desk fares, counted from what is kept.

use std::collections::BTreeMap;

use kefu_wire::console::{Day, Figures};
use sqlx::{Row, query, query_scalar};

use super::{Outcome, Store};

const HOUR_MS: i64 = 3_600_000;

/// So many days are looked back on.
const DAYS: i64 = 30;

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
        let rated: Vec<i64> = query_scalar(
            "SELECT rating FROM conversations WHERE created_at >= ? AND rating IS NOT NULL",
        )
        .bind(since)
        .fetch_all(&self.readers)
        .await?;
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
        // Both from the same full hour on, since visits are counted by the hour.
        let hour = since - since.rem_euclid(HOUR_MS);
        let since_hour =
            |sql: &'static str| query_scalar::<_, u32>(sql).bind(hour).fetch_one(&self.readers);
        let chats = since_hour("SELECT coalesce(sum(count), 0) FROM chats WHERE hour >= ?").await?;
        let handed_over =
            since_hour("SELECT count(*) FROM conversations WHERE created_at >= ? AND has_asked")
                .await?;
        let outcomes = query(
            "SELECT coalesce(sum(is_over), 0), coalesce(sum(is_first_contact), 0) FROM outcomes WHERE created_at >= ?",
        )
        .bind(now - DAYS * 24 * HOUR_MS)
        .fetch_one(&self.readers)
        .await?;
        Ok(Figures {
            waiting,
            live,
            today,
            resolved,
            expected_wait: self.expected_wait(waiting + 1).await?,
            first_reply_seconds: first_reply,
            resolution_seconds: resolution,
            ratings: by_stars(rated),
            reasons: reasons.iter().map(|row| (row.get(0), row.get(1))).collect(),
            chats,
            handed_over,
            ended: outcomes.get(0),
            first_contact: outcomes.get(1),
            unanswered: self.count_unanswered().await?,
            by_hour,
            by_day: self.days(now, DAYS).await?,
        })
    }

    /// Counts a visit in which the assistant was asked something.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn count_chat(&self, now: i64) -> Outcome<()> {
        query("INSERT INTO chats (hour, count) VALUES (?, 1) ON CONFLICT (hour) DO UPDATE SET count = count + 1")
            .bind(now - now.rem_euclid(HOUR_MS))
            .execute(&self.writer)
            .await?;
        Ok(())
    }

    /// The last days on which something was, the oldest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn days(&self, now: i64, count: i64) -> Outcome<Vec<Day>> {
        let back = format!("-{count} days");
        let rows = query(
            "SELECT day, is_over, first_reply, resolution, rating, has_asked, is_first_contact FROM outcomes
             WHERE day > date(? / 1000, 'unixepoch', ?) ORDER BY 1",
        )
        .bind(now)
        .bind(&back)
        .fetch_all(&self.readers)
        .await?;
        let mut days = BTreeMap::new();
        for day in rows.chunk_by(|a, b| a.get::<&str, _>(0) == b.get::<&str, _>(0)) {
            let so_many = |column: usize| day.iter().filter(|row| row.get(column)).count() as u32;
            let date: String = day[0].get(0);
            let counted = Day {
                date: date.clone(),
                conversations: day.len() as u32,
                resolved: so_many(1),
                first_reply_seconds: middle(day.iter().filter_map(|row| row.get(2)).collect()),
                resolution_seconds: middle(day.iter().filter_map(|row| row.get(3)).collect()),
                ratings: by_stars(day.iter().filter_map(|row| row.get(4)).collect()),
                chats: 0,
                handed_over: so_many(5),
                first_contact: so_many(6),
            };
            days.insert(date, counted);
        }
        let chats = query(
            "SELECT date(hour / 1000, 'unixepoch'), sum(count) FROM chats
             WHERE date(hour / 1000, 'unixepoch') > date(? / 1000, 'unixepoch', ?) GROUP BY 1",
        )
        .bind(now)
        .bind(&back)
        .fetch_all(&self.readers)
        .await?;
        for row in &chats {
            let date: String = row.get(0);
            let new = || Day { date: date.clone(), ..Day::default() };
            days.entry(date.clone()).or_insert_with(new).chats = row.get(1);
        }
        Ok(days.into_values().collect())
    }

    /// The median of durations, in seconds.
    async fn median(&self, sql: &'static str, since: i64) -> Outcome<Option<u32>> {
        Ok(middle(query_scalar(sql).bind(since).fetch_all(&self.readers).await?))
    }
}

/// How many ratings there are of each number of stars, from 1 to 5.
fn by_stars(ratings: Vec<i64>) -> [u32; 5] {
    let mut counts = [0; 5];
    for rating in ratings {
        let place = usize::try_from(rating - 1).unwrap_or_default();
        if let Some(count) = counts.get_mut(place) {
            *count += 1;
        }
    }
    counts
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
        "date,chats,handed_over,conversations,resolved,first_contact,first_reply_seconds,resolution_seconds,\
         rated_1,rated_2,rated_3,rated_4,rated_5\r\n",
    );
    let number = |known: Option<u32>| known.map(|number| number.to_string()).unwrap_or_default();
    for day in days {
        let mut cells = vec![
            day.date.clone(),
            day.chats.to_string(),
            day.handed_over.to_string(),
            day.conversations.to_string(),
            day.resolved.to_string(),
            day.first_contact.to_string(),
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
            chats: 9,
            handed_over: 2,
            first_contact: 1,
        };
        let table = csv(&[day]);
        let lines: Vec<&str> = table.split("\r\n").collect();
        assert_eq!(lines[1..], ["2026-11-28,9,2,3,2,1,40,,0,0,0,1,1", ""]);
        assert_eq!(lines[0].split(',').count(), lines[1].split(',').count());
    }

    #[test]
    fn the_median_is_the_one_in_the_middle() {
        assert_eq!(middle(vec![9_000, 1_000, 5_000]), Some(5));
        assert_eq!(middle(Vec::new()), None);
    }
}
