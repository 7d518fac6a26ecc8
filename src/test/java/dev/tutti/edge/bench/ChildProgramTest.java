package dev.tutti.edge.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class ChildProgramTest {
    /** Runs until somebody ends it: nobody writes to it. */
    private static Process waiting() throws IOException {
        return new ProcessBuilder("cat").start();
    }

    @Test
    void anEndThatComesWhileItIsBeingStartedEndsItToo() throws Exception {
        ChildProgram child = new ChildProgram();
        Thread signal = Thread.ofPlatform().unstarted(child::end);

        child.begin(() -> {
            Process process = waiting();
            signal.start();
            return process;
        });

        signal.join();
        assertThat(child.process().waitFor(0, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void afterTheEndNothingIsStarted() {
        ChildProgram child = new ChildProgram();
        child.end();

        assertThatThrownBy(() -> child.begin(ChildProgramTest::waiting)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void whatIsClosedHasEnded() throws Exception {
        Process process;
        try (ChildProgram child = ChildProgram.start(ChildProgramTest::waiting)) {
            process = child.process();
            assertThat(process.isAlive()).isTrue();
        }

        assertThat(process.isAlive()).isFalse();
    }
}
