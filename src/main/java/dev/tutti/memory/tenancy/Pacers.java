package dev.tutti.memory.tenancy;

import dev.tutti.sense.budget.PaceTerms;
import dev.tutti.sense.budget.Pacer;
import dev.tutti.words.chat.KeyId;
import dev.tutti.words.chat.Usd;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The pacing of all keys that have a mean cost; each goes on from where it stood. */
public final class Pacers {
    private final Map<KeyId, Pacer> byKey;

    /** {@code least}: what a dollar must buy, however much a key has saved. */
    Pacers(Map<KeyId, Usd> means, double least, Paces paces) {
        Map<KeyId, Pacer> made = new TreeMap<>((one, other) -> one.value().compareTo(other.value()));
        means.forEach((key, mean) -> {
            PaceTerms terms = new PaceTerms(mean, least);
            made.put(key, new Pacer(terms, paces.pace(key).orElse(terms.start())));
        });
        byKey = Collections.unmodifiableMap(made);
    }

    /** Of the configuration; reads what was before, so that no request has to wait for it. */
    public static Pacers of(TenancySettings settings, double least, Paces paces) {
        return new Pacers(KeyLimits.means(settings.keys()), least, paces);
    }

    /** No key is paced. */
    public static Pacers none() {
        return new Pacers(Map.of(), 0, _ -> Optional.empty());
    }

    /** Empty where the key has no mean cost. */
    public Optional<Pacer> of(KeyId key) {
        return Optional.ofNullable(byKey.get(key));
    }

    /** By the order of their names. */
    public Map<KeyId, Pacer> all() {
        return byKey;
    }
}
