package dev.tutti.memory.outcome;

import dev.tutti.sense.evidence.AnswerSketch;
import dev.tutti.sense.evidence.Flaw;
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
import dev.tutti.words.chat.StableHash;
import dev.tutti.words.chat.Usage;
import dev.tutti.words.chat.Usd;
import dev.tutti.words.plan.Plan;
import dev.tutti.words.plan.PlanForecast;
import dev.tutti.words.plan.Single;
import dev.tutti.words.plan.WhenInfeasible;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** Rows for tests: a plain one, changed by {@code with...}; everything in it follows from the id. */
public record Rows(
        String id,
        Optional<RequestId> auditOf,
        Instant at,
        String key,
        String task,
        Plan plan,
        String policy,
        EndingKind ending,
        Usd cost,
        Duration latency,
        int candidates,
        String served) {
    public static final Instant NOON = Instant.parse("2026-11-20T12:00:00.123456789Z");
    public static final ModelId SMALL = new ModelId("sim/small");

    public Rows(
            String id,
            Optional<RequestId> auditOf,
            Instant at,
            String key,
            String task,
            Plan plan,
            String policy,
            EndingKind ending,
            Usd cost,
            Duration latency,
            int candidates) {
        this(id, auditOf, at, key, task, plan, policy, ending, cost, latency, candidates, "-2026");
    }

    public static Rows row(String id) {
        return new Rows(
                id,
                Optional.empty(),
                NOON,
                "team-a",
                "code",
                new Single(SMALL),
                "learned",
                EndingKind.ANSWERED,
                Usd.of("0.000123456789"),
                Duration.ofNanos(912_345_678),
                2);
    }

    public Rows auditing(String request) {
        return new Rows(
                id,
                Optional.of(new RequestId(request)),
                at,
                key,
                task,
                plan,
                policy,
                ending,
                cost,
                latency,
                candidates,
                served);
    }

    public Rows at(Instant time) {
        return new Rows(id, auditOf, time, key, task, plan, policy, ending, cost, latency, candidates, served);
    }

    public Rows by(String name) {
        return new Rows(id, auditOf, at, name, task, plan, policy, ending, cost, latency, candidates, served);
    }

    public Rows tagged(String tag) {
        return new Rows(id, auditOf, at, key, tag, plan, policy, ending, cost, latency, candidates, served);
    }

    public Rows running(Plan other) {
        return new Rows(id, auditOf, at, key, task, other, policy, ending, cost, latency, candidates, served);
    }

    /** What the provider of each model says behind its name. */
    public Rows servedAs(String suffix) {
        return new Rows(id, auditOf, at, key, task, plan, policy, ending, cost, latency, candidates, suffix);
    }

    public Rows chosenBy(String name) {
        return new Rows(id, auditOf, at, key, task, plan, name, ending, cost, latency, candidates, served);
    }

    public Rows ending(EndingKind kind) {
        return new Rows(id, auditOf, at, key, task, plan, policy, kind, cost, latency, candidates, served);
    }

    public Rows costing(String dollars) {
        return new Rows(id, auditOf, at, key, task, plan, policy, ending, Usd.of(dollars), latency, candidates, served);
    }

    public Rows taking(Duration time) {
        return new Rows(id, auditOf, at, key, task, plan, policy, ending, cost, time, candidates, served);
    }

    public Rows considering(int plans) {
        return new Rows(id, auditOf, at, key, task, plan, policy, ending, cost, latency, plans, served);
    }

    public LabelledRow labelled(double score) {
        return new LabelledRow(make(), List.of(label(score, LabelSource.REPLAY)));
    }

    public LabelledRow unlabelled() {
        return new LabelledRow(make(), List.of());
    }

    public Label label(double score, LabelSource source) {
        return new Label(new RequestId(id), score, source, true, Optional.of("why"), at.plusSeconds(60));
    }

    public OutcomeRow make() {
        SplittableRandom chance = new SplittableRandom(id.hashCode());
        AnswerSketch sketch = new AnswerSketch(chance.nextLong(), chance.nextLong(), true, 40, Flaw.NONE);
        return new OutcomeRow(
                new RequestId(id),
                auditOf,
                at,
                new KeyId(key),
                Optional.empty(),
                "%032x".formatted(StableHash.of(auditOf.map(RequestId::value).orElse(id))),
                new Features(
                        1,
                        task,
                        chance.doubles(24).map(x -> Math.round(x * 1e4) / 1e4).toArray(),
                        hashed(chance)),
                new Receipt(targets(), considered(chance), policy, "r-0007", 3),
                plan,
                0.94,
                false,
                Origin.SIMULATED,
                plan.models().stream().map(model -> call(model, sketch)).toList(),
                Optional.of(sketch),
                ending,
                Optional.empty(),
                cost,
                latency,
                "c0ffee");
    }

    /** The same row with other candidates on its receipt. */
    public static OutcomeRow withCandidates(OutcomeRow row, List<Candidate> candidates) {
        Receipt old = row.receipt();
        return withReceipt(
                row, new Receipt(old.targets(), candidates, old.policy(), old.routerVersion(), old.cluster()));
    }

    /** The same row with another receipt. */
    public static OutcomeRow withReceipt(OutcomeRow row, Receipt receipt) {
        return new OutcomeRow(
                row.id(),
                row.auditOf(),
                row.at(),
                row.key(),
                row.session(),
                row.promptHash(),
                row.features(),
                receipt,
                row.plan(),
                row.propensity(),
                row.explored(),
                row.origin(),
                row.calls(),
                row.sketch(),
                row.ending(),
                row.degraded(),
                row.cost(),
                row.latency(),
                row.catalogueVersion());
    }

    /** The same row, of a conversation. */
    public static OutcomeRow inSession(OutcomeRow row, String session) {
        return new OutcomeRow(
                row.id(),
                row.auditOf(),
                row.at(),
                row.key(),
                Optional.of(session),
                row.promptHash(),
                row.features(),
                row.receipt(),
                row.plan(),
                row.propensity(),
                row.explored(),
                row.origin(),
                row.calls(),
                row.sketch(),
                row.ending(),
                row.degraded(),
                row.cost(),
                row.latency(),
                row.catalogueVersion());
    }

    /** The row of a request for embeddings. */
    public static EmbeddingRow embedding(String id, String key) {
        return new EmbeddingRow(
                new RequestId(id),
                NOON,
                new KeyId(key),
                Optional.empty(),
                SMALL,
                Optional.empty(),
                1,
                Usage.of(7, 0),
                Usd.of("0.001"),
                Optional.empty(),
                Duration.ofMillis(5),
                Duration.ofMillis(6),
                1,
                CallStatus.OK,
                EndingKind.ANSWERED,
                Origin.SIMULATED,
                "c0ffee");
    }

    /** The same row, of one of two routers. */
    public static OutcomeRow decidedBy(OutcomeRow row, String version, Arm arm) {
        Receipt old = row.receipt();
        return withReceipt(
                row, new Receipt(old.targets(), old.candidates(), old.policy(), version, old.cluster()).with(arm));
    }

    private static int[] hashed(SplittableRandom chance) {
        return chance.ints(200, 0, 1 << 14).sorted().distinct().toArray();
    }

    private static Targets targets() {
        return new Targets(0.8, Usd.of("0.05"), Duration.ofSeconds(30), WhenInfeasible.BEST_GAIN);
    }

    private List<Candidate> considered(SplittableRandom chance) {
        return java.util.stream.IntStream.range(0, candidates)
                .mapToObj(i -> candidate(i, chance))
                .toList();
    }

    private Candidate candidate(int i, SplittableRandom chance) {
        double lower = chance.nextInt(5_000) / 1e4;
        double upper = (5_000 + chance.nextInt(5_000)) / 1e4;
        Usd mean = new Usd(chance.nextLong(1_000_000L) * 1_000);
        Duration latency = Duration.ofMillis(chance.nextLong(2_000));
        return new Candidate(
                i == 0 ? plan : new Single(new ModelId("sim/other-" + i)),
                new Prediction(0.5, lower, upper, QualityBasis.SIMULATED),
                new PlanForecast(mean, mean.times(2), mean.times(3), latency, latency.multipliedBy(3)),
                i == 0 ? Optional.empty() : Optional.of("predicted quality is below the target 0.8"),
                i == 0 ? 0.94 : 0);
    }

    private CallRecord call(ModelId model, AnswerSketch sketch) {
        return new CallRecord(
                CallRole.PROPOSER,
                1,
                model,
                Optional.of(model.value() + served),
                Usage.of(321, 45),
                cost,
                Optional.of(Duration.ofMillis(120)),
                latency,
                1,
                CallStatus.OK,
                Optional.of(sketch));
    }
}
