package dev.tutti.edge.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.tutti.edge.http.Asked.Answered;
import dev.tutti.edge.http.Description.Example;
import dev.tutti.edge.http.Description.Operation;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The examples of the description do, sent to the service, what it says of them. */
@QuarkusTest
@TestProfile(DescribedProfile.class)
class DescribedExamplesTest {
    @TestHTTPResource("/")
    URI service;

    @TestHTTPResource(value = "/", management = true)
    URI operations;

    private Description description;

    @BeforeEach
    void readIt() throws IOException {
        description = Description.of(get("/openapi.json").body());
    }

    @Test
    void itIsTheSameInAllItsFormsAndPlaces() throws IOException {
        JsonNode yaml = new YAMLMapper().readTree(get("/openapi.yaml").body());
        Answered asked = new Asked("GET", "/openapi", Map.of("accept", "application/json"), "").of(service);
        Answered managed = new Asked("GET", "/q/openapi?format=json", Map.of(), "").of(operations);

        assertThat(yaml).isEqualTo(description.root());
        assertThat(get("/openapi").type()).isEqualTo("application/yaml");
        assertThat(Description.JSON.readTree(asked.body())).isEqualTo(description.root());
        assertThat(Description.JSON.readTree(managed.body())).isEqualTo(description.root());
        assertThat(new Asked("GET", "/q/openapi", Map.of(), "").of(operations).body())
                .isEqualTo(get("/openapi").body());
    }

    @Test
    void everyRequestOfItsExamplesIsAnsweredAsDescribed() throws IOException {
        List<String> faults = new ArrayList<>();
        for (Operation operation : inOrder()) {
            for (Sent sent : sent(operation)) {
                Answered answered = sent.asked().of(service);
                if (sent.status() != answered.status()) {
                    faults.add(sent.asked() + " was to give " + sent.status() + ", gave " + answered);
                }
                Conformity.faults(description, operation, answered)
                        .forEach(fault -> faults.add(sent.asked() + ": " + fault + "\n  " + answered));
            }
        }

        assertThat(faults).isEmpty();
    }

    /** A request, and the status of the answer to it. */
    private record Sent(Asked asked, int status) {}

    /** What others refer to comes first: rows before their scores, and what is taken away last. */
    private List<Operation> inOrder() {
        Map<String, Integer> place = new HashMap<>(Map.of(
                "importOutcomes", -1, "revokeKey", 2, "cancelTraining", 2, "deleteOutcome", 2, "deleteOutcomes", 2));
        return description.operations().stream()
                .sorted(Comparator.comparingInt(
                        one -> place.getOrDefault(one.id(), one.method().equals("POST") ? 0 : 1)))
                .toList();
    }

    private List<Sent> sent(Operation operation) throws IOException {
        int good = operation.responses(description).keySet().stream()
                .mapToInt(Integer::parseInt)
                .min()
                .orElseThrow();
        List<Sent> all = new ArrayList<>();
        for (Map.Entry<String, JsonNode> media :
                operation.node().path("requestBody").path("content").properties()) {
            for (Example example : description.examples(media.getValue()).toList()) {
                String body = example.value().isTextual()
                        ? example.value().asText()
                        : example.value().toString();
                all.add(new Sent(asked(operation, Map.of("content-type", media.getKey()), body), example.status(good)));
            }
        }
        if (all.isEmpty()) {
            all.add(new Sent(asked(operation, Map.of(), ""), good));
        }
        return all;
    }

    private Asked asked(Operation operation, Map<String, String> headers, String body) throws IOException {
        String path = operation.path();
        Map<String, String> all = new TreeMap<>(headers);
        List<String> query = new ArrayList<>();
        for (JsonNode parameter : description.parameters(operation).toList()) {
            String name = parameter.path("name").asText();
            String value = value(operation, parameter);
            switch (parameter.path("in").asText()) {
                case "path" -> path = path.replace("{" + name + "}", encoded(value));
                case "query" -> query.add(name + "=" + encoded(value));
                default -> {}
            }
        }
        String target = query.isEmpty() ? path : path + "?" + String.join("&", query);
        return new Asked(operation.method(), target, all, body);
    }

    /** The example's, but for what is made anew by each service. */
    private String value(Operation operation, JsonNode parameter) throws IOException {
        return switch (operation.id()) {
            case "promoteVersion" -> first("/v1/router/versions");
            case "getTraining", "cancelTraining" -> training();
            default -> Description.example(parameter).asText();
        };
    }

    private String first(String list) throws IOException {
        return Description.JSON
                .readTree(get(list).body())
                .path("data")
                .path(0)
                .path("id")
                .asText();
    }

    /** Of one that was started just now. */
    private String training() throws IOException {
        while (true) {
            Answered started = new Asked("POST", "/v1/router/training", Map.of(), "").of(service);
            if (started.status() == 202) {
                return Description.JSON.readTree(started.body()).path("id").asText();
            }
        }
    }

    @Test
    void theHeadersOfARequestAreThoseThatAreDescribed() throws IOException {
        Operation chat = operation("createChatCompletion");
        Map<String, String> examples = description
                .parameters(chat)
                .collect(Collectors.toMap(
                        parameter -> parameter.path("name").asText(),
                        parameter -> Description.example(parameter).asText()));
        String body = "{\"model\":\"tutti/auto\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";

        Answered good = new Asked("POST", chat.path(), examples, body).of(service);
        Answered unknown = new Asked("POST", chat.path(), Map.of("x-tutti-x", "1"), body).of(service);

        assertThat(good.status()).as("%s", good).isEqualTo(200);
        assertThat(allowed(unknown)).containsExactlyInAnyOrderElementsOf(examples.keySet());
    }

    @Test
    void objectsThatTakeNoOtherFieldsAreDescribedFieldByField() throws IOException {
        for (String id : List.of("scoreAnswer", "createKey")) {
            Operation operation = operation(id);
            JsonNode schema = description.at(operation
                    .node()
                    .path("requestBody")
                    .path("content")
                    .path("application/json")
                    .path("schema"));
            Answered refused = new Asked("POST", operation.path(), Map.of(), "{\"x\":1}").of(service);

            assertThat(allowed(refused))
                    .containsExactlyInAnyOrderElementsOf(schema.path("properties").properties().stream()
                            .map(Map.Entry::getKey)
                            .toList());
        }
    }

    @Test
    void theFiltersOfTheLogAreThoseThatAreDescribed() throws IOException {
        assertThat(allowed(get("/v1/outcomes?x=1")))
                .containsExactlyInAnyOrderElementsOf(description
                        .parameters(operation("listOutcomes"))
                        .map(one -> one.path("name").asText())
                        .toList());
    }

    /** What a refusal says is allowed. */
    private static List<String> allowed(Answered refused) throws IOException {
        String message = Description.JSON
                .readTree(refused.body())
                .path("error")
                .path("message")
                .asText();
        assertThat(message).contains("allowed are ");
        return List.of(message.substring(message.indexOf("allowed are ") + "allowed are ".length())
                .split(", "));
    }

    private Operation operation(String id) {
        return description.operations().stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private Answered get(String target) throws IOException {
        return new Asked("GET", target, Map.of(), "").of(service);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
