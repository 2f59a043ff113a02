-- What an agent is for, and how many conversations they have at most at a time where these are given out by the desk.

ALTER TABLE agents ADD COLUMN department TEXT NOT NULL DEFAULT '';
ALTER TABLE agents ADD COLUMN room INTEGER NOT NULL DEFAULT 5 CHECK (room > 0);

-- How long one waits follows from how soon others were taken lately.
CREATE INDEX conversations_claimed ON conversations (claimed_at);
