package dev.tutti.serving.execution;

import dev.tutti.sense.budget.Ledger;
import dev.tutti.words.chat.Usd;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The ledgers of all runs at work: how much is reserved in the whole process at this moment. What a run leaves reserved
 * when it is over stays counted for good, so that a forgotten reservation shows. Safe for many threads.
 */
final class OpenLedgers {
    /** A ledger equals only itself. */
    private final Set<Ledger> open = ConcurrentHashMap.newKeySet();

    private Usd forgotten = Usd.ZERO;

    void opened(Ledger ledger) {
        open.add(ledger);
    }

    void closed(Ledger ledger) {
        open.remove(ledger);
        Usd left = ledger.reserved();
        if (left.compareTo(Usd.ZERO) > 0) {
            forget(left);
        }
    }

    private synchronized void forget(Usd left) {
        forgotten = forgotten.plus(left);
    }

    Usd reserved() {
        Usd sum = forgotten();
        for (Ledger ledger : open) {
            sum = sum.plus(ledger.reserved());
        }
        return sum;
    }

    private synchronized Usd forgotten() {
        return forgotten;
    }
}
