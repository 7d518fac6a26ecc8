package dev.tutti.memory.store;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdDictCompress;
import com.github.luben.zstd.ZstdDictDecompress;
import com.github.luben.zstd.ZstdException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.zip.DataFormatException;

/**
 * Text that rows of one kind repeat, and Zstandard (RFC 8878) that starts from it: a row then takes little more than what
 * is new in it. Its number stands before each row that was written with it. For many threads.
 */
final class Dictionary {
    /** The program's own, of a typical row; those in the file count from 1. */
    static final Dictionary BUILT_IN = new Dictionary(0, resource("row-1"));

    private static final int LEVEL = 1;
    /** No row comes near it; a damaged length must not take the heap. */
    private static final int MOST_BYTES = 64 << 20;
    /** As many as can be at work at once on a small machine; each holds memory outside of the heap. */
    private static final int MOST_IDLE = 8;

    private static final BlockingQueue<ZstdCompressCtx> IDLE = new ArrayBlockingQueue<>(MOST_IDLE);
    private static final BlockingQueue<ZstdDecompressCtx> IDLE_READERS = new ArrayBlockingQueue<>(MOST_IDLE);

    private final int number;
    private final byte[] text;
    private final ZstdDictCompress forWriting;
    private final ZstdDictDecompress forReading;

    Dictionary(int number, byte[] text) {
        this.number = number;
        this.text = text;
        this.forWriting = new ZstdDictCompress(text, LEVEL);
        this.forReading = new ZstdDictDecompress(text);
    }

    int number() {
        return number;
    }

    /** This one's text behind {@code more}: what is last costs least to refer to, and names of fields are the commonest. */
    byte[] after(byte[] more) {
        byte[] both = new byte[more.length + text.length];
        System.arraycopy(more, 0, both, 0, more.length);
        System.arraycopy(text, 0, both, more.length, text.length);
        return both;
    }

    /** With {@code head} bytes before, which are the caller's to fill. */
    byte[] compress(byte[] bytes, int head) {
        byte[] to = new byte[head + (int) Zstd.compressBound(bytes.length)];
        int size = compress(bytes, to, head);
        return Arrays.copyOf(to, head + size);
    }

    private int compress(byte[] bytes, byte[] to, int at) {
        ZstdCompressCtx context = IDLE.poll();
        if (context == null) {
            context = new ZstdCompressCtx().setChecksum(true);
        }
        try {
            return context.loadDict(forWriting).compressByteArray(to, at, to.length - at, bytes, 0, bytes.length);
        } finally {
            if (!IDLE.offer(context)) {
                context.close();
            }
        }
    }

    /** {@link IOException} when the bytes were not made with this dictionary. */
    byte[] decompress(byte[] compressed) throws IOException {
        int size = size(compressed);
        ZstdDecompressCtx idle = IDLE_READERS.poll();
        ZstdDecompressCtx context = idle == null ? new ZstdDecompressCtx() : idle;
        try {
            return context.loadDict(forReading).decompress(compressed, size);
        } catch (ZstdException e) {
            throw new IOException("a row of the log is damaged", e);
        } finally {
            context.reset();
            if (!IDLE_READERS.offer(context)) {
                context.close();
            }
        }
    }

    /** The JSON of a row of format 1. */
    byte[] inflate(byte[] body) throws DataFormatException {
        return Inflated.inflate(body, text);
    }

    private static int size(byte[] compressed) throws IOException {
        long size = Zstd.getFrameContentSize(compressed);
        if (size <= 0 || size > MOST_BYTES) {
            throw new IOException("a row of the log is damaged");
        }
        return (int) size;
    }

    private static byte[] resource(String name) {
        try (InputStream words = Dictionary.class.getResourceAsStream("/training-data/" + name + ".dictionary")) {
            if (words == null) {
                throw new IllegalStateException("the program lacks its dictionary " + name);
            }
            return words.readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException("the program's dictionary " + name + " cannot be read", e);
        }
    }
}
