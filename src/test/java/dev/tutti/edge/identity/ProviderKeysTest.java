package dev.tutti.edge.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** When a provider's keys are fetched, and how long they hold, in virtual time. */
final class ProviderKeysTest {
    private static final KeyTimes TIMES =
            new KeyTimes(Duration.ofMinutes(10), Duration.ofHours(1), Duration.ofSeconds(10));
    private static final KeySet OLD = TokenCheckTest.keys(TokenMint.jwks(TokenMint.ec("old")));
    private static final KeySet NEW = TokenCheckTest.keys(TokenMint.jwks(TokenMint.ec("new")));

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Queue<Runnable> later = new ArrayDeque<>();
    private boolean atOnce = true;
    private long now = Long.MAX_VALUE - 5;
    private int fetches;
    private Optional<KeySet> there = Optional.of(OLD);

    private final ProviderKeys keys = new ProviderKeys(
            this::fetch,
            TIMES,
            task -> {
                if (atOnce) {
                    task.run();
                } else {
                    later.add(task);
                }
            },
            () -> now,
            new OidcMeters(registry));

    private KeySet fetch() throws KeysUnavailable {
        fetches++;
        return there.orElseThrow(() -> new KeysUnavailable("down"));
    }

    private void passes(Duration time) {
        now += time.toNanos();
    }

    @Test
    void theyAreFetchedOnceForAllWhoAskWhileTheyAreFresh() {
        assertThat(keys.current()).contains(OLD);
        passes(Duration.ofMinutes(10).minusNanos(1));
        assertThat(keys.current()).contains(OLD);

        assertThat(fetches).isEqualTo(1);
    }

    @Test
    void nobodyWaitsForTheNextOnesWhileThoseOfBeforeHold() {
        keys.current();
        passes(Duration.ofMinutes(10));
        atOnce = false;
        there = Optional.of(NEW);

        assertThat(keys.current()).contains(OLD);
        assertThat(keys.current()).contains(OLD);
        assertThat(later).as("one look at a time").hasSize(1);

        later.remove().run();
        assertThat(keys.current()).contains(NEW);
    }

    /** Nothing has failed, nobody has asked: a key that was taken back long ago lets nobody in. */
    @Test
    void afterAQuietHourWhoComesFirstWaitsForAnotherLook() throws InterruptedException {
        keys.current();
        passes(Duration.ofMinutes(20));
        atOnce = false;
        there = Optional.of(NEW);
        AtomicReference<Optional<KeySet>> got = new AtomicReference<>(Optional.empty());
        Thread first = Thread.ofPlatform().start(() -> got.set(keys.current()));

        while (first.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        later.remove().run();
        first.join();

        assertThat(got.get()).contains(NEW);
    }

    @Test
    void theSameKeysStayTheSameObject() {
        KeySet first = keys.current().orElseThrow();
        there = Optional.of(TokenCheckTest.keys("{\"keys\":[" + single(OLD) + "]}"));
        passes(Duration.ofMinutes(10));

        assertThat(keys.again().orElseThrow()).isSameAs(first);
    }

    private static String single(KeySet set) {
        return set.keys().getFirst().toJson();
    }

    @Test
    void aStormOfUnknownKeysIsOneLookInTenSeconds() {
        keys.current();
        passes(TIMES.between());
        for (int i = 0; i < 10_000; i++) {
            assertThat(keys.again()).contains(OLD);
            passes(Duration.ofMillis(1).minusNanos(1));
        }
        assertThat(fetches).isEqualTo(2);

        passes(TIMES.between());
        keys.again();
        assertThat(fetches).isEqualTo(3);
    }

    @Test
    void throughAnOutageTheyHoldForAWhileAndThenNoLonger() {
        keys.current();
        there = Optional.empty();
        passes(TIMES.fresh().plus(TIMES.kept()).minusNanos(1));
        assertThat(keys.current()).contains(OLD);
        assertThat(keys.areSure()).isFalse();

        passes(Duration.ofNanos(1));
        assertThat(keys.current()).isEmpty();
        assertThat(keys.again()).isEmpty();
        assertThat(fetches).as("none too soon after another").isEqualTo(2);

        there = Optional.of(NEW);
        passes(TIMES.between());
        assertThat(keys.current()).contains(NEW);
        assertThat(keys.areSure()).isTrue();
    }

    @Test
    void whereTheyWereNeverThereWhoComesInAnOutageIsToldAtOnce() {
        there = Optional.empty();
        for (int i = 0; i < 1_000; i++) {
            assertThat(keys.current()).isEmpty();
        }

        assertThat(fetches).isEqualTo(1);
        assertThat(registry.counter("tutti.oidc.fetches", "result", "failed").count())
                .isEqualTo(1);
    }
}
