-- How the pacing of each key stood with its last row: base price in score per USD, and what was saved in requests of mean cost.
CREATE TABLE pace (
    key   INTEGER NOT NULL PRIMARY KEY,
    base  REAL NOT NULL,
    ahead REAL NOT NULL
) WITHOUT ROWID;
