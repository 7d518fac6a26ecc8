package dev.tutti.edge.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tutti.memory.modelstore.FileModelStore;
import dev.tutti.memory.modelstore.ModelStore;
import dev.tutti.sense.feature.FeatureExtractor;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Learns in the packaged program, over HTTP, with models replayed by the practice upstream. */
final class LearningTutti implements Learning {
    /** Of the last training prompts so many are asked to choose a target, since each takes a request. */
    private static final int MOST_PROBES = 400;

    private final Path jar;
    private final ReplayedSet replayed;
    private final FixedPlans plans;
    private final EvaluatedPrompts evaluated;
    private final long seed;
    private final PrintWriter out;

    LearningTutti(
            Path jar, ReplayedSet replayed, FixedPlans plans, EvaluatedPrompts evaluated, long seed, PrintWriter out) {
        this.jar = jar;
        this.replayed = replayed;
        this.plans = plans;
        this.evaluated = evaluated;
        this.seed = seed;
        this.out = out;
    }

    @Override
    public void fullInformation(Consumer<TuttiContender> judge) throws IOException {
        try (WorkFolder work = WorkFolder.create();
                ServedTutti tutti = start(work.path(), LearningSettings.fullInformation())) {
            RecordedCaller caller = new RecordedCaller(tutti, 8);
            // So that the log knows what serves: the gate holds a training against that.
            caller.label(caller.ask(plans.training(), prompt -> measurable(tutti, prompt)));
            for (String body : new ImportLines(replayed).bodies(plans.training())) {
                JsonNode counts = tutti.postLines("/v1/outcomes:import", body).ok();
                if (counts.path("rejected").asInt() > 0) {
                    throw new IllegalStateException("import rejected lines: " + counts);
                }
            }
            judge.accept(trained(TuttiContender.FULL_INFORMATION, tutti));
        }
    }

    @Override
    public void banditLogs(Consumer<TuttiContender> judge) throws IOException {
        try (WorkFolder work = WorkFolder.create();
                ServedTutti tutti = start(work.path(), LearningSettings.banditLogs())) {
            RecordedCaller caller = new RecordedCaller(tutti, 8);
            double promised = promised(caller, plans.training().getFirst(), tutti);
            List<RecordedCaller.Outcome> asked =
                    caller.ask(plans.training(), prompt -> single(tutti, prompt).put("quality_target", promised));
            caller.label(asked);
            int audits = caller.labelAudits(asked);
            LearningTold.bandit(asked.size(), promised, audits, out);
            judge.accept(trained(TuttiContender.BANDIT_LOGS, tutti));
        }
    }

    /** Of ensembles the recording would show stand-ins. */
    static ObjectNode measurable(ServedTutti tutti, RecordedPrompt prompt) {
        ObjectNode routing = single(tutti, prompt);
        routing.withArray("strategies").add("cascade");
        return routing;
    }

    private static ObjectNode single(ServedTutti tutti, RecordedPrompt prompt) {
        ObjectNode routing = tutti.object();
        prompt.task().ifPresent(task -> routing.put("task", task));
        routing.putArray("strategies").add("single");
        return routing;
    }

    private static double promised(RecordedCaller caller, RecordedPrompt any, ServedTutti tutti) {
        double best = 0;
        for (JsonNode told : caller.dryRun(List.of(any), prompt -> single(tutti, prompt))) {
            for (JsonNode candidate : told.path("candidates")) {
                best = Math.max(
                        best, candidate.at("/quality_on_traffic_interval/0").asDouble());
            }
        }
        return best;
    }

    private TuttiContender trained(String name, ServedTutti tutti) {
        JsonNode job = tutti.train();
        LearningTold.trained(name, job.path("result").asText(), job.path("report"), out);
        serving(tutti).ifPresent(release -> evaluated.requireUnknownTo(store(tutti), release));
        return new TuttiContender(name, new ServedAsking(tutti), plans, MOST_PROBES);
    }

    /** The release that serves; none where the rule without a model does. */
    private static Optional<String> serving(ServedTutti tutti) {
        return tutti.get("/v1/router/versions")
                .ok()
                .path("data")
                .valueStream()
                .filter(release -> release.path("serving").asBoolean())
                .map(release -> release.path("id").asText())
                .findFirst();
    }

    private ModelStore store(ServedTutti tutti) {
        return FileModelStore.open(
                tutti.modelStore(), replayed.catalogue(), FeatureExtractor.SCHEMA, () -> Instant.EPOCH);
    }

    private ServedTutti start(Path work, Map<String, String> more) throws IOException {
        Map<String, String> settings = new LinkedHashMap<>(more);
        settings.put("tutti.catalogue", "practice");
        settings.put("tutti.practice.replay", replayed.write(work).toString());
        settings.put("tutti.practice.replay-prices", ReplayedSet.prices(work).toString());
        settings.put("tutti.practice.latency-scale", "0");
        // Recorded answers come at once: a late one tells of this machine, and asking twice would cost what nobody
        // recorded.
        settings.put("tutti.execution.hedge.enabled", "false");
        settings.putAll(LearningSettings.common(plans.at(plans.strongest()).quality(), seed));
        return ServedTutti.start(jar, work, settings);
    }
}
