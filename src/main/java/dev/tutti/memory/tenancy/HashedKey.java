package dev.tutti.memory.tenancy;

import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;

/** A key as configured: its SHA-256 (never the key itself) and who shows it. {@code toString} shows only who. */
final class HashedKey {
    private static final int BYTES = 32;

    private final Caller caller;
    private final byte[] sha256;

    private HashedKey(Caller caller, byte[] sha256) {
        if (sha256.length != BYTES) {
            throw new IllegalArgumentException("a SHA-256 has 32 bytes, had " + sha256.length);
        }
        this.caller = caller;
        this.sha256 = sha256;
    }

    /** {@link IllegalArgumentException}, whose message shows nothing of the text, when it is not 64 hex digits. */
    static HashedKey of(Caller caller, String hex) {
        String digits = hex.strip().toLowerCase(Locale.ROOT);
        if (!digits.chars().allMatch(HexFormat::isHexDigit) || digits.length() != 2 * BYTES) {
            throw new IllegalArgumentException("a SHA-256 has 64 hex digits");
        }
        return new HashedKey(caller, HexFormat.of().parseHex(digits));
    }

    Caller caller() {
        return caller;
    }

    /** Compares all bytes, whatever the first ones are. */
    boolean matches(byte[] otherSha256) {
        return MessageDigest.isEqual(sha256, otherSha256);
    }

    boolean isSameKeyAs(HashedKey other) {
        return matches(other.sha256);
    }

    @Override
    public String toString() {
        return "key of " + caller.key();
    }
}
