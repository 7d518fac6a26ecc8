package dev.tutti.serving.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.words.catalogue.CatalogueModel;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.state.Action;
import net.jqwik.api.state.ActionChain;
import net.jqwik.api.state.Transformer;

/** Callers of one model that come, are answered, fail, are cancelled, run out of time, or meet a client that breaks. */
final class NoPlaceIsLostPropertyTest {
    private static final int CEILING = 8;
    private static final int QUEUE = 4;
    private static final Duration DEADLINE = Duration.ofSeconds(10);

    /** The bulkhead beside what must be true of it, counted in the slow obvious way. */
    static final class Book {
        private final VirtualTime time = new VirtualTime();
        private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
        private final CatalogueModel model = TestCalls.model("a", URI.create("http://127.0.0.1:1/v1"), CEILING);
        private final ScriptedCalls inner = new ScriptedCalls();
        private final List<InFlight> asked = new ArrayList<>();
        private final LimitedClient client = new LimitedClient(
                this::send,
                new LimitRules(TestCalls.LIMIT_TERMS, QUEUE, Duration.ofSeconds(5)),
                new ProviderMetrics(registry),
                time,
                time);
        private boolean breaks;

        private InFlight send(ModelCall call, ChunkSink sink) {
            if (breaks) {
                breaks = false;
                throw new IllegalStateException("broken on purpose");
            }
            return inner.ask(call, sink);
        }

        void ask() {
            asked.add(client.ask(TestCalls.call(model, time, DEADLINE, false), ChunkSink.NONE));
        }

        /** Only where there is room, so that it is this caller that meets it. */
        void meetABrokenClient() {
            if (running().size() < CEILING / 2 && waiting() == 0) {
                breaks = true;
                try {
                    ask();
                } catch (IllegalStateException expected) {
                    assertThat(expected).hasMessage("broken on purpose");
                }
                breaks = false;
            }
        }

        void end(int which, CallEnding how) {
            List<ScriptedCalls.Call> running = running();
            if (!running.isEmpty()) {
                running.get(which % running.size()).ends(how);
            }
        }

        void cancel(int which) {
            if (!asked.isEmpty()) {
                asked.get(which % asked.size()).cancel();
            }
        }

        void pass(int seconds) {
            time.pass(Duration.ofSeconds(seconds));
        }

        private List<ScriptedCalls.Call> running() {
            return inner.calls().stream()
                    .filter(call -> !call.ending().isDone())
                    .toList();
        }

        private long waiting() {
            return asked.stream().filter(call -> !call.ending().isDone()).count()
                    - running().size();
        }

        void check() {
            if (!asked.isEmpty()) {
                double limit = gauge("tutti.provider.limit");
                assertThat(gauge("tutti.provider.in.flight"))
                        .isEqualTo(running().size());
                assertThat(limit).isBetween((double) TestCalls.LIMIT_TERMS.floor(), (double) CEILING);
                // Who waits, waits because all places are taken.
                assertThat(waiting()).isBetween(0L, (long) QUEUE);
                assertThat(waiting() == 0 || running().size() >= limit).isTrue();
            }
        }

        private double gauge(String name) {
            return registry.get(name).gauge().value();
        }
    }

    @Property(tries = 500)
    void whateverBecomesOfCallsTheirPlacesComeBack(@ForAll("chains") ActionChain<Book> chain) {
        Book end = chain.run();

        end.asked.forEach(InFlight::cancel);

        end.check();
        assertThat(end.running()).isEmpty();
        assertThat(end.time.timers()).isZero();
        for (int i = 0; i < TestCalls.LIMIT_TERMS.floor(); i++) {
            end.ask();
        }
        assertThat(end.running()).hasSize(TestCalls.LIMIT_TERMS.floor());
    }

    @Provide
    Arbitrary<ActionChain<Book>> chains() {
        Arbitrary<Integer> which = Arbitraries.integers().between(0, 50);
        Arbitrary<CallEnding> endings = Arbitraries.of(CallEnding.Kind.class).map(ScriptedCalls::failed);
        return ActionChain.startWith(Book::new)
                .withAction(6, act("ask", which.map(_ -> Book::ask)))
                .withAction(1, act("break", which.map(_ -> Book::meetABrokenClient)))
                .withAction(3, act("answer", which.map(i -> book -> book.end(i, ScriptedCalls.answered()))))
                .withAction(3, act("fail", endings.flatMap(how -> which.map(i -> book -> book.end(i, how)))))
                .withAction(2, act("cancel", which.map(i -> book -> book.cancel(i))))
                .withAction(1, act("pass", which.map(seconds -> book -> book.pass(seconds))))
                .withMaxTransformations(120);
    }

    private static Action.Independent<Book> act(String name, Arbitrary<Consumer<Book>> step) {
        return () -> step.map(s -> Transformer.mutate(name, book -> {
            s.accept(book);
            book.check();
        }));
    }
}
