-- When a person let a model out of quarantine, in the order of n.
CREATE TABLE release (
    n     INTEGER PRIMARY KEY,
    model TEXT NOT NULL,
    at    TEXT NOT NULL
);
