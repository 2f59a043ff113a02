-- The files of messages, sealed like the words. They are here rather than in a folder, so that a message and its files
-- are kept, copied and erased together. Whoever knows a file's secret name may fetch it; the name is kept as a hash.

CREATE TABLE attachments (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    message_id INTEGER NOT NULL REFERENCES messages (id) ON DELETE CASCADE,
    token_hash BLOB NOT NULL UNIQUE,
    sealed     BLOB NOT NULL
) STRICT;

CREATE INDEX attachments_of_message ON attachments (message_id);
