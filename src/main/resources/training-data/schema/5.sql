-- What each key has spent, in 1e-12 USD, by the UTC day (since 1970) on which its requests came in. Written with their rows.
CREATE TABLE spend (
    key   INTEGER NOT NULL,
    day   INTEGER NOT NULL,
    picos INTEGER NOT NULL,
    PRIMARY KEY (key, day)
) WITHOUT ROWID;
