package dev.tutti.memory.store;

import java.sql.Connection;
import java.sql.SQLException;

/** Opens connections to the one database of the log; whoever opens one closes it. */
interface Connections {
    Connection writer() throws SQLException;

    Connection reader() throws SQLException;
}
