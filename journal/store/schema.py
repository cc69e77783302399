"""
The tables, as the SQL of each migration.

The schema is meant to be read by hand, with `sqlite-utils` or Datasette; its comments stay in
the database.
"""

from __future__ import annotations

APPLICATION_ID = int.from_bytes(b"CYCJ")
"""The application id in the header of our databases (`PRAGMA application_id`)."""

VERSION = 5
"""The number of migrations; a database holds the number applied in `PRAGMA user_version`."""

FLAGGED = "argument_care IS 'flagged'"
UNFLAGGED = "argument_care IS NOT 'flagged'"
FINISHED = "draft_at IS NULL"
PRESENT = "deleted_at IS NULL"

ASIDE = "edit:"
"""
The prefix of the uid of a working copy.

A working copy holds an edit in progress as a separate draft, so that nothing typed is lost
and no entry is half changed.
"""


WORDS = "porter unicode61 remove_diacritics 2"
"""The FTS5 tokenizer of the search index; part of the file format."""


def _searchable(entries: str) -> str:
    """Return the SQL of the view that the search index reads, for a condition on entries `e`."""
    # char(2) and char(3) delimit hits in snippets, so the text itself must not hold them.
    return f"""
CREATE VIEW searchable AS
SELECT id, replace(replace(typed, char(2), ' '), char(3), ' ') AS text
FROM (
    SELECT e.id, (
        SELECT group_concat(text, char(10))
        FROM (SELECT text FROM answers WHERE entry = e.id AND text IS NOT NULL ORDER BY +rowid)
    ) AS typed
    FROM entries AS e
    WHERE {entries}
)
WHERE typed IS NOT NULL;
"""  # noqa: S608 - conditions are ours


FIRST_TABLES = (
    """
CREATE TABLE entries (
    id INTEGER PRIMARY KEY,
    number INTEGER,               -- NULL until it is finished; F1, F2 … for flagged ones
    uid TEXT NOT NULL UNIQUE,
    flow TEXT NOT NULL,
    counts TEXT NOT NULL,         -- conflict, apart or never
    happened_at TEXT NOT NULL,    -- local time with its offset from UTC
    instant INTEGER NOT NULL,     -- the same in microseconds since 1970, UTC: the order of entries
    written_at TEXT NOT NULL,
    edited_at TEXT,
    about TEXT,                   -- uid of the entry that this one goes back to
    care TEXT CHECK (care IN ('unsure', 'flagged')),
    lean TEXT,
    lean_detail TEXT,
    their_lean TEXT,
    their_detail TEXT,
    lean_overruled TEXT,
    draft_at TEXT                 -- the question to go on with; NULL once it is finished
) STRICT;

CREATE UNIQUE INDEX entries_number ON entries (number) WHERE care IS NOT 'flagged';
CREATE UNIQUE INDEX entries_number_flagged ON entries (number) WHERE care IS 'flagged';
CREATE INDEX entries_order ON entries (instant, uid);

CREATE TABLE wordings (
    id INTEGER PRIMARY KEY,
    text TEXT NOT NULL UNIQUE
) STRICT;

-- One row a value. Answers were given in the order of rowid.
CREATE TABLE answers (
    entry INTEGER NOT NULL REFERENCES entries (id) ON DELETE CASCADE,
    question TEXT NOT NULL,
    theme TEXT NOT NULL,
    position INTEGER NOT NULL,    -- 0: a single value; 1, 2 …: the values of a list
    choice TEXT,                  -- id of a word; 'other' with the own word in text
    number INTEGER,               -- 0 to 10, or minutes
    text TEXT,                    -- what was typed
    wording INTEGER NOT NULL REFERENCES wordings (id),  -- the question as it was asked
    label INTEGER REFERENCES wordings (id),             -- the choice as it was shown
    PRIMARY KEY (entry, question, position)
) STRICT;

-- Without these, removing one wording would read all answers.
CREATE INDEX answers_wording ON answers (wording);
CREATE INDEX answers_label ON answers (label) WHERE label IS NOT NULL;

CREATE TABLE own_words (
    list TEXT NOT NULL,
    text TEXT NOT NULL,
    folded TEXT NOT NULL,         -- what it is counted by
    added_at TEXT NOT NULL,
    PRIMARY KEY (list, folded)
) STRICT;

CREATE TABLE state (
    key TEXT PRIMARY KEY NOT NULL,
    value TEXT NOT NULL           -- JSON
) STRICT;

"""
    + _searchable("e.draft_at IS NULL AND e.care IS NOT 'flagged'")
    + f"""
CREATE VIRTUAL TABLE search USING fts5 (
    text, content='searchable', content_rowid='id',
    tokenize="{WORDS}"
);
"""
)

# A deleted entry keeps its number and answers until it is restored or purged.
DELETED = """
ALTER TABLE entries ADD COLUMN deleted_at TEXT; -- when it was deleted; NULL: it is there

DROP VIEW searchable;
""" + _searchable("e.draft_at IS NULL AND e.care IS NOT 'flagged' AND e.deleted_at IS NULL")

# Optimistic locking: every write names the revision it was read at. The state that a change
# replaces is kept as a version, for as long as a deleted entry.
REVISIONS = """
ALTER TABLE entries ADD COLUMN revision INTEGER; -- random, another one after every write
ALTER TABLE entries ADD COLUMN base INTEGER; -- of a working copy: the revision it was taken from

UPDATE entries SET revision = random() & 0x7fffffffffffffff;
UPDATE entries SET base = (
    SELECT revision FROM entries AS changed WHERE 'edit:' || changed.uid = entries.uid
)
WHERE uid GLOB 'edit:*';

CREATE TABLE versions (
    id INTEGER PRIMARY KEY,       -- the order in which they were replaced
    entry INTEGER NOT NULL REFERENCES entries (id) ON DELETE CASCADE,
    replaced_at TEXT NOT NULL,
    content TEXT NOT NULL         -- JSON: the whole entry as it was before a change
) STRICT;

CREATE INDEX versions_entry ON versions (entry);
"""

# Robustness against a wrong clock: see retention.py and `writes.Stored.is_older_than`.
CLOCKS = """
ALTER TABLE entries ADD COLUMN waited INTEGER; -- seconds counted since it was deleted
ALTER TABLE entries ADD COLUMN taken_edit TEXT; -- edited_at as it came in; another: edited here
ALTER TABLE versions ADD COLUMN waited INTEGER; -- seconds counted since it was replaced
"""

ARGUMENTS = """
-- The most careful care of all entries of its argument: what is shown and counted asks this one.
ALTER TABLE entries ADD COLUMN argument_care TEXT CHECK (argument_care IN ('unsure', 'flagged'));
-- Where number is 12, the F number that it once had; where that is 3, the 12 to go back to.
ALTER TABLE entries ADD COLUMN other_number INTEGER;
UPDATE entries SET argument_care = care;

DROP INDEX entries_number;
DROP INDEX entries_number_flagged;
CREATE UNIQUE INDEX entries_number ON entries (number) WHERE argument_care IS NOT 'flagged';
CREATE UNIQUE INDEX entries_number_flagged ON entries (number) WHERE argument_care IS 'flagged';
CREATE UNIQUE INDEX entries_other_number ON entries (other_number)
    WHERE argument_care IS 'flagged' AND other_number IS NOT NULL;
CREATE UNIQUE INDEX entries_other_number_flagged ON entries (other_number)
    WHERE argument_care IS NOT 'flagged' AND other_number IS NOT NULL;
CREATE INDEX entries_about ON entries (about) WHERE about IS NOT NULL;

DROP VIEW searchable;
""" + _searchable(
    "e.draft_at IS NULL AND e.argument_care IS NOT 'flagged' AND e.deleted_at IS NULL"
)
