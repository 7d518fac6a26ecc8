-- API keys that were made while the service ran, each by its SHA-256 (never the key itself). scopes: names with commas between.
-- terms: what holds for its requests, as JSON (see KeyTermsJson). A name has at most one key that is not revoked.
CREATE TABLE api_key (
    n       INTEGER PRIMARY KEY,
    name    TEXT NOT NULL,
    sha256  TEXT NOT NULL UNIQUE,
    scopes  TEXT NOT NULL,
    terms   TEXT NOT NULL,
    created TEXT NOT NULL,
    revoked TEXT
);
CREATE UNIQUE INDEX api_key_name ON api_key (name) WHERE revoked IS NULL;
