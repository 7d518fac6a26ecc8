package dev.tutti.serving.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.words.catalogue.CatalogueModel;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** A crowd of callers, the bulkhead, and models whose capacity changes, in virtual time. */
final class ConcurrencyFollowsCapacityPropertyTest {
    private static final int CEILING = 64;
    private static final int FLOOR = TestCalls.LIMIT_TERMS.floor();

    /** How a model is for so many seconds. */
    record Phase(int capacity, CrowdedUpstream.Manner manner, int seconds) {}

    /** So many callers, each asking again 10 ms after its last call ended. */
    private static final class Crowd {
        private final VirtualTime time = new VirtualTime();
        private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
        private final CatalogueModel model = TestCalls.model("a", URI.create("http://127.0.0.1:1/v1"), CEILING);
        private final CrowdedUpstream upstream;
        private final LimitedClient client;
        private final List<InFlight> calls = new ArrayList<>();
        private boolean leaving;
        private int answered;

        Crowd(int callers, int capacity, CrowdedUpstream.Manner manner) {
            upstream = new CrowdedUpstream(time, capacity, manner);
            LimitRules rules = new LimitRules(TestCalls.LIMIT_TERMS, CEILING, Duration.ofSeconds(5));
            client = new LimitedClient(this::send, rules, new ProviderMetrics(registry), time, time);
            for (int caller = 0; caller < callers; caller++) {
                ask();
            }
        }

        private InFlight send(ModelCall call, ChunkSink sink) {
            InFlight sent = upstream.ask(call, sink);
            // At the moment at which a call begins there is room for it.
            assertThat(upstream.working()).isLessThanOrEqualTo(limit());
            return sent;
        }

        private void ask() {
            InFlight call = client.ask(TestCalls.call(model, time, Duration.ofSeconds(30), true), ChunkSink.NONE);
            calls.add(call);
            var _ = call.ending().thenAccept(ending -> {
                calls.remove(call);
                answered += ending instanceof CallEnding.Succeeded ? 1 : 0;
                if (!leaving) {
                    time.after(Duration.ofMillis(10), this::ask);
                }
            });
        }

        /** The limit's mean over that time. */
        double lives(int seconds) {
            double sum = 0;
            for (int step = 0; step < seconds * 10; step++) {
                time.pass(Duration.ofMillis(100));
                assertThat(limit()).isBetween(FLOOR, CEILING);
                assertThat(inFlight()).isEqualTo(upstream.working());
                sum += limit();
            }
            return sum / (seconds * 10);
        }

        int limit() {
            return (int) gauge("tutti.provider.limit");
        }

        int inFlight() {
            return (int) gauge("tutti.provider.in.flight");
        }

        private double gauge(String name) {
            return registry.get(name).tag("model", "a").gauge().value();
        }

        void leave() {
            leaving = true;
            List.copyOf(calls).forEach(InFlight::cancel);
        }
    }

    @Property(tries = 40)
    void whateverBecomesOfAModelTheLimitKeepsItsBoundsNoPlaceIsLostAndAllOfItComesBack(
            @ForAll("lives") List<Phase> phases, @ForAll @IntRange(min = 1, max = 120) int callers) {
        Crowd crowd = new Crowd(callers, CEILING, CrowdedUpstream.Manner.TURNS_AWAY);
        for (Phase phase : phases) {
            crowd.upstream.becomes(phase.capacity(), phase.manner());
            crowd.lives(phase.seconds());
        }

        crowd.upstream.becomes(CEILING, CrowdedUpstream.Manner.TURNS_AWAY);
        crowd.lives(150);

        assertThat(crowd.limit()).isGreaterThanOrEqualTo(Math.min(CEILING, callers));
        crowd.leave();
        assertThat(crowd.inFlight()).isZero();
        assertThat(crowd.time.timers()).isLessThanOrEqualTo(callers);
    }

    @Provide
    Arbitrary<List<Phase>> lives() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 2 * CEILING),
                        Arbitraries.of(CrowdedUpstream.Manner.class),
                        Arbitraries.integers().between(1, 30))
                .as(Phase::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(5);
    }

    @Example
    void aModelThatTurnsAwayIsAskedAboutAsOftenAsItCan() {
        Crowd crowd = new Crowd(100, 16, CrowdedUpstream.Manner.TURNS_AWAY);
        crowd.lives(30);
        int before = crowd.answered;

        double mean = crowd.lives(60);

        assertThat(mean).isBetween(11.0, 24.0);
        // Of 16 at once, each 200 ms: 4,800 in a minute.
        assertThat(crowd.answered - before).isGreaterThan(3_600);
    }

    @Example
    void aModelThatGetsSlowerIsNotCrowdedBeyondThreeTimesItsPace() {
        Crowd crowd = new Crowd(100, CEILING, CrowdedUpstream.Manner.GETS_SLOWER);
        crowd.lives(30);
        crowd.upstream.becomes(10, CrowdedUpstream.Manner.GETS_SLOWER);
        crowd.lives(30);

        double mean = crowd.lives(60);

        assertThat(mean).isBetween(10.0, 40.0);
    }

    @Example
    void aSilentModelIsAskedByTheFloorAndComesBackToAll() {
        Crowd crowd = new Crowd(100, CEILING, CrowdedUpstream.Manner.IS_SILENT);
        crowd.upstream.becomes(0, CrowdedUpstream.Manner.IS_SILENT);
        crowd.lives(120);
        assertThat(crowd.limit()).isEqualTo(FLOOR);

        crowd.upstream.becomes(CEILING, CrowdedUpstream.Manner.IS_SILENT);
        crowd.lives(60);

        assertThat(crowd.limit()).isEqualTo(CEILING);
    }
}
