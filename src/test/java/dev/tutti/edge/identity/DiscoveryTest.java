package dev.tutti.edge.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where an issuer may say that its keys are. */
final class DiscoveryTest {
    private static final String SAFE = "https://idp.example";
    private static final String HERE = "http://localhost:9999";

    private static URI keys(String issuer, String jwksUri) throws KeysUnavailable {
        KeyAddress address = KeyAddress.below(issuer, URI.create(issuer));
        return Discovery.keys(
                (KeyAddress.Told) address, "{\"issuer\":\"" + issuer + "\",\"jwks_uri\":\"" + jwksUri + "\"}");
    }

    @Test
    void anHttpsIssuersKeysAreAtAnHttpsAddressAlsoOfAnotherHost() throws KeysUnavailable {
        assertThat(keys(SAFE, "https://keys.example/jwks")).isEqualTo(URI.create("https://keys.example/jwks"));
        assertThat(keys(SAFE, "HTTPS://idp.example/jwks")).isEqualTo(URI.create("HTTPS://idp.example/jwks"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://idp.example/jwks",
                "http://localhost:9999/jwks",
                "http://127.0.0.1/jwks",
                "http://[::1]/jwks",
                "HTTP://localhost/jwks",
                "https://user@idp.example/jwks",
                "https://idp.example/jwks#x",
                "ftp://idp.example/jwks",
                "/jwks",
                ""
            })
    void anyOtherIsRefusedWithTheFieldItsValueAndWhatIsAllowed(String jwksUri) {
        assertThatThrownBy(() -> keys(SAFE, jwksUri))
                .isInstanceOf(KeysUnavailable.class)
                .hasMessage(
                        "jwks_uri in https://idp.example/.well-known/openid-configuration is an https address without a"
                                + " user and a fragment, since the issuer's own is https, was '" + jwksUri + "'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://keys.example/jwks", "http://localhost:9999/jwks", "http://127.0.0.1:9999/jwks"})
    void anIssuerOnThisMachineMayHaveThemHereOrAtAnHttpsAddress(String jwksUri) throws KeysUnavailable {
        assertThat(keys(HERE, jwksUri)).isEqualTo(URI.create(jwksUri));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://idp.example/jwks", "file:///jwks", ""})
    void butNotInTheClearElsewhere(String jwksUri) {
        assertThatThrownBy(() -> keys(HERE, jwksUri))
                .isInstanceOf(KeysUnavailable.class)
                .hasMessageEndingWith(Address.ALLOWED + ", was '" + jwksUri + "'");
    }

    @Test
    void whatIsShownOfAnAddressBreaksNoLineAndEnds() {
        assertThatThrownBy(() -> keys(SAFE, "a\\nb\u2028" + "c".repeat(300)))
                .hasMessageEndingWith("was 'a?b?" + "c".repeat(196) + "...'");
    }
}
