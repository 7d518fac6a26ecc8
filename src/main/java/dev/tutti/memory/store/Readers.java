package dev.tutti.memory.store;

import dev.tutti.memory.outcome.OutcomeLogUnavailable;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Semaphore;

/** A few reading connections, lent to one caller each; opened when first needed, thrown away after an error. */
final class Readers implements AutoCloseable {
    private static final int MOST = 4;

    private final Connections connections;
    private final Dictionaries dictionaries;
    private final Semaphore free = new Semaphore(MOST);
    private final Deque<RowReader> idle = new ArrayDeque<>();
    private boolean closed;

    Readers(Connections connections, Dictionaries dictionaries) {
        this.connections = connections;
        this.dictionaries = dictionaries;
    }

    <T> T read(Reading<T> reading) {
        free.acquireUninterruptibly();
        try {
            RowReader reader = borrow();
            try {
                T result = reading.from(reader);
                giveBack(reader);
                return result;
            } catch (SQLException | IOException | RuntimeException e) {
                reader.close();
                throw e;
            }
        } catch (SQLException | IOException e) {
            throw new OutcomeLogUnavailable("the outcome log does not give rows: " + e.getMessage(), e);
        } finally {
            free.release();
        }
    }

    private RowReader borrow() throws SQLException {
        synchronized (idle) {
            if (closed) {
                throw new SQLException("it is closed");
            }
            if (!idle.isEmpty()) {
                return idle.pop();
            }
        }
        return new RowReader(connections.reader(), dictionaries);
    }

    private void giveBack(RowReader reader) throws SQLException {
        synchronized (idle) {
            if (!closed) {
                idle.push(reader);
                return;
            }
        }
        reader.close();
    }

    @Override
    public void close() throws SQLException {
        synchronized (idle) {
            closed = true;
            for (RowReader reader : idle) {
                reader.close();
            }
            idle.clear();
        }
    }

    /** What is done with a connection while it is lent. */
    @FunctionalInterface
    interface Reading<T> {
        T from(RowReader rows) throws SQLException, IOException;
    }
}
