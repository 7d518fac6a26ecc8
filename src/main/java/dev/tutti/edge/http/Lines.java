package dev.tutti.edge.http;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.NoSuchElementException;

/** The lines of a body, one at a time, each and all of them bounded, so that a long body need not fit in memory. */
final class Lines implements Iterator<String> {

    private final InputStream body;
    private final long longest;
    private final long most;
    private long total;
    private int next;

    /** {@code longest}: bytes of a line; {@code most}: bytes of the whole. */
    Lines(InputStream body, long longest, long most) {
        this.body = new BufferedInputStream(body);
        this.longest = longest;
        this.most = most;
        next = read();
    }

    @Override
    public boolean hasNext() {
        return next >= 0;
    }

    @Override
    public String next() {
        if (!hasNext()) {
            throw new NoSuchElementException("the body is over");
        }
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        while (next >= 0 && next != '\n') {
            line.write(next);
            requireWithin(line.size(), longest, "a line");
            next = read();
        }
        next = next < 0 ? next : read();
        return line.toString(StandardCharsets.UTF_8);
    }

    private int read() {
        try {
            requireWithin(++total, most, "an import");
            return body.read();
        } catch (IOException e) {
            throw Refusal.of(
                    ErrorCode.REQUEST_TIMEOUT, "the body did not arrive whole; its first rows may be in the log");
        }
    }

    private static void requireWithin(long size, long most, String what) {
        if (size > most) {
            throw Refusal.of(ErrorCode.REQUEST_TOO_LARGE, what + " is at most " + most + " bytes");
        }
    }
}
