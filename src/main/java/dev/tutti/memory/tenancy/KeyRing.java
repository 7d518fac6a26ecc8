package dev.tutti.memory.tenancy;

import dev.tutti.words.chat.KeyId;
import dev.tutti.words.setting.ConfigurationProblem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Reads the keys of the configuration; what is wrong is said with key, value and what is allowed, never with a hash. */
final class KeyRing {
    private static final String ALLOWED =
            Arrays.stream(Scope.values()).map(Scope::wireName).collect(Collectors.joining(", "));

    private KeyRing() {}

    static ConfiguredKeys of(Map<String, TenancySettings.Key> settings) {
        List<HashedKey> keys = new ArrayList<>();
        new TreeMap<>(settings).forEach((name, key) -> keys.add(read("tutti.keys." + name, name, key)));
        requireDistinct(keys);
        return new ConfiguredKeys(keys);
    }

    private static HashedKey read(String at, String name, TenancySettings.Key key) {
        if (name.equals(KeyId.ANONYMOUS.value())) {
            throw new ConfigurationProblem(at + ": this name is kept for callers without a key");
        }
        if (name.startsWith(HolderName.PREFIX)) {
            throw new ConfigurationProblem(at + ": names that begin with " + HolderName.PREFIX
                    + " are kept for holders of an identity provider's tokens");
        }
        Set<Scope> scopes = EnumSet.noneOf(Scope.class);
        for (String scope : key.scopes()) {
            scopes.add(Scope.ofWireName(scope.strip().toLowerCase(Locale.ROOT))
                    .orElseThrow(() -> new ConfigurationProblem(
                            at + ".scopes: '" + scope + "' is no scope; allowed are " + ALLOWED)));
        }
        Caller caller = new Caller(new KeyId(name), scopes, TermsReader.read(at + ".", key));
        try {
            return HashedKey.of(caller, key.sha256());
        } catch (IllegalArgumentException e) {
            throw new ConfigurationProblem(
                    at + ".sha256 is the SHA-256 of the key in 64 hex digits, had "
                            + key.sha256().length() + " characters",
                    e);
        }
    }

    private static void requireDistinct(List<HashedKey> keys) {
        for (int i = 0; i < keys.size(); i++) {
            for (int j = 0; j < i; j++) {
                if (keys.get(i).isSameKeyAs(keys.get(j))) {
                    throw new ConfigurationProblem(
                            "tutti.keys: " + keys.get(j).caller().key() + " and "
                                    + keys.get(i).caller().key() + " have the same sha256; each key has one name");
                }
            }
        }
    }
}
