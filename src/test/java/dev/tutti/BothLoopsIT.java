package dev.tutti;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tutti.edge.bench.PairedBootstrap;
import dev.tutti.edge.bench.RecordedCaller;
import dev.tutti.edge.bench.RecordedCaller.Outcome;
import dev.tutti.edge.bench.RecordedPrompt;
import dev.tutti.edge.bench.RecordedSet;
import dev.tutti.edge.bench.ServedTutti;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Both loops closed, end to end: the packaged program, started with an empty model store, answers recorded prompts over
 * HTTP, hears how good its answers were, retrains itself, and then answers other prompts as well for less money.
 *
 * <p>The prompts are recorded ones of real models where the folder of recorded outcomes lies beside the project; elsewhere,
 * and with {@code -Dtutti.simulated=true}, they are of the project's own simulator, in a market where the dearest model is
 * not the best.
 */
class BothLoopsIT {
    private static final Path RECORDED = Path.of("..", "shared", "data", "zeroeval_outcomes.jsonl.gz");
    private static final Path JAR = Path.of(System.getProperty("tutti.jar", "target/quarkus-app/quarkus-run.jar"));
    /** A catalogue as a deployment may have it: small and large models of most providers on record. */
    private static final String CATALOGUE = String.join(
            ",",
            "gpt-4o-mini-2024-07-18",
            "gpt-4o-2024-08-06",
            "claude-3-haiku-20240307",
            "claude-3-5-haiku-20241022",
            "claude-3-5-sonnet-20241022",
            "gemini-1.5-flash",
            "gemini-1.5-pro",
            "deepseek-v2.5-0908",
            "Meta-Llama-3.1-8B-Instruct",
            "Meta-Llama-3.1-70B-Instruct",
            "Mistral-Large-2",
            "Qwen2-72B-Instruct");

    /** How far, at the one-sided 95 % bound, the mean score may have fallen. */
    private static final double LOST_AT_MOST = 0.02;

    private static final int FEW = 200;
    private static final int MANY = 1_200;
    private static final int OTHERS = 400;
    private static final long SEED = 4_711;

    /**
     * Asked of simulated models: what the rule without a model does not reach. With less to gain in score, 300 held-out
     * prompts cannot show that none was lost.
     */
    private static final double ABOVE_THE_RULE = 0.85;

    @TempDir
    private Path folder;

    private final boolean recorded = Files.exists(RECORDED) && !Boolean.getBoolean("tutti.simulated");

    @Test
    void afterTrainingOnItsOwnLogTuttiAnswersOtherPromptsAsWellForLessMoney() throws Exception {
        Path data = recorded ? RECORDED : simulated();
        Path prices = data.resolveSibling("prices.json");
        List<RecordedPrompt> prompts = shuffled(RecordedSet.read(data, prices));
        List<RecordedPrompt> others = prompts.subList(0, OTHERS);
        List<RecordedPrompt> few = prompts.subList(OTHERS, OTHERS + FEW);
        List<RecordedPrompt> rest = prompts.subList(OTHERS + FEW, OTHERS + MANY);

        try (ServedTutti tutti = ServedTutti.start(JAR, folder, settings(data, prices))) {
            RecordedCaller caller = new RecordedCaller(tutti, 1);
            List<Outcome> before = ask(tutti, caller, others);
            assertThat(tutti.get("/v1/router/versions").ok().path("data"))
                    .as("router models in an empty store")
                    .isEmpty();

            List<Outcome> fewAsked = ask(tutti, caller, few);
            caller.label(fewAsked);
            assertThat(caller.labelAllAudits(fewAsked))
                    .as("labelled audits of %d requests", FEW)
                    .isGreaterThan(FEW);
            JsonNode tooEarly = tutti.train();
            assertThat(tooEarly.path("result").asText()).as("%s", tooEarly).isEqualTo("kept");
            assertThatTheGateSaysWhy(tooEarly.path("report"));

            List<Outcome> restAsked = ask(tutti, caller, rest);
            caller.label(restAsked);
            caller.labelAllAudits(restAsked);
            JsonNode trained = tutti.train();
            assertThat(trained.path("result").asText()).as("%s", trained).isEqualTo("published");

            List<Outcome> after = ask(tutti, caller, others);

            assertThat(meanCostInTheLog(tutti, after)).isLessThan(meanCostInTheLog(tutti, before));
            assertThat(PairedBootstrap.of(differences(before, after), SEED).lower())
                    .as("one-sided 95 %% bound of the paired difference in score")
                    .isGreaterThan(-LOST_AT_MOST);
        }
    }

    /** Not the least number of labels, which is met: a check of the gate on the held-out prompts, in words. */
    private static void assertThatTheGateSaysWhy(JsonNode report) {
        assertThat(report.path("labelled_rows").asInt()).isGreaterThan(FEW);
        List<JsonNode> failed = new ArrayList<>();
        report.at("/gate/checks").forEach(check -> {
            if (!check.path("passed").asBoolean()) {
                failed.add(check);
            }
        });
        assertThat(failed).as("%s", report).isNotEmpty();
        failed.forEach(check -> assertThat(report.path("reason").asText())
                .contains(check.path("name").asText(), check.path("says").asText()));
    }

    /** As {@code ./tutti simulate} makes them. */
    private Path simulated() throws Exception {
        Path file = folder.resolve("simulated.jsonl.gz");
        Process simulate = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-jar",
                        JAR.toString(),
                        "simulate",
                        "--format=replay",
                        "--rows=" + (OTHERS + MANY),
                        "--seed=" + SEED,
                        "--out=" + file)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("simulate.log").toFile())
                .start();
        assertThat(simulate.waitFor())
                .as("%s", Files.readString(folder.resolve("simulate.log")))
                .isZero();
        letTheDearestBeSecondRate(file.resolveSibling("prices.json"));
        return file;
    }

    /**
     * Of simulated models the dearer is the better, so the rule's guess from prices is right and there is little to learn.
     * Here the dearest is a specialist and the best costs what he did, as among the recorded models, and the second best,
     * on which the rule then relies, costs twice as much.
     */
    private static void letTheDearestBeSecondRate(Path prices) throws Exception {
        ObjectMapper json = new ObjectMapper();
        ObjectNode all = (ObjectNode) json.readTree(prices.toFile());
        JsonNode dearest = all.get("aria-grand");
        all.set("aria-grand", all.get("corda-sum"));
        all.set("corda-sum", dearest);
        JsonNode second = all.get("dolce-pro");
        all.set(
                "dolce-pro",
                json.createObjectNode()
                        .put("input", 2 * second.path("input").asDouble())
                        .put("output", 2 * second.path("output").asDouble()));
        json.writeValue(prices.toFile(), all);
    }

    private List<Outcome> ask(ServedTutti tutti, RecordedCaller caller, List<RecordedPrompt> prompts) {
        return caller.ask(
                prompts,
                prompt -> tutti.object()
                        .put("task", prompt.category())
                        .put("explore", false)
                        .put("quality_target", recorded ? 0.8 : ABOVE_THE_RULE));
    }

    private static double meanCostInTheLog(ServedTutti tutti, List<Outcome> outcomes) {
        return outcomes.stream()
                .mapToDouble(outcome -> tutti.get("/v1/outcomes/" + outcome.requestId())
                        .ok()
                        .path("cost_usd")
                        .asDouble())
                .average()
                .orElseThrow();
    }

    private static double[] differences(List<Outcome> before, List<Outcome> after) {
        double[] differences = new double[before.size()];
        for (int i = 0; i < differences.length; i++) {
            differences[i] = after.get(i).quality() - before.get(i).quality();
        }
        return differences;
    }

    /** Every request is audited and nothing is explored, so that chance has no part in what is learned. */
    private Map<String, String> settings(Path data, Path prices) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("tutti.practice.replay", data.toAbsolutePath().toString());
        settings.put("tutti.practice.replay-prices", prices.toAbsolutePath().toString());
        settings.put("tutti.practice.latency-scale", "0");
        // Recorded answers come at once: a late one tells of this machine, and asking twice would cost what nobody
        // recorded.
        settings.put("tutti.execution.hedge.enabled", "false");
        settings.put("tutti.training.min-labels", Integer.toString(FEW - 50));
        settings.put("tutti.audit.rate", "1");
        settings.put("tutti.audit.max-usd-per-day", "1000");
        if (recorded) {
            settings.put("tutti.practice.replay-models", CATALOGUE);
        }
        return settings;
    }

    /** Each text once, so that what is asked after was never trained on, in an order drawn by a fixed seed. */
    private static List<RecordedPrompt> shuffled(RecordedSet set) {
        Map<String, RecordedPrompt> byText = new LinkedHashMap<>();
        set.prompts().forEach(prompt -> byText.putIfAbsent(prompt.text().strip(), prompt));
        List<RecordedPrompt> prompts = new ArrayList<>(byText.values());
        Collections.shuffle(prompts, new Random(SEED));
        return prompts;
    }
}
