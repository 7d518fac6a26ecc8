package dev.tutti.learning.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tutti.memory.modelstore.Certificate;
import dev.tutti.memory.modelstore.FileModelStore;
import dev.tutti.memory.modelstore.ModelStore;
import dev.tutti.memory.modelstore.ReleaseDraft;
import dev.tutti.memory.modelstore.ReleaseSummary;
import dev.tutti.memory.modelstore.Rollout;
import dev.tutti.memory.modelstore.RouterModel;
import dev.tutti.memory.modelstore.ServingModels;
import dev.tutti.memory.outcome.Label;
import dev.tutti.memory.outcome.LabelSource;
import dev.tutti.memory.outcome.LabelledRow;
import dev.tutti.sense.feature.FeatureExtractor;
import dev.tutti.sense.policy.PolicySettings;
import dev.tutti.words.chat.ModelId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TrainerTest {
    private final ScriptedStore store = new ScriptedStore();
    private final MemoryLog log = new MemoryLog();
    private final Trainer trainer = trainer(store);

    private Trainer trainer(ModelStore into) {
        Deployment deployment = new Deployment(LoggedWorld.catalogue(), PolicySettings.DEFAULTS, LoggedWorld.TARGETS);
        return new Trainer(log, into, deployment, new Settings(), () -> LoggedWorld.NOW);
    }

    @Test
    void aRouterThatKeepsTheScoreAtHalfTheCostIsPublished() {
        log.importRows(LoggedWorld.rows(700));

        TrainingResult result = trainer.train(TrainingOrder.ownLog(1), ProgressListener.NONE);

        assertThat(result).as(result.report().toPrettyString()).isInstanceOf(TrainingResult.Published.class);
        assertThat(store.drafts.getFirst().parts().cascades()).isNotEmpty();
        assertThat(figure(result, "challenger_cost_usd")).isLessThan(0.7 * figure(result, "champion_cost_usd"));
    }

    @Test
    void whereReleasesServeStepByStepTheWinnerIsProposedAndOneAtATime(@TempDir Path folder) {
        log.importRows(LoggedWorld.rows(700));
        FileModelStore files =
                FileModelStore.open(folder, LoggedWorld.catalogue(), FeatureExtractor.SCHEMA, () -> LoggedWorld.NOW);
        Trainer steps = trainer(files).staged();

        TrainingResult first = steps.train(TrainingOrder.ownLog(1), ProgressListener.NONE);
        TrainingResult second = steps.train(TrainingOrder.ownLog(1), ProgressListener.NONE);

        assertThat(first).as(first.report().toPrettyString()).isInstanceOf(TrainingResult.Published.class);
        assertThat(first.report().path("stage").asText()).isEqualTo("shadow");
        assertThat(files.current()).isEmpty();
        assertThat(files.rollout().orElseThrow().challenger()).isEqualTo(((TrainingResult.Published) first).release());
        assertThat(second).isInstanceOf(TrainingResult.Kept.class);
        assertThat(second.report().path("reason").asText()).contains("is being rolled out, at stage shadow");

        files.rollback();
        TrainingResult again = steps.train(TrainingOrder.ownLog(1), ProgressListener.NONE);
        assertThat(again).isInstanceOf(TrainingResult.Kept.class);
        assertThat(again.report().path("reason").asText()).contains("once more, which was taken back");
    }

    @Test
    void whatIsPublishedSaysWhatItPromisesOrWhatIsLacking() {
        log.importRows(LoggedWorld.rows(700));

        trainer.train(TrainingOrder.ownLog(1), ProgressListener.NONE);

        ReleaseDraft draft = store.drafts.getFirst();
        Certificate certificate = draft.parts().certificates().of("").orElseThrow();
        assertThat(certificate.segment()).isEqualTo(Certificate.OTHERS);
        assertThat(certificate.target()).isEqualTo(LoggedWorld.TARGETS.quality());
        assertThat(certificate.labels()).isBetween(100L, 175L);
        assertThat(certificate.bound()).isEqualTo("clopper-pearson");
        assertThat(draft.modelCard()).contains("| * | ");
        assertThat(certificate.verdict()).isInstanceOf(Certificate.Certified.class);
    }

    @Test
    void importedAnswersOfAllModelsProveARouterUnderTheTargetsThatHoldWhereNobodyAsks() {
        log.importRows(LoggedWorld.imported(700, true));

        TrainingResult result = trainer.train(TrainingOrder.ownLog(1), ProgressListener.NONE);

        assertThat(result).as(result.report().toPrettyString()).isInstanceOf(TrainingResult.Published.class);
        assertThat(figure(result, "judged_prompts")).isEqualTo(175);
        assertThat(figure(result, "challenger_cost_usd")).isLessThan(0.7 * figure(result, "champion_cost_usd"));
    }

    @Test
    void importedAnswersThatChanceDidNotPickProveNothing() {
        log.importRows(LoggedWorld.imported(700, false));

        TrainingResult result = trainer.train(TrainingOrder.ownLog(1), ProgressListener.NONE);

        assertThat(result).isInstanceOf(TrainingResult.Kept.class);
        assertThat(figure(result, "judged_prompts")).isZero();
    }

    @Test
    void rowsWithOneScoredAnswerEachProveARouterWhereChanceRanTheCheaperPlanOftenEnough() {
        log.importRows(bandit(4000));

        TrainingResult result = trainer.train(TrainingOrder.ownLog(1), ProgressListener.NONE);

        assertThat(result).as(result.report().toPrettyString()).isInstanceOf(TrainingResult.Published.class);
        assertThat(result.report().at("/gate/checks/0/says").asText())
                .startsWith("0 held-out prompts on which both are known, needs 50; judged off policy: 1000 rows");
        assertThat(figure(result, "challenger_cost_usd")).isLessThan(0.2 * figure(result, "champion_cost_usd"));
    }

    @Test
    void theReportTellsTheChallengersScoreInThreeWaysWithIntervals() {
        log.importRows(bandit(4000));

        JsonNode gate = trainer.train(TrainingOrder.ownLog(1), ProgressListener.NONE)
                .report()
                .path("gate");

        JsonNode offPolicy = gate.path("off_policy");
        assertThat(offPolicy.path("rows").asInt()).isEqualTo(1000);
        assertThat(offPolicy.path("effective_size").asDouble()).isBetween(400.0, 600.0);
        assertThat(offPolicy.path("largest_weight").asDouble()).isEqualTo(2);
        for (String way : List.of("ips", "snips", "doubly_robust")) {
            JsonNode estimate = offPolicy.path(way);
            assertThat(estimate.path("score").asDouble()).as(way).isBetween(0.85, 1.05);
            assertThat(estimate.path("lower").asDouble())
                    .as(way)
                    .isLessThan(0.95)
                    .isLessThan(estimate.path("upper").asDouble());
        }
        assertThat(gate.at("/checks/0/says").asText()).contains("its score by IPS ", ", by SNIPS ", ", doubly robust ");
    }

    @Test
    void withTooFewPairsAndTooFewMatchesTheReasonNamesBoth() {
        log.importRows(bandit(1000));

        TrainingResult result = trainer.train(TrainingOrder.ownLog(1), ProgressListener.NONE);

        assertThat(result)
                .asInstanceOf(type(TrainingResult.Kept.class))
                .extracting(TrainingResult.Kept::reason)
                .asString()
                .startsWith("pairs: 0 held-out prompts on which both are known, needs 50; and off policy: 250 rows"
                        + " with one scored answer are worth ")
                .contains("of at least 300");
    }

    /** Cheap and strong ran on half of the prompts each and are equally good. */
    private static List<LabelledRow> bandit(int prompts) {
        Random random = new Random(3);
        SortedMap<ModelId, Double> propensities = new TreeMap<>(Map.of(Recorded.CHEAP, 0.5, Recorded.STRONG, 0.5));
        List<LabelledRow> rows = new ArrayList<>();
        for (int i = 0; i < prompts; i++) {
            ModelId ran = random.nextBoolean() ? Recorded.CHEAP : Recorded.STRONG;
            rows.add(LoggedWorld.logged(i, ran, propensities, random.nextInt(20) == 0 ? 0 : 1));
        }
        return rows;
    }

    @Test
    void whereUsersAloneScoredTheReasonSaysWhatWouldProveSomething() {
        for (LabelledRow row : LoggedWorld.rows(400)) {
            if (row.row().auditOf().isEmpty()) {
                log.importRows(List.of(scoredByItsUser(row)));
            }
        }

        TrainingResult result = trainer.train(TrainingOrder.ownLog(1), ProgressListener.NONE);

        assertThat(result)
                .asInstanceOf(type(TrainingResult.Kept.class))
                .extracting(TrainingResult.Kept::reason)
                .asString()
                .contains("100 held-out rows prove nothing", "tutti.verifiers", "source verifier", "randomly_sampled");
    }

    private static LabelledRow scoredByItsUser(LabelledRow row) {
        Label label = row.labels().getFirst();
        return new LabelledRow(
                row.row(),
                List.of(new Label(
                        label.request(), label.score(), LabelSource.USER, false, Optional.empty(), label.at())));
    }

    @Test
    void withTooFewLabelsTheReasonSaysHowManyAreMissing() {
        log.importRows(LoggedWorld.rows(50));

        TrainingResult result = trainer.train(TrainingOrder.ownLog(1), ProgressListener.NONE);

        assertThat(result)
                .asInstanceOf(type(TrainingResult.Kept.class))
                .extracting(TrainingResult.Kept::reason)
                .isEqualTo("too few labels: 150 labelled rows, training needs 300 (150 more)");
        assertThat(store.drafts).isEmpty();
    }

    @Test
    void badRowsAreCountedNamedAndLeftOutAndTheOthersTrainAsIfTheyHadNotBeenThere() throws IOException {
        List<LabelledRow> good = LoggedWorld.rows(400);
        log.importRows(good);
        JsonNode without =
                trainer.train(TrainingOrder.ownLog(1), ProgressListener.NONE).report();
        log.importRows(BadRows.like(good.getFirst()));
        log.damaged(2);

        TrainingResult result = trainer.train(TrainingOrder.ownLog(1), ProgressListener.NONE);

        assertThat(result).isInstanceOf(TrainingResult.Published.class);
        assertThat(result.report().path("dropped").toString())
                .isEqualTo("{\"cancelled\":1,\"unlabelled\":1,\"in_label_window\":1,\"out_of_range\":1,"
                        + "\"other_features\":1,\"unknown_model\":1,\"duplicate\":1,\"propensity\":1,\"damaged\":2}");
        assertThat(result.report().path("rows_read").asInt()).isEqualTo(good.size() + 10);
        assertThat(result.report().path("labelled_rows").asInt()).isEqualTo(good.size());
        assertThat(result.report().path("gate")).isEqualTo(without.path("gate"));
    }

    @Test
    void theSameRowsAndSeedGiveTheSameReleaseByteForByte(@TempDir Path one, @TempDir Path other) throws IOException {
        log.importRows(LoggedWorld.rows(400));

        SortedMap<String, String> first = filesOfARelease(one);
        SortedMap<String, String> second = filesOfARelease(other);

        assertThat(first)
                .hasSizeGreaterThan(10)
                .anySatisfy((name, _) -> assertThat(name).endsWith(".pb"));
        assertThat(second).isEqualTo(first);
    }

    /** Trains into an empty store: what came to lie in it, by path. */
    private SortedMap<String, String> filesOfARelease(Path folder) throws IOException {
        ModelStore empty =
                FileModelStore.open(folder, LoggedWorld.catalogue(), FeatureExtractor.SCHEMA, () -> LoggedWorld.NOW);

        assertThat(trainer(empty).train(TrainingOrder.ownLog(1), ProgressListener.NONE))
                .isInstanceOf(TrainingResult.Published.class);

        SortedMap<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder.resolve("releases"))) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(folder.relativize(file).toString(), Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        return files;
    }

    @Test
    void aTrainingThatIsCalledOffPublishesNothing() {
        log.importRows(LoggedWorld.rows(400));
        ProgressListener tired = new ProgressListener() {
            private Phase phase = Phase.LOADING;

            @Override
            public void at(Phase now, double percent, long rows) {
                phase = now;
            }

            @Override
            public boolean cancelled() {
                return phase == Phase.CASCADES;
            }
        };

        TrainingResult result = trainer.train(TrainingOrder.ownLog(1), tired);

        assertThat(result).isInstanceOf(TrainingResult.Cancelled.class);
        assertThat(store.drafts).isEmpty();
    }

    private static double figure(TrainingResult result, String name) {
        return result.report().path("gate").path("figures").path(name).asDouble();
    }

    /** Takes drafts and serves nothing. */
    private static final class ScriptedStore implements ModelStore {
        private final List<ReleaseDraft> drafts = new ArrayList<>();

        @Override
        public Optional<RouterModel> current() {
            return Optional.empty();
        }

        @Override
        public ServingModels serving() {
            return ServingModels.NONE;
        }

        @Override
        public Optional<Rollout> rollout() {
            return Optional.empty();
        }

        @Override
        public ReleaseSummary propose(ReleaseDraft draft) {
            throw new AssertionError("nobody proposes here");
        }

        @Override
        public void advance(Rollout from) {
            throw new AssertionError("nothing is rolled out here");
        }

        @Override
        public void withdraw(Rollout from, String reason, ObjectNode figures) {
            throw new AssertionError("nothing is rolled out here");
        }

        @Override
        public List<ReleaseSummary> releases() {
            return List.of();
        }

        @Override
        public ReleaseSummary publish(ReleaseDraft draft) {
            drafts.add(draft);
            return new ReleaseSummary("r" + drafts.size(), LoggedWorld.NOW, draft.facts(), draft.verdict(), true);
        }

        @Override
        public ReleaseSummary promote(String id) {
            throw new UnsupportedOperationException(id);
        }

        @Override
        public ReleaseSummary rollback() {
            throw new UnsupportedOperationException();
        }

        @Override
        public SortedSet<String> trainedPrompts(String id) {
            throw new UnsupportedOperationException(id);
        }

        @Override
        public boolean refresh() {
            return false;
        }

        @Override
        public void onChange(Runnable listener) {
            throw new UnsupportedOperationException();
        }
    }

    /** The defaults, with fewer prompts needed. */
    static final class Settings implements TrainingSettings {
        @Override
        public boolean certifySegmentsTogether() {
            return false;
        }

        @Override
        public Optional<Duration> every() {
            return Optional.empty();
        }

        @Override
        public int minNewLabels() {
            return 100;
        }

        @Override
        public int minLabels() {
            return 300;
        }

        @Override
        public int minGroups() {
            return 100;
        }

        @Override
        public int minPairs() {
            return 50;
        }

        @Override
        public double margin() {
            return 0.02;
        }

        @Override
        public double confidence() {
            return 0.95;
        }

        @Override
        public Duration labelWindow() {
            return Duration.ofHours(1);
        }

        @Override
        public long seed() {
            return 42;
        }

        @Override
        public Path lockFolder() {
            return Path.of("unused");
        }
    }
}
