package dev.tutti.edge.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Requests that were whole once: each with one to three of its values taken out, doubled or replaced by odd ones. */
final class Mutations {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String WHOLE = """
            {"model":"tutti/auto","stream":false,"n":1,"max_tokens":20,"temperature":0.5,"stop":["x"],"seed":4,
             "request_id":"aaaaaaaaaaaaaaaaaaaaaaaaaa","score":0.5,"source":"judge","comment":"none",
             "response_format":{"type":"text"},"tools":[],"logprobs":false,"user":"u","metadata":{"a":"b"},
             "messages":[{"role":"system","content":"be brief"},
                         {"role":"user","content":[{"type":"text","text":"what is 2+2?"}]},
                         {"role":"assistant","content":"4","tool_calls":[]},{"role":"user","content":"sure?"}],
             "routing":{"quality_target":0.5,"max_cost_usd":0.01,"max_latency_ms":9000,"task":"sums",
                        "strategies":["single","cascade","self-moa"],"models":{"allow":["practice/*"],"deny":["*pro"]},
                        "when_infeasible":"cheapest","explore":false,"explain":true,"session":"s",
                        "plan":{"strategy":"self-moa","model":"practice/aria-nano","samples":2,"mode":"vote"}}}
            """;
    private static final List<String> ODD = List.of(
            "null",
            "true",
            "-1",
            "0",
            "1",
            "3",
            "1e300",
            "1e-300",
            "-0.0",
            "99999999999999999999",
            "\"\"",
            "\" \"",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "\"\\u202e\"",
            "\"tutti/mixed-moa\"",
            "\"practice/aria-nano\"",
            "\"tool\"",
            "\"self-moa-seq\"",
            "\"synthesise\"",
            "\"json_schema\"",
            "[]",
            "[null]",
            "[[]]",
            "{}",
            "{\"a\":{}}",
            "[\"practice/aria-nano\",\"practice/aria-mini\"]");

    private final Random random;

    Mutations(long seed) {
        random = new Random(seed);
    }

    String next() {
        JsonNode root = tree(WHOLE);
        for (int i = random.nextInt(3); i >= 0; i--) {
            mutate(root);
        }
        return cut(root.toString());
    }

    private void mutate(JsonNode root) {
        List<JsonNode> containers = new ArrayList<>();
        collect(root, containers);
        switch (containers.get(random.nextInt(containers.size()))) {
            case ObjectNode object -> mutate(object);
            case ArrayNode array -> mutate(array);
            default -> throw new AssertionError("no container");
        }
    }

    private void mutate(ObjectNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        String name = names.isEmpty() ? "extra" : names.get(random.nextInt(names.size()));
        switch (random.nextInt(4)) {
            case 0 -> object.remove(name);
            case 1 -> object.set(name + "s", odd());
            default -> object.set(name, odd());
        }
    }

    private void mutate(ArrayNode array) {
        if (array.isEmpty() || random.nextInt(3) == 0) {
            array.add(odd());
        } else if (random.nextBoolean()) {
            array.remove(random.nextInt(array.size()));
        } else {
            array.add(array.get(random.nextInt(array.size())).deepCopy());
        }
    }

    /** One in ten is not even whole. */
    private String cut(String text) {
        return random.nextInt(10) == 0 ? text.substring(0, random.nextInt(text.length())) : text;
    }

    private JsonNode odd() {
        return random.nextInt(12) == 0
                ? JsonNodeFactory.instance.textNode("long ".repeat(20_000))
                : tree(ODD.get(random.nextInt(ODD.size())));
    }

    private static void collect(JsonNode node, List<JsonNode> containers) {
        if (node.isContainerNode()) {
            containers.add(node);
            node.forEach(child -> collect(child, containers));
        }
    }

    private static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
