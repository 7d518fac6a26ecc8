package dev.tutti.learning.rollout;

import dev.tutti.memory.modelstore.Rollout;
import dev.tutti.memory.modelstore.Stage;
import dev.tutti.memory.outcome.EndingKind;
import dev.tutti.memory.outcome.Label;
import dev.tutti.memory.outcome.LabelSource;
import dev.tutti.memory.outcome.LabelledRow;
import dev.tutti.memory.outcome.OutcomeRow;
import dev.tutti.sense.feature.Features;
import dev.tutti.sense.policy.Arm;
import dev.tutti.sense.policy.Candidate;
import dev.tutti.sense.policy.Prediction;
import dev.tutti.sense.policy.QualityBasis;
import dev.tutti.sense.policy.Receipt;
import dev.tutti.sense.policy.Targets;
import dev.tutti.words.catalogue.Origin;
import dev.tutti.words.chat.KeyId;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.chat.RequestId;
import dev.tutti.words.chat.Usd;
import dev.tutti.words.plan.Plan;
import dev.tutti.words.plan.PlanForecast;
import dev.tutti.words.plan.Single;
import dev.tutti.words.plan.WhenInfeasible;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * A deployment whose truth is known, in which a challenger is rolled out: the requests, the pairs and their labels as the
 * log would have them, drawn with a seed.
 */
final class RolledOutWorld {
    static final String CHAMPION = "20260101T000000Z-aaaaaaaa";
    static final String CHALLENGER = "20260102T000000Z-bbbbbbbb";
    private static final Instant BEGUN = Instant.parse("2026-01-02T00:00:00Z");
    private static final Usd TOLD = Usd.of("0.001");
    private static final Duration USUAL = Duration.ofSeconds(1);
    private static final Targets TARGETS =
            new Targets(0.8, Usd.of("0.05"), Duration.ofSeconds(30), WhenInfeasible.BEST_GAIN);

    private final Truth truth;
    private final SplittableRandom chance;
    private final List<LabelledRow> log = new ArrayList<>();
    private Instant now = BEGUN;
    private int next;

    RolledOutWorld(Truth truth, long seed) {
        this.truth = truth;
        chance = new SplittableRandom(seed);
    }

    /**
     * How it is. {@code differing}: the share of requests on which the two choose differently; {@code pairs}: of those, the
     * share on which both run; {@code labels}: of all requests, the share with a randomly sampled label.
     */
    record Truth(double differing, double pairs, double labels, Router champion, Router challenger) {}

    /** Where the two choose differently: the probability of a good answer and of none, cost and time over what was told. */
    record Router(double good, double failing, double cost, double latency) {}

    /** Where a rollout ended: {@code CHAMPION} serves, or the challenger; after so many requests; the stage it was at last. */
    record End(boolean promoted, Stage last, int requests, String reason) {}

    /** Rolls out until it ends, looking every {@code every} requests, or until {@code most} have come. */
    End run(RolloutSettings settings, int every, int most) {
        Rollout rollout = new Rollout(CHAMPION, CHALLENGER, Stage.SHADOW, BEGUN, BEGUN);
        while (next < most) {
            for (int i = 0; i < every; i++) {
                request(rollout.stage());
            }
            switch (step(rollout, settings)) {
                case Step.Stay _ -> {}
                case Step.TakeBack back -> {
                    return new End(false, rollout.stage(), next, back.reason());
                }
                case Step.Advance _ -> {
                    Optional<Stage> further = rollout.stage().next();
                    if (further.isEmpty()) {
                        return new End(true, rollout.stage(), next, "");
                    }
                    rollout = new Rollout(CHAMPION, CHALLENGER, further.get(), BEGUN, now);
                }
            }
        }
        return new End(false, rollout.stage(), next, "it stays");
    }

    private Step step(Rollout rollout, RolloutSettings settings) {
        RolloutReading reading = new RolloutReading(rollout);
        log.forEach(reading::add);
        Weighing weighing = reading.weighed(Objections.of(settings));
        return Step.after(rollout, reading.requests(), settings.requestsPerStage(), weighing.objections());
    }

    private void request(Stage stage) {
        now = now.plusSeconds(1);
        String id = "r" + next++;
        boolean challenger = chance.nextDouble() < stage.share();
        boolean differ = chance.nextDouble() < truth.differing();
        Router deciding = challenger && differ ? truth.challenger() : truth.champion();
        Arm arm = new Arm(challenger, challenger ? CHAMPION : CHALLENGER, stage.share(), differ ? 0 : 1, !differ);
        boolean pair = differ && chance.nextDouble() < truth.pairs();
        boolean label = pair || chance.nextDouble() < truth.labels();
        log.add(row(id, Optional.empty(), arm, deciding, label, !pair));
        if (pair) {
            Router other = challenger ? truth.champion() : truth.challenger();
            Arm beside = new Arm(!challenger, challenger ? CHALLENGER : CHAMPION, challenger ? 0 : 1, 0, false);
            log.add(row(id + "-pair", Optional.of(new RequestId(id)), beside, other, true, false));
        }
    }

    private LabelledRow row(
            String id, Optional<RequestId> pairOf, Arm arm, Router router, boolean labelled, boolean sampled) {
        boolean failed = chance.nextDouble() < router.failing();
        double score = chance.nextDouble() < router.good() ? 1 : 0;
        // Costs of calls vary a good deal, up to twice their mean.
        double spread = 2 * chance.nextDouble();
        Plan plan = new Single(new ModelId(arm.challenger() ? "c/new" : "a/old"));
        OutcomeRow row = new OutcomeRow(
                new RequestId(id),
                pairOf,
                now,
                KeyId.ANONYMOUS,
                Optional.empty(),
                "0".repeat(32),
                new Features(1, "sums", new double[0], new int[0]),
                receipt(plan, arm, pairOf.isPresent()),
                plan,
                1,
                false,
                Origin.SIMULATED,
                List.of(),
                Optional.empty(),
                failed ? EndingKind.FAILED : EndingKind.ANSWERED,
                Optional.empty(),
                new Usd(Math.round(TOLD.picos() * router.cost() * spread)),
                Duration.ofMillis(Math.round(USUAL.toMillis() * router.latency() * spread)),
                "test");
        List<Label> labels = labelled && !failed
                ? List.of(new Label(row.id(), score, LabelSource.VERIFIER, sampled, Optional.empty(), now))
                : List.of();
        return new LabelledRow(row, labels);
    }

    private static Receipt receipt(Plan plan, Arm arm, boolean pair) {
        PlanForecast forecast = new PlanForecast(TOLD, TOLD.times(2), TOLD.times(3), USUAL, USUAL.multipliedBy(2));
        Candidate chosen = new Candidate(
                plan, new Prediction(0.8, 0.7, 0.9, QualityBasis.SIMULATED), forecast, Optional.empty(), 1);
        String version = arm.challenger() ? CHALLENGER : CHAMPION;
        return new Receipt(TARGETS, List.of(chosen), pair ? Receipt.PAIRED : "learned", version, 0).with(arm);
    }
}
