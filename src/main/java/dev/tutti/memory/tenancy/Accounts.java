package dev.tutti.memory.tenancy;

import dev.tutti.sense.budget.Account;
import dev.tutti.sense.budget.Limit;
import dev.tutti.sense.budget.Standing;
import dev.tutti.words.chat.KeyId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The accounts of all keys that have a budget: those of the configuration from the start, others from their first request.
 */
public final class Accounts {
    private static final Account UNLIMITED = Account.unlimited();

    private final Map<KeyId, Open> byKey = new ConcurrentHashMap<>();
    private final Spending spending;

    public Accounts(Map<KeyId, List<Limit>> limits, Spending spending) {
        this.spending = spending;
        limits.forEach((key, own) -> byKey.put(key, open(key, own)));
    }

    /** No key of the configuration has a budget. */
    public static Accounts unlimited() {
        return new Accounts(Map.of(), (key, _, _) -> {
            throw new IllegalStateException("nobody needs to know what " + key + " has spent");
        });
    }

    /** One that pays for everything where the caller's key has no budget. */
    public Account of(Caller caller) {
        List<Limit> limits = caller.terms().budgets();
        Open known = byKey.get(caller.key());
        if (known == null && limits.isEmpty()) {
            return UNLIMITED;
        }
        return known != null && known.has(limits)
                ? known.account()
                : byKey.compute(caller.key(), (key, other) -> current(key, limits, other))
                        .account();
    }

    /** The one that is open for that key; where none is, one that pays for everything. */
    public Account of(KeyId key) {
        Open known = byKey.get(key);
        return known == null ? UNLIMITED : known.account();
    }

    /** How the scarcest budget of each key stands that has one; of keys that were made, once they have asked for something. */
    public Map<KeyId, Standing> scarcest(Instant moment) {
        Map<KeyId, Standing> all = new TreeMap<>(Comparator.comparing(KeyId::value));
        byKey.forEach((key, open) -> open.account().scarcest(moment).ifPresent(standing -> all.put(key, standing)));
        return all;
    }

    /** Looks up what was spent before in the periods of that moment, so that no request has to wait for it. */
    void open(Instant moment) {
        byKey.values().forEach(open -> open.account().open(moment));
    }

    /**
     * Another key of that name may have been revoked since; what it spent counts, as the name is what rows go by, and so does
     * what is on its way, of which no row tells yet.
     */
    private Open current(KeyId key, List<Limit> limits, @Nullable Open other) {
        if (other == null) {
            return open(key, limits);
        }
        return other.has(limits) ? other : new Open(limits, other.account().under(limits));
    }

    private Open open(KeyId key, List<Limit> limits) {
        return new Open(limits, new Account(limits, (first, end) -> spending.spent(key, first, end)));
    }

    /** An account, and under which limits it stands. */
    private record Open(List<Limit> limits, Account account) {
        boolean has(List<Limit> others) {
            return limits.equals(others);
        }
    }
}
