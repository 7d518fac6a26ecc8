package dev.tutti.memory.tenancy;

import java.util.Optional;

/**
 * The keys of the configuration, then those that were made while the service ran, then tokens. Without any, anyone may do
 * anything.
 */
final class KnownKeys implements Keys {
    private static final Entry ANYONE = new Entry.LetIn(Caller.ANYONE, true);

    private final ConfiguredKeys configured;
    private final KeyRegister register;
    private final Tokens tokens;

    KnownKeys(ConfiguredKeys configured, KeyRegister register, Tokens tokens) {
        this.configured = configured;
        this.register = register;
        this.tokens = tokens;
    }

    @Override
    public boolean isOpen() {
        return configured.isEmpty() && !tokens.areTaken() && register.isEmpty();
    }

    @Override
    public Entry authenticate(Optional<Credential> shown) {
        return isOpen() ? ANYONE : shown.map(this::known).orElseGet(Entry.Unknown::new);
    }

    private Entry known(Credential shown) {
        return configured
                .find(shown.hash())
                .or(() -> register.find(shown.hash()))
                .<Entry>map(caller -> new Entry.LetIn(caller, true))
                .orElseGet(() -> tokens.check(shown));
    }
}
