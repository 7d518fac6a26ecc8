package dev.tutti.edge.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tutti.sense.evidence.AnswerSketcher;
import dev.tutti.words.chat.Usd;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Quality and cost of every strategy on real endpoints, up to an amount of money. Prompts are recorded ones of which some
 * model's answer was right; an answer is right when its short form equals such a one. Each prompt meets all strategies
 * before the next does, one request at a time, so that the money that is left bounds each and nothing is spent beyond it.
 * Degraded and failed answers are counted; it ends with the prompts, or when what is left pays for a plan no more.
 */
final class LiveQuality {
    /** Shorter than a client's patience, so that every request ends with a word of what it cost. */
    private static final int LONGEST_MS = 240_000;

    private final PrintWriter out;
    private final Usd cap;
    private Usd spent = Usd.ZERO;

    LiveQuality(PrintWriter out, Usd cap) {
        this.out = out;
        this.cap = cap;
    }

    /** {@code models}: of the catalogue; the first is held for the strongest and aggregates. */
    void run(Path jar, String catalogue, List<String> models, RecordedSet set) throws IOException {
        Map<String, String> settings = Map.of("tutti.catalogue", catalogue, "tutti.audit.rate", "0");
        try (WorkFolder work = WorkFolder.create();
                ServedTutti tutti = ServedTutti.start(jar, work.path(), settings)) {
            run(tutti, models, set);
        }
    }

    /** The same of one that runs already and audits nothing. */
    void run(Tutti tutti, List<String> models, RecordedSet set) {
        Map<String, ObjectNode> plans = plans(models);
        LiveTable table = new LiveTable(plans.keySet());
        for (RecordedPrompt prompt : answerable(set)) {
            List<LiveAnswer> row = all(tutti, plans, prompt);
            if (row.size() < plans.size()) {
                break;
            }
            table.add(row);
        }
        out.printf(
                "%nLive catalogue: %d prompts, $%.4f spent of $%.4f; some answers are right in words that are not"
                        + " recognised, so compare the rows with each other%n",
                table.prompts(), spent.toDouble(), cap.toDouble());
        table.print(out);
        out.flush();
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
    private List<LiveAnswer> all(Tutti tutti, Map<String, ObjectNode> plans, RecordedPrompt prompt) {
        List<LiveAnswer> row = new ArrayList<>();
        for (ObjectNode plan : plans.values()) {
            Usd left = cap.minus(spent);
            if (left.compareTo(Usd.ZERO) <= 0) {
                out.println("  ended: nothing is left");
                return row;
            }
            ServedTutti.Reply reply = tutti.post("/v1/chat/completions", body(plan, prompt, left));
            Usd cost = cost(tutti, reply, left);
            spent = spent.plus(cost);
            if (reply.body().at("/error/code").asText().equals("budget_infeasible")) {
                out.println("  ended: " + reply.body().at("/error/message").asText());
                return row;
            }
            row.add(answer(prompt, reply, cost));
        }
        return row;
    }

    private static LiveAnswer answer(RecordedPrompt prompt, ServedTutti.Reply reply, Usd cost) {
        double dollars = cost.toDouble();
        if (reply.status() != 200) {
            return new LiveAnswer(new Contender.Scored(0, dollars), LiveAnswer.Run.FAILED);
        }
        String said = reply.body().at("/choices/0/message/content").asText();
        boolean whole = reply.body().at("/routing/degraded").isNull();
        return new LiveAnswer(
                new Contender.Scored(score(prompt, said), dollars),
                whole ? LiveAnswer.Run.WHOLE : LiveAnswer.Run.DEGRADED);
    }

    /** A request without an answer tells it in its row alone; where nobody knows, it was all that was allowed. */
    private static Usd cost(Tutti tutti, ServedTutti.Reply reply, Usd allowed) {
        if (reply.status() == 200) {
            return usd(reply.body().at("/routing/cost_usd"));
        }
        Optional<ServedTutti.Reply> row =
                reply.requestId().map(id -> tutti.get("/v1/outcomes/" + id)).filter(found -> found.status() == 200);
        // A request that is refused before anything runs has no row.
        Usd unknown = reply.status() < 500 ? Usd.ZERO : allowed;
        return row.map(found -> usd(found.body().path("cost_usd"))).orElse(unknown);
    }

    private static Usd usd(JsonNode dollars) {
        return Usd.of(dollars.decimalValue());
    }

    private static ObjectNode body(ObjectNode plan, RecordedPrompt prompt, Usd left) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("model", "tutti/auto");
        body.putArray("messages").addObject().put("role", "user").put("content", prompt.text());
        body.set(
                "routing",
                StrategyShape.routing(plan).put("max_cost_usd", left.dollars()).put("max_latency_ms", LONGEST_MS));
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
}
