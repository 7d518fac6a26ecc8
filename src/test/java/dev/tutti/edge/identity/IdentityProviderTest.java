package dev.tutti.edge.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.edge.identity.TokenMint.Draft;
import dev.tutti.memory.tenancy.Caller;
import dev.tutti.memory.tenancy.Credential;
import dev.tutti.memory.tenancy.Entry;
import dev.tutti.memory.tenancy.KeyTerms;
import dev.tutti.memory.tenancy.RateLimits;
import dev.tutti.memory.tenancy.Scope;
import dev.tutti.words.chat.KeyId;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who the holder of a token is, and for how long that is not asked again, in virtual time. */
final class IdentityProviderTest {
    private static final Instant START = Instant.parse("2026-11-28T10:00:00Z");
    private static final TokenMint MINT = TokenMint.ec("one");
    private static final TokenMint NEXT = TokenMint.ec("two");

    private final Map<String, String> set =
            new HashMap<>(Map.of("tutti.oidc.issuer", TokenMint.ISSUER, "tutti.oidc.audience", TokenMint.AUDIENCE));
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private Instant wall = START;
    private long nanos;
    private int fetches;
    private Optional<String> published = Optional.of(TokenMint.jwks(MINT));
    private IdentityProvider provider = provider();

    private IdentityProvider provider() {
        OidcTerms terms =
                OidcTerms.of(OidcTermsTest.settings(set), set.keySet()).orElseThrow();
        OidcMeters meters = new OidcMeters(registry);
        ProviderKeys keys = new ProviderKeys(
                this::fetch,
                new KeyTimes(Duration.ofMinutes(10), Duration.ofHours(1), Duration.ofSeconds(10)),
                Runnable::run,
                () -> nanos,
                meters);
        return new IdentityProvider(
                terms,
                keys,
                new TokenCheck(terms.tokens(), () -> wall),
                new CheckedTokens(100, () -> wall, () -> nanos),
                meters);
    }

    private KeySet fetch() throws KeysUnavailable {
        fetches++;
        return KeySet.read(published.orElseThrow(() -> new KeysUnavailable("down")));
    }

    private void passes(Duration time) {
        wall = wall.plus(time);
        nanos += time.toNanos();
    }

    private Entry show(String token) {
        return provider.check(Credential.of(token));
    }

    private Entry show(Draft draft) {
        return show(draft.sign());
    }

    private Caller who(Draft draft) {
        return show(draft).who().orElseThrow();
    }

    private Draft draft() {
        return MINT.draft(wall);
    }

    private static String why(Entry entry) {
        return entry instanceof Entry.Refused refused ? refused.why() : entry.toString();
    }

    @Test
    void theHolderIsCalledAsTheProviderCallsItBehindAPrefixThatNoKeyHas() {
        assertThat(show(draft()))
                .isEqualTo(new Entry.LetIn(
                        new Caller(new KeyId("oidc:billing"), Set.of(Scope.CHAT), KeyTerms.NONE), false));
        assertThat(who(draft().claim("sub", "auth0|7 é\n")).key()).isEqualTo(new KeyId("oidc:auth0|7%20%C3%A9%0A"));
    }

    @Test
    void aClaimThatNamesNobodyIsRefusedByItsName() {
        String allowed = "its claim sub names no holder; allowed is a text of 1 to 255 characters";

        assertThat(why(show(draft().without("sub")))).isEqualTo(allowed);
        for (Object value : List.of("", "  ", "x".repeat(256), "\n".repeat(100))) {
            assertThat(why(show(draft().claim("sub", value)))).as("%s", value).isEqualTo(allowed);
        }
        assertThat(why(show(draft().claim("sub", 7)))).startsWith("one of its claims iss, sub, aud");
        assertThat(who(draft().claim("sub", "x".repeat(255))).key().value()).hasSize(260);
    }

    @Test
    void anotherClaimMayNameTheHolderAlsoOneWithinAnother() {
        set.put("tutti.oidc.tenant-claim", "app/id");
        provider = provider();

        assertThat(who(draft().claim("app", Map.of("id", "shop"))).key()).isEqualTo(new KeyId("oidc:shop"));
        assertThat(who(draft().claim("app/id", "whole").claim("app", Map.of("id", "shop")))
                        .key())
                .isEqualTo(new KeyId("oidc:whole"));
        assertThat(show(draft().claim("app", "shop"))).isInstanceOf(Entry.Refused.class);
        assertThat(show(draft().claim("app", Map.of("id", 7)))).isInstanceOf(Entry.Refused.class);
    }

    @Test
    void scopesAreReadFromWordsAndFromArrays() {
        assertThat(scopes(draft().claim("scope", "a tutti:read  tutti:chat")))
                .containsExactlyInAnyOrder(Scope.READ, Scope.CHAT);
        assertThat(scopes(draft().claim("scope", List.of("tutti:admin", 7, "b"))))
                .containsExactly(Scope.ADMIN);
        assertThat(scopes(draft().claim("scope", "admin chat tutti:chatter TUTTI:READ")))
                .isEmpty();
        assertThat(scopes(draft().claim("scope", Map.of("tutti:chat", true)))).isEmpty();
        assertThat(scopes(draft().without("scope"))).isEmpty();
    }

    @Test
    void theProvidersOwnWordsMayGiveScopes() {
        set.putAll(Map.of(
                "tutti.oidc.scope-claim", "realm_access/roles",
                "tutti.oidc.scopes.chat", "llm-user,llm-admin",
                "tutti.oidc.scopes.admin", "llm-admin"));
        provider = provider();

        assertThat(scopes(roles("llm-user"))).containsExactly(Scope.CHAT);
        assertThat(scopes(roles("llm-admin"))).containsExactlyInAnyOrder(Scope.CHAT, Scope.ADMIN);
        assertThat(scopes(roles("tutti:chat"))).isEmpty();
    }

    /** As with the tokens of a cluster's service accounts, which have no scope. */
    @Test
    void theAudienceMayGiveScopes() {
        set.putAll(Map.of("tutti.oidc.scope-claim", "aud", "tutti.oidc.scopes.chat", "tutti"));
        provider = provider();

        assertThat(scopes(draft().without("scope"))).containsExactly(Scope.CHAT);
        assertThat(scopes(draft().claim("aud", List.of("api", "tutti")))).containsExactly(Scope.CHAT);
    }

    private Draft roles(String role) {
        return draft().claim("realm_access", Map.of("roles", List.of("x", role)));
    }

    private Set<Scope> scopes(Draft draft) {
        return who(draft).scopes();
    }

    @Test
    void whoIsListedHasTermsOfItsOwnAndAllOthersTheSame() {
        set.putAll(Map.of(
                "tutti.oidc.limits.requests-per-minute", "10",
                "tutti.oidc.tenants.shop.claim", "client|shop",
                "tutti.oidc.tenants.shop.requests-per-minute", "99",
                "tutti.oidc.tenants.billing.tokens-per-minute", "7"));
        provider = provider();

        assertThat(rates("client|shop")).isEqualTo(new RateLimits(OptionalLong.of(99), OptionalLong.empty()));
        assertThat(rates("billing")).isEqualTo(new RateLimits(OptionalLong.empty(), OptionalLong.of(7)));
        assertThat(rates("shop")).isEqualTo(new RateLimits(OptionalLong.of(10), OptionalLong.empty()));
    }

    private RateLimits rates(String holder) {
        return who(draft().claim("sub", holder)).terms().rates();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "tutti_abc", "sk-1.2", "a.b", "a.b.c.d", "a.b.c.d.e", "a b.c.d", "é.b.c", ".b.c", "a..c"})
    void whatDoesNotLookLikeATokenIsNone(String shown) {
        assertThat(show(shown)).isEqualTo(new Entry.Unknown());
        assertThat(fetches).isZero();
    }

    @Test
    void ofAHugeTokenNothingIsRead() {
        assertThat(why(show("a".repeat(20_000) + ".b.c"))).isEqualTo("it has 20004 characters; allowed are 16384");
        assertThat(show(draft().claim("groups", "g".repeat(9_000))).who()).isPresent();
        assertThat(fetches).isEqualTo(1);
    }

    @Test
    void aTokenThatWasFoundGoodIsNotCheckedAgainUntilItExpires() {
        String token = draft().sign();
        Caller first = show(token).who().orElseThrow();

        passes(Duration.ofSeconds(299));
        assertThat(show(token).who().orElseThrow())
                .as("the very same: remembered")
                .isSameAs(first);

        passes(Duration.ofSeconds(1));
        assertThat(show(token).who().orElseThrow())
                .as("in the skew it is checked each time")
                .isNotSameAs(first);

        passes(Duration.ofSeconds(30));
        assertThat(why(show(token))).startsWith("it has expired");
    }

    @Test
    void aClockThatIsSetForwardEndsItToo() {
        String token = draft().sign();
        show(token);

        wall = wall.plus(Duration.ofHours(1));

        assertThat(why(show(token))).startsWith("it has expired");
    }

    @Test
    void aKeyThatTheProviderTakesBackEndsWhatItSigned() {
        String token = draft().claim("exp", wall.plus(Duration.ofHours(5)).getEpochSecond())
                .sign();
        assertThat(show(token).who()).isPresent();

        published = Optional.of(TokenMint.jwks(NEXT));
        passes(Duration.ofMinutes(10));
        show(token);

        assertThat(why(show(token))).isEqualTo("it is signed by no key that the identity provider has");
    }

    @Test
    void aKeyThatIsNewIsSeenAtOnceAndAStormOfMadeUpOnesIsOneFetch() {
        show(draft());
        passes(Duration.ofSeconds(10));
        published = Optional.of(TokenMint.jwks(MINT, NEXT));

        assertThat(show(NEXT.draft(wall)).who()).isPresent();
        for (int i = 0; i < 500; i++) {
            assertThat(why(show(draft().head("kid", "made-up-" + i))))
                    .isEqualTo("it is signed by no key that the identity provider has");
        }

        assertThat(fetches).isEqualTo(2);
    }

    @Test
    void throughAnOutageTokensHoldForAWhileAndThenNobodyCanSay() {
        String token = draft().claim("exp", wall.plus(Duration.ofHours(5)).getEpochSecond())
                .sign();
        show(token);
        published = Optional.empty();

        passes(Duration.ofMinutes(69));
        assertThat(show(token).who()).as("remembered").isPresent();
        assertThat(show(draft().claim("sub", "other")).who())
                .as("checked by the keys of before")
                .isPresent();
        assertThat(show(NEXT.draft(wall))).as("its key may be new").isInstanceOf(Entry.Unsure.class);
        assertThat(why(show(draft().claim("aud", "x")))).startsWith("its aud");

        passes(Duration.ofMinutes(1));
        assertThat(show(token)).as("remembered").isInstanceOf(Entry.Unsure.class);
        assertThat(show(draft())).isInstanceOf(Entry.Unsure.class);
        assertThat(show("tutti_abc")).isEqualTo(new Entry.Unknown());

        published = Optional.of(TokenMint.jwks(MINT));
        passes(Duration.ofSeconds(10));
        assertThat(show(token).who()).isPresent();
    }

    @Test
    void whatCameOfTokensIsCounted() {
        show(draft());
        show(draft().claim("aud", "x"));
        show("tutti_abc");

        assertThat(counted("let_in")).isEqualTo(1);
        assertThat(counted("refused")).isEqualTo(1);
        assertThat(counted("unknown")).isZero();
    }

    private double counted(String result) {
        return registry.counter("tutti.oidc.tokens", "result", result).count();
    }
}
