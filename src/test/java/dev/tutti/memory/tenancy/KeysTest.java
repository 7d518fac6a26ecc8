package dev.tutti.memory.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tutti.sense.budget.Limit;
import dev.tutti.sense.budget.Pace;
import dev.tutti.sense.budget.PaceTerms;
import dev.tutti.sense.budget.Pacer;
import dev.tutti.sense.budget.Period;
import dev.tutti.words.chat.KeyId;
import dev.tutti.words.chat.Usd;
import dev.tutti.words.plan.ModelFilter;
import dev.tutti.words.plan.RoutingDefaults;
import dev.tutti.words.plan.WhenInfeasible;
import dev.tutti.words.setting.ConfigurationProblem;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.math.BigDecimal;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class KeysTest {
    private static final String SECRET = "tutti-key-of-team-a";

    @Test
    void withoutKeysAnyoneMayDoEverything() {
        Keys keys = keys(Map.of());

        assertThat(keys.authenticate(Optional.empty()).who()).contains(Caller.ANYONE);
        assertThat(keys.authenticate(shown("whatever")).who()).contains(Caller.ANYONE);
        assertThat(Caller.ANYONE.scopes()).containsExactlyInAnyOrder(Scope.values());
    }

    @Test
    void aKeyIsKnownByItsHashAndMayDoWhatItsScopesSay() {
        Keys keys = keys(teamA("chat, feedback"));

        Caller caller = keys.authenticate(shown(SECRET)).who().orElseThrow();

        assertThat(caller).isEqualTo(new Caller(new KeyId("team-a"), Set.of(Scope.CHAT, Scope.FEEDBACK)));
        assertThat(caller.may(Scope.CHAT)).isTrue();
        assertThat(caller.may(Scope.ADMIN)).isFalse();
    }

    @Test
    void onceThereAreKeysNobodyPassesWithoutOne() {
        Keys keys = keys(teamA("chat"));

        assertThat(keys.authenticate(Optional.empty()).who()).isEmpty();
        assertThat(keys.authenticate(shown("")).who()).isEmpty();
        assertThat(keys.authenticate(shown(SECRET + "x")).who()).isEmpty();
        assertThat(keys.authenticate(shown(hash(SECRET))).who()).isEmpty();
    }

    @Test
    void evenTheHashOfNothingLetsNobodyInWithoutAToken() {
        Keys keys = keys(Map.of("tutti.keys.a.sha256", hash(""), "tutti.keys.a.scopes", "chat"));

        assertThat(keys.authenticate(Optional.empty()).who()).isEmpty();
    }

    @Test
    void anUnknownScopeIsNamedWithWhatIsAllowed() {
        assertThatThrownBy(() -> keys(teamA("chat,root")))
                .hasMessage("tutti.keys.team-a.scopes: 'root' is no scope; allowed are chat, feedback, label, read,"
                        + " admin");
    }

    @Test
    void aKeyInThePlaceOfItsHashIsRefusedWithoutBeingShown() {
        assertThatThrownBy(() -> keys(Map.of("tutti.keys.a.sha256", SECRET, "tutti.keys.a.scopes", "chat")))
                .hasMessageStartingWith("tutti.keys.a.sha256")
                .hasMessageNotContaining(SECRET)
                .satisfies(e -> assertThat(e.getCause().getMessage()).doesNotContain(SECRET));
    }

    @Test
    void oneKeyHasOneName() {
        Map<String, String> twice = new HashMap<>(teamA("chat"));
        twice.put("tutti.keys.b.sha256", hash(SECRET));
        twice.put("tutti.keys.b.scopes", "admin");

        assertThatThrownBy(() -> keys(twice)).hasMessageContaining("b and team-a have the same sha256");
    }

    @Test
    void aKeyNeverShowsItsHash() {
        HashedKey key = HashedKey.of(Caller.ANYONE, hash(SECRET));

        assertThat(key.toString()).isEqualTo("key of anonymous");
    }

    @Test
    void onlyAnOpenDoorBeyondThisMachineIsWarnedOf() {
        assertThat(OpenDoor.warning(true, "127.0.0.1")).isEmpty();
        assertThat(OpenDoor.warning(true, "localhost")).isEmpty();
        assertThat(OpenDoor.warning(true, "::1")).isEmpty();
        assertThat(OpenDoor.warning(false, "0.0.0.0")).isEmpty();
        assertThat(OpenDoor.warning(true, "0.0.0.0"))
                .hasValueSatisfying(text -> assertThat(text).contains("quarkus.http.host is 0.0.0.0"));
    }

    @Test
    void aKeyIsPacedByTheMeanThatIsWrittenForItAndGoesOnFromWhereItStood() {
        KeyId key = new KeyId("team-a");
        TenancySettings set = settings(Map.of(
                "tutti.keys.team-a.sha256", hash("a"),
                "tutti.keys.team-a.scopes", "chat",
                "tutti.keys.team-a.mean-cost-usd", "0.002"));
        Pace stood = new Pace(77, -12);

        Pacer begun = Pacers.of(set, 5, _ -> Optional.empty()).of(key).orElseThrow();
        Pacer gone = Pacers.of(set, 5, _ -> Optional.of(stood)).of(key).orElseThrow();

        assertThat(begun.terms()).isEqualTo(new PaceTerms(Usd.of("0.002"), 5));
        assertThat(begun.pace()).isEqualTo(new Pace(500, 0));
        assertThat(gone.pace()).isEqualTo(stood);
        assertThat(Pacers.of(set, 5, _ -> Optional.empty()).of(KeyId.ANONYMOUS)).isEmpty();
    }

    @Test
    void aKeyHasTheBudgetsThatAreWrittenForIt() {
        assertThat(limits("tutti.keys.team-a.daily-budget-usd", "2.5", "tutti.keys.team-a.monthly-budget-usd", "30"))
                .containsExactly(Map.entry(
                        new KeyId("team-a"),
                        List.of(new Limit(Period.DAY, Usd.of("2.5")), new Limit(Period.MONTH, Usd.of("30")))));
        assertThat(limits("tutti.keys.team-a.monthly-budget-usd", "0.000001").values())
                .containsExactly(List.of(new Limit(Period.MONTH, Usd.of("0.000001"))));
        assertThat(limits("tutti.keys.team-a.label", "none")).isEmpty();
    }

    @Test
    void noKeyHasANameThatIsKeptForHoldersOfTokens() {
        assertThatThrownBy(() -> keys(Map.of(
                        "tutti.keys.\"oidc:billing\".sha256",
                        hash(SECRET),
                        "tutti.keys.\"oidc:billing\".scopes",
                        "chat")))
                .isInstanceOf(ConfigurationProblem.class)
                .hasMessage("tutti.keys.oidc:billing: names that begin with oidc: are kept for holders of an identity"
                        + " provider's tokens");
    }

    @Test
    void aKeyMayUseTheModelsThatAreWrittenForIt() {
        Map<String, String> set = new HashMap<>(teamA("chat"));
        set.put("tutti.keys.team-a.allow-models", "openai/*, local/one");
        set.put("tutti.keys.team-a.deny-models", "*/dbrx*");

        Caller caller = keys(set).authenticate(shown(SECRET)).who().orElseThrow();

        assertThat(caller.terms().models())
                .isEqualTo(new ModelFilter(List.of("openai/*", "local/one"), List.of("*/dbrx*")));
        set.put("tutti.keys.team-a.deny-models", "a, ,b");
        assertThatThrownBy(() -> keys(set))
                .isInstanceOf(ConfigurationProblem.class)
                .hasMessageStartingWith("tutti.keys.team-a.deny-models are ids of models, or patterns");
    }

    @Test
    void aKeyHasTheRatesThatAreWrittenForIt() {
        Map<String, String> set = new HashMap<>(teamA("chat"));
        set.put("tutti.keys.team-a.requests-per-minute", "60");

        assertThat(keys(set)
                        .authenticate(shown(SECRET))
                        .who()
                        .orElseThrow()
                        .terms()
                        .rates())
                .isEqualTo(new RateLimits(OptionalLong.of(60), OptionalLong.empty()));
        set.put("tutti.keys.team-a.tokens-per-minute", "0");
        assertThatThrownBy(() -> keys(set))
                .hasMessage(
                        "tutti.keys.team-a.tokens-per-minute is a whole number from 1 on, was 0; leave it out for no"
                                + " limit");
    }

    @Test
    void aKeyHasTheDefaultsThatAreWrittenForIt() {
        Map<String, String> set = new HashMap<>(teamA("chat"));
        set.put("tutti.keys.team-a.quality-target", "0.9");
        set.put("tutti.keys.team-a.max-cost-usd", "0.01");
        set.put("tutti.keys.team-a.max-latency", "PT8S");
        set.put("tutti.keys.team-a.when-infeasible", "max-quality");
        set.put("tutti.keys.team-a.task", "reviews");
        set.put("tutti.keys.team-a.cache", "true");

        assertThat(keys(set)
                        .authenticate(shown(SECRET))
                        .who()
                        .orElseThrow()
                        .terms()
                        .defaults())
                .isEqualTo(new RoutingDefaults(
                        OptionalDouble.of(0.9),
                        Optional.of(Usd.of("0.01")),
                        Optional.of(Duration.ofSeconds(8)),
                        Optional.of(WhenInfeasible.MAX_QUALITY),
                        Optional.of("reviews"),
                        Optional.of(true)));
    }

    @ParameterizedTest
    @CsvSource({"quality-target, 1.1, is 0 to 1", "max-cost-usd, 0, is above 0", "max-latency, PT0S, is above 0"})
    void aDefaultBeyondItsRangeIsRefusedWithItsSetting(String name, String value, String allowed) {
        Map<String, String> set = new HashMap<>(teamA("chat"));
        set.put("tutti.keys.team-a." + name, value);

        assertThatThrownBy(() -> keys(set))
                .isInstanceOf(ConfigurationProblem.class)
                .hasMessageStartingWith("tutti.keys.team-a." + name + " " + allowed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "1000000.01", "0.0000000000001", "1e300"})
    void aBudgetThatNobodyCanMeanIsRefusedWithItsSettingAndValue(String dollars) {
        assertThatThrownBy(() -> limits("tutti.keys.team-a.daily-budget-usd", dollars))
                .isInstanceOf(ConfigurationProblem.class)
                .hasMessageStartingWith(
                        "tutti.keys.team-a.daily-budget-usd is above 0 and at most 1000000 with at most 12 decimals, was ")
                .hasMessageContaining("was " + new BigDecimal(dollars));
    }

    private static Map<KeyId, List<Limit>> limits(String... more) {
        Map<String, String> all = new HashMap<>(teamA("chat"));
        for (int i = 0; i < more.length; i += 2) {
            all.put(more[i], more[i + 1]);
        }
        return KeyLimits.of(settings(all).keys());
    }

    private static Map<String, String> teamA(String scopes) {
        return Map.of(
                "tutti.keys.team-a.sha256",
                hash(SECRET),
                "tutti.keys.team-a.scopes",
                scopes,
                "tutti.keys.team-a.label",
                "Team A");
    }

    private static String hash(String token) {
        return KeyHash.of(token).hex();
    }

    private static Keys keys(Map<String, String> properties) {
        ConfiguredKeys configured = KeyRing.of(settings(properties).keys());
        InstantSource never = () -> Instant.EPOCH;
        return new KnownKeys(
                configured,
                new KeyRegister(new HeapKeyStore(), configured.names(), never, () -> 0, new SecureRandom(), _ -> {}),
                Tokens.NONE);
    }

    private static TenancySettings settings(Map<String, String> properties) {
        return new SmallRyeConfigBuilder()
                .withMapping(TenancySettings.class)
                .withSources(new PropertiesConfigSource(properties, "test", 100))
                .build()
                .getConfigMapping(TenancySettings.class);
    }

    private static Optional<Credential> shown(String text) {
        return Optional.of(Credential.of(text));
    }
}
