package dev.tutti.edge.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tutti.edge.practice.PracticeTruth;
import dev.tutti.edge.practice.SimulatedRecordings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Quality and cost of the strategies that recordings cannot show, with simulated models. It says how the simulator is set
 * and what the strategies do in it; it says nothing of real models.
 */
final class SimulatedQuality {
    private static final int PROMPTS = 400;
    private static final int SIDE_BY_SIDE = 8;
    private static final long SEED = 1;
    private static final double CORRELATION = 0.5;
    private static final String STRONGEST = "practice/aria-grand";
    private static final String MIDDLING = "practice/dolce-pro";

    private final Path jar;
    private final PrintWriter out;

    SimulatedQuality(Path jar, PrintWriter out) {
        this.jar = jar;
        this.out = out;
    }

    void run() throws IOException {
        try (WorkFolder work = WorkFolder.create();
                ServedTutti tutti = ServedTutti.start(jar, work.path(), settings())) {
            out.printf(
                    "%nSIMULATED models, not evidence: %d made-up prompts, seed %d, common part of luck %.1f,"
                            + " no failures, default cast%n",
                    PROMPTS, SEED, CORRELATION);
            List<String> prompts = prompts();
            plans().forEach((name, plan) -> out.printf("  simulated  %-44s %s%n", name, reached(tutti, plan, prompts)));
            out.flush();
        }
    }

    private static Map<String, String> settings() {
        return Map.of(
                "tutti.catalogue", "practice",
                "tutti.practice.seed", Long.toString(SEED),
                "tutti.practice.correlation", Double.toString(CORRELATION),
                "tutti.practice.latency-scale", "0",
                "tutti.execution.hedge.enabled", "false",
                "tutti.practice.failure-scale", "0",
                "tutti.audit.rate", "0");
    }

    private static Map<String, ObjectNode> plans() {
        List<String> three = List.of(STRONGEST, MIDDLING, "practice/brio-large");
        Map<String, ObjectNode> plans = new LinkedHashMap<>();
        plans.put("single, aria-grand", StrategyShape.single(STRONGEST));
        plans.put("single, dolce-pro", StrategyShape.single(MIDDLING));
        for (String mode : List.of("synthesise", "select")) {
            plans.put(
                    "self-moa, 6 x dolce-pro, " + mode + " by aria-grand",
                    StrategyShape.aggregated(StrategyShape.self(MIDDLING, 6), STRONGEST)
                            .put("mode", mode));
        }
        plans.put(
                "self-moa, 6 x dolce-pro, vote", StrategyShape.self(MIDDLING, 6).put("mode", "vote"));
        plans.put(
                "self-moa-seq, 9 x dolce-pro, aria-grand",
                StrategyShape.aggregated(StrategyShape.sequence(MIDDLING, 9), STRONGEST));
        for (int layers : new int[] {2, 3}) {
            plans.put(
                    "mixed-moa, 3 proposers, " + layers + " layers, aria-grand",
                    StrategyShape.aggregated(StrategyShape.mixed(three, layers), STRONGEST));
        }
        return plans;
    }

    private static List<String> prompts() throws IOException {
        SimulatedRecordings recordings = new SimulatedRecordings(SEED, CORRELATION);
        ObjectMapper json = new ObjectMapper();
        String[] prompts = new String[PROMPTS];
        for (int i = 0; i < PROMPTS; i++) {
            prompts[i] = json.readTree(recordings.line(i)).path("prompt").asText();
        }
        return List.of(prompts);
    }

    private static String reached(ServedTutti tutti, ObjectNode plan, List<String> prompts) {
        double score = 0;
        double usd = 0;
        try (ExecutorService pool = Executors.newFixedThreadPool(SIDE_BY_SIDE)) {
            List<Future<JsonNode>> answers = prompts.stream()
                    .map(prompt -> pool.submit(() -> answer(tutti, plan, prompt)))
                    .toList();
            for (int i = 0; i < prompts.size(); i++) {
                JsonNode answer = answers.get(i).get();
                score += PracticeTruth.score(
                        prompts.get(i), answer.at("/choices/0/message/content").asText());
                usd += answer.at("/routing/cost_usd").asDouble();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
        return "%5.1f %%  $%6.3f for 1,000".formatted(100 * score / prompts.size(), 1_000 * usd / prompts.size());
    }

    private static JsonNode answer(ServedTutti tutti, ObjectNode plan, String prompt) {
        ObjectNode body = tutti.object().put("model", "tutti/auto");
        body.putArray("messages").addObject().put("role", "user").put("content", prompt);
        body.set("routing", StrategyShape.routing(plan));
        return tutti.post("/v1/chat/completions", body).ok();
    }
}
