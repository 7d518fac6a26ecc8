package dev.tutti.edge.practice;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * The lines of a file of recorded outcomes: JSON, gzipped or not, one prompt a line with {@code prompt_id},
 * {@code prompt}, {@code category} and {@code arms}, by name {@code q} (score, 0 to 1), {@code in}, {@code out} (tokens),
 * {@code cost_usd}, {@code calls} (of a plan of many) and {@code a} (short answer). What a reader needs of them beyond
 * prompt and arms is its own business.
 */
public final class RecordedLines {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int GZIP_FIRST = 0x1f;

    private RecordedLines() {}

    /** A line that cannot be used; the message names file, line and field. */
    public static final class Malformed extends IOException {
        private static final long serialVersionUID = 1;

        private Malformed(String message, Exception cause) {
            super(message, cause);
        }
    }

    /**
     * Gives every line that is not blank to the reader, in order; {@link Malformed} when one is no JSON, lacks prompt or
     * arms, or the reader throws {@link IllegalArgumentException}.
     */
    public static void read(Path file, Consumer<RecordedLine> reader) throws IOException {
        int number = 0;
        try (BufferedReader lines = open(file)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (!line.isBlank()) {
                    read(line, file + ", line " + number + ": ", reader);
                }
            }
        } catch (ZipException | EOFException e) {
            throw new Malformed(file + ", after line " + number + ": gzip that is broken or cut off", e);
        }
    }

    /** Unpacked where it is gzipped, whatever its name. */
    private static BufferedReader open(Path file) throws IOException {
        PushbackInputStream raw = new PushbackInputStream(Files.newInputStream(file), 1);
        int first = raw.read();
        if (first >= 0) {
            raw.unread(first);
        }
        InputStream plain = first == GZIP_FIRST ? new GZIPInputStream(raw) : raw;
        return new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8));
    }

    private static void read(String line, String place, Consumer<RecordedLine> reader) throws Malformed {
        try {
            reader.accept(RecordedLine.of(JSON.readTree(line)));
        } catch (JsonProcessingException e) {
            throw new Malformed(place + "not JSON", e);
        } catch (IllegalArgumentException e) {
            throw new Malformed(place + e.getMessage(), e);
        }
    }
}
