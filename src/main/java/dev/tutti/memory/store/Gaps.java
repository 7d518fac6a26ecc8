package dev.tutti.memory.store;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** Ascending numbers from 0 on as varints: how many, then each one's distance from the one before. */
final class Gaps {
    private static final int MORE = 0x80;
    private static final int BITS = 7;

    private Gaps() {}

    static byte[] encode(int[] ascending) {
        ByteArrayOutputStream to = new ByteArrayOutputStream(ascending.length * 2 + 2);
        write(ascending.length, to);
        int before = 0;
        for (int number : ascending) {
            write(number - before, to);
            before = number;
        }
        return to.toByteArray();
    }

    /** Leaves the buffer at the first byte behind them. */
    static int[] decode(ByteBuffer from) {
        int[] ascending = new int[Math.min(read(from), from.remaining())];
        int before = 0;
        for (int i = 0; i < ascending.length; i++) {
            before += read(from);
            ascending[i] = before;
        }
        return ascending;
    }

    private static void write(int number, ByteArrayOutputStream to) {
        int rest = number;
        while (rest >= MORE || rest < 0) {
            to.write((rest & (MORE - 1)) | MORE);
            rest >>>= BITS;
        }
        to.write(rest);
    }

    private static int read(ByteBuffer from) {
        int number = 0;
        int shift = 0;
        byte part;
        do {
            part = from.get();
            number |= (part & (MORE - 1)) << shift;
            shift += BITS;
        } while (part < 0);
        return number;
    }
}
