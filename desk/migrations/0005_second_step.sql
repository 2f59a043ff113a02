-- The second step of signing in: the key that an agent's authenticator app has, too. `id` is the agent's.
-- `last_step` is the time step whose code was used last, since no code works twice (RFC 6238, 5.2).

CREATE TABLE second_steps (
    id        INTEGER PRIMARY KEY REFERENCES agents (id) ON DELETE CASCADE,
    sealed    BLOB NOT NULL,
    is_on     INTEGER NOT NULL DEFAULT 0,
    last_step INTEGER NOT NULL DEFAULT 0
) STRICT;
