package dev.tutti.edge.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.edge.identity.TokenMint.Draft;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which tokens hold, and what the holders of the others are told. */
final class TokenCheckTest {
    private static final Instant NOW = Instant.parse("2026-11-28T10:00:00Z");
    private static final long SECOND = NOW.getEpochSecond();
    private static final TokenMint MINT = TokenMint.rsa("one");
    private static final TokenMint FORGER = TokenMint.rsa("one");
    private static final TokenMint CURVE = TokenMint.ec("two");
    private static final KeySet KEYS = keys(TokenMint.jwks(MINT, CURVE));
    private static final TokenTerms TERMS = new TokenTerms(
            TokenMint.ISSUER, List.of("tutti", "gateway"), List.of("RS256", "ES256", "EdDSA"), Duration.ofSeconds(30));

    private final TokenCheck check = new TokenCheck(TERMS, () -> NOW);

    static Stream<Arguments> good() {
        return Stream.of(
                Arguments.of("as it is", draft()),
                Arguments.of("one of several audiences", draft().claim("aud", List.of("else", "gateway"))),
                Arguments.of("of another kind of key", CURVE.draft(NOW)),
                Arguments.of("an access token", draft().head("typ", "at+jwt")),
                Arguments.of("an access token in full", draft().head("typ", "application/AT+JWT")),
                Arguments.of("a token", draft().head("typ", "JWT")),
                Arguments.of(
                        "expired within the skew",
                        draft().claim("iat", SECOND - 300).claim("exp", SECOND - 29)),
                Arguments.of("not valid yet within the skew", draft().claim("nbf", SECOND + 29)),
                Arguments.of("issued ahead within the skew", draft().claim("iat", SECOND + 29)),
                Arguments.of("without the moment of issue", draft().without("iat")),
                Arguments.of("for longer than dates know", draft().claim("exp", Long.MAX_VALUE)),
                Arguments.of("with a fraction", draft().claim("exp", SECOND + 0.5)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("good")
    void whatTheProviderSignedForThisServiceHolds(String what, Draft draft) {
        assertThat(check.check(draft.sign(), KEYS)).as(what).isInstanceOf(Verdict.Holds.class);
    }

    static Stream<Arguments> bad() {
        return Stream.of(
                Arguments.of(
                        "its iss is another; allowed is https://idp.example/realms/acme",
                        draft().claim("iss", "https://evil.example")),
                Arguments.of("its iss is another", draft().claim("iss", TokenMint.ISSUER + "/")),
                Arguments.of("it has no iss", draft().without("iss")),
                Arguments.of(
                        "its aud is for somebody else; allowed is tutti or gateway", draft().claim("aud", "tutti2")),
                Arguments.of("its aud is for somebody else", draft().claim("aud", List.of("Tutti", "else"))),
                Arguments.of("its aud is for somebody else", draft().claim("aud", List.of())),
                Arguments.of("it has no aud; allowed is tutti or gateway", draft().without("aud")),
                Arguments.of(
                        "it has expired (exp); here it is 2026-11-28T10:00:00Z",
                        draft().claim("iat", SECOND - 300).claim("exp", SECOND - 30)),
                Arguments.of("it has expired", draft().claim("exp", -1)),
                Arguments.of(
                        "its dates contradict each other",
                        draft().claim("exp", SECOND + 1).claim("iat", SECOND + 2)),
                Arguments.of("it has no exp", draft().without("exp")),
                Arguments.of("it is not valid yet (nbf); here it is", draft().claim("nbf", SECOND + 31)),
                Arguments.of("it was issued in the future (iat)", draft().claim("iat", SECOND + 31)),
                Arguments.of("one of its claims", draft().claim("exp", "tomorrow")),
                Arguments.of("one of its claims", draft().claim("nbf", List.of(1))),
                Arguments.of("one of its claims", draft().claim("iat", Map.of())),
                Arguments.of("one of its claims", draft().claim("aud", 7)),
                Arguments.of("it is bound to a key of its holder (cnf)", draft().claim("cnf", Map.of("jkt", "x"))),
                Arguments.of("its typ is neither JWT nor at+jwt", draft().head("typ", "dpop+jwt")),
                Arguments.of("its typ is neither JWT nor at+jwt", draft().head("typ", "logout+jwt")),
                Arguments.of("its typ is neither JWT nor at+jwt", draft().head("typ", 7)),
                Arguments.of("its head names extensions as critical", draft().head("crit", List.of("exp"))),
                Arguments.of(
                        "its head names extensions as critical",
                        draft().head("crit", List.of("b64")).head("b64", true)),
                Arguments.of(
                        "its alg is none of those allowed, which are RS256, ES256, EdDSA",
                        draft().head("alg", "PS256")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bad")
    void whatDoesNotHoldIsToldByWhatIsAllowed(String why, Draft draft) {
        assertThat(why(draft.sign())).startsWith(why);
    }

    @Test
    void aForgedSignatureDoesNotHold() {
        assertThat(why(FORGER.draft(NOW).sign())).isEqualTo("its signature is not by the provider's key that it names");

        String good = draft().sign();
        String other = draft().claim("sub", "admin").sign();
        String swapped = good.substring(0, good.indexOf('.'))
                + other.substring(other.indexOf('.'), other.lastIndexOf('.'))
                + good.substring(good.lastIndexOf('.'));
        assertThat(why(swapped)).startsWith("its signature is not");
    }

    @Test
    void nothingIsToldOfTheClaimsBeforeTheSignatureIsFoundGood() {
        assertThat(why(FORGER.draft(NOW).claim("iss", "x").claim("exp", 1).sign()))
                .startsWith("its signature is not");
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "None", "NONE", ""})
    void aTokenWithoutASignatureDoesNotHold(String algorithm) {
        String head = "{\"alg\":\"" + algorithm + "\",\"kid\":\"one\"}";
        String token = base64(head) + draft().sign().replaceFirst("^[^.]*", "").replaceFirst("[^.]*$", "");

        assertThat(why(token)).startsWith("its alg is none of those allowed");
        assertThat(why(token + "AAAA")).startsWith("its alg is none of those allowed");
        assertThat(why(draft().unsigned())).startsWith("its alg is none of those allowed");
    }

    @Test
    void thePublicKeyIsNobodysSecret() {
        byte[] encoded = MINT.key().getPublicKey().getEncoded();
        String pem = "-----BEGIN PUBLIC KEY-----\n" + Base64.getMimeEncoder().encodeToString(encoded)
                + "\n-----END PUBLIC KEY-----\n";

        for (byte[] secret : List.of(
                encoded,
                pem.getBytes(StandardCharsets.UTF_8),
                TokenMint.jwks(MINT).getBytes(StandardCharsets.UTF_8))) {
            assertThat(why(draft().signWithSecret(secret))).startsWith("its alg is none of those allowed");
        }
    }

    @Test
    void aKeyOfTheSetIsUsedAsItsAlgSaysAlone() {
        TokenMint bound = TokenMint.rsa("bound");
        bound.key().setAlgorithm("RS512");

        assertThat(check.check(bound.draft(NOW).sign(), keys(TokenMint.jwks(bound))))
                .isInstanceOf(Verdict.KeyMissing.class);
    }

    @Test
    void aTokenBringsNoKeyOfItsOwn() {
        String token = FORGER.draft(NOW)
                .head("jwk", FORGER.key().toParams(JsonWebKey.OutputControlLevel.PUBLIC_ONLY))
                .sign();

        assertThat(why(token)).startsWith("its signature is not");
    }

    @Test
    void aKeyThatIsNotAmongThemMayBeANewOne() {
        assertThat(check.check(TokenMint.rsa("three").draft(NOW).sign(), KEYS)).isInstanceOf(Verdict.KeyMissing.class);
        assertThat(check.check(TokenMint.ec("one").draft(NOW).sign(), KEYS))
                .as("of that name is another kind of key")
                .isInstanceOf(Verdict.KeyMissing.class);
    }

    @Test
    void whereATokenNamesNoKeyAllThatFitAreTried() {
        TokenMint second = TokenMint.rsa("second");
        KeySet both = keys(TokenMint.jwks(MINT, second));

        assertThat(check.check(unnamed(second), both)).isInstanceOf(Verdict.Holds.class);
        assertThat(check.check(unnamed(MINT), both)).isInstanceOf(Verdict.Holds.class);
        assertThat(check.check(unnamed(FORGER), both))
                .as("by a new key of the provider's, for all that is known")
                .isInstanceOf(Verdict.KeyMissing.class);
        assertThat(check.check(unnamed(FORGER), keys(TokenMint.jwks(second)))).isInstanceOf(Verdict.KeyMissing.class);
    }

    private static String unnamed(TokenMint mint) {
        mint.key().setKeyId(null);
        try {
            return mint.draft(NOW).sign();
        } finally {
            mint.key().setKeyId(mint == MINT || mint == FORGER ? "one" : "second");
        }
    }

    @Test
    void ed25519IsChecked() {
        TokenMint mint = TokenMint.edwards("ed");

        assertThat(check.check(mint.draft(NOW).sign(), keys(TokenMint.jwks(mint))))
                .isInstanceOf(Verdict.Holds.class);
        assertThat(check.check(TokenMint.edwards("ed").draft(NOW).sign(), keys(TokenMint.jwks(mint))))
                .isInstanceOf(Verdict.Fails.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a.b.c", "e30.e30.e30", "e30.e30.", "bnVsbA.e30.AAAA", "W10.W10.AAAA", "eyJhbGciOjd9.e30.AAAA"})
    void whatIsNoTokenIsNoFaultOfTheService(String text) {
        assertThat(check.check(text, KEYS)).isInstanceOf(Verdict.Fails.class);
    }

    @Test
    void claimsThatAreNoObjectOrTwiceThereAreRefused() throws Exception {
        for (String payload : List.of("[]", "7", "x", "{\"iss\":\"a\",\"iss\":\"b\"}", "{".repeat(5_000), "")) {
            JsonWebSignature token = new JsonWebSignature();
            token.setAlgorithmHeaderValue("RS256");
            token.setKeyIdHeaderValue("one");
            token.setPayload(payload);
            token.setKey(MINT.key().getPrivateKey());

            assertThat(check.check(token.getCompactSerialization(), KEYS))
                    .as(payload)
                    .isInstanceOf(Verdict.Fails.class);
        }
    }

    @Test
    void whatIsToldOrPrintedOfATokenIsNothingOfIt() {
        String canary = "canary7f3a9";
        Draft draft = draft().claim("iss", canary)
                .claim("aud", canary)
                .claim("scope", canary)
                .head("typ", canary);

        assertThat(why(draft.sign())).doesNotContain(canary);
        assertThat(why(draft().claim("iss", canary).claim("exp", canary).sign()))
                .doesNotContain(canary);
        assertThat(check.check(draft().claim("sub", canary).sign(), KEYS).toString())
                .doesNotContain(canary);
    }

    private String why(String token) {
        Verdict verdict = check.check(token, KEYS);
        return verdict instanceof Verdict.Fails fails ? fails.why() : verdict.toString();
    }

    private static Draft draft() {
        return MINT.draft(NOW);
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    static KeySet keys(String jwks) {
        try {
            return KeySet.read(jwks);
        } catch (KeysUnavailable e) {
            throw new AssertionError(e);
        }
    }
}
