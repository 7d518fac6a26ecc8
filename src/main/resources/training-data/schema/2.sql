-- What rows of one kind have in common, so that each need not say it again (see Dictionary). Never changed, never removed.
CREATE TABLE dictionary (
    n     INTEGER PRIMARY KEY,
    kind  TEXT NOT NULL UNIQUE,
    bytes BLOB NOT NULL
);
