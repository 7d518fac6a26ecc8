package dev.tutti.edge.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tutti.sense.evidence.AnswerSketcher;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Quality and cost of every strategy on real endpoints, up to an amount of money. Prompts are recorded ones of which some
 * model's answer was right; an answer is right when its short form equals such a one. Each prompt meets all strategies
 * before the next does, one request at a time, so that the money that is left bounds each and nothing is spent beyond it.
 */
final class LiveQuality {
    private static final long SEED = 7;

    private final Path jar;
    private final PrintWriter out;
    private final double capUsd;
    private double spentUsd;

    LiveQuality(Path jar, PrintWriter out, double capUsd) {
        this.jar = jar;
        this.out = out;
        this.capUsd = capUsd;
    }

    /** {@code models}: of the catalogue; the first is held for the strongest and aggregates. */
    void run(String catalogue, List<String> models, RecordedSet set) throws IOException {
        Path work = Files.createTempDirectory("tutti-strategies-");
        Map<String, ObjectNode> plans = plans(models);
        Map<String, List<Contender.Scored>> reached = new LinkedHashMap<>();
        plans.keySet().forEach(name -> reached.put(name, new ArrayList<>()));
        try (ServedTutti tutti =
                ServedTutti.start(jar, work, Map.of("tutti.catalogue", catalogue, "tutti.audit.rate", "0"))) {
            for (RecordedPrompt prompt : answerable(set)) {
                List<Contender.Scored> row = all(tutti, plans, prompt);
                if (row.size() < plans.size()) {
                    break;
                }
                int i = 0;
                for (List<Contender.Scored> column : reached.values()) {
                    column.add(row.get(i++));
                }
            }
        }
        print(reached);
    }

    private static Map<String, ObjectNode> plans(List<String> models) {
        String strongest = models.getFirst();
        Map<String, ObjectNode> plans = new LinkedHashMap<>();
        plans.put("single", StrategyShape.single(strongest));
        plans.put("self-moa, 6, synthesise", StrategyShape.aggregated(StrategyShape.self(strongest, 6), strongest));
        plans.put("self-moa, 6, vote", StrategyShape.self(strongest, 6).put("mode", "vote"));
        plans.put("self-moa-seq, 9", StrategyShape.aggregated(StrategyShape.sequence(strongest, 9), strongest));
        if (models.size() > 1) {
            for (String mode : List.of("synthesise", "select")) {
                plans.put(
                        "mixed-moa, " + mode,
                        StrategyShape.aggregated(StrategyShape.mixed(models, 2), strongest)
                                .put("mode", mode));
            }
            plans.put("mixed-moa, vote", StrategyShape.mixed(models, 2).put("mode", "vote"));
            plans.put("cascade", StrategyShape.cascade(models.reversed()));
        }
        return plans;
    }

    /** In an order that the texts alone give. */
    private static List<RecordedPrompt> answerable(RecordedSet set) {
        return set.prompts().stream()
                .filter(prompt -> prompt.arms().values().stream().anyMatch(LiveQuality::right))
                .sorted(Comparator.comparingInt(prompt -> prompt.normalised().hashCode()))
                .toList();
    }

    private static boolean right(RecordedPrompt.Arm arm) {
        return arm.quality() == 1 && !arm.answer().isEmpty();
    }

    /** Fewer than the plans when the money is at its end. */
    private List<Contender.Scored> all(ServedTutti tutti, Map<String, ObjectNode> plans, RecordedPrompt prompt) {
        List<Contender.Scored> row = new ArrayList<>();
        for (ObjectNode plan : plans.values()) {
            ServedTutti.Reply reply = tutti.post("/v1/chat/completions", body(tutti, plan, prompt));
            double cost = reply.body().at("/routing/cost_usd").asDouble();
            spentUsd += cost;
            if (reply.status() != 200 || !reply.body().at("/routing/degraded").isNull()) {
                out.println("  ended by: " + why(reply));
                return row;
            }
            row.add(new Contender.Scored(
                    score(prompt, reply.body().at("/choices/0/message/content").asText()), cost));
        }
        return row;
    }

    private static String why(ServedTutti.Reply reply) {
        JsonNode message = reply.body().at("/error/message");
        return message.isTextual()
                ? message.asText()
                : reply.body().at("/routing/degraded").asText();
    }

    private ObjectNode body(ServedTutti tutti, ObjectNode plan, RecordedPrompt prompt) {
        ObjectNode body = tutti.object().put("model", "tutti/auto");
        body.putArray("messages").addObject().put("role", "user").put("content", prompt.text());
        body.set("routing", StrategyShape.routing(plan).put("max_cost_usd", Math.max(1e-9, capUsd - spentUsd)));
        return body;
    }

    private static double score(RecordedPrompt prompt, String answer) {
        long given = AnswerSketcher.sketch(answer, "stop", false).digest();
        return prompt.arms().values().stream()
                        .filter(LiveQuality::right)
                        .anyMatch(arm -> AnswerSketcher.sketch(arm.answer(), "stop", false)
                                        .digest()
                                == given)
                ? 1
                : 0;
    }

    private void print(Map<String, List<Contender.Scored>> reached) {
        List<Contender.Scored> single = reached.values().iterator().next();
        out.printf(
                "%nLive catalogue: %d prompts, $%.4f spent of $%.4f; some answers are right in words that are not"
                        + " recognised, so compare the rows with each other%n",
                single.size(), spentUsd, capUsd);
        if (!single.isEmpty()) {
            reached.forEach((name, answers) -> out.println(line(name, answers, single)));
        }
        out.flush();
    }

    private static String line(String name, List<Contender.Scored> answers, List<Contender.Scored> single) {
        Point point = new Contender.Result(answers).point();
        PairedBootstrap difference = PairedBootstrap.of(
                IntStream.range(0, answers.size())
                        .mapToDouble(
                                i -> answers.get(i).quality() - single.get(i).quality())
                        .toArray(),
                SEED);
        return "  live  %-26s %5.1f %%  $%8.3f for 1,000  %+5.1f points [%+.1f, %+.1f]"
                .formatted(
                        name,
                        100 * point.quality(),
                        point.costPer1000(),
                        100 * difference.mean(),
                        100 * difference.lower(),
                        100 * difference.upper());
    }
}
