package dev.tutti.serving.provider;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes the bytes of an event stream as they come, cut anywhere, and gives the data of the events that they complete
 * (HTML standard, 9.2 Server-sent events). Lines end with CRLF, LF or CR; a byte order mark at the start, comments and
 * fields other than {@code data} are passed over. One for each stream, for one thread.
 */
final class SseParser {
    private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final ByteArrayOutputStream line = new ByteArrayOutputStream(512);
    private final StringBuilder data = new StringBuilder();
    private boolean hasData;
    private boolean afterReturn;
    private boolean firstLine = true;

    /** The events that these bytes complete, in order. */
    List<String> feed(byte[] bytes) {
        List<String> events = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < bytes.length; i++) {
            byte b = bytes[i];
            boolean secondHalfOfLineEnd = afterReturn && b == '\n';
            afterReturn = b == '\r';
            if (b == '\n' || b == '\r') {
                line.write(bytes, from, i - from);
                from = i + 1;
                if (!secondHalfOfLineEnd) {
                    endLine(events);
                }
            }
        }
        line.write(bytes, from, bytes.length - from);
        return events;
    }

    /** How many bytes wait for the end of their line or event. */
    int waiting() {
        return line.size() + data.length();
    }

    private void endLine(List<String> events) {
        String text = takeLine();
        if (text.isEmpty()) {
            if (hasData) {
                events.add(data.toString());
            }
            data.setLength(0);
            hasData = false;
        } else if (text.startsWith("data:")) {
            append(text.substring(text.startsWith("data: ") ? 6 : 5));
        } else if (text.equals("data")) {
            append("");
        }
    }

    private void append(String value) {
        if (hasData) {
            data.append('\n');
        }
        data.append(value);
        hasData = true;
    }

    private String takeLine() {
        byte[] bytes = line.toByteArray();
        line.reset();
        int skip = firstLine && startsWithMark(bytes) ? MARK.length : 0;
        firstLine = false;
        return new String(bytes, skip, bytes.length - skip, StandardCharsets.UTF_8);
    }

    private static boolean startsWithMark(byte[] bytes) {
        return bytes.length >= MARK.length && bytes[0] == MARK[0] && bytes[1] == MARK[1] && bytes[2] == MARK[2];
    }
}
