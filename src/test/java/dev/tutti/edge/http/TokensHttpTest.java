package dev.tutti.edge.http;

import static dev.tutti.memory.tenancy.Scope.ADMIN;
import static dev.tutti.memory.tenancy.Scope.CHAT;
import static dev.tutti.memory.tenancy.Scope.FEEDBACK;
import static dev.tutti.memory.tenancy.Scope.READ;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.edge.identity.ProviderStub;
import dev.tutti.edge.identity.TokenMint;
import dev.tutti.serving.provider.StubUpstream;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tokens of an identity provider in the place of keys, through the whole program and over real sockets. */
@QuarkusTest
@TestProfile(TokensProfile.class)
@WithTestResource(EmbeddingStub.class)
@WithTestResource(TokenStub.class)
@Timeout(60)
class TokensHttpTest {
    private static final String CHAT_BODY =
            "{\"model\":\"chat/one\",\"temperature\":0,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";
    private static final String EMBED_BODY = "{\"model\":\"embed/small\",\"input\":\"hello\"}";
    private static final int CROWD = 24;

    private ProviderStub identity;
    private StubUpstream upstream;

    @TestHTTPResource(value = "/", management = true)
    URI operations;

    @BeforeEach
    void embeds() {
        upstream.playFor("text-small", EmbeddingStub.vectors());
    }

    @AfterEach
    void wellAgain() {
        TokenStub.publish(identity, TokenStub.MINT);
    }

    @Test
    void aTokenLetsInWhereverAKeyDoes() {
        String token = TokenStub.token("anna", CHAT, READ);

        assertThat(chat(token).statusCode()).isEqualTo(200);
        assertThat(post("/v1/route", token, CHAT_BODY).statusCode()).isEqualTo(200);
        assertThat(post("/v1/embeddings", token, EMBED_BODY).statusCode()).isEqualTo(200);
        assertThat(post("/v1/chat/completions", token, CHAT_BODY.replace("{\"model", "{\"stream\":true,\"model"))
                        .asString())
                .endsWith("data: [DONE]\n\n");
        assertThat(given().header("x-api-key", token)
                        .contentType("application/json")
                        .body(
                                "{\"model\":\"chat/one\",\"max_tokens\":9,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}")
                        .post("/v1/messages")
                        .statusCode())
                .isEqualTo(200);
        assertThat(given().get("/v1/models").statusCode()).isEqualTo(401);
        assertThat(rows("oidc:anna", token)).isNotEmpty().containsOnly("oidc:anna");
    }

    @Test
    void theRequestsOfAHolderAreItsOwnAlsoWhereAKeyHasItsName() {
        String id = chat(TokenStub.token("billing", CHAT)).jsonPath().getString("routing.request_id");

        assertThat(score(id, TokenStub.token("anna", FEEDBACK)).statusCode()).isEqualTo(404);
        assertThat(score(id, TokenStub.token("oidc:billing", FEEDBACK)).statusCode())
                .isEqualTo(404);
        assertThat(score(id, "billing").statusCode()).as("the key of that name").isEqualTo(404);
        assertThat(score(id, TokenStub.token("billing", FEEDBACK)).statusCode()).isEqualTo(200);
        assertThat(score(id, TokenStub.token("anna", FEEDBACK, ADMIN)).statusCode())
                .isEqualTo(200);

        String keys = chat("billing").jsonPath().getString("routing.request_id");
        assertThat(score(keys, TokenStub.token("billing", FEEDBACK)).statusCode())
                .isEqualTo(404);
    }

    @Test
    void aTokenMayDoWhatItsScopesSayAndNoMore() {
        Response refused = get("/v1/keys", TokenStub.token("anna", CHAT, READ));

        assertThat(refused.statusCode()).isEqualTo(403);
        Contract.assertError(refused.asString(), "forbidden");
        assertThat(refused.header("www-authenticate")).isEqualTo("Bearer error=\"insufficient_scope\"");
        assertThat(get("/v1/keys", TokenStub.token("anna", ADMIN)).statusCode()).isEqualTo(200);
        assertThat(chat(TokenStub.token("anna")).statusCode()).isEqualTo(403);
        assertThat(post("/v1/keys", TokenStub.token("anna", ADMIN), "{\"name\":\"oidc:anna\",\"scopes\":[\"chat\"]}")
                        .statusCode())
                .as("a name that no key may have")
                .isEqualTo(400);
    }

    @Test
    void whatHoldsForAHolderBoundsItsRequestsAndNobodyElses() {
        Response poor = chat(TokenStub.token("poor", CHAT));
        assertThat(poor.statusCode()).isEqualTo(429);
        Contract.assertError(poor.asString(), "insufficient_quota");
        assertThat(poor.jsonPath().getString("error.message")).contains("oidc:poor");
        assertThat(post("/v1/embeddings", TokenStub.token("poor", CHAT), EMBED_BODY)
                        .statusCode())
                .isEqualTo(429);

        String busy = "system:serviceaccount:shop:busy";
        assertThat(chat(TokenStub.token(busy, CHAT)).header("x-ratelimit-remaining-requests"))
                .isEqualTo("1");
        assertThat(chat(TokenStub.token(busy, CHAT, READ)).statusCode())
                .as("with another token")
                .isEqualTo(200);
        Response third = chat(TokenStub.token(busy, CHAT));
        assertThat(third.statusCode()).isEqualTo(429);
        Contract.assertError(third.asString(), "rate_limit_exceeded");
        assertThat(chat(TokenStub.token("busy", CHAT)).statusCode())
                .as("who is called as it is listed")
                .isEqualTo(200);

        assertThat(chat(TokenStub.token("narrow", CHAT)).statusCode()).isEqualTo(403);
        assertThat(post("/v1/embeddings", TokenStub.token("narrow", CHAT), EMBED_BODY)
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void answersAreGivenAgainToTheirHolderAlone() {
        assertThat(chat(TokenStub.token("again", CHAT)).header("x-tutti-cache")).isEqualTo("miss");
        assertThat(chat(TokenStub.token("again", CHAT, READ)).header("x-tutti-cache"))
                .isEqualTo("hit");
        assertThat(chat(TokenStub.token("too", CHAT)).header("x-tutti-cache")).isEqualTo("miss");
    }

    @Test
    void aTokenThatDoesNotHoldIsA401ThatSaysWhyAndShowsNothingOfIt() {
        String expired = TokenStub.draft("anna")
                .claim("iat", Instant.now().minusSeconds(900).getEpochSecond())
                .claim("exp", Instant.now().minusSeconds(600).getEpochSecond())
                .sign();

        refused(expired, "the token is not accepted: it has expired (exp)");
        refused(TokenStub.draft("anna").claim("aud", "else").sign(), "its aud is for somebody else; allowed is tutti");
        refused(TokenStub.draft("anna").without("sub").sign(), "its claim sub names no holder");
        refused(TokenMint.rsa("first").draft(Instant.now()).sign(), "its signature is not by the provider's key");
        refused("a".repeat(5_000) + ".b.c", "the token is not accepted: ");
        refused("a-key-of-nobody", "no key, or one that is not known");
        assertThat(given().get("/v1/keys").header("www-authenticate")).isEqualTo("Bearer realm=\"tutti\"");
    }

    private static void refused(String token, String why) {
        Response refused = chat(token);
        assertThat(refused.statusCode()).as(why).isEqualTo(401);
        Contract.assertError(refused.asString(), "invalid_api_key");
        assertThat(refused.header("www-authenticate")).isEqualTo("Bearer error=\"invalid_token\"");
        assertThat(refused.jsonPath().getString("error.message")).contains(why);
        for (String part : token.split("\\.", -1)) {
            assertThat(part.length() > 8 && refused.asString().contains(part)).isFalse();
        }
    }

    @Test
    void aKeyThatTheProviderMakesIsTakenWithinASecond() {
        TokenMint next = TokenMint.rsa("next");
        TokenStub.publish(identity, TokenStub.MINT, next);

        assertThat(Soon.holds(() -> chat(next.draft(Instant.now()).sign()).statusCode() == 200, Duration.ofSeconds(10)))
                .isTrue();
        assertThat(chat(TokenStub.token("anna", CHAT)).statusCode()).isEqualTo(200);
    }

    @Test
    void whileTheProviderIsAwayWhatCannotBeToldIsA503AndTheServiceIsReady() {
        chat(TokenStub.token("anna", CHAT));
        identity.at(ProviderStub.KEYS, ProviderStub.status(503));
        String unknown = TokenMint.rsa("unknown").draft(Instant.now()).sign();

        assertThat(Soon.holds(() -> chat(unknown).statusCode() == 503, Duration.ofSeconds(10)))
                .isTrue();
        Response unsure = chat(unknown);
        Contract.assertError(unsure.asString(), "identity_provider_unavailable");
        assertThat(unsure.header("retry-after")).isEqualTo("1");
        assertThat(chat(TokenStub.token("new", CHAT)).statusCode()).isEqualTo(200);
        assertThat(chat("billing").statusCode()).isEqualTo(200);
        assertThat(given().get(operations.resolve("/q/health/ready")).statusCode())
                .isEqualTo(200);
    }

    /** So many would hold every event loop that there is, if one of them waited on one. */
    @Test
    void whoWaitsForTheProviderHoldsUpNobodyElseAndAllWaitForOneFetch() throws Exception {
        chat(TokenStub.token("anna", CHAT));
        CountDownLatch released = new CountDownLatch(1);
        TokenMint next = TokenMint.rsa("slow");
        int before = identity.asked();
        identity.at(ProviderStub.KEYS, exchange -> {
            awaited(released);
            ProviderStub.json(TokenMint.jwks(TokenStub.MINT, next)).to(exchange);
        });
        String token = next.draft(Instant.now()).sign();
        assertThat(Soon.holds(() -> startsToAsk(token, before), Duration.ofSeconds(10)))
                .isTrue();

        try (ExecutorService crowd = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> waiting = IntStream.range(0, CROWD)
                    .mapToObj(_ -> crowd.submit(() -> chat(token).statusCode()))
                    .toList();
            for (int i = 0; i < CROWD; i++) {
                assertThat(chat("billing").statusCode()).isEqualTo(200);
            }
            released.countDown();
            for (Future<Integer> one : waiting) {
                assertThat(one.get()).isEqualTo(200);
            }
        }
        assertThat(identity.asked()).isEqualTo(before + 1);
    }

    /** Until a second has passed since the look before, the token is refused at once and nobody is asked. */
    private boolean startsToAsk(String token, int before) {
        Thread.startVirtualThread(() -> chat(token));
        return Soon.holds(() -> identity.asked() > before, Duration.ofMillis(200));
    }

    private static void awaited(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static List<String> rows(String key, String token) {
        return get("/v1/outcomes?key=" + key, token).jsonPath().getList("data.key", String.class);
    }

    private static Response score(String id, String token) {
        return post("/v1/feedback", token, "{\"request_id\":\"" + id + "\",\"score\":1}");
    }

    private static Response chat(String token) {
        return post("/v1/chat/completions", token, CHAT_BODY);
    }

    private static Response get(String path, String token) {
        return given().auth().oauth2(token).get(path);
    }

    private static Response post(String path, String token, String body) {
        return given().auth()
                .oauth2(token)
                .contentType("application/json")
                .body(body)
                .post(path);
    }
}
