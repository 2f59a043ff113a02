//! What the desk keeps, in SQLite. The only room that knows tables; everything readable in them is sealed.

pub mod agents;
pub mod audit;
pub mod canned;
pub mod contacts;
pub mod conversations;
pub mod figures;
pub mod knowledge;
pub mod messages;
pub mod second_steps;

use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};
use std::time::Duration;
use std::{fmt, fs, io};

use serde::Serialize;
use serde::de::DeserializeOwned;
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous,
};
use sqlx::{Row, query, query_scalar};

use crate::secrets::{self, KEY_VARIABLE, Keys, Unopened};

/// The file of the database, in the folder of the data.
pub const FILE: &str = "desk.sqlite";

const LOCK: &str = "lock";

/// How long a statement waits for another program that holds the file.
const PATIENCE: Duration = Duration::from_secs(5);

/// Readers at a time; writers go one by one, as SQLite has it.
const READERS: u32 = 4;

/// The table of the files, and the place that they are sealed for.
const ATTACHMENTS: &str = "attachments";

/// A table with something sealed in it, and the statements that are made of its name.
struct Sealed {
    table: &'static str,
    ids: &'static str,
    read: &'static str,
    write: &'static str,
}

macro_rules! sealed {
    ($($table:literal),*) => {
        [$(Sealed {
            table: $table,
            ids: concat!("SELECT id FROM ", $table),
            read: concat!("SELECT sealed FROM ", $table, " WHERE id = ?"),
            write: concat!("UPDATE ", $table, " SET sealed = ? WHERE id = ?"),
        }),*]
    };
}

/// Every table with something sealed in it. Files are large, so that one record at a time is in memory.
const SEALED: [Sealed; 6] =
    sealed!("contacts", "conversations", "messages", "attachments", "unanswered", "second_steps");

/// What is kept.
pub struct Store {
    folder: PathBuf,
    writer: SqlitePool,
    readers: SqlitePool,
    keys: Keys,
    /// Held as long as this desk lives, so that no second one works on the same data.
    _lock: File,
}

/// Why something could not be kept or found.
#[derive(Debug)]
pub enum Error {
    /// The folder, the lock or the keys.
    File(io::Error),
    /// Another desk works on this folder.
    InUse,
    /// The database.
    Database(sqlx::Error),
    /// The tables are of a later release, or damaged.
    Tables(sqlx::migrate::MigrateError),
    /// Something sealed does not open.
    Sealed(Unopened),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(error) => write!(f, "{error}"),
            Self::InUse => f.write_str("another desk works on this folder; stop it first"),
            Self::Database(error) => write!(f, "{FILE}: {error}"),
            Self::Tables(error) => {
                write!(f, "{FILE}: {error}; use the release that made it, or a backup")
            }
            Self::Sealed(Unopened::NoSuchKey(number)) => write!(
                f,
                "key {number} is missing; put its line back into the file of the keys, or into {KEY_VARIABLE}"
            ),
            Self::Sealed(Unopened::Damaged) => {
                f.write_str("something sealed is damaged, or the keys are others; use a backup")
            }
        }
    }
}

impl std::error::Error for Error {}

impl From<io::Error> for Error {
    fn from(error: io::Error) -> Self {
        Self::File(error)
    }
}

impl From<sqlx::Error> for Error {
    fn from(error: sqlx::Error) -> Self {
        Self::Database(error)
    }
}

/// What can be done with what is kept.
pub type Outcome<T> = Result<T, Error>;

impl Store {
    /// Opens what is in a folder, and makes what is not there yet.
    ///
    /// # Errors
    /// When the folder is in use or cannot be written, or its tables are of a later release.
    pub async fn open(folder: &Path) -> Outcome<Self> {
        fs::create_dir_all(folder)?;
        let lock = File::create(folder.join(LOCK))?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(Error::InUse),
            Err(TryLockError::Error(error)) => return Err(Error::File(error)),
        }
        Self::open_with(folder, lock, true).await
    }

    /// Opens what another desk may be working on, to look at it or to copy it.
    ///
    /// # Errors
    /// When there is nothing, or it cannot be read.
    pub async fn visit(folder: &Path) -> Outcome<Self> {
        fs::metadata(folder.join(FILE))?;
        // Only the desk itself brings the tables up to date: another release may be at work on them.
        Self::open_with(folder, File::open(folder)?, false).await
    }

    async fn open_with(folder: &Path, lock: File, migrates: bool) -> Outcome<Self> {
        let keys = Keys::find(folder, !folder.join(FILE).exists())?;
        let options = SqliteConnectOptions::new()
            .filename(folder.join(FILE))
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            // What was acknowledged is on the disk, also when the power fails.
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .pragma("secure_delete", "ON")
            .busy_timeout(PATIENCE);
        // A file does not hang up, so that nobody needs to ask whether it is still there.
        let pool =
            |most: u32| SqlitePoolOptions::new().max_connections(most).test_before_acquire(false);
        let writer = pool(1).connect_with(options.clone()).await?;
        if migrates {
            sqlx::migrate!().run(&writer).await.map_err(Error::Tables)?;
        }
        let readers = pool(READERS).connect_with(options.create_if_missing(false)).await?;
        Ok(Self { folder: folder.to_owned(), writer, readers, keys, _lock: lock })
    }

    /// Fails where the database cannot be read.
    ///
    /// # Errors
    /// When it cannot.
    pub async fn is_there(&self) -> Outcome<()> {
        let _: i64 = query_scalar("SELECT count(*) FROM settings").fetch_one(&self.readers).await?;
        Ok(())
    }

    /// Ends all work on the file.
    pub async fn close(&self) {
        self.readers.close().await;
        self.writer.close().await;
    }

    // ---- Settings ---------------------------------------------------------------------------

    /// A setting, made at the first look.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn setting(&self, name: &str, first: impl FnOnce() -> String) -> Outcome<String> {
        let known: Option<Vec<u8>> = query_scalar("SELECT value FROM settings WHERE name = ?")
            .bind(name)
            .fetch_optional(&self.writer)
            .await?;
        if let Some(sealed) = known {
            let text = self.keys.open("settings", &sealed).map_err(Error::Sealed)?;
            return Ok(String::from_utf8_lossy(&text).into_owned());
        }
        let value = first();
        query("INSERT INTO settings (name, value) VALUES (?, ?)")
            .bind(name)
            .bind(self.keys.seal("settings", value.as_bytes()))
            .execute(&self.writer)
            .await?;
        Ok(value)
    }

    // ---- Sealing ----------------------------------------------------------------------------

    fn seal_bytes(&self, place: &'static str, bytes: &[u8]) -> Vec<u8> {
        self.keys.seal(place, bytes)
    }

    fn unseal_bytes(&self, place: &'static str, sealed: &[u8]) -> Outcome<Vec<u8>> {
        self.keys.open(place, sealed).map_err(Error::Sealed)
    }

    fn seal(&self, place: &'static str, value: &impl Serialize) -> Vec<u8> {
        // Fails for maps whose keys are no texts, which nothing here has.
        self.keys.seal(place, &serde_json::to_vec(value).unwrap_or_default())
    }

    fn unseal<T: DeserializeOwned>(&self, place: &'static str, sealed: &[u8]) -> Outcome<T> {
        let json = self.keys.open(place, sealed).map_err(Error::Sealed)?;
        serde_json::from_slice(&json).map_err(|_| Error::Sealed(Unopened::Damaged))
    }

    // ---- Upkeep -----------------------------------------------------------------------------

    /// Copies the database into a new file, consistent also while a desk works on it.
    ///
    /// # Errors
    /// When the file exists or cannot be written.
    pub async fn backup(&self, file: &Path) -> Outcome<()> {
        if file.exists() {
            return Err(Error::File(io::ErrorKind::AlreadyExists.into()));
        }
        query("VACUUM INTO ?").bind(file.to_string_lossy()).execute(&self.writer).await?;
        Ok(())
    }

    /// What is wrong with the database, a line each; nothing where all is well.
    ///
    /// # Errors
    /// When it cannot be read at all.
    pub async fn problems(&self) -> Outcome<Vec<String>> {
        let mut problems: Vec<String> =
            query_scalar("PRAGMA integrity_check").fetch_all(&self.writer).await?;
        problems.retain(|line| line != "ok");
        let orphans = query("PRAGMA foreign_key_check").fetch_all(&self.writer).await?;
        problems.extend(orphans.iter().map(|row| {
            format!("{} {}: belongs to nobody", row.get::<String, _>(0), row.get::<i64, _>(1))
        }));
        for Sealed { table, ids, read, .. } in SEALED {
            let ids: Vec<i64> = query_scalar(ids).fetch_all(&self.writer).await?;
            for id in ids {
                let found = query_scalar(read).bind(id).fetch_optional(&self.writer).await?;
                // Erased meanwhile.
                let Some(sealed): Option<Vec<u8>> = found else { continue };
                if let Err(why) = self.keys.open(table, &sealed) {
                    problems.push(format!("{table} {id}: {}", Error::Sealed(why)));
                }
            }
        }
        if let Some(line) = self.broken_audit_line().await? {
            problems.push(format!("audit {line}: this line, or one before it, was changed"));
        }
        Ok(problems)
    }

    /// Makes a new key, and seals everything with it.
    ///
    /// # Errors
    /// When the keys come from the environment, which is not ours to write, or something does not open.
    pub async fn rotate_keys(&mut self) -> Outcome<u64> {
        if std::env::var_os(KEY_VARIABLE).is_some() {
            let why = format!("add a line to {KEY_VARIABLE} yourself, and start the desk");
            return Err(Error::File(io::Error::new(io::ErrorKind::Unsupported, why)));
        }
        self.keys.rotate(&self.folder)?;
        self.reseal().await
    }

    /// Seals with the newest key whatever an older one sealed.
    async fn reseal(&self) -> Outcome<u64> {
        let mut count = 0;
        let mut change = self.writer.begin().await?;
        for Sealed { table, ids, read, write } in SEALED {
            let ids: Vec<i64> = query_scalar(ids).fetch_all(&mut *change).await?;
            for id in ids {
                let sealed: Vec<u8> = query_scalar(read).bind(id).fetch_one(&mut *change).await?;
                if !self.keys.is_current(&sealed) {
                    let text = self.keys.open(table, &sealed).map_err(Error::Sealed)?;
                    let sealed = self.keys.seal(table, &text);
                    query(write).bind(sealed).bind(id).execute(&mut *change).await?;
                    count += 1;
                }
            }
        }
        for row in query("SELECT name, value FROM settings").fetch_all(&mut *change).await? {
            let (name, sealed): (String, Vec<u8>) = (row.get(0), row.get(1));
            let text = self.keys.open("settings", &sealed).map_err(Error::Sealed)?;
            query("UPDATE settings SET value = ? WHERE name = ?")
                .bind(self.keys.seal("settings", &text))
                .bind(name)
                .execute(&mut *change)
                .await?;
        }
        change.commit().await?;
        Ok(count)
    }

    /// With what a site vouches for its visitors: the key of the HMAC-SHA256 over an identifier.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn identity_key(&self) -> Outcome<String> {
        self.secret("hmac_token").await
    }

    /// A secret of this desk, made at the first look: what the credentials of contacts are derived from.
    pub(crate) async fn secret(&self, name: &str) -> Outcome<String> {
        self.setting(name, secrets::token).await
    }
}
