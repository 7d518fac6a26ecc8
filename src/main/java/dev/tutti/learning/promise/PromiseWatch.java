package dev.tutti.learning.promise;

import dev.tutti.memory.modelstore.Certificate;
import dev.tutti.memory.modelstore.RouterModel;
import dev.tutti.memory.modelstore.Suspensions;
import dev.tutti.memory.modelstore.Suspensions.Suspended;
import dev.tutti.memory.outcome.Label;
import dev.tutti.memory.outcome.LabelSource;
import dev.tutti.memory.outcome.LabelledRow;
import dev.tutti.memory.outcome.OutcomeLog;
import dev.tutti.memory.outcome.OutcomeQuery;
import dev.tutti.memory.outcome.OutcomeRow;
import dev.tutti.sense.policy.Receipt;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Watches the promises of the releases that serve, the one that is rolled out too: bets against each on the labels that chance picked among the requests
 * it was given for, and suspends the one that is refuted. All it knows is in the log, so that after a restart it finds the
 * same. Safe for many threads.
 */
public final class PromiseWatch {
    private final OutcomeLog log;
    private final Supplier<List<RouterModel>> serving;
    private final Function<String, Optional<Instant>> made;
    private final Suspensions suspensions;
    private final Consumer<String> warnings;
    private Set<Suspended> known = Set.of();

    /** {@code made}: when a release was; no promise of it is older. */
    PromiseWatch(
            OutcomeLog log,
            Supplier<List<RouterModel>> serving,
            Function<String, Optional<Instant>> made,
            Suspensions suspensions,
            Consumer<String> warnings) {
        this.log = log;
        this.serving = serving;
        this.made = made;
        this.suspensions = suspensions;
        this.warnings = warnings;
    }

    /** Reckons anew with the labels that are there by now. */
    public synchronized void look() {
        Set<Suspended> now = new HashSet<>();
        serving.get().stream()
                .filter(router -> !router.certificates().certificates().isEmpty())
                .forEach(router -> suspect(router, now));
        now.stream().filter(one -> !known.contains(one)).forEach(this::tell);
        known = Set.copyOf(now);
        suspensions.replace(now);
    }

    private void suspect(RouterModel router, Set<Suspended> now) {
        Map<String, List<Label>> labels = labels(router);
        for (Certificate certificate : router.certificates().certificates()) {
            Suspicion suspicion = new Suspicion(certificate.target());
            labels.getOrDefault(certificate.segment(), List.of()).forEach(label -> suspicion.add(label.score()));
            if (suspicion.alarms(1 - certificate.confidence())) {
                now.add(new Suspended(router.version(), certificate.segment()));
            }
        }
    }

    /** By segment, in the order in which they came: a bet that was made is not made again in another order. */
    private Map<String, List<Label>> labels(RouterModel router) {
        Map<String, List<Label>> labels = new TreeMap<>();
        log.scan(
                since(made.apply(router.version())),
                labelled -> label(router, labelled)
                        .ifPresent(label -> router.certificates()
                                .of(labelled.row().features().task())
                                .ifPresent(certificate -> labels.computeIfAbsent(
                                                certificate.segment(), name -> new ArrayList<>())
                                        .add(label))));
        labels.values()
                .forEach(list -> list.sort(Comparator.comparing(Label::at)
                        .thenComparing(label -> label.request().value())));
        return labels;
    }

    private static Optional<Label> label(RouterModel router, LabelledRow labelled) {
        OutcomeRow row = labelled.row();
        boolean promised = row.receipt().policy().equals(Receipt.CERTIFIED)
                && row.receipt().routerVersion().equals(router.version());
        return promised
                ? labelled.labels().stream()
                        .filter(label -> label.randomlySampled() && label.source() != LabelSource.USER)
                        .min(Comparator.comparing(Label::at).thenComparing(Label::source))
                : Optional.empty();
    }

    private static OutcomeQuery since(Optional<Instant> from) {
        return OutcomeQuery.all(Integer.MAX_VALUE)
                .within(from, Optional.empty())
                .withUnlabelled(0);
    }

    private void tell(Suspended one) {
        warnings.accept("a promise is suspended: randomly sampled labels refute that the mean score on segment '%s' of"
                        .formatted(one.segment())
                + " release %s reaches its target; its widest margin serves now".formatted(one.release()));
    }
}
