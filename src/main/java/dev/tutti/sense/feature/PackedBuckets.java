package dev.tutti.sense.feature;

import java.util.Arrays;
import java.util.Base64;

/**
 * The text form of ascending bucket numbers: differences to the number before, minus 1, in groups of 7 bits (low group
 * first, the high bit says that more follow), in unpadded URL-safe Base64. About 1.4 characters a bucket.
 */
final class PackedBuckets {
    private PackedBuckets() {}

    static String pack(int[] buckets) {
        byte[] bytes = new byte[buckets.length * 5];
        int n = 0;
        int before = -1;
        for (int bucket : buckets) {
            int gap = bucket - before - 1;
            while (gap > 127) {
                bytes[n++] = (byte) ((gap & 127) | 128);
                gap >>>= 7;
            }
            bytes[n++] = (byte) gap;
            before = bucket;
        }
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(bytes, n));
    }

    /** {@link IllegalArgumentException} when the text was not made by {@link #pack}. */
    static int[] unpack(String text) {
        byte[] bytes = Base64.getUrlDecoder().decode(text);
        int[] buckets = new int[bytes.length];
        int n = 0;
        long before = -1;
        long gap = 0;
        int shift = 0;
        for (byte b : bytes) {
            gap |= (long) (b & 127) << shift;
            shift += 7;
            if (shift > 35) {
                throw new IllegalArgumentException("a packed bucket has at most 5 groups of bits");
            }
            if (b >= 0) {
                before += gap + 1;
                buckets[n++] = Math.toIntExact(before);
                gap = 0;
                shift = 0;
            }
        }
        if (shift != 0) {
            throw new IllegalArgumentException("packed buckets end in the middle of one");
        }
        return Arrays.copyOf(buckets, n);
    }
}
