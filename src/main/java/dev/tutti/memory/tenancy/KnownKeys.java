package dev.tutti.memory.tenancy;

import java.util.Optional;

/** The keys of the configuration, then those that were made while the service ran. Without any, anyone may do anything. */
final class KnownKeys implements Keys {
    private final ConfiguredKeys configured;
    private final KeyRegister register;

    KnownKeys(ConfiguredKeys configured, KeyRegister register) {
        this.configured = configured;
        this.register = register;
    }

    @Override
    public boolean isOpen() {
        return configured.isEmpty() && register.isEmpty();
    }

    @Override
    public Optional<Caller> authenticate(Optional<String> bearerToken) {
        return isOpen() ? Optional.of(Caller.ANYONE) : bearerToken.flatMap(this::known);
    }

    private Optional<Caller> known(String token) {
        byte[] shown = ConfiguredKeys.sha256(token);
        return configured.find(shown).or(() -> register.find(KeyHash.of(shown)));
    }
}
