//! The people of the site, and how they come in.

use std::collections::HashMap;

use kefu_wire::console::{Agent, Availability, NewAgent, Role};
use sqlx::sqlite::SqliteRow;
use sqlx::{Row, query, query_scalar};

use super::{Outcome, Store};
use crate::secrets;

/// An invitation works for two days.
const INVITATION_MS: i64 = 2 * 24 * 3_600_000;

/// Who is signed in stays so for twelve hours.
pub const SIGN_IN_MS: i64 = 12 * 3_600_000;

const COLUMNS: &str = "id, email, name, title, role, availability, sees_sensitive, is_disabled, password, department, room";

/// An agent with what only the door needs to know.
#[derive(Clone, Debug)]
pub struct Known {
    /// As others see them.
    pub agent: Agent,
    /// The hash of the password, once there is one.
    pub password: Option<String>,
}

impl Store {
    /// Everybody, in the order in which they came.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn agents(&self) -> Outcome<Vec<Agent>> {
        let rows = query(sql("ORDER BY id")).fetch_all(&self.readers).await?;
        Ok(rows.iter().map(|row| read(row).agent).collect())
    }

    /// The agent with this number.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn agent(&self, id: i64) -> Outcome<Option<Agent>> {
        let row = query(sql("WHERE id = ?")).bind(id).fetch_optional(&self.readers).await?;
        Ok(row.map(|row| read(&row).agent))
    }

    /// The agent with this address.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn agent_by_email(&self, email: &str) -> Outcome<Option<Known>> {
        let row =
            query(sql("WHERE email = ?")).bind(email.trim()).fetch_optional(&self.readers).await?;
        Ok(row.as_ref().map(read))
    }

    /// Adds an agent; nobody where the address is taken.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn add_agent(&self, new: &NewAgent, now: i64) -> Outcome<Option<i64>> {
        let id = query_scalar(
            "INSERT INTO agents (email, name, title, role, sees_sensitive, department, room, created_at)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?)
             ON CONFLICT (email) DO NOTHING RETURNING id",
        )
        .bind(new.email.trim())
        .bind(new.name.trim())
        .bind(new.title.trim())
        .bind(role_word(new.role))
        .bind(new.sees_sensitive)
        .bind(new.department.trim())
        .bind(new.room.max(1))
        .bind(now)
        .fetch_optional(&self.writer)
        .await?;
        Ok(id)
    }

    /// Lets nobody sign in with this address any more, and puts what they had back into the queue.
    /// Says whether there was one.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn disable_agent(&self, email: &str, now: i64) -> Outcome<bool> {
        let mut change = self.writer.begin().await?;
        let id: Option<i64> = query_scalar(
            "UPDATE agents SET is_disabled = 1, availability = 'away' WHERE email = ? RETURNING id",
        )
        .bind(email.trim())
        .fetch_optional(&mut *change)
        .await?;
        query("DELETE FROM sign_ins WHERE agent_id = ?").bind(id).execute(&mut *change).await?;
        query("DELETE FROM invitations WHERE agent_id = ?").bind(id).execute(&mut *change).await?;
        // Nobody is left alone with somebody who is gone.
        query(
            "UPDATE conversations SET assignee_id = NULL, waiting_since = ?
             WHERE assignee_id = ? AND status <> 'resolved'",
        )
        .bind(now)
        .bind(id)
        .execute(&mut *change)
        .await?;
        change.commit().await?;
        Ok(id.is_some())
    }

    /// How many open conversations each agent has; nobody who has none.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn loads(&self) -> Outcome<HashMap<i64, u32>> {
        let rows = query(
            "SELECT assignee_id, count(*) FROM conversations
             WHERE status = 'open' AND assignee_id IS NOT NULL GROUP BY assignee_id",
        )
        .fetch_all(&self.readers)
        .await?;
        Ok(rows.iter().map(|row| (row.get(0), row.get(1))).collect())
    }

    /// Says whether an agent takes conversations.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn set_availability(&self, id: i64, availability: Availability) -> Outcome<()> {
        query("UPDATE agents SET availability = ? WHERE id = ?")
            .bind(availability_word(availability))
            .bind(id)
            .execute(&self.writer)
            .await?;
        Ok(())
    }

    /// Makes a token with which an agent sets their password, once.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn invite(&self, agent: i64, now: i64) -> Outcome<String> {
        let token = secrets::token();
        query("INSERT INTO invitations (token_hash, agent_id, expires_at) VALUES (?, ?, ?)")
            .bind(secrets::digest(&token))
            .bind(agent)
            .bind(now + INVITATION_MS)
            .execute(&self.writer)
            .await?;
        Ok(token)
    }

    /// Uses up an invitation: the agent has this password now. Nobody where it is used or too old.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn accept(
        &self,
        token: &str,
        name: &str,
        password: &str,
        now: i64,
    ) -> Outcome<Option<i64>> {
        let mut change = self.writer.begin().await?;
        let agent: Option<i64> = query_scalar(
            "DELETE FROM invitations WHERE token_hash = ? AND expires_at > ? RETURNING agent_id",
        )
        .bind(secrets::digest(token))
        .bind(now)
        .fetch_optional(&mut *change)
        .await?;
        // Older links and open sessions end with the old password.
        query("DELETE FROM invitations WHERE agent_id = ?")
            .bind(agent)
            .execute(&mut *change)
            .await?;
        query("DELETE FROM sign_ins WHERE agent_id = ?").bind(agent).execute(&mut *change).await?;
        // Whoever lost their phone is invited anew.
        query("DELETE FROM second_steps WHERE id = ?").bind(agent).execute(&mut *change).await?;
        query(
            "UPDATE agents SET password = ?, name = CASE ? WHEN '' THEN name ELSE ? END WHERE id = ?",
        )
        .bind(password)
        .bind(name.trim())
        .bind(name.trim())
        .bind(agent)
        .execute(&mut *change)
        .await?;
        change.commit().await?;
        Ok(agent)
    }

    /// Whether an invitation can still be used.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn is_invited(&self, token: &str, now: i64) -> Outcome<bool> {
        let found: i64 = query_scalar(
            "SELECT count(*) FROM invitations WHERE token_hash = ? AND expires_at > ?",
        )
        .bind(secrets::digest(token))
        .bind(now)
        .fetch_one(&self.readers)
        .await?;
        Ok(found > 0)
    }

    /// Signs an agent in: the token for their browser, and the one for what they change.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn sign_in(&self, agent: i64, now: i64) -> Outcome<(String, String)> {
        let (token, csrf) = (secrets::token(), secrets::token());
        query("DELETE FROM sign_ins WHERE expires_at <= ?").bind(now).execute(&self.writer).await?;
        query("INSERT INTO sign_ins (token_hash, agent_id, csrf, expires_at) VALUES (?, ?, ?, ?)")
            .bind(secrets::digest(&token))
            .bind(agent)
            .bind(&csrf)
            .bind(now + SIGN_IN_MS)
            .execute(&self.writer)
            .await?;
        Ok((token, csrf))
    }

    /// Who is signed in with a token, and the token for what they change.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn signed_in(&self, token: &str, now: i64) -> Outcome<Option<(Agent, String)>> {
        let found =
            query("SELECT agent_id, csrf FROM sign_ins WHERE token_hash = ? AND expires_at > ?")
                .bind(secrets::digest(token))
                .bind(now)
                .fetch_optional(&self.readers)
                .await?;
        let Some(row) = found else { return Ok(None) };
        let agent = self.agent(row.get(0)).await?;
        Ok(agent.filter(|agent| !agent.is_disabled).map(|agent| (agent, row.get(1))))
    }

    /// Signs out whoever is signed in with a token.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn sign_out(&self, token: &str) -> Outcome<()> {
        query("DELETE FROM sign_ins WHERE token_hash = ?")
            .bind(secrets::digest(token))
            .execute(&self.writer)
            .await?;
        Ok(())
    }
}

fn read(row: &SqliteRow) -> Known {
    let agent = Agent {
        id: row.get(0),
        email: row.get(1),
        name: row.get(2),
        title: row.get(3),
        role: match row.get(4) {
            "owner" => Role::Owner,
            "supervisor" => Role::Supervisor,
            _ => Role::Agent,
        },
        availability: match row.get(5) {
            "online" => Availability::Online,
            "busy" => Availability::Busy,
            _ => Availability::Away,
        },
        sees_sensitive: row.get(6),
        is_disabled: row.get(7),
        department: row.get(9),
        room: row.get(10),
    };
    Known { agent, password: row.get(8) }
}

/// The statement that reads agents, with what comes after it. All parts of it are constants.
fn sql(rest: &'static str) -> sqlx::AssertSqlSafe<String> {
    sqlx::AssertSqlSafe(format!("SELECT {COLUMNS} FROM agents {rest}"))
}

fn role_word(role: Role) -> &'static str {
    match role {
        Role::Agent => "agent",
        Role::Supervisor => "supervisor",
        Role::Owner => "owner",
    }
}

/// As it stands in the database and on the wire.
#[must_use]
pub fn availability_word(availability: Availability) -> &'static str {
    match availability {
        Availability::Online => "online",
        Availability::Busy => "busy",
        Availability::Away => "away",
    }
}
