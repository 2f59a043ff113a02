//! The people who write to the site.

use kefu_wire::chatwoot::{Attributes, ContactChange};
use serde::{Deserialize, Serialize};
use sqlx::sqlite::SqliteRow;
use sqlx::{Row, query};

use super::{Outcome, Store};
use crate::secrets;

/// Somebody who writes to the site.
#[derive(Clone, Debug)]
pub struct Contact {
    /// Number.
    pub id: i64,
    /// Whether the site has vouched for `profile.identifier`.
    pub is_verified: bool,
    /// What they said of themselves.
    pub profile: Profile,
}

/// What a contact said of themselves.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Profile {
    /// Name.
    pub name: Option<String>,
    /// E-mail address.
    pub email: Option<String>,
    /// Phone number.
    pub phone_number: Option<String>,
    /// Address of a picture.
    pub avatar_url: Option<String>,
    /// Who they are in the site's own books.
    pub identifier: Option<String>,
    /// Anything else.
    #[serde(default)]
    pub custom_attributes: Attributes,
}

impl Profile {
    /// Takes over what a change says, and keeps the rest.
    pub fn change(&mut self, change: ContactChange) {
        let fields = [
            (&mut self.name, change.name),
            (&mut self.email, change.email),
            (&mut self.phone_number, change.phone_number),
            (&mut self.avatar_url, change.avatar_url),
            (&mut self.identifier, change.identifier),
        ];
        for (field, value) in fields {
            if value.is_some() {
                *field = value;
            }
        }
        self.custom_attributes.extend(change.custom_attributes.unwrap_or_default());
    }
}

impl Store {
    /// Keeps a contact with these credentials, or finds the one that has them already.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn add_contact(
        &self,
        source_id: &str,
        pubsub_token: &str,
        profile: &Profile,
        is_verified: bool,
        now: i64,
    ) -> Outcome<Contact> {
        query(
            "INSERT INTO contacts (source_hash, pubsub_hash, is_verified, sealed, created_at)
             VALUES (?, ?, ?, ?, ?) ON CONFLICT (source_hash) DO NOTHING",
        )
        .bind(secrets::digest(source_id))
        .bind(secrets::digest(pubsub_token))
        .bind(is_verified)
        .bind(self.seal("contacts", profile))
        .bind(now)
        .execute(&self.writer)
        .await?;
        let found = self.contact(source_id).await?;
        found.ok_or_else(|| sqlx::Error::RowNotFound.into())
    }

    /// The contact with this secret name.
    ///
    /// # Errors
    /// When the database fails, or what it holds does not open.
    pub async fn contact(&self, source_id: &str) -> Outcome<Option<Contact>> {
        let row = query("SELECT id, is_verified, sealed FROM contacts WHERE source_hash = ?")
            .bind(secrets::digest(source_id))
            .fetch_optional(&self.readers)
            .await?;
        row.map(|row| self.read_contact(&row)).transpose()
    }

    /// The contact with this number.
    ///
    /// # Errors
    /// When the database fails, or what it holds does not open.
    pub async fn contact_numbered(&self, id: i64) -> Outcome<Option<Contact>> {
        let row = query("SELECT id, is_verified, sealed FROM contacts WHERE id = ?")
            .bind(id)
            .fetch_optional(&self.readers)
            .await?;
        row.map(|row| self.read_contact(&row)).transpose()
    }

    /// The number of the contact who may listen with this token.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn listener(&self, pubsub_token: &str) -> Outcome<Option<i64>> {
        let row = query("SELECT id FROM contacts WHERE pubsub_hash = ?")
            .bind(secrets::digest(pubsub_token))
            .fetch_optional(&self.readers)
            .await?;
        Ok(row.map(|row| row.get(0)))
    }

    /// Keeps what a contact says of themselves now.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn keep_contact(&self, contact: &Contact) -> Outcome<()> {
        query("UPDATE contacts SET sealed = ?, is_verified = ? WHERE id = ?")
            .bind(self.seal("contacts", &contact.profile))
            .bind(contact.is_verified)
            .bind(contact.id)
            .execute(&self.writer)
            .await?;
        Ok(())
    }

    /// Erases a contact with all conversations. Says whether there was one.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn erase_contact(&self, id: i64) -> Outcome<bool> {
        let done =
            query("DELETE FROM contacts WHERE id = ?").bind(id).execute(&self.writer).await?;
        // The log of what was written holds it, too, until it goes into the file.
        query("PRAGMA wal_checkpoint(TRUNCATE)").execute(&self.writer).await?;
        Ok(done.rows_affected() > 0)
    }

    fn read_contact(&self, row: &SqliteRow) -> Outcome<Contact> {
        Ok(Contact {
            id: row.get(0),
            is_verified: row.get(1),
            profile: self.unseal("contacts", &row.get::<Vec<u8>, _>(2))?,
        })
    }
}
