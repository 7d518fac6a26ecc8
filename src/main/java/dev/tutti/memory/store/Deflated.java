package dev.tutti.memory.store;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** Raw deflate behind one format byte, primed with a dictionary: small texts of one kind become much smaller by it. For many threads. */
final class Deflated {
    /** As many as can be at work at once on a small machine; each holds a quarter of a megabyte outside of the heap. */
    private static final int MOST_IDLE = 8;

    private final byte[] dictionary;

    /** Making one costs more than deflating a row with it. */
    private final BlockingQueue<Deflater> idle = new ArrayBlockingQueue<>(MOST_IDLE);

    Deflated(byte[] dictionary) {
        this.dictionary = dictionary;
    }

    byte[] deflate(byte format, byte[] bytes) {
        Deflater deflater = idle.poll();
        if (deflater == null) {
            deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        }
        try {
            return deflate(deflater, format, bytes);
        } finally {
            deflater.reset();
            if (!idle.offer(deflater)) {
                deflater.close();
            }
        }
    }

    private byte[] deflate(Deflater deflater, byte format, byte[] bytes) {
        deflater.setDictionary(dictionary);
        deflater.setInput(bytes);
        deflater.finish();
        byte[] to = new byte[bytes.length / 2 + 64];
        to[0] = format;
        int size = 1;
        while (true) {
            size += deflater.deflate(to, size, to.length - size);
            if (deflater.finished()) {
                return Arrays.copyOf(to, size);
            }
            to = Arrays.copyOf(to, to.length * 2);
        }
    }

    byte[] inflate(byte[] body) throws DataFormatException {
        ByteArrayOutputStream to = new ByteArrayOutputStream(body.length * 4);
        try (Inflater inflater = new Inflater(true)) {
            inflater.setDictionary(dictionary);
            inflater.setInput(body, 1, body.length - 1);
            byte[] part = new byte[4096];
            while (!inflater.finished()) {
                int count = inflater.inflate(part);
                if (count == 0 && inflater.needsInput()) {
                    throw new DataFormatException("cut off");
                }
                to.write(part, 0, count);
            }
        }
        return to.toByteArray();
    }
}
