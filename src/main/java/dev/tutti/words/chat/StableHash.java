package dev.tutti.words.chat;

/**
 * The 64-bit hash that rows on disk, sketches and draws rest on: FNV-1a over UTF-16 units, then the finaliser of
 * MurmurHash3, so that every bit of the input moves every bit of the output. It never changes. Not for secrets.
 */
public final class StableHash {
    private static final long BASIS = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;

    private StableHash() {}

    public static long of(CharSequence text) {
        long h = BASIS;
        for (int i = 0; i < text.length(); i++) {
            h = step(h, text.charAt(i));
        }
        return mix(h);
    }

    /** One more character onto an unfinished hash; 0 begins one. */
    public static long step(long unfinished, char c) {
        return ((unfinished == 0 ? BASIS : unfinished) ^ c) * PRIME;
    }

    public static long mix(long h) {
        long mixed = h;
        mixed = (mixed ^ (mixed >>> 33)) * 0xff51afd7ed558ccdL;
        mixed = (mixed ^ (mixed >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return mixed ^ (mixed >>> 33);
    }

    /**
     * A draw from 0 (inclusive) to 1 (exclusive) that belongs to the id and the purpose: replayable, and independent of
     * draws for other purposes.
     */
    public static double draw(String purpose, RequestId id) {
        return (of(purpose + '/' + id.value()) >>> 11) * 0x1.0p-53;
    }
}
