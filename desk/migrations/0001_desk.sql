-- What people read is sealed: the columns called `sealed` open with the keys of the desk alone.
-- Times are milliseconds since 1970. Credentials are kept as hashes, so that a copy of this file opens nothing.

CREATE TABLE settings (
    name  TEXT PRIMARY KEY,
    value BLOB NOT NULL
) STRICT;

CREATE TABLE contacts (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    source_hash BLOB NOT NULL UNIQUE,
    pubsub_hash BLOB NOT NULL UNIQUE,
    is_verified INTEGER NOT NULL DEFAULT 0,
    sealed      BLOB NOT NULL,
    created_at  INTEGER NOT NULL
) STRICT;

CREATE TABLE agents (
    id             INTEGER PRIMARY KEY AUTOINCREMENT,
    email          TEXT NOT NULL UNIQUE COLLATE NOCASE,
    name           TEXT NOT NULL,
    title          TEXT NOT NULL DEFAULT '',
    role           TEXT NOT NULL CHECK (role IN ('owner', 'supervisor', 'agent')),
    password       TEXT,
    availability   TEXT NOT NULL DEFAULT 'away' CHECK (availability IN ('online', 'busy', 'away')),
    sees_sensitive INTEGER NOT NULL DEFAULT 0,
    is_disabled    INTEGER NOT NULL DEFAULT 0,
    created_at     INTEGER NOT NULL
) STRICT;

CREATE TABLE invitations (
    token_hash BLOB PRIMARY KEY,
    agent_id   INTEGER NOT NULL REFERENCES agents (id) ON DELETE CASCADE,
    expires_at INTEGER NOT NULL
) STRICT;

CREATE TABLE sign_ins (
    token_hash BLOB PRIMARY KEY,
    agent_id   INTEGER NOT NULL REFERENCES agents (id) ON DELETE CASCADE,
    csrf       TEXT NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT;

CREATE TABLE conversations (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    uuid            TEXT NOT NULL UNIQUE,
    contact_id      INTEGER NOT NULL REFERENCES contacts (id) ON DELETE CASCADE,
    status          TEXT NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'pending', 'resolved', 'snoozed')),
    assignee_id     INTEGER REFERENCES agents (id),
    department      TEXT NOT NULL DEFAULT '',
    reason          TEXT NOT NULL DEFAULT '',
    score           INTEGER NOT NULL DEFAULT 0,
    waiting_minute  INTEGER NOT NULL DEFAULT 0,
    waiting_most    INTEGER NOT NULL DEFAULT 0,
    sealed          BLOB NOT NULL,
    created_at      INTEGER NOT NULL,
    waiting_since   INTEGER NOT NULL,
    claimed_at      INTEGER,
    first_reply_at  INTEGER,
    resolved_at     INTEGER,
    snoozed_until   INTEGER,
    active_at       INTEGER NOT NULL,
    contact_seen_at INTEGER NOT NULL DEFAULT 0,
    agent_seen_at   INTEGER NOT NULL DEFAULT 0,
    rating          INTEGER CHECK (rating BETWEEN 1 AND 5)
) STRICT;

CREATE INDEX conversations_of_contact ON conversations (contact_id);
CREATE INDEX conversations_waiting ON conversations (status, assignee_id, waiting_since);

CREATE TABLE messages (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    conversation_id INTEGER NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
    kind            INTEGER NOT NULL CHECK (kind BETWEEN 0 AND 3),
    content_type    TEXT NOT NULL DEFAULT 'text',
    is_private      INTEGER NOT NULL DEFAULT 0,
    agent_id        INTEGER REFERENCES agents (id),
    echo_id         TEXT,
    sealed          BLOB NOT NULL,
    created_at      INTEGER NOT NULL,
    UNIQUE (conversation_id, kind, echo_id)
) STRICT;

CREATE INDEX messages_of_conversation ON messages (conversation_id, id);

CREATE TABLE canned (
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    short   TEXT NOT NULL UNIQUE COLLATE NOCASE,
    content TEXT NOT NULL
) STRICT;

-- Each line seals the one before it, and no line is ever changed or removed.
CREATE TABLE audit (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    at       INTEGER NOT NULL,
    actor    TEXT NOT NULL,
    action   TEXT NOT NULL,
    subject  TEXT NOT NULL,
    detail   TEXT NOT NULL,
    hash     BLOB NOT NULL
) STRICT;

CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit
BEGIN
    SELECT RAISE(ABORT, 'the audit log is append-only');
END;

CREATE TRIGGER audit_is_not_shortened BEFORE DELETE ON audit
BEGIN
    SELECT RAISE(ABORT, 'the audit log is append-only');
END;
