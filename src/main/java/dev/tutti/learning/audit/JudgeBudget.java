package dev.tutti.learning.audit;

import dev.tutti.sense.budget.Ledger;
import dev.tutti.words.chat.Usd;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The money of judges: a part of that of audits with a limit of its own. Safe for many threads. */
final class JudgeBudget {
    private final AuditBudget audits;
    private final AuditBudget judges;

    JudgeBudget(AuditBudget audits, AuditBudget judges) {
        this.audits = audits;
        this.judges = judges;
    }

    /** Money held for one call, in both. */
    record Hold(Ledger.Reservation audits, Ledger.Reservation judges) {
        Usd amount() {
            return audits.amount();
        }

        /** Once; later settlements change nothing. */
        void settle(Usd spent) {
            audits.settle(spent);
            judges.settle(spent);
        }
    }

    /** Holds the worst cases of all calls back, or none of them: half a judgement is no label. */
    Optional<List<Hold>> reserve(List<Usd> worstCases) {
        return judges.reserve(worstCases).flatMap(own -> {
            Optional<List<Hold>> both = audits.reserve(worstCases).map(theirs -> together(theirs, own));
            if (both.isEmpty()) {
                own.forEach(Ledger.Reservation::release);
            }
            return both;
        });
    }

    private static List<Hold> together(List<Ledger.Reservation> audits, List<Ledger.Reservation> judges) {
        List<Hold> holds = new ArrayList<>();
        for (int i = 0; i < audits.size(); i++) {
            holds.add(new Hold(audits.get(i), judges.get(i)));
        }
        return holds;
    }
}
