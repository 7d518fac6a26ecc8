-- Ids, tasks, keys and models repeat on most rows: each text is kept once.
CREATE TABLE word (
    n    INTEGER PRIMARY KEY,
    text TEXT NOT NULL UNIQUE
);
-- seq is the order of writing. What queries ask for has a column; the whole row is in body (see RowBody).
CREATE TABLE outcome (
    seq      INTEGER PRIMARY KEY,
    id       TEXT NOT NULL UNIQUE,
    at       INTEGER NOT NULL,
    strategy INTEGER NOT NULL,
    key      INTEGER NOT NULL,
    task     INTEGER NOT NULL,
    audit_of TEXT,
    body     BLOB NOT NULL
);
CREATE INDEX outcome_at ON outcome (at);
CREATE INDEX outcome_strategy ON outcome (strategy);
CREATE INDEX outcome_key ON outcome (key);
CREATE INDEX outcome_task ON outcome (task);
CREATE INDEX outcome_audit_of ON outcome (audit_of) WHERE audit_of IS NOT NULL;
-- Which models a row's plan may call or its calls did call.
CREATE TABLE outcome_model (
    model INTEGER NOT NULL,
    seq   INTEGER NOT NULL,
    PRIMARY KEY (model, seq)
) WITHOUT ROWID;
-- Every label ever given; per row and source the one with the highest n counts.
CREATE TABLE label (
    n       INTEGER PRIMARY KEY,
    seq     INTEGER NOT NULL,
    source  TEXT NOT NULL,
    score   REAL NOT NULL,
    sampled INTEGER NOT NULL,
    comment TEXT,
    at      TEXT NOT NULL
);
CREATE INDEX label_seq ON label (seq, source);
