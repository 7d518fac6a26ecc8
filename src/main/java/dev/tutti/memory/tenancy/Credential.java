package dev.tutti.memory.tenancy;

/**
 * What a caller shows, a key or a token, and its hash, which is reckoned once. It is a secret: nobody may keep it beyond the
 * request that it came with, and {@code toString} shows nothing of it.
 */
public final class Credential {
    private final String text;
    private final KeyHash hash;

    private Credential(String text, KeyHash hash) {
        this.text = text;
        this.hash = hash;
    }

    public static Credential of(String text) {
        return new Credential(text, KeyHash.of(text));
    }

    /** As it was shown. */
    public String text() {
        return text;
    }

    public KeyHash hash() {
        return hash;
    }

    @Override
    public String toString() {
        return "a credential";
    }
}
