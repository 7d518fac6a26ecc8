package dev.tutti;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.edge.bench.ServedTutti;
import dev.tutti.edge.identity.ProviderStub;
import dev.tutti.edge.identity.TokenMint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What users write and the keys they show are in no line of output and in no file that the program leaves behind. */
class PromptsAndKeysStayPrivateIT {

    private static final Path JAR = Path.of(System.getProperty("tutti.jar", "target/quarkus-app/quarkus-run.jar"));
    private static final String CANARY = "canary7f3a9";

    @TempDir
    private Path folder;

    @Test
    void noFileOfTheProgramHoldsWhatWasAsked() throws Exception {
        Map<String, String> settings =
                Map.of("tutti.practice.latency-scale", "0", "tutti.audit.rate", "1", "quarkus.log.level", "DEBUG");
        String made;
        try (ServedTutti tutti = ServedTutti.start(JAR, folder, settings);
                HttpClient client = HttpClient.newHttpClient()) {
            for (String body : bodies()) {
                client.send(request(tutti.base(), body), HttpResponse.BodyHandlers.ofString());
            }
            assertThat(tutti.get("/v1/outcomes").ok().path("data")).isNotEmpty();
            made = keyMadeAndShown(tutti, client);
        }

        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files.filter(Files::isRegularFile).toList())
                    .hasSizeGreaterThan(1)
                    .allSatisfy(
                            file -> assertThat(text(file)).as(file.toString()).doesNotContain(CANARY, made));
        }
    }

    @Test
    void noFileOfTheProgramHoldsATokenNorWhatStandsInOne() throws Exception {
        TokenMint mint = TokenMint.rsa("key");
        List<String> tokens = tokens(mint);
        List<Integer> answered = new ArrayList<>();
        try (ProviderStub provider =
                new ProviderStub().at(ProviderStub.KEYS, ProviderStub.json(TokenMint.jwks(mint)))) {
            Map<String, String> settings = Map.of(
                    "tutti.oidc.issuer",
                    TokenMint.ISSUER,
                    "tutti.oidc.audience",
                    TokenMint.AUDIENCE,
                    "tutti.oidc.jwks-uri",
                    provider.keys().toString(),
                    "tutti.practice.latency-scale",
                    "0",
                    "quarkus.log.level",
                    "DEBUG");
            try (ServedTutti tutti = ServedTutti.start(JAR, folder, settings);
                    HttpClient client = HttpClient.newHttpClient()) {
                for (String token : tokens) {
                    HttpResponse<String> response =
                            client.send(shown(tutti.base(), token), HttpResponse.BodyHandlers.ofString());
                    answered.add(response.statusCode());
                    assertThat(response.body()).doesNotContain(parts(token));
                }
            }
        }

        assertThat(answered).containsExactly(200, 403, 401, 401, 401, 401);
        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files.filter(Files::isRegularFile).toList())
                    .hasSizeGreaterThan(1)
                    .allSatisfy(file -> assertThat(text(file))
                            .as(file.toString())
                            .doesNotContain(CANARY)
                            .doesNotContain(tokens.stream()
                                    .flatMap(token -> Stream.of(parts(token)))
                                    .toArray(String[]::new)));
        }
    }

    /** A good one, one that may do nothing, and such as do not hold. */
    private static List<String> tokens(TokenMint mint) {
        Instant now = Instant.now();
        return List.of(
                mint.draft(now).claim("email", CANARY).sign(),
                mint.draft(now).claim("scope", CANARY).sign(),
                mint.draft(now).claim("aud", CANARY).sign(),
                mint.draft(now).claim("exp", CANARY).sign(),
                TokenMint.rsa("key").draft(now).claim("email", CANARY).sign(),
                TokenMint.rsa(CANARY).draft(now).sign());
    }

    /** Claims and signature; every token may have the same head. */
    private static String[] parts(String token) {
        return token.substring(token.indexOf('.') + 1).split("\\.", -1);
    }

    private static HttpRequest shown(URI service, String token) {
        return HttpRequest.newBuilder(service.resolve("/v1/chat/completions"))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + token)
                .POST(BodyPublishers.ofString(
                        "{\"model\":\"tutti/single\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}"))
                .build();
    }

    /** The last thing that is done: from here on nobody comes in without it. */
    private static String keyMadeAndShown(ServedTutti tutti, HttpClient client) throws Exception {
        String key = tutti.post(
                        "/v1/keys",
                        tutti.object()
                                .put("name", "admin")
                                .set("scopes", tutti.object().arrayNode().add("admin")))
                .ok()
                .path("key")
                .asText();
        HttpRequest list = HttpRequest.newBuilder(tutti.base().resolve("/v1/keys"))
                .header("Authorization", "Bearer " + key)
                .build();
        assertThat(client.send(list, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(200);
        assertThat(tutti.get("/v1/keys").status()).isEqualTo(401);
        // Without what is before it in each key.
        return key.substring("tutti_".length());
    }

    /** Answered in each way, and refused in ways whose messages are made of what was sent. */
    private static List<String> bodies() {
        String message = "\"messages\":[{\"role\":\"user\",\"content\":\"" + CANARY + "\"}]";
        return List.of(
                "{\"model\":\"tutti/single\"," + message + "}",
                "{\"model\":\"tutti/mixed-moa\"," + message + ",\"stream\":true}",
                "{\"model\":\"tutti/cascade\"," + message + ",\"user\":\"" + CANARY + "\"}",
                schema(message, "{\"properties\":{\"a\":{\"pattern\":\"[" + CANARY + "\"}}}"),
                schema(message, "{\"properties\":{\"" + CANARY + "\":{\"$ref\":\"#/" + CANARY + "\"}}}"),
                "{\"model\":\"" + CANARY + "\"," + message + "}",
                "{\"model\":\"tutti/auto\"," + message + ",\"routing\":{\"" + CANARY + "\":1}}",
                "{\"model\":\"tutti/auto\",\"messages\":[{\"role\":\"" + CANARY + "\"}]}",
                "{\"model\":\"tutti/auto\",\"messages\":[" + CANARY,
                "{\"model\":\"tutti/auto\",\"messages\":[{\"role\":\"user\",\"content\":\"" + CANARY + "\\ud800\"}]}");
    }

    private static String schema(String message, String schema) {
        return "{\"model\":\"tutti/mixed-moa\"," + message + ",\"response_format\":{\"type\":\"json_schema\","
                + "\"json_schema\":{\"name\":\"n\",\"schema\":" + schema + "}}}";
    }

    private static HttpRequest request(URI service, String body) {
        return HttpRequest.newBuilder(service.resolve("/v1/chat/completions"))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer sk-" + CANARY)
                .POST(BodyPublishers.ofString(body))
                .build();
    }

    /** Byte for byte, so that what stands in a database is seen too. */
    private static String text(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
