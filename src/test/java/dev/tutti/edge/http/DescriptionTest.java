package dev.tutti.edge.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.tngtech.archunit.core.domain.JavaMethod;
import dev.tutti.edge.http.Description.Operation;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The description of the API: whole, valid, and of this service. */
final class DescriptionTest {
    private static final Description DESCRIPTION = read();

    @Test
    void aParserOfItsUsersToolsFindsNothingWrong() throws IOException {
        ParseOptions options = new ParseOptions();
        options.setResolve(true);

        SwaggerParseResult read =
                new OpenAPIV3Parser().readContents(DESCRIPTION.root().toString(), List.of(), options);

        assertThat(read.getMessages()).isEmpty();
        assertThat(read.getOpenAPI().getPaths())
                .hasSize(DESCRIPTION.root().path("paths").size());
        assertThat(read.isOpenapi31()).isTrue();
    }

    @Test
    void everyEndpointIsDescribedWithTheScopesThatItAsksFor() {
        Map<String, String> described = new TreeMap<>();
        DESCRIPTION.operations().forEach(one -> described.put(address(one), scopes(one)));

        Map<String, String> served = new TreeMap<>();
        GateTest.ENDPOINTS.forEach(method -> served.put(address(method), scopes(method)));

        assertThat(described).isEqualTo(served);
    }

    @Test
    void everyErrorCodeIsDescribedAtItsStatusWithAnExample() {
        for (ErrorCode code : ErrorCode.values()) {
            assertThat(errors(code, "#/components/schemas/Error"))
                    .as(code.wireName())
                    .isNotEmpty()
                    .allSatisfy(error -> {
                        assertThat(error.path("error").path("type").asText()).isEqualTo(code.type());
                        assertThat(error.path("error").path("message").asText()).isNotBlank();
                    });
        }
        assertThat(texts(DESCRIPTION.component("schemas").path("ErrorCode").path("enum")))
                .containsExactly(Arrays.stream(ErrorCode.values())
                        .map(ErrorCode::wireName)
                        .toArray(String[]::new));
    }

    @Test
    void errorsOfMessagesAreDescribedAsTheyAreTold() {
        for (JsonNode response : responsesOf("#/components/schemas/MessagesError")) {
            examples(response).forEach(error -> {
                ErrorCode code = ErrorCode.valueOf(
                        error.path("error").path("code").asText().toUpperCase(Locale.ROOT));
                JsonNode told = MessagesDialect.SPOKEN.refusal(Refusal.of(code, "x"));
                assertThat(error.path("error").path("type"))
                        .isEqualTo(told.path("error").path("type"));
            });
        }
    }

    @Test
    void aResponseStandsAtItsStatusEverywhere() {
        for (Operation operation : DESCRIPTION.operations()) {
            operation.responses(DESCRIPTION).forEach((status, response) -> {
                if (response.has("x-status")) {
                    assertThat(status)
                            .as("%s", operation)
                            .isEqualTo(response.path("x-status").asText());
                }
            });
        }
    }

    @Test
    void everythingHasAWordOfExplanation() {
        Set<String> ids = new HashSet<>();
        for (Operation operation : DESCRIPTION.operations()) {
            assertThat(ids.add(operation.id()))
                    .as("the id of %s is its own", operation)
                    .isTrue();
            for (String field : List.of("operationId", "summary", "description")) {
                assertThat(operation.node().path(field).asText())
                        .as("%s of %s", field, operation)
                        .isNotBlank();
            }
            assertThat(texts(operation.node().path("tags"))).as("%s", operation).isSubsetOf(tags());
            DESCRIPTION.parameters(operation).forEach(parameter -> {
                explained(parameter, operation + " " + parameter.path("name"));
                assertThat(Description.example(parameter).isMissingNode())
                        .as("%s %s", operation, parameter.path("name"))
                        .isFalse();
            });
            operation
                    .responses(DESCRIPTION)
                    .forEach((status, response) -> explained(response, operation + " " + status));
        }
        for (String kind : List.of("schemas", "responses", "headers", "parameters", "securitySchemes")) {
            DESCRIPTION.component(kind).properties().forEach(one -> explained(one.getValue(), one.getKey()));
        }
    }

    @Test
    void everyBodyHasAnExampleAndEveryExampleIsAsItsSchemaSays() {
        for (Operation operation : DESCRIPTION.operations()) {
            JsonNode body = operation.node().path("requestBody");
            body.path("content").forEach(media -> exemplified(media, operation + " request"));
            operation
                    .responses(DESCRIPTION)
                    .forEach((status, response) ->
                            response.path("content").forEach(media -> exemplified(media, operation + " " + status)));
            DESCRIPTION
                    .parameters(operation)
                    .forEach(parameter -> assertThat(
                                    DESCRIPTION.faults(parameter.path("schema"), Description.example(parameter)))
                            .as("%s %s", operation, parameter.path("name"))
                            .isEmpty());
        }
        DESCRIPTION
                .component("headers")
                .properties()
                .forEach(header -> assertThat(DESCRIPTION.faults(
                                header.getValue().path("schema"),
                                header.getValue().path("example")))
                        .as(header.getKey())
                        .isEmpty());
    }

    @Test
    void theRoutingObjectIsDescribedFieldByField() {
        assertThat(names("RoutingRequest")).isEqualTo(new TreeSet<>(RoutingForm.KNOWN));
    }

    /** A value that breaks its schema is an example of a refusal. */
    private static void exemplified(JsonNode media, String where) {
        assertThat(media.path("examples").isEmpty())
                .as("%s has no example", where)
                .isFalse();
        DESCRIPTION.examples(media).forEach(example -> {
            assertThat(example.node().path("summary").asText())
                    .as("%s %s", where, example.name())
                    .isNotBlank();
            if (example.status(200) < 300) {
                assertThat(DESCRIPTION.faults(media.path("schema"), example.value()))
                        .as("%s %s", where, example.name())
                        .isEmpty();
            }
        });
    }

    private static void explained(JsonNode node, String what) {
        assertThat(node.path("description").asText()).as(what).isNotBlank();
    }

    /** The examples of that code, in responses of its status. */
    private static List<JsonNode> errors(ErrorCode code, String schema) {
        return responsesOf(schema).stream()
                .filter(response -> response.path("x-status").asInt() == code.status())
                .flatMap(DescriptionTest::examples)
                .filter(error -> error.path("error").path("code").asText().equals(code.wireName()))
                .toList();
    }

    private static List<JsonNode> responsesOf(String schema) {
        return DESCRIPTION
                .component("responses")
                .valueStream()
                .filter(response ->
                        json(response).path("schema").path("$ref").asText().equals(schema))
                .toList();
    }

    private static Stream<JsonNode> examples(JsonNode response) {
        return DESCRIPTION.examples(json(response)).map(Description.Example::value);
    }

    private static JsonNode json(JsonNode response) {
        return response.path("content").path("application/json");
    }

    private static Set<String> tags() {
        return DESCRIPTION
                .root()
                .path("tags")
                .valueStream()
                .map(tag -> tag.path("name").asText())
                .collect(Collectors.toSet());
    }

    private static Set<String> names(String schema) {
        return DESCRIPTION.component("schemas").path(schema).path("properties").properties().stream()
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<String> texts(JsonNode array) {
        return array.valueStream().map(JsonNode::asText).toList();
    }

    private static String address(Operation operation) {
        return operation.method() + " " + operation.path();
    }

    private static String address(JavaMethod method) {
        String path = (path(method.getOwner().tryGetAnnotationOfType(Path.class).orElseThrow())
                        + method.tryGetAnnotationOfType(Path.class)
                                .map(DescriptionTest::path)
                                .orElse(""))
                .replaceAll("//+", "/")
                .replaceAll("(?<=.)/$", "")
                .replaceAll("\\{(\\w+): [^}]*}", "{$1}");
        String verb = method.getAnnotations().stream()
                .map(annotation -> annotation.getRawType().tryGetAnnotationOfType(HttpMethod.class))
                .flatMap(found -> found.stream())
                .map(HttpMethod::value)
                .findFirst()
                .orElseThrow();
        // The one path that code takes apart: ids of models may hold colons.
        return verb + " " + (verb.equals("POST") && path.equals("/v1/models/{id}") ? path + ":release" : path);
    }

    private static String path(Path path) {
        return "/" + path.value();
    }

    /** Those of a bearer key; of the same key in another header they are the same. */
    private static String scopes(Operation operation) {
        Map<String, String> byScheme = new TreeMap<>();
        operation
                .node()
                .path("security")
                .forEach(way -> way.properties()
                        .forEach(one -> byScheme.merge(
                                one.getKey(), one.getValue().path(0).asText(), (a, b) -> a + " " + b)));
        assertThat(byScheme.get("apiKey")).as("%s", operation).isEqualTo(byScheme.get("bearer"));
        return Objects.requireNonNullElse(byScheme.get("bearer"), "open");
    }

    private static String scopes(JavaMethod method) {
        return method.isAnnotatedWith(Open.class)
                ? "open"
                : Arrays.stream(method.getAnnotationOfType(Needs.class).value())
                        .map(Scopes::wireName)
                        .collect(Collectors.joining(" "));
    }

    private static Description read() {
        try (InputStream file = DescriptionTest.class.getResourceAsStream("/META-INF/openapi.yaml")) {
            return new Description(new YAMLMapper().readTree(file));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
