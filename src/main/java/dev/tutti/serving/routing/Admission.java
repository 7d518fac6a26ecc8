package dev.tutti.serving.routing;

import dev.tutti.memory.tenancy.Accounts;
import dev.tutti.memory.tenancy.Pacers;
import dev.tutti.sense.budget.Account;
import dev.tutti.sense.budget.Pace;
import dev.tutti.sense.budget.Pacer;
import dev.tutti.sense.budget.Standing;
import dev.tutti.sense.feature.Features;
import dev.tutti.serving.decision.Decision;
import dev.tutti.serving.decision.Means;
import dev.tutti.serving.decision.PromptCaches;
import dev.tutti.serving.decision.Router;
import dev.tutti.serving.decision.Verdict;
import dev.tutti.words.chat.ChatRequest;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.chat.RequestId;
import dev.tutti.words.chat.Tokens;
import dev.tutti.words.chat.Usd;
import dev.tutti.words.plan.RoutingOptions;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The second step: a decision within what the budget of the request's key has left, and the money for it, held before
 * anything is called; at the price of a dollar at which its mean cost, where it is paced, keeps its ceiling.
 */
final class Admission {
    /** Whoever finds the money gone decides again on less; when others were faster so often, it is all but spent. */
    private static final int MOST_TRIES = 3;

    private final Router router;
    private final Accounts accounts;
    private final Pacers pacers;
    private final PromptCaches caches;

    Admission(Router router, Accounts accounts, Pacers pacers, PromptCaches caches) {
        this.router = router;
        this.accounts = accounts;
        this.pacers = pacers;
        this.caches = caches;
    }

    /** What came of it. */
    sealed interface Entry {
        /**
         * A plan to run, and the money that it may spend: to be settled whatever happens. {@code charge}: where the mean
         * cost of its key is paced.
         */
        record Admitted(Verdict.Chosen verdict, Account.Hold money, Optional<Pacer.Charge> charge) implements Entry {
            void settle(Usd actual) {
                money.settle(actual);
                charge.ifPresent(paced -> paced.settle(actual));
            }

            Optional<Pace> pace() {
                return charge.map(Pacer.Charge::pace);
            }
        }

        /** Nothing is to be run and nothing is held. */
        record Turned(Verdict.Infeasible verdict) implements Entry {}
    }

    Entry admit(Journey journey) {
        return admit(journey, account(journey), MOST_TRIES);
    }

    /** What would be decided now; nothing is held. */
    Verdict preview(Journey journey) {
        return decided(journey, account(journey), router::preview);
    }

    private Entry admit(Journey journey, Account account, int tries) {
        return switch (decided(journey, account, router::decide)) {
            case Verdict.Infeasible infeasible -> new Entry.Turned(infeasible);
            case Verdict.Chosen chosen ->
                hold(journey, account, chosen.decision())
                        .<Entry>map(money -> new Entry.Admitted(chosen, money, charge(journey, chosen.decision())))
                        .orElseGet(() -> tries > 1
                                ? admit(journey, account, tries - 1)
                                : new Entry.Turned(Shortage.of(journey, standing(journey, account), chosen.receipt())));
        };
    }

    private static Optional<Account.Hold> hold(Journey journey, Account account, Decision decision) {
        Usd needed = decision.chosen().forecast().costReserved();
        return account.hold(needed, decision.receipt().targets().maxCost(), journey.came());
    }

    private Optional<Pacer.Charge> charge(Journey journey, Decision decision) {
        return pacer(journey)
                .map(pacer -> pacer.charge(
                        decision.receipt().expectedCost(),
                        decision.chosen().forecast().cost()));
    }

    /** One of the router's two ways to decide. */
    @FunctionalInterface
    private interface Deciding {
        Verdict on(RequestId id, ChatRequest chat, Features features, RoutingOptions options, Means means);
    }

    private Verdict decided(Journey journey, Account account, Deciding deciding) {
        Optional<Standing> standing = account.scarcest(journey.came());
        RoutedRequest request = journey.request();
        Means means = new Means(standing.map(Standing::left), gainPerUsd(journey), cached(request));
        Verdict verdict = deciding.on(request.id(), request.chat(), journey.features(), request.options(), means);
        return verdict instanceof Verdict.Infeasible no
                        && no.reason() == Verdict.Reason.COST
                        && no.receipt().targets().boundByKey()
                ? Shortage.of(journey, standing.orElseThrow(), no.receipt())
                : verdict;
    }

    private Map<ModelId, Tokens> cached(RoutedRequest request) {
        return caches.held(request.caller().key(), request.options().session(), request.chat());
    }

    private OptionalDouble gainPerUsd(Journey journey) {
        Optional<Pacer> pacer = pacer(journey);
        return pacer.isPresent() ? OptionalDouble.of(pacer.get().gainPerUsd()) : OptionalDouble.empty();
    }

    private Optional<Pacer> pacer(Journey journey) {
        return pacers.of(journey.request().caller().key());
    }

    private static Standing standing(Journey journey, Account account) {
        return account.scarcest(journey.came()).orElseThrow();
    }

    private Account account(Journey journey) {
        return accounts.of(journey.request().caller());
    }
}
