package dev.tutti.memory.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/**
 * The numbers of words that repeat on most rows, remembered once known: a word is never removed or renumbered. For one
 * thread, and until the first rollback, which may take new words back.
 */
final class Words implements AutoCloseable {
    /** Tasks are the callers' words, so there may be any number of them. */
    private static final int MOST = 10_000;

    private final PreparedStatement find;
    private final PreparedStatement add;
    private final Map<String, Long> known = new HashMap<>();

    Words(Connection connection) throws SQLException {
        find = connection.prepareStatement("SELECT n FROM word WHERE text = ?");
        add = connection.prepareStatement("INSERT INTO word (text) VALUES (?) ON CONFLICT DO NOTHING");
    }

    /** Of the word, which is added when it is new. */
    long number(String text) throws SQLException {
        Long number = known.get(text);
        if (number == null) {
            number = stored(text);
            if (known.size() >= MOST) {
                known.clear();
            }
            known.put(text, number);
        }
        return number;
    }

    private long stored(String text) throws SQLException {
        add.setString(1, text);
        add.executeUpdate();
        find.setString(1, text);
        try (ResultSet found = find.executeQuery()) {
            if (!found.next()) {
                throw new SQLException("the word " + text + " was not taken");
            }
            return found.getLong(1);
        }
    }

    @Override
    public void close() throws SQLException {
        find.close();
        add.close();
    }
}
