package dev.tutti.sense.feature;

import java.util.Arrays;
import java.util.Base64;

/**
 * Ascending bucket numbers without repeats, in about a byte each: differences to the number before, minus 1, in groups of
 * 7 bits (low group first, the high bit says that more follow). Their text form is that in unpadded URL-safe Base64, about
 * 1.4 characters a bucket. Immutable.
 */
final class PackedBuckets {
    private static final int MOST_GROUPS = 5;

    private final byte[] bytes;
    private final int size;

    private PackedBuckets(byte[] bytes, int size) {
        this.bytes = bytes;
        this.size = size;
    }

    static PackedBuckets of(int[] buckets) {
        byte[] bytes = new byte[buckets.length * MOST_GROUPS];
        int n = 0;
        int before = -1;
        for (int bucket : buckets) {
            if (bucket <= before) {
                throw new IllegalArgumentException("hashed buckets ascend from 0 without repeats");
            }
            int gap = bucket - before - 1;
            while (gap > 127) {
                bytes[n++] = (byte) ((gap & 127) | 128);
                gap >>>= 7;
            }
            bytes[n++] = (byte) gap;
            before = bucket;
        }
        return new PackedBuckets(Arrays.copyOf(bytes, n), buckets.length);
    }

    /** {@link IllegalArgumentException} when the text was not made by {@link #toText}. */
    static PackedBuckets ofText(String text) {
        // Packed anew: the same buckets are equal, however long-winded the text was.
        return of(unpacked(Base64.getUrlDecoder().decode(text)));
    }

    String toText() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Asked for again and again while a router is trained, so what was checked when it was packed is not again. */
    int[] toArray() {
        int[] buckets = new int[size];
        int bucket = -1;
        int at = 0;
        for (int i = 0; i < buckets.length; i++) {
            int gap = bytes[at++];
            if (gap < 0) {
                gap = (gap & 127) | (bytes[at++] << 7);
                for (int shift = 14; gap < 0; shift += 7) {
                    gap = (gap & ((1 << shift) - 1)) | (bytes[at++] << shift);
                }
            }
            bucket += gap + 1;
            buckets[i] = bucket;
        }
        return buckets;
    }

    private static int size(byte[] bytes) {
        int size = 0;
        for (byte b : bytes) {
            size += b >= 0 ? 1 : 0;
        }
        return size;
    }

    private static int[] unpacked(byte[] bytes) {
        int[] buckets = new int[size(bytes)];
        int n = 0;
        long before = -1;
        long gap = 0;
        int shift = 0;
        for (byte b : bytes) {
            gap |= (long) (b & 127) << shift;
            shift += 7;
            if (shift > 7 * MOST_GROUPS) {
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
        return buckets;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PackedBuckets that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }
}
