-- What the assistant knows. A site pack is public, so it stands here as it is; a version is never changed.

CREATE TABLE packs (
    version    INTEGER PRIMARY KEY AUTOINCREMENT,
    json       TEXT NOT NULL,
    author     TEXT NOT NULL,
    note       TEXT NOT NULL,
    created_at INTEGER NOT NULL
) STRICT;

-- What visitors asked in vain, in their own words; gone with the conversation.
CREATE TABLE unanswered (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    conversation_id INTEGER NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
    words_hash      BLOB NOT NULL,
    sealed          BLOB NOT NULL,
    created_at      INTEGER NOT NULL,
    is_settled      INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE INDEX unanswered_alike ON unanswered (words_hash);
