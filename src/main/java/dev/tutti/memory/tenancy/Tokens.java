package dev.tutti.memory.tenancy;

/** The tokens of an identity provider, which callers may show in the place of a key. */
public interface Tokens {
    /** None are taken. */
    Tokens NONE = new Tokens() {
        @Override
        public boolean areTaken() {
            return false;
        }

        @Override
        public Entry check(Credential shown) {
            return new Entry.Unknown();
        }
    };

    /** Whether there are any: then nobody comes in without a key or a token. */
    boolean areTaken();

    /** Remembered by its hash at most. May wait for the identity provider. */
    Entry check(Credential shown);
}
