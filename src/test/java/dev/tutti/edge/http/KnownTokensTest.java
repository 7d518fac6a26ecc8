package dev.tutti.edge.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.memory.tenancy.Caller;
import dev.tutti.memory.tenancy.Credential;
import dev.tutti.memory.tenancy.Entry;
import dev.tutti.memory.tenancy.Keys;
import dev.tutti.memory.tenancy.Scope;
import dev.tutti.words.chat.KeyId;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class KnownTokensTest {
    private static final KeyId TEAM = new KeyId("team");

    private final Queue<Runnable> threads = new ArrayDeque<>();
    private long now;
    private int asked;
    private final KnownTokens tokens = new KnownTokens(new OneKey(), threads::add, () -> now);

    private final class OneKey implements Keys {
        @Override
        public Entry authenticate(Optional<Credential> shown) {
            asked++;
            Caller team = new Caller(TEAM, Set.of(Scope.CHAT));
            return switch (shown.map(Credential::text).orElse("")) {
                case "the-key" -> new Entry.LetIn(team, true);
                case String token when token.startsWith("the-token") -> new Entry.LetIn(team, false);
                default -> new Entry.Unknown();
            };
        }

        @Override
        public boolean isOpen() {
            return false;
        }
    }

    private KeyId of(String token) {
        now += Duration.ofMillis(20).toNanos();
        return tokens.of(shown(token));
    }

    private static Optional<Credential> shown(String token) {
        return Optional.of(Credential.of(token));
    }

    private void threadsRun() {
        while (!threads.isEmpty()) {
            threads.remove().run();
        }
    }

    @Test
    void aTokenIsNobodysUntilItIsLookedUpAndThenItsKeys() {
        assertThat(of("the-key")).isEqualTo(KeyId.ANONYMOUS);
        assertThat(asked).as("nothing is asked on the caller's thread").isZero();

        threadsRun();

        assertThat(of("the-key")).isEqualTo(TEAM);
        assertThat(threads).isEmpty();
    }

    @Test
    void tokensThatAreMadeUpStayNobodysAndAreLookedUpOneAtATimeAndNotTooOften() {
        for (int i = 0; i < 1_000; i++) {
            assertThat(tokens.of(shown("made-up-" + i))).isEqualTo(KeyId.ANONYMOUS);
        }
        threadsRun();
        assertThat(asked).isEqualTo(1);

        assertThat(tokens.of(shown("made-up"))).isEqualTo(KeyId.ANONYMOUS);

        assertThat(threads).as("too soon").isEmpty();
    }

    @Test
    void whoShowsNoKeyIsNobody() {
        assertThat(tokens.of(Optional.empty())).isEqualTo(KeyId.ANONYMOUS);
        assertThat(threads).isEmpty();
    }

    @Test
    void whoseATokenIsIsForgottenSinceThereAreEverNewOnes() {
        assertThat(of("the-token")).isEqualTo(KeyId.ANONYMOUS);
        threadsRun();
        assertThat(of("the-token")).isEqualTo(TEAM);

        now += Duration.ofMinutes(5).toNanos();

        assertThat(of("the-token")).isEqualTo(KeyId.ANONYMOUS);
        threadsRun();
        assertThat(of("the-token")).as("learned again").isEqualTo(TEAM);
    }

    @Test
    void noMoreTokensAreKeptThanThereIsRoomForAndKeysHaveTheirRoomAllTheSame() {
        for (int i = 0; i < 20_001; i++) {
            of("the-token" + i);
            threadsRun();
            now -= Duration.ofMillis(10).toNanos();
        }

        assertThat(tokens.of(shown("the-token19999"))).isEqualTo(TEAM);
        assertThat(of("the-token20000")).isEqualTo(KeyId.ANONYMOUS);
        threadsRun();
        of("the-key");
        threadsRun();
        assertThat(of("the-key")).isEqualTo(TEAM);
    }
}
