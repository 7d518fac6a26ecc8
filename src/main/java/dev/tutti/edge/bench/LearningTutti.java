package dev.tutti.edge.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tutti.memory.modelstore.FileModelStore;
import dev.tutti.memory.modelstore.ModelStore;
import dev.tutti.sense.feature.FeatureExtractor;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** A Tutti that starts from an empty store and learns from training prompts, in either of two ways. */
final class LearningTutti {
    private final Path jar;
    private final ReplayedSet replayed;
    private final FixedPlans plans;
    private final EvaluatedPrompts evaluated;
    private final PrintWriter out;

    LearningTutti(Path jar, ReplayedSet replayed, FixedPlans plans, EvaluatedPrompts evaluated, PrintWriter out) {
        this.jar = jar;
        this.replayed = replayed;
        this.plans = plans;
        this.evaluated = evaluated;
        this.out = out;
    }

    /** Every training prompt is asked and scored; then every model's scored answer to it is imported. */
    void fullInformation(Consumer<TuttiContender> judge) throws IOException {
        try (ServedTutti tutti = start(Map.of("tutti.audit.rate", "0"))) {
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

    /**
     * One scored answer a prompt, of a single model that Tutti chose itself, with audits on every fiftieth prompt or so.
     * The target is the highest that the rule without a model can promise, since it explores only what is in reach.
     */
    void banditLogs(Consumer<TuttiContender> judge) throws IOException {
        try (ServedTutti tutti = start(exploring())) {
            RecordedCaller caller = new RecordedCaller(tutti, 8);
            double promised = promised(caller, plans.training().getFirst(), tutti);
            List<RecordedCaller.Outcome> asked =
                    caller.ask(plans.training(), prompt -> single(tutti, prompt).put("quality_target", promised));
            caller.label(asked);
            int audits = caller.labelAudits(asked);
            out.printf(
                    "  %d prompts asked for a score of %.2f and scored, %d background answers scored%n",
                    asked.size(), promised, audits);
            judge.accept(trained(TuttiContender.BANDIT_LOGS, tutti));
        }
    }

    /** Half of the requests go to the champion, a quarter to each of two others. */
    private static Map<String, String> exploring() {
        return Map.of(
                "tutti.audit.rate", "0.02",
                "tutti.decision.exploration.share", "0.5",
                "tutti.decision.exploration.least-propensity", "0.2",
                "tutti.decision.exploration.most-plans", "2",
                "tutti.decision.exploration.cost-factor", "100",
                "tutti.decision.exploration.max-spend-share", "1");
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
                best = Math.max(best, candidate.at("/quality_interval/0").asDouble());
            }
        }
        return best;
    }

    private TuttiContender trained(String name, ServedTutti tutti) {
        JsonNode job = tutti.train();
        String result = job.path("result").asText();
        out.printf(
                "  %s: training %s %s%n    judged on: %s%n",
                name,
                result,
                job.at("/report/reason").asText(""),
                job.at("/report/gate/checks/0/says").asText("nothing"));
        if (!result.equals("published")) {
            out.printf("  so the rule without a model answers in the column '%s'%n", name);
        }
        out.flush();
        serving(tutti).ifPresent(release -> evaluated.requireUnknownTo(store(tutti), release));
        return new TuttiContender(name, tutti, plans);
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

    private ServedTutti start(Map<String, String> more) throws IOException {
        Path work = Files.createTempDirectory("tutti-bench-");
        Map<String, String> settings = new LinkedHashMap<>(more);
        settings.put("tutti.catalogue", "practice");
        settings.put("tutti.practice.replay", replayed.write(work).toString());
        settings.put("tutti.practice.replay-prices", ReplayedSet.prices(work).toString());
        settings.put("tutti.practice.latency-scale", "0");
        // Recorded answers come at once: a late one tells of this machine, and asking twice would cost what nobody
        // recorded.
        settings.put("tutti.execution.hedge.enabled", "false");
        settings.put(
                "tutti.decision.quality-target",
                Double.toString(plans.at(plans.strongest()).quality()));
        settings.put("tutti.decision.max-cost-usd", "10");
        settings.put("tutti.decision.max-latency", "PT10M");
        return ServedTutti.start(jar, work, settings);
    }
}
