/**
 * The tables, as steps: step n takes a database of `user_version` n to n + 1. A step that was released is never edited;
 * a change is a new step at the end.
 */
export const MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE sessions (id TEXT PRIMARY KEY, version INTEGER NOT NULL, join_code TEXT NOT NULL UNIQUE, json TEXT NOT NULL) STRICT;

  CREATE TABLE members (
    id TEXT PRIMARY KEY, stocktake TEXT NOT NULL, role TEXT NOT NULL, group_id TEXT, name TEXT, joined_at INTEGER NOT NULL, return_hash TEXT UNIQUE
  ) STRICT;
  CREATE INDEX members_by_stocktake ON members (stocktake, joined_at);
  CREATE TABLE attendance (member TEXT NOT NULL, round INTEGER NOT NULL, PRIMARY KEY (member, round)) STRICT, WITHOUT ROWID;
  CREATE TABLE tokens (hash TEXT PRIMARY KEY, member TEXT NOT NULL) STRICT, WITHOUT ROWID;

  CREATE TABLE updates (room TEXT NOT NULL, seq INTEGER NOT NULL, bytes BLOB NOT NULL, PRIMARY KEY (room, seq)) STRICT;
  CREATE TABLE snapshots (room TEXT PRIMARY KEY, seq INTEGER NOT NULL, state BLOB NOT NULL) STRICT;
  CREATE TABLE owners (room TEXT NOT NULL, note TEXT NOT NULL, member TEXT, PRIMARY KEY (room, note)) STRICT, WITHOUT ROWID;

  CREATE TABLE decisions (stocktake TEXT NOT NULL, round INTEGER NOT NULL, json TEXT NOT NULL, PRIMARY KEY (stocktake, round)) STRICT;
  CREATE TABLE records (
    stocktake TEXT NOT NULL, round INTEGER NOT NULL, version INTEGER NOT NULL, hash TEXT NOT NULL, json TEXT NOT NULL,
    PRIMARY KEY (stocktake, round, version)
  ) STRICT;

  CREATE TABLE files (
    stocktake TEXT NOT NULL, id TEXT NOT NULL, name TEXT NOT NULL, type TEXT NOT NULL, size INTEGER NOT NULL, sha256 TEXT NOT NULL,
    added_at INTEGER NOT NULL, PRIMARY KEY (stocktake, id)
  ) STRICT;
  CREATE TABLE chunks (
    stocktake TEXT NOT NULL, file TEXT NOT NULL, position INTEGER NOT NULL, bytes BLOB NOT NULL, PRIMARY KEY (stocktake, file, position)
  ) STRICT;

  CREATE TABLE secrets (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
  `,
  // Snapshots in parts, with a state vector. What was one piece before becomes the first row of its log.
  `
  INSERT INTO updates (room, seq, bytes) SELECT room, seq, state FROM snapshots;
  DROP TABLE snapshots;
  CREATE TABLE snapshots (room TEXT PRIMARY KEY, seq INTEGER NOT NULL, vector BLOB NOT NULL, deletions BLOB NOT NULL) STRICT;
  CREATE TABLE seals (room TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
  CREATE TABLE parts (room TEXT NOT NULL, position INTEGER NOT NULL, bytes BLOB NOT NULL, PRIMARY KEY (room, position)) STRICT;
  `,
  // People who were removed, their notes that are hidden, and who is ready for a step to be over.
  `
  ALTER TABLE members ADD COLUMN removed TEXT;
  ALTER TABLE members ADD COLUMN ready TEXT;
  CREATE TABLE hidden (
    stocktake TEXT NOT NULL, round INTEGER NOT NULL, note TEXT NOT NULL, member TEXT NOT NULL, json TEXT NOT NULL, PRIMARY KEY (stocktake, round, note)
  ) STRICT, WITHOUT ROWID;
  `,
  // What people give in open ballots, and how they rate cells: one row for each person.
  `
  CREATE TABLE votes (stocktake TEXT NOT NULL, ballot TEXT NOT NULL, member TEXT NOT NULL, json TEXT NOT NULL, PRIMARY KEY (stocktake, ballot, member)) STRICT;
  CREATE TABLE ratings (stocktake TEXT NOT NULL, round INTEGER NOT NULL, member TEXT NOT NULL, json TEXT NOT NULL, PRIMARY KEY (stocktake, round, member)) STRICT;
  `,
  // When stocktakes were looked at, and what was written of them by then: files that nobody uses go after a day of rest.
  `
  CREATE TABLE rests (stocktake TEXT PRIMARY KEY, writes INTEGER NOT NULL, since INTEGER NOT NULL) STRICT, WITHOUT ROWID;
  `,
  // Whether people take part in the room or from elsewhere.
  `
  ALTER TABLE members ADD COLUMN whereabouts TEXT;
  `,
]
