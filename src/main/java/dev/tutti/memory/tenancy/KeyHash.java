package dev.tutti.memory.tenancy;

import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * The SHA-256 of a key in 64 hex digits; {@code toString} shows nothing of it. It may be looked up in a map: how long that
 * takes tells at most of the hash of what was shown, from which no key can be made.
 */
public record KeyHash(String hex) {
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");

    public KeyHash {
        if (!FORM.matcher(hex).matches()) {
            throw new IllegalArgumentException("a SHA-256 has 64 hex digits, had " + hex.length() + " characters");
        }
    }

    public static KeyHash of(String key) {
        return of(ConfiguredKeys.sha256(key));
    }

    static KeyHash of(byte[] sha256) {
        return new KeyHash(HexFormat.of().formatHex(sha256));
    }

    @Override
    public String toString() {
        return "the hash of a key";
    }
}
