package dev.tutti.edge.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A strategy as it is measured: the plan that {@code routing.plan} forces, its upstream calls, and how many of them stand
 * one behind the other when every upstream is as fast as the others and all answers are equal.
 */
record StrategyShape(String name, ObjectNode plan, int calls, int deep) {
    private static final String MODEL = "model";
    private static final String AGGREGATOR = "aggregator";

    /** One of each kind, over the models of a stub in {@link StubCatalogue}. */
    static List<StrategyShape> all(String stub) {
        List<String> three = models(stub, 3);
        String first = three.getFirst();
        String fourth = models(stub, 4).getLast();
        return List.of(
                of("single", single(first), 1, 1),
                of("cascade, 2 agree of 3", cascade(three), 2, 2),
                of(
                        "adaptive vote, 2 of 6",
                        adaptive(mixed(models(stub, 6), 2), 6).put("mode", "vote"),
                        2,
                        1),
                of("vote of 3", mixed(three, 2).put("mode", "vote"), 3, 1),
                of("select of 3", aggregated(mixed(three, 2), fourth).put("mode", "select"), 4, 2),
                panel(stub),
                of("self-moa 6 + 1", aggregated(self(first, 6), fourth), 7, 2),
                of("mixed-moa 3 + 3 + 1", aggregated(mixed(three, 3), fourth), 7, 3),
                // Windows of 6, then of 3 new samples, which are on their way during the first synthesis.
                of("self-moa-seq 9", aggregated(sequence(first, 9), fourth), 11, 3));
    }

    /** Three proposers and one aggregator. */
    static StrategyShape panel(String stub) {
        return of(
                "mixed-moa 3 + 1",
                aggregated(mixed(models(stub, 3), 2), models(stub, 4).getLast()),
                4,
                2);
    }

    private static StrategyShape of(String name, ObjectNode plan, int calls, int deep) {
        return new StrategyShape(name, plan, calls, deep);
    }

    static ObjectNode single(String model) {
        return plan("single").put(MODEL, model);
    }

    static ObjectNode cascade(List<String> models) {
        return with(plan("cascade"), "steps", models);
    }

    static ObjectNode mixed(List<String> proposers, int layers) {
        return with(plan("mixed-moa"), "proposers", proposers).put("layers", layers);
    }

    /** Two samples at once, then more up to the most, until they agree enough. */
    static ObjectNode adaptive(ObjectNode plan, int most) {
        plan.putObject("samples").putObject("adaptive").put("least", 2).put("most", most);
        return plan;
    }

    static ObjectNode self(String model, int samples) {
        return plan("self-moa").put(MODEL, model).put("samples", samples);
    }

    static ObjectNode sequence(String model, int samples) {
        return plan("self-moa-seq").put(MODEL, model).put("samples", samples);
    }

    static ObjectNode aggregated(ObjectNode plan, String aggregator) {
        return plan.put(AGGREGATOR, aggregator);
    }

    /** The routing object that forces the plan, with budgets that do not cut it. */
    static ObjectNode routing(JsonNode plan) {
        ObjectNode routing = JsonNodeFactory.instance.objectNode();
        routing.set("plan", plan);
        return routing.put("max_cost_usd", 10).put("max_latency_ms", 600_000).put("explore", false);
    }

    ObjectNode routing() {
        return routing(plan);
    }

    private static ObjectNode plan(String strategy) {
        return JsonNodeFactory.instance.objectNode().put("strategy", strategy);
    }

    private static ObjectNode with(ObjectNode plan, String field, List<String> models) {
        ArrayNode array = plan.putArray(field);
        models.forEach(array::add);
        return plan;
    }

    private static List<String> models(String stub, int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(number -> stub + "/m" + number)
                .toList();
    }
}
