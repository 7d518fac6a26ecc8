package dev.tutti.edge.identity;

import dev.tutti.memory.tenancy.TenancySettings;
import dev.tutti.words.setting.AtLeast;
import dev.tutti.words.setting.AtMost;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The identity provider whose tokens (JSON Web Tokens, by OpenID Connect) callers may show in the place of a key. Off as long
 * as {@code tutti.oidc.issuer} is not set; with it, {@code tutti.oidc.audience} must be set, too.
 */
@ConfigMapping(prefix = "tutti.oidc")
public interface OidcSettings {
    /** Who issues the tokens, exactly as {@code iss} says it; the address below which its discovery document lies. */
    Optional<String> issuer();

    /** For whom a token must be issued: {@code aud} holds at least one of them. */
    Optional<List<String>> audience();

    /**
     * Where the keys are by which tokens are checked (a JWK set); https, or http on this machine. Without it the address
     * that the issuer's {@code /.well-known/openid-configuration} tells.
     */
    Optional<String> jwksUri();

    /** How tokens may be signed: any of RS256 to RS512, PS256 to PS512, ES256 to ES512 and EdDSA. */
    @WithDefault("RS256,RS384,RS512,PS256,PS384,PS512,ES256,ES384,ES512,EdDSA")
    List<String> algorithms();

    /** How far the clocks of the provider and of this machine may be apart, 0s to 5m. */
    @WithDefault("30s")
    @AtLeast("PT0S")
    @AtMost("PT5M")
    Duration clockSkew();

    /**
     * The claim that says what the holder may do: words with blanks between, or an array of them. A path such as
     * {@code realm_access/roles} leads into objects.
     */
    @WithDefault("scope")
    String scopeClaim();

    /** Which words of that claim give which scope. */
    Words scopes();

    /**
     * The claim that tells who the holder is: budgets, rates, rows and answers given before go by it. {@code sub} is in each
     * token; {@code azp} or {@code client_id} is the same for all users of an application. Also a path.
     */
    @WithDefault("sub")
    String tenantClaim();

    /** What holds for each holder that {@code tutti.oidc.tenants} does not list. */
    TenancySettings.Terms limits();

    /** What holds for one holder, in the place of {@code tutti.oidc.limits}; by any name. */
    Map<String, Tenant> tenants();

    /** How the provider's keys are fetched and how long they hold. */
    Fetching keys();

    /** How many tokens that were found good are remembered, until they expire, so that not every request costs a check. */
    @WithDefault("10000")
    @Min(0)
    @Max(1_000_000)
    int cacheSize();

    /** Words of the provider's for each scope; a scope that is left empty no token gives. */
    interface Words {
        /** Ask for answers and dry runs. */
        @WithDefault("tutti:chat")
        Optional<List<String>> chat();

        /** Score one's own requests' answers. */
        @WithDefault("tutti:feedback")
        Optional<List<String>> feedback();

        /** Score as verifier, judge or replay; import outcomes. */
        @WithDefault("tutti:label")
        Optional<List<String>> label();

        /** Read the log and the reports. */
        @WithDefault("tutti:read")
        Optional<List<String>> read();

        /** Train, promote, roll back and make keys; see and score the requests of all. */
        @WithDefault("tutti:admin")
        Optional<List<String>> admin();
    }

    /** One holder of tokens. */
    interface Tenant extends TenancySettings.Terms {
        /** The value of {@code tutti.oidc.tenant-claim} in its tokens; without it the name that it is listed by. */
        Optional<String> claim();
    }

    /** The keys by which tokens are checked. */
    interface Fetching {
        /** How old they may be before they are fetched again, beside what goes on. */
        @WithDefault("10m")
        @AtLeast("PT1S")
        Duration fresh();

        /** How much longer they hold where the provider cannot be reached; then tokens are a 503. */
        @WithDefault("1h")
        @AtLeast("PT0S")
        Duration kept();

        /** The least time between two fetches, also where tokens name keys that the provider does not have. */
        @WithDefault("10s")
        @AtLeast("PT1S")
        Duration between();

        /** How long the provider may take for one document. */
        @WithDefault("5s")
        @AtLeast("PT0.001S")
        @AtMost("PT1M")
        Duration timeout();
    }
}
