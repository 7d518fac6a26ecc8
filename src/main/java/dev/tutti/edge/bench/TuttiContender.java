package dev.tutti.edge.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A served and trained Tutti. Its one knob is the request's quality target: dry runs on training prompts say what each
 * target is expected to bring and cost, and the one that serves the wish best is then used on the test prompts.
 */
final class TuttiContender implements Contender {
    private static final List<Double> TARGETS =
            List.of(0.5, 0.6, 0.65, 0.7, 0.74, 0.78, 0.8, 0.82, 0.84, 0.86, 0.88, 0.9, 0.92, 0.95, 0.98);
    /** Enough for a mean within about two points, and a dry run costs little. */
    private static final int PROBES = 300;

    private final String name;
    private final ServedTutti tutti;
    private final RecordedCaller caller;
    private final Map<Double, Point> expected = new LinkedHashMap<>();

    TuttiContender(String name, ServedTutti tutti, List<RecordedPrompt> training) {
        this.name = name;
        this.tutti = tutti;
        this.caller = new RecordedCaller(tutti, 8);
        List<RecordedPrompt> probes = training.subList(0, Math.min(PROBES, training.size()));
        for (double target : TARGETS) {
            expected.put(target, expected(probes, target));
        }
    }

    private Point expected(List<RecordedPrompt> probes, double target) {
        double quality = 0;
        double cost = 0;
        for (JsonNode told : caller.dryRun(probes, prompt -> routing(prompt, target))) {
            quality += told.path("predicted_quality").asDouble();
            cost += told.path("cost_usd").asDouble();
        }
        return new Point(quality / probes.size(), 1000 * cost / probes.size());
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Result run(Wish wish, List<RecordedPrompt> test) {
        double target = expected.entrySet().stream()
                .reduce((a, b) -> wish.prefers(b.getValue(), a.getValue()) ? b : a)
                .orElseThrow()
                .getKey();
        List<RecordedCaller.Outcome> outcomes = caller.ask(test, prompt -> routing(prompt, target));
        return new Result(outcomes.stream()
                .map(outcome -> new Scored(outcome.quality(), outcome.costUsd()))
                .toList());
    }

    private ObjectNode routing(RecordedPrompt prompt, double target) {
        return tutti.object()
                .put("quality_target", target)
                .put("max_cost_usd", 10)
                .put("max_latency_ms", 600_000)
                .put("task", prompt.category())
                .put("explore", false);
    }
}
