package dev.tutti.learning.training;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tutti.memory.outcome.CallRecord;
import dev.tutti.memory.outcome.CallRole;
import dev.tutti.memory.outcome.CallStatus;
import dev.tutti.memory.outcome.EndingKind;
import dev.tutti.memory.outcome.ImportLine;
import dev.tutti.memory.outcome.ImportReader;
import dev.tutti.memory.outcome.Label;
import dev.tutti.memory.outcome.LabelSource;
import dev.tutti.memory.outcome.LabelledRow;
import dev.tutti.memory.outcome.OutcomeRow;
import dev.tutti.sense.evidence.Warrant;
import dev.tutti.sense.policy.Candidate;
import dev.tutti.sense.policy.Prediction;
import dev.tutti.sense.policy.QualityBasis;
import dev.tutti.sense.policy.Receipt;
import dev.tutti.sense.policy.Targets;
import dev.tutti.words.catalogue.Catalogue;
import dev.tutti.words.catalogue.CatalogueModel;
import dev.tutti.words.catalogue.Endpoint;
import dev.tutti.words.catalogue.Origin;
import dev.tutti.words.catalogue.Price;
import dev.tutti.words.catalogue.SizeClass;
import dev.tutti.words.catalogue.Trust;
import dev.tutti.words.chat.KeyId;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.chat.RequestId;
import dev.tutti.words.chat.Tokens;
import dev.tutti.words.chat.Usage;
import dev.tutti.words.chat.Usd;
import dev.tutti.words.plan.PlanForecast;
import dev.tutti.words.plan.Single;
import dev.tutti.words.plan.WhenInfeasible;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** A log of prompts that the strong model answered and that were all audited, with a catalogue to match. */
public final class LoggedWorld {
    public static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    static final Targets TARGETS = new Targets(0.9, Usd.of("0.05"), Duration.ofSeconds(30), WhenInfeasible.BEST_GAIN);

    private LoggedWorld() {}

    public static Catalogue catalogue() {
        return new Catalogue(
                "1", List.of(model(Recorded.CHEAP, "1"), model(Recorded.SECOND, "2"), model(Recorded.STRONG, "40")));
    }

    private static CatalogueModel model(ModelId id, String output) {
        Endpoint endpoint = new Endpoint(
                URI.create("http://127.0.0.1:1/v1"),
                id.value(),
                Optional.empty(),
                Duration.ofSeconds(1),
                Duration.ofSeconds(9),
                4);
        return new CatalogueModel(
                id,
                Price.perMillion("0", output),
                new Tokens(100_000),
                new Tokens(1000),
                Set.of(),
                "family",
                SizeClass.SMALL,
                Trust.TRUSTED,
                Origin.LIVE,
                Optional.empty(),
                endpoint);
    }

    /** Half of the prompts are hard, so that cheap models disagree and fail; see {@link Recorded#halfHard}. */
    public static List<LabelledRow> rows(int prompts) {
        List<LabelledRow> rows = new ArrayList<>();
        for (PromptGroup group : Recorded.halfHard(prompts, new Random(7))) {
            rows.add(row(group, Recorded.STRONG, Optional.empty()));
            Optional<RequestId> audited = Optional.of(rows.getLast().row().id());
            rows.add(row(group, Recorded.CHEAP, audited));
            rows.add(row(group, Recorded.SECOND, audited));
        }
        return rows;
    }

    /** The same answers, told of by someone else: lines of an import, all with the time of the import. */
    static List<LabelledRow> imported(int prompts, boolean sampled) {
        return imported(prompts, line -> line.put("randomly_sampled", sampled));
    }

    static List<LabelledRow> importedWithoutAnswers(int prompts) {
        return imported(prompts, line -> line.without("answer"));
    }

    private static List<LabelledRow> imported(int prompts, UnaryOperator<ObjectNode> changed) {
        ImportReader reader = new ImportReader(catalogue(), KeyId.ANONYMOUS, () -> NOW);
        List<LabelledRow> rows = new ArrayList<>();
        for (PromptGroup group : Recorded.halfHard(prompts, new Random(7))) {
            group.answers().models().forEach(model -> {
                RecordedAnswer answer = group.of(model);
                ImportLine line = reader.read(
                        rows.size() + 1,
                        changed.apply(line(group, model, answer)).toString());
                rows.add(((ImportLine.Accepted) line).row());
            });
        }
        return rows;
    }

    private static ObjectNode line(PromptGroup group, ModelId model, RecordedAnswer answer) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("prompt", group.promptHash())
                .put("model", model.value())
                .put("score", answer.score())
                .put("prompt_tokens", answer.prompt().count())
                .put("completion_tokens", 100)
                .put("cost_usd", answer.cost().toDouble())
                .put("answer", Long.toString(answer.sketch().orElseThrow().digest()));
    }

    /** A row with one scored answer: these plans were candidates, with these propensities, and one of them ran. */
    static LabelledRow logged(int number, ModelId ran, SortedMap<ModelId, Double> propensities, double score) {
        LabelledRow row = row(Recorded.halfHard(1, new Random(number)).getFirst(), ran, Optional.empty());
        List<Candidate> candidates = propensities.entrySet().stream()
                .map(entry -> candidate(entry.getKey(), entry.getValue()))
                .toList();
        return logged(row.row(), "row-" + number, NOW.minusSeconds(1_000_000 - number), candidates, score);
    }

    private static LabelledRow logged(
            OutcomeRow row, String name, Instant at, List<Candidate> candidates, double score) {
        RequestId id = new RequestId(name);
        double propensity = candidates.stream()
                .filter(candidate -> candidate.plan().equals(row.plan()))
                .findFirst()
                .orElseThrow()
                .propensity();
        OutcomeRow logged = new OutcomeRow(
                id,
                Optional.empty(),
                at,
                row.key(),
                Optional.empty(),
                name,
                row.features(),
                new Receipt(TARGETS, candidates, "rule", "none", -1),
                row.plan(),
                propensity,
                false,
                row.origin(),
                row.calls(),
                row.sketch(),
                row.ending(),
                Optional.empty(),
                row.cost(),
                row.latency(),
                row.catalogueVersion());
        return new LabelledRow(logged, List.of(new Label(id, score, LabelSource.VERIFIER, true, Optional.empty(), at)));
    }

    /** The same row, telling so much more of its calls' answers. */
    static LabelledRow warranted(LabelledRow labelled, Warrant warrant) {
        return told(labelled, CallRecord::servedModel, Optional.of(warrant));
    }

    /** The same row, whose calls were served under that id. */
    static LabelledRow served(LabelledRow labelled, String id) {
        return told(labelled, _ -> Optional.of(id), Optional.empty());
    }

    private static LabelledRow told(
            LabelledRow labelled, Function<CallRecord, Optional<String>> served, Optional<Warrant> warrant) {
        OutcomeRow row = labelled.row();
        List<CallRecord> calls = row.calls().stream()
                .map(call -> new CallRecord(
                        call.role(),
                        call.layer(),
                        call.model(),
                        served.apply(call),
                        call.usage(),
                        call.cost(),
                        call.firstByte(),
                        call.latency(),
                        call.attempts(),
                        call.status(),
                        call.sketch(),
                        warrant,
                        call.onward()))
                .toList();
        OutcomeRow telling = new OutcomeRow(
                row.id(),
                row.auditOf(),
                row.at(),
                row.key(),
                row.session(),
                row.promptHash(),
                row.features(),
                row.receipt(),
                row.plan(),
                row.propensity(),
                row.explored(),
                row.origin(),
                calls,
                row.sketch(),
                row.ending(),
                row.degraded(),
                row.cost(),
                row.latency(),
                row.catalogueVersion());
        return new LabelledRow(telling, labelled.labels());
    }

    private static Candidate candidate(ModelId model, double propensity) {
        Usd cost = Recorded.halfHard(1, new Random(1)).getFirst().of(model).cost();
        return new Candidate(
                new Single(model),
                new Prediction(0.5, 0.2, 0.8, QualityBasis.PRIOR),
                new PlanForecast(cost, cost, cost, Duration.ofSeconds(1), Duration.ofSeconds(2)),
                Optional.empty(),
                propensity);
    }

    private static LabelledRow row(PromptGroup group, ModelId model, Optional<RequestId> auditOf) {
        RecordedAnswer answer = group.of(model);
        RequestId id = new RequestId(group.promptHash() + "-" + model.value().replace('/', '-'));
        CallRecord call = new CallRecord(
                CallRole.PROPOSER,
                1,
                model,
                Optional.empty(),
                Usage.of(10, 100),
                answer.cost(),
                Optional.empty(),
                Duration.ofMillis(5),
                1,
                CallStatus.OK,
                answer.sketch());
        OutcomeRow row = new OutcomeRow(
                id,
                auditOf,
                group.at(),
                KeyId.ANONYMOUS,
                Optional.empty(),
                group.promptHash(),
                group.features(),
                new Receipt(TARGETS, List.of(), auditOf.isPresent() ? "audit" : "rule", "none", -1),
                new Single(model),
                auditOf.isPresent() ? 0.5 : 1,
                auditOf.isPresent(),
                Origin.LIVE,
                List.of(call),
                answer.sketch(),
                EndingKind.ANSWERED,
                Optional.empty(),
                answer.cost(),
                Duration.ofMillis(5),
                "1");
        return new LabelledRow(
                row, List.of(new Label(id, answer.score(), LabelSource.REPLAY, true, Optional.empty(), group.at())));
    }
}
