package dev.tutti.edge.cli;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.IntFunction;
import java.util.zip.GZIPOutputStream;

/** A file of numbered lines, gzipped when its name ends in {@code .gz}; equal lines make equal bytes. */
final class LineFile {
    private LineFile() {}

    static void write(Path file, int lines, IntFunction<String> line) throws IOException {
        OutputStream raw = Files.newOutputStream(file);
        OutputStream packed = file.toString().endsWith(".gz") ? new GZIPOutputStream(raw) : raw;
        try (BufferedWriter writer = new BufferedWriter(new OutputStreamWriter(packed, StandardCharsets.UTF_8))) {
            for (int i = 0; i < lines; i++) {
                writer.write(line.apply(i));
                writer.write('\n');
            }
        }
    }
}
