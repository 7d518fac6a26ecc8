package dev.tutti.edge.bench;

import dev.tutti.memory.outcome.CallRecord;
import dev.tutti.memory.outcome.CallRole;
import dev.tutti.memory.outcome.CallStatus;
import dev.tutti.memory.outcome.EndingKind;
import dev.tutti.memory.outcome.Label;
import dev.tutti.memory.outcome.LabelSource;
import dev.tutti.memory.outcome.LabelledRow;
import dev.tutti.memory.outcome.OutcomeRow;
import dev.tutti.sense.evidence.AnswerSketch;
import dev.tutti.sense.evidence.Flaw;
import dev.tutti.sense.feature.FeatureExtractor;
import dev.tutti.sense.feature.Features;
import dev.tutti.sense.policy.Candidate;
import dev.tutti.sense.policy.Prediction;
import dev.tutti.sense.policy.QualityBasis;
import dev.tutti.sense.policy.Receipt;
import dev.tutti.sense.policy.Targets;
import dev.tutti.words.catalogue.Origin;
import dev.tutti.words.chat.ChatRequest;
import dev.tutti.words.chat.KeyId;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.chat.RequestId;
import dev.tutti.words.chat.Usage;
import dev.tutti.words.chat.Usd;
import dev.tutti.words.plan.PlanForecast;
import dev.tutti.words.plan.Single;
import dev.tutti.words.plan.WhenInfeasible;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Rows as a deployment logs them, the same for the same number: on each prompt one of four models answered, each as likely,
 * and was scored; on every fiftieth the others were asked, too, in an audit. Prompts of some topics are harder.
 */
final class MadeUpRows {
    private static final Instant FIRST = Instant.parse("2025-01-01T00:00:00Z");
    private static final Targets TARGETS =
            new Targets(0.8, Usd.of("0.10"), Duration.ofSeconds(30), WhenInfeasible.MAX_QUALITY);
    private static final Duration TIME = Duration.ofSeconds(1);
    private static final int AUDITED = 50;
    private static final int TOPICS = 12;
    private static final int WORDS_OF_A_TOPIC = 150;
    private static final long WRITTEN = 200;

    private final FeatureExtractor extractor = new FeatureExtractor();

    /** Of its own for each prompt, as live ones are: equal ones would take less room than a log's. */
    private static Receipt receipt(int prompt) {
        List<Candidate> candidates = IntStream.range(0, MadeUpModels.COUNT)
                .mapToObj(model -> candidate(model, prompt))
                .toList();
        return new Receipt(TARGETS, candidates, "made-up", "none", -1);
    }

    private static Candidate candidate(int model, int prompt) {
        Usd cost = cost(model);
        Usd more = new Usd(prompt);
        return new Candidate(
                new Single(MadeUpModels.id(model)),
                new Prediction(0.7, 0.5, 0.9, QualityBasis.PRIOR),
                new PlanForecast(
                        cost,
                        cost.times(2).plus(more),
                        cost.times(4).plus(more),
                        TIME.plusNanos(1_000L * prompt),
                        TIME.plusMillis(prompt % 1_000)),
                Optional.empty(),
                1.0 / MadeUpModels.COUNT);
    }

    private static Usd cost(int model) {
        return Usd.of(BigDecimal.valueOf(WRITTEN * MadeUpModels.price(model), 6));
    }

    List<LabelledRow> of(int prompt) {
        Random random = new Random(prompt * 7_919L);
        int topic = random.nextInt(TOPICS);
        Features features = extractor.extract(ChatRequest.asking(words(topic, random)), Optional.empty());
        int served = random.nextInt(MadeUpModels.COUNT);
        List<LabelledRow> rows = new ArrayList<>();
        rows.add(row(prompt, served, features, answer(topic, served, random), Optional.empty()));
        if (prompt % AUDITED == 0) {
            Optional<RequestId> of = Optional.of(rows.getFirst().row().id());
            for (int model = 0; model < MadeUpModels.COUNT; model++) {
                if (model != served) {
                    rows.add(row(prompt, model, features, answer(topic, model, random), of));
                }
            }
        }
        return rows;
    }

    private static String words(int topic, Random random) {
        StringBuilder text = new StringBuilder("Please tell me");
        int count = 15 + random.nextInt(40);
        for (int i = 0; i < count; i++) {
            int of = random.nextInt(3) == 0 ? random.nextInt(TOPICS) : topic;
            text.append(" w").append(of * WORDS_OF_A_TOPIC + random.nextInt(WORDS_OF_A_TOPIC));
        }
        return text.append('?').toString();
    }

    /** The right one is 0; models that are wrong seldom agree. */
    private static int answer(int topic, int model, Random random) {
        double right = 0.95 - 0.05 * topic * (MadeUpModels.COUNT - model) / MadeUpModels.COUNT;
        return random.nextDouble() < right ? 0 : 1 + random.nextInt(9);
    }

    private LabelledRow row(int prompt, int model, Features features, int answer, Optional<RequestId> auditOf) {
        RequestId id = new RequestId("made-up-" + prompt + "-" + model);
        Instant at = FIRST.plusSeconds(prompt);
        ModelId asked = MadeUpModels.id(model);
        Optional<AnswerSketch> sketch = Optional.of(new AnswerSketch(answer, 0, true, 8, Flaw.NONE));
        OutcomeRow row = new OutcomeRow(
                id,
                auditOf,
                at,
                KeyId.ANONYMOUS,
                Optional.empty(),
                "%032x".formatted(prompt),
                features,
                receipt(prompt),
                new Single(asked),
                auditOf.isPresent() ? 1.0 / AUDITED : 1.0 / MadeUpModels.COUNT,
                false,
                Origin.LIVE,
                List.of(call(asked, model, sketch)),
                sketch,
                EndingKind.ANSWERED,
                Optional.empty(),
                cost(model),
                TIME,
                "made-up");
        Label label = new Label(id, answer == 0 ? 1 : 0, LabelSource.VERIFIER, true, Optional.empty(), at);
        return new LabelledRow(row, List.of(label));
    }

    private static CallRecord call(ModelId asked, int model, Optional<AnswerSketch> sketch) {
        return new CallRecord(
                CallRole.PROPOSER,
                1,
                asked,
                Optional.empty(),
                Usage.of(60, WRITTEN),
                cost(model),
                Optional.empty(),
                TIME,
                1,
                CallStatus.OK,
                sketch);
    }
}
