package dev.tutti.edge.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tutti.memory.tenancy.Scope;
import dev.tutti.words.setting.ConfigurationProblem;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An identity provider is set whole or not at all; what is wrong is said with setting, value and what is allowed. */
final class OidcTermsTest {
    private static final Map<String, String> WHOLE =
            Map.of("tutti.oidc.issuer", TokenMint.ISSUER, "tutti.oidc.audience", "tutti, gateway");

    @Test
    void whereNothingIsSetThereIsNone() {
        assertThat(OidcTerms.of(settings(Map.of()), Set.of())).isEmpty();
        assertThat(given(Map.of())).isEmpty();
        assertThat(given(Map.of("tutti.oidc.issuer", "", "tutti.oidc.audience", " ")))
                .as("left empty")
                .isEmpty();
    }

    @Test
    void issuerAndAudienceAreEnough() {
        OidcTerms terms = terms(Map.of());

        assertThat(terms.tokens().audience()).containsExactly("tutti", "gateway");
        assertThat(terms.keys())
                .isEqualTo(new KeyAddress.Told(
                        TokenMint.ISSUER, URI.create(TokenMint.ISSUER + "/.well-known/openid-configuration")));
        assertThat(terms.scopes().byWord())
                .containsEntry("tutti:admin", Set.of(Scope.ADMIN))
                .hasSize(5);
        assertThat(terms.tenant()).hasToString("sub");
        assertThat(terms.tokens().algorithms()).hasSize(10).noneMatch(name -> name.startsWith("HS"));
    }

    @Test
    void anIssuerThatEndsInASlashHasOneSlashInItsDiscovery() {
        assertThat(terms(Map.of("tutti.oidc.issuer", "https://acme.auth0.example/"))
                        .keys())
                .isEqualTo(new KeyAddress.Told(
                        "https://acme.auth0.example/",
                        URI.create("https://acme.auth0.example/.well-known/openid-configuration")));
    }

    @Test
    void whereTheKeysAreSaidTheIssuerMayBeAnyText() {
        assertThat(terms(Map.of(
                                "tutti.oidc.issuer", "kubernetes/serviceaccount",
                                "tutti.oidc.jwks-uri", "http://localhost:9999/keys"))
                        .keys())
                .isEqualTo(new KeyAddress.Known(URI.create("http://localhost:9999/keys")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tutti.oidc.audience=x",
                "tutti.oidc.scope-claim=roles",
                "tutti.oidc.limits.daily-budget-usd=3",
                "tutti.oidc.tenants.a.requests-per-minute=3",
                "tutti.oidc.clock-skew=PT1S"
            })
    void whoSetsAPartIsToldWhatIsMissingAndDoesNotStartWithAnOpenDoor(String part) {
        Map<String, String> set = Map.of(part.split("=", 2)[0], part.split("=", 2)[1]);

        assertThatThrownBy(() -> OidcTerms.of(settings(set), given(set)))
                .isInstanceOf(ConfigurationProblem.class)
                .hasMessage("tutti.oidc.issuer is needed where " + part.split("=", 2)[0]
                        + " is set: the address of the identity provider, as iss in its tokens says it");
    }

    @Test
    void withoutAnAudienceAnyTokenOfTheProviderWouldDo() {
        Map<String, String> set = Map.of("tutti.oidc.issuer", TokenMint.ISSUER);

        assertThatThrownBy(() -> OidcTerms.of(settings(set), set.keySet()))
                .isInstanceOf(ConfigurationProblem.class)
                .hasMessageStartingWith("tutti.oidc.audience is needed beside tutti.oidc.issuer");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "issuer | http://idp.example | tutti.oidc.issuer is an https address, or an http one on this machine",
                "issuer | idp | tutti.oidc.issuer is an https address",
                "jwks-uri | http://idp.example/keys | tutti.oidc.jwks-uri is an https address",
                "jwks-uri | http://127.0.0.1.evil.example/keys | tutti.oidc.jwks-uri is an https address",
                "jwks-uri | http://localhost@evil.example/keys | tutti.oidc.jwks-uri is an https address",
                "jwks-uri | file:///etc/keys | tutti.oidc.jwks-uri is an https address",
                "jwks-uri | https:///keys | tutti.oidc.jwks-uri is an https address",
                "algorithms | RS256,HS256 | tutti.oidc.algorithms: 'HS256' is none of those allowed, which are RS256,",
                "algorithms | none | tutti.oidc.algorithms: 'none' is none of those allowed",
                "algorithms | rs256 | tutti.oidc.algorithms: 'rs256' is none of those allowed",
                "scopes.chat | a b | tutti.oidc.scopes.chat are words without blanks in them, with commas between, was 'a b'",
                "tenants.a.claim | '  ' | tutti.oidc.tenants.a.claim is 1 to 255 characters, as sub in tokens says it",
                "tenants.a.daily-budget-usd | 0 | tutti.oidc.tenants.a.daily-budget-usd is above 0",
                "limits.requests-per-minute | 0 | tutti.oidc.limits.requests-per-minute is a whole number from 1 on, was 0"
            })
    void whatCannotBeMeantIsRefused(String name, String value, String complaint) {
        assertThatThrownBy(() -> terms(Map.of("tutti.oidc." + name, value)))
                .isInstanceOf(ConfigurationProblem.class)
                .hasMessageStartingWith(complaint);
    }

    @Test
    void aScopeThatIsLeftEmptyNoTokenGives() {
        assertThat(terms(Map.of("tutti.oidc.scopes.admin", "")).scopes().byWord())
                .hasSize(4)
                .doesNotContainKey("tutti:admin");
    }

    @Test
    void oneHolderIsListedOnce() {
        assertThatThrownBy(() -> terms(Map.of("tutti.oidc.tenants.a.claim", "x", "tutti.oidc.tenants.b.claim", "x")))
                .hasMessage("tutti.oidc.tenants.b.claim: another of tutti.oidc.tenants is of 'x', too");
    }

    private static OidcTerms terms(Map<String, String> more) {
        Map<String, String> set = new HashMap<>(WHOLE);
        set.putAll(more);
        return OidcTerms.of(settings(set), set.keySet()).orElseThrow();
    }

    private static Set<String> given(Map<String, String> set) {
        return OidcWiring.given(config(set));
    }

    static OidcSettings settings(Map<String, String> set) {
        return config(set).getConfigMapping(OidcSettings.class);
    }

    private static SmallRyeConfig config(Map<String, String> set) {
        return new SmallRyeConfigBuilder()
                .withConverter(Duration.class, 100, new DurationConverter())
                .withMapping(OidcSettings.class)
                .withSources(new PropertiesConfigSource(set, "test", 100))
                .build();
    }
}
