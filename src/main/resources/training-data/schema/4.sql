-- When a model wrote more than it was allowed, in the order of n.
CREATE TABLE breach (
    n     INTEGER PRIMARY KEY,
    model TEXT NOT NULL,
    at    TEXT NOT NULL
);
