package dev.tutti.memory.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tutti.words.chat.KeyId;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class KeysTest {
    private static final String SECRET = "tutti-key-of-team-a";

    @Test
    void withoutKeysAnyoneMayDoEverything() {
        Keys keys = keys(Map.of());

        assertThat(keys.authenticate(Optional.empty())).contains(Caller.ANYONE);
        assertThat(keys.authenticate(Optional.of("whatever"))).contains(Caller.ANYONE);
        assertThat(Caller.ANYONE.scopes()).containsExactlyInAnyOrder(Scope.values());
    }

    @Test
    void aKeyIsKnownByItsHashAndMayDoWhatItsScopesSay() {
        Keys keys = keys(teamA("chat, feedback"));

        Caller caller = keys.authenticate(Optional.of(SECRET)).orElseThrow();

        assertThat(caller).isEqualTo(new Caller(new KeyId("team-a"), Set.of(Scope.CHAT, Scope.FEEDBACK)));
        assertThat(caller.may(Scope.CHAT)).isTrue();
        assertThat(caller.may(Scope.ADMIN)).isFalse();
    }

    @Test
    void onceThereAreKeysNobodyPassesWithoutOne() {
        Keys keys = keys(teamA("chat"));

        assertThat(keys.authenticate(Optional.empty())).isEmpty();
        assertThat(keys.authenticate(Optional.of(""))).isEmpty();
        assertThat(keys.authenticate(Optional.of(SECRET + "x"))).isEmpty();
        assertThat(keys.authenticate(Optional.of(hash(SECRET)))).isEmpty();
    }

    @Test
    void evenTheHashOfNothingLetsNobodyInWithoutAToken() {
        Keys keys = keys(Map.of("tutti.keys.a.sha256", hash(""), "tutti.keys.a.scopes", "chat"));

        assertThat(keys.authenticate(Optional.empty())).isEmpty();
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
        assertThat(OpenDoor.warning(false, "127.0.0.1")).isEmpty();
        assertThat(OpenDoor.warning(false, "localhost")).isEmpty();
        assertThat(OpenDoor.warning(false, "::1")).isEmpty();
        assertThat(OpenDoor.warning(true, "0.0.0.0")).isEmpty();
        assertThat(OpenDoor.warning(false, "0.0.0.0"))
                .hasValueSatisfying(text -> assertThat(text).contains("quarkus.http.host is 0.0.0.0"));
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
        return HexFormat.of().formatHex(ConfiguredKeys.sha256(token));
    }

    private static Keys keys(Map<String, String> properties) {
        TenancySettings settings = new SmallRyeConfigBuilder()
                .withMapping(TenancySettings.class)
                .withSources(new PropertiesConfigSource(properties, "test", 100))
                .build()
                .getConfigMapping(TenancySettings.class);
        return KeyRing.of(settings.keys());
    }
}
