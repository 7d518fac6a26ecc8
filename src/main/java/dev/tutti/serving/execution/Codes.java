package dev.tutti.serving.execution;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The codes of the lines that proposals stand between, each made of a seed: whoever saw one code, or knows the seed, can
 * tell no other.
 */
@FunctionalInterface
interface Codes {
    /** 16 hex digits. */
    String of(long seed);

    /** HMAC-SHA-256 under the secret. Safe for many threads. */
    static Codes keyed(byte[] secret) {
        SecretKeySpec key = new SecretKeySpec(secret, "HmacSHA256");
        return seed -> HexFormat.of().formatHex(hash(key, seed), 0, Long.BYTES);
    }

    private static byte[] hash(SecretKeySpec key, long seed) {
        try {
            Mac mac = Mac.getInstance(key.getAlgorithm());
            mac.init(key);
            return mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(seed).array());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + key.getAlgorithm(), e);
        }
    }
}
