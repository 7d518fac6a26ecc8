package dev.tutti.memory.modelstore;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Writes that are on the disk when they return, and whole or absent. */
final class Durable {
    private Durable() {}

    static void write(Path file, byte[] bytes) throws IOException {
        append(file, bytes, StandardOpenOption.TRUNCATE_EXISTING);
    }

    static void append(Path file, byte[] bytes) throws IOException {
        append(file, bytes, StandardOpenOption.APPEND);
    }

    private static void append(Path file, byte[] bytes, StandardOpenOption how) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, how)) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
    }

    /** Readers see the old file or the new one. */
    static void replace(Path file, byte[] bytes) throws IOException {
        Path next = file.resolveSibling("." + file.getFileName() + ".next");
        write(next, bytes);
        move(next, file);
    }

    static void move(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        Path folder = to.toAbsolutePath().getParent();
        if (folder != null) {
            sync(folder);
        }
    }

    /** A new or renamed entry lasts only once its folder is synced. */
    static void sync(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    static void delete(Path folder) throws IOException {
        List<Path> inner;
        try (Stream<Path> all = Files.walk(folder)) {
            inner = all.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : inner) {
            Files.delete(path);
        }
    }
}
