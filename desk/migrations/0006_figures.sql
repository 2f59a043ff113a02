-- How often somebody wrote again after it was over, and whether they had asked the assistant before they came.
ALTER TABLE conversations ADD COLUMN reopened INTEGER NOT NULL DEFAULT 0;
ALTER TABLE conversations ADD COLUMN has_asked INTEGER NOT NULL DEFAULT 0;

-- In how many visits the assistant was asked something, by the hour, in milliseconds since 1970. Counts alone: nobody is
-- in them.
CREATE TABLE chats (
    hour  INTEGER PRIMARY KEY,
    count INTEGER NOT NULL
) STRICT;

-- Solved at the first contact is what ended, was not opened again, and was followed by no other conversation of the
-- same contact within seven days of its end.
CREATE VIEW outcomes AS
SELECT id, created_at, date(created_at / 1000, 'unixepoch') AS day, status = 'resolved' AS is_over,
       status = 'resolved' AND reopened = 0 AND NOT EXISTS (
           SELECT 1 FROM conversations AS later
           WHERE later.contact_id = one.contact_id AND later.id > one.id
             AND later.created_at < coalesce(one.resolved_at, one.active_at) + 7 * 24 * 3600000
       ) AS is_first_contact,
       first_reply_at - created_at AS first_reply, resolved_at - created_at AS resolution, rating, has_asked
FROM conversations AS one;
