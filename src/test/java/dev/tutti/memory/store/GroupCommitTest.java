package dev.tutti.memory.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tutti.memory.outcome.OutcomeLogUnavailable;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GroupCommitTest {
    @TempDir
    Path folder;

    private final AtomicInteger waited = new AtomicInteger();
    private GroupCommit log;

    @BeforeEach
    void open() throws SQLException {
        log = new GroupCommit(new RowWriter(OutcomeFile.in(folder).writer()), waited::incrementAndGet);
    }

    @AfterEach
    void close() throws SQLException {
        log.close();
    }

    private static Write<Boolean> breaking(Throwable how) {
        return _ -> {
            if (how instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) how;
        };
    }

    /** So many writes that come while one is at work; how many of them were told that the log is not there. */
    private static int crowd(GroupCommit log, int size) throws InterruptedException {
        CountDownLatch atWork = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        AtomicInteger told = new AtomicInteger();
        List<Thread> callers = new ArrayList<>();
        callers.add(Thread.startVirtualThread(() -> log.commit(_ -> {
            atWork.countDown();
            awaitUninterruptibly(go);
            return true;
        })));
        atWork.await();
        for (int i = 0; i < size; i++) {
            callers.add(Thread.startVirtualThread(() -> {
                try {
                    log.commit(_ -> true);
                } catch (OutcomeLogUnavailable e) {
                    told.incrementAndGet();
                }
            }));
        }
        while (log.waiting() < size) {
            Thread.onSpinWait();
        }
        go.countDown();
        for (Thread caller : callers) {
            caller.join();
        }
        return told.get();
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aWriteThatFindsNoOtherBesideItGoesAtOnceAlsoAfterACrowd() throws InterruptedException {
        for (int i = 0; i < 20; i++) {
            log.commit(_ -> true);
        }
        assertThat(waited).hasValue(0);

        assertThat(crowd(log, 3)).isZero();
        assertThat(waited).hasValue(1);

        log.commit(_ -> true);
        assertThat(waited).hasValue(1);
    }

    @Test
    void itLooksAgainWhileMoreKeepComing() throws Exception {
        assertThat(looksWhileSoManyCome(0)).isEqualTo(1);
        assertThat(looksWhileSoManyCome(5)).isEqualTo(6);
    }

    @Test
    void whoeverCameFirstDoesNotWaitForEver() throws Exception {
        assertThat(looksWhileSoManyCome(100)).isEqualTo(20);
    }

    /** One more write comes with each look, so many times; how often was looked until the first were on disk. */
    private int looksWhileSoManyCome(int more) throws SQLException, InterruptedException {
        AtomicInteger looks = new AtomicInteger();
        AtomicReference<GroupCommit> written = new AtomicReference<>();
        List<Thread> late = new ArrayList<>();
        Path file = folder.resolve("coming-" + more);
        written.set(new GroupCommit(new RowWriter(OutcomeFile.in(file).writer()), () -> {
            if (looks.incrementAndGet() <= more) {
                int waiting = written.get().waiting();
                late.add(Thread.startVirtualThread(() -> written.get().commit(_ -> true)));
                while (written.get().waiting() == waiting) {
                    Thread.onSpinWait();
                }
            }
        }));

        crowd(written.get(), 3);
        written.get().close();
        for (Thread caller : late) {
            caller.join();
        }
        return looks.get();
    }

    @Test
    void anErrorInOneWriteIsToldToItsCallerAndTheLogGoesOn() {
        assertThatThrownBy(() -> log.commit(breaking(new OutOfMemoryError("no room"))))
                .isInstanceOf(OutcomeLogUnavailable.class)
                .hasMessageContaining("no room");

        Write<Boolean> sound = _ -> true;
        boolean committed = log.commit(sound);
        assertThat(committed).isTrue();
    }

    @Test
    void aMistakeOfAWriteComesThroughAsItIs() {
        assertThatThrownBy(() -> log.commit(breaking(new IllegalStateException("mistaken"))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("mistaken");
    }

    @Test
    void whoWaitsWhenTheWriterEndsIsToldAndSoIsWhoeverComesLater() throws Exception {
        GroupCommit broken =
                new GroupCommit(new RowWriter(OutcomeFile.in(folder).writer()), () -> {
                    throw new OutOfMemoryError("no room");
                });

        assertThat(crowd(broken, 3)).isEqualTo(3);

        assertThatThrownBy(() -> broken.commit(_ -> true)).isInstanceOf(OutcomeLogUnavailable.class);
        broken.close();
    }
}
