package dev.tutti.memory.outcome;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tutti.sense.evidence.AnswerSketch;
import dev.tutti.sense.evidence.AnswerSketcher;
import dev.tutti.sense.feature.FeatureExtractor;
import dev.tutti.sense.feature.PromptDigest;
import dev.tutti.sense.policy.Receipt;
import dev.tutti.sense.policy.Targets;
import dev.tutti.words.catalogue.Catalogue;
import dev.tutti.words.catalogue.CatalogueModel;
import dev.tutti.words.chat.ChatRequest;
import dev.tutti.words.chat.KeyId;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.chat.RequestId;
import dev.tutti.words.chat.StableHash;
import dev.tutti.words.chat.Usage;
import dev.tutti.words.chat.Usd;
import dev.tutti.words.plan.Single;
import dev.tutti.words.plan.WhenInfeasible;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The simple form of an import: what one model answered elsewhere and how good it was. {@code prompt} or
 * {@code messages}, {@code model} (of the catalogue), {@code score}, {@code prompt_tokens}, {@code completion_tokens} are
 * needed; {@code id}, {@code at}, {@code task}, {@code cost_usd}, {@code latency_ms}, {@code answer},
 * {@code finish_reason}, {@code randomly_sampled} may be given.
 *
 * <p>It becomes a row of a single plan under the policy {@code import} with propensity 1 and no candidates; neither the
 * prompt nor the answer is kept, only features and a sketch. Without {@code cost_usd} the catalogue's price holds,
 * without {@code latency_ms} the latency is 0, which reports leave out. Without {@code id} the same line always gets the
 * same one, so that importing twice changes nothing.
 */
final class RecordedAnswer {
    static final String POLICY = "import";

    private static final Targets NO_TARGETS =
            new Targets(0, Usd.of("1000000"), Duration.ofDays(1), WhenInfeasible.BEST_GAIN);

    private final Catalogue catalogue;
    private final KeyId importer;
    private final FeatureExtractor extractor = new FeatureExtractor();

    RecordedAnswer(Catalogue catalogue, KeyId importer) {
        this.catalogue = catalogue;
        this.importer = importer;
    }

    LabelledRow toRow(ObjectNode line, Instant now) throws ImportFault {
        LineFields fields = new LineFields(line);
        CatalogueModel model = model(fields);
        ChatRequest request = RecordedPrompt.read(fields);
        Optional<String> task = fields.text("task");
        CallRecord call = call(fields, model);
        OutcomeRow row = new OutcomeRow(
                id(fields, line),
                Optional.empty(),
                at(fields).orElse(now),
                importer,
                Optional.empty(),
                PromptDigest.of(request),
                extractor.extract(request, task),
                new Receipt(NO_TARGETS, List.of(), POLICY, "none", -1),
                new Single(model.id()),
                1,
                false,
                model.origin(),
                List.of(call),
                call.sketch(),
                EndingKind.ANSWERED,
                Optional.empty(),
                call.cost(),
                call.latency(),
                catalogue.version());
        return new LabelledRow(row, List.of(label(fields, row)));
    }

    private CatalogueModel model(LineFields fields) throws ImportFault {
        String name = fields.neededText("model");
        ModelId id = fields.make("model", () -> new ModelId(name));
        return catalogue.find(id).orElseThrow(() -> fields.fault("model", "a model of the catalogue"));
    }

    /** Of the line's content, so it must not depend on the order of fields or the time of the import. */
    private static RequestId id(LineFields fields, ObjectNode line) throws ImportFault {
        Optional<String> given = fields.text("id");
        if (given.isPresent()) {
            return fields.make("id", () -> new RequestId(given.get()));
        }
        StringBuilder content = new StringBuilder();
        line.properties().stream()
                .map(field -> field.getKey() + "=" + field.getValue())
                .sorted()
                .forEach(field -> content.append(field).append('\n'));
        long low = StableHash.of(content);
        long high = StableHash.of(content.reverse());
        return new RequestId("import-%016x%016x".formatted(high, low));
    }

    private static Optional<Instant> at(LineFields fields) throws ImportFault {
        Optional<String> given = fields.text("at");
        return given.isEmpty() ? Optional.empty() : Optional.of(fields.make("at", () -> Instant.parse(given.get())));
    }

    private static CallRecord call(LineFields fields, CatalogueModel model) throws ImportFault {
        Usage usage = Usage.of(fields.neededCount("prompt_tokens"), fields.neededCount("completion_tokens"));
        Optional<BigDecimal> dollars = fields.number("cost_usd");
        Usd cost = fields.make(
                "cost_usd",
                () -> dollars.map(Usd::of).orElseGet(() -> model.price().cost(usage)));
        if (cost.isNegative()) {
            throw fields.fault("cost_usd", "0 or more");
        }
        return new CallRecord(
                CallRole.PROPOSER,
                1,
                model.id(),
                Optional.empty(),
                usage,
                cost,
                Optional.empty(),
                latency(fields),
                1,
                CallStatus.OK,
                sketch(fields));
    }

    private static Duration latency(LineFields fields) throws ImportFault {
        BigDecimal millis = fields.number("latency_ms").orElse(BigDecimal.ZERO);
        if (millis.signum() < 0
                || millis.compareTo(BigDecimal.valueOf(Duration.ofDays(1).toMillis())) > 0) {
            throw fields.fault("latency_ms", "0 to one day");
        }
        return Duration.ofNanos(millis.movePointRight(6).longValue());
    }

    private static Optional<AnswerSketch> sketch(LineFields fields) throws ImportFault {
        String finish = fields.text("finish_reason").orElse("stop");
        return fields.text("answer").map(answer -> AnswerSketcher.sketch(answer, finish, false));
    }

    private static Label label(LineFields fields, OutcomeRow row) throws ImportFault {
        double score = fields.number("score")
                .orElseThrow(() -> fields.fault("score", "a number from 0 to 1"))
                .doubleValue();
        boolean sampled = fields.flag("randomly_sampled");
        return fields.make(
                "score", () -> new Label(row.id(), score, LabelSource.REPLAY, sampled, Optional.empty(), row.at()));
    }
}
