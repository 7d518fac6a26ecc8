-- Requests for embeddings: rows of their own, which nobody who reads outcomes meets. The whole row is in body, as JSON (see EmbeddingRow).
CREATE TABLE embedding (
    seq   INTEGER PRIMARY KEY,
    id    TEXT NOT NULL UNIQUE,
    at    INTEGER NOT NULL,
    key   INTEGER NOT NULL,
    model INTEGER NOT NULL,
    body  TEXT NOT NULL
);
CREATE INDEX embedding_at ON embedding (at);
