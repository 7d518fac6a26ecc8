package dev.tutti.memory.tenancy;

import dev.tutti.sense.budget.Account;
import dev.tutti.sense.budget.Limit;
import dev.tutti.words.chat.KeyId;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The accounts of all keys that have a budget. */
public final class Accounts {
    private static final Account UNLIMITED = Account.unlimited();

    private final Map<KeyId, Account> byKey = new HashMap<>();

    public Accounts(Map<KeyId, List<Limit>> limits, Spending spending) {
        limits.forEach((key, own) -> byKey.put(key, new Account(own, (first, end) -> spending.spent(key, first, end))));
    }

    /** No key has a budget. */
    public static Accounts unlimited() {
        return new Accounts(Map.of(), (key, _, _) -> {
            throw new IllegalStateException("nobody needs to know what " + key + " has spent");
        });
    }

    /** One that pays for everything where the key has no budget. */
    public Account of(KeyId key) {
        return byKey.getOrDefault(key, UNLIMITED);
    }

    /** Looks up what was spent before in the periods of that moment, so that no request has to wait for it. */
    void open(Instant moment) {
        byKey.values().forEach(account -> account.scarcest(moment));
    }
}
