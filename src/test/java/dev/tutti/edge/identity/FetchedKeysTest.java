package dev.tutti.edge.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A provider's keys over real sockets: where they are asked for, and what is believed of the answer. */
@Timeout(30)
final class FetchedKeysTest {
    private static final TokenMint MINT = TokenMint.ec("one");

    private final ProviderStub stub = new ProviderStub();
    private final ProviderStub trap = new ProviderStub().at(ProviderStub.KEYS, ProviderStub.json(TokenMint.jwks(MINT)));

    @AfterEach
    void close() {
        stub.close();
        trap.close();
    }

    private KeySet fetch(Duration patience) throws KeysUnavailable {
        return new FetchedKeys(KeyAddress.of(stub.keys()), new Documents(patience)).fetch();
    }

    private KeySet discover() throws KeysUnavailable {
        String issuer = stub.base().toString();
        return new FetchedKeys(KeyAddress.below(issuer, stub.base()), new Documents(Duration.ofSeconds(5))).fetch();
    }

    private void discovery(String issuer, String keys) {
        stub.at(
                ProviderStub.DISCOVERY,
                ProviderStub.json("{\"issuer\":\"" + issuer + "\",\"jwks_uri\":\"" + keys + "\",\"x\":1}"));
    }

    @Test
    void theyAreFetchedFromTheAddressThatIsSet() throws KeysUnavailable {
        stub.at(ProviderStub.KEYS, ProviderStub.json(TokenMint.jwks(MINT)));

        assertThat(fetch(Duration.ofSeconds(5)).keys()).hasSize(1);
        assertThat(stub.asked()).isEqualTo(1);
    }

    @Test
    void orFromTheOneThatTheIssuersDiscoveryTells() throws KeysUnavailable {
        discovery(stub.base().toString(), stub.keys().toString());
        stub.at(ProviderStub.KEYS, ProviderStub.json(TokenMint.jwks(MINT)));

        assertThat(discover().keys()).hasSize(1);
    }

    @Test
    void aDiscoveryOfAnotherIssuerOrWithAnAddressInTheClearIsNotBelieved() {
        discovery("https://evil.example", trap.keys().toString());
        assertThatThrownBy(this::discover).hasMessageContaining("is of another issuer than " + stub.base());

        discovery(stub.base().toString(), "http://idp.example/keys");
        assertThatThrownBy(this::discover)
                .hasMessage("jwks_uri in " + stub.base()
                        + "/.well-known/openid-configuration is an https address, or an http one on this machine, without a user"
                        + " and a fragment, was 'http://idp.example/keys'");

        stub.at(ProviderStub.DISCOVERY, ProviderStub.json("<html>"));
        assertThatThrownBy(this::discover).isInstanceOf(KeysUnavailable.class);
        assertThat(trap.asked()).isZero();
    }

    @Test
    void noRedirectIsFollowed() {
        stub.at(ProviderStub.KEYS, ProviderStub.redirect(trap.keys()));

        assertThatThrownBy(() -> fetch(Duration.ofSeconds(5))).hasMessage(stub.keys() + " answered 302");
        assertThat(trap.asked()).isZero();
    }

    @Test
    void aProviderThatStallsIsGivenUpAlsoInTheMiddleOfItsAnswer() {
        stub.at(ProviderStub.KEYS, ProviderStub.stalling());

        assertThatThrownBy(() -> fetch(Duration.ofMillis(200))).hasMessageEndingWith("did not answer within 200 ms");
    }

    @Test
    void whereNobodyListensItIsSaid() {
        stub.close();

        assertThatThrownBy(() -> fetch(Duration.ofSeconds(5)))
                .hasMessage(stub.keys() + " cannot be read (ConnectException)");
    }

    @Test
    void ofAHugeAnswerNotMoreIsReadThanAMegabyte() {
        stub.at(ProviderStub.KEYS, ProviderStub.json("{\"keys\":[],\"x\":\"" + "x".repeat(1_100_000) + "\"}"));

        assertThatThrownBy(() -> fetch(Duration.ofSeconds(5))).hasMessageContaining("cannot be read");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[]",
                "{\"keys\":{}}",
                "{\"keys\":[]}",
                "{\"keys\":[7]}",
                "<html>canary</html>",
                "{\"keys\":[{\"kty\":\"oct\",\"k\":\"AAAA\",\"kid\":\"one\"}]}",
                "{\"keys\":[{\"kty\":\"RSA\",\"n\":\"AQ\"}]}"
            })
    void whatHoldsNoPublicKeyIsNone(String body) {
        stub.at(ProviderStub.KEYS, ProviderStub.json(body));

        assertThatThrownBy(() -> fetch(Duration.ofSeconds(5)))
                .isInstanceOf(KeysUnavailable.class)
                .hasMessageStartingWith(stub.keys().toString())
                .message()
                .doesNotContain("canary");
    }

    @Test
    void keysThatAreNotForSignaturesAreLeftOut() throws KeysUnavailable {
        TokenMint other = TokenMint.ec("enc");
        other.key().setUse("enc");
        stub.at(ProviderStub.KEYS, ProviderStub.json(TokenMint.jwks(MINT, other)));

        assertThat(fetch(Duration.ofSeconds(5)).keys())
                .singleElement()
                .satisfies(key -> assertThat(key.getKeyId()).isEqualTo("one"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"jku", "x5u"})
    void noAddressOfATokenIsEverAsked(String name) throws KeysUnavailable {
        stub.at(ProviderStub.KEYS, ProviderStub.json(TokenMint.jwks(MINT)));
        TokenMint forger = TokenMint.ec("one");
        TokenTerms terms = new TokenTerms(TokenMint.ISSUER, List.of("tutti"), List.of("ES256"), Duration.ZERO);
        Instant now = Instant.EPOCH;

        Verdict verdict = new TokenCheck(terms, () -> now)
                .check(forger.draft(now).head(name, trap.keys().toString()).sign(), fetch(Duration.ofSeconds(5)));

        assertThat(verdict).isInstanceOf(Verdict.Fails.class);
        assertThat(trap.asked()).isZero();
    }
}
