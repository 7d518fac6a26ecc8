package dev.tutti.memory.store;

import java.sql.SQLException;

/**
 * One change of the log, applied within a transaction that it shares with others. It is applied again, alone, when the
 * shared transaction fails, so it holds nothing of an earlier try.
 */
@FunctionalInterface
interface Write<T> {
    T apply(RowWriter rows) throws SQLException;
}
