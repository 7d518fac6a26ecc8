package dev.tutti.edge.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Files that the program brings along. */
final class Packed {
    private Packed() {}

    static byte[] read(String name) {
        try (InputStream file = Packed.class.getResourceAsStream("/" + name)) {
            if (file == null) {
                throw new IllegalStateException("the program was packed without " + name);
            }
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
