package dev.tutti.edge.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.words.chat.KeyId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.state.Action;
import net.jqwik.api.state.ActionChain;
import net.jqwik.api.state.Transformer;

/** Conversations that come and leave in any order while work waits for any time. */
final class LoadShedderPropertyTest {
    private static final OverloadTerms TERMS = new OverloadTerms(2, 12, Duration.ofMillis(50), Duration.ofMillis(100));

    /** The shedder beside a count of those inside. */
    static final class Book {
        private final List<LoadShedder.Guest> inside = new ArrayList<>();
        private long now;
        private final LoadShedder shedder = new LoadShedder(TERMS, 2, () -> 0, () -> now);

        void enter(int key) {
            int before = inside.size();
            Optional<LoadShedder.Guest> guest = shedder.enter(new KeyId("key-" + key % 4));
            assertThat(guest.isPresent() || before > 0)
                    .as("an idle service refuses nobody")
                    .isTrue();
            guest.ifPresent(inside::add);
        }

        void leave(int which) {
            if (!inside.isEmpty()) {
                LoadShedder.Guest guest = inside.remove(which % inside.size());
                guest.leave();
                guest.leave();
            }
        }

        void begin(int which) {
            if (!inside.isEmpty()) {
                LoadShedder.Guest guest = inside.get(which % inside.size());
                guest.begins();
                guest.begins();
            }
        }

        void wait(int millis) {
            now += Duration.ofMillis(millis).toNanos();
        }

        void check() {
            assertThat(shedder.inside()).isEqualTo(inside.size()).isLessThanOrEqualTo(TERMS.ceiling());
            assertThat(shedder.perSecond()).isGreaterThanOrEqualTo(0).isFinite();
        }
    }

    @Property(tries = 500)
    void whoeverComesAndLeavesTheCountIsRightAndAnIdleServiceIsOpen(@ForAll("chains") ActionChain<Book> chain) {
        Book end = chain.run();

        while (!end.inside.isEmpty()) {
            end.leave(0);
        }
        end.check();
        end.enter(0);
        assertThat(end.inside).hasSize(1);
    }

    @Provide
    Arbitrary<ActionChain<Book>> chains() {
        Arbitrary<Integer> any = Arbitraries.integers().between(0, 100);
        return ActionChain.startWith(Book::new)
                .withAction(6, act("enter", any.map(key -> book -> book.enter(key))))
                .withAction(3, act("leave", any.map(which -> book -> book.leave(which))))
                .withAction(3, act("begin", any.map(which -> book -> book.begin(which))))
                .withAction(3, act("wait", any.map(millis -> book -> book.wait(millis))))
                .withMaxTransformations(150);
    }

    private static Action.Independent<Book> act(String name, Arbitrary<Consumer<Book>> step) {
        return () -> step.map(s -> Transformer.mutate(name, book -> {
            s.accept(book);
            book.check();
        }));
    }
}
