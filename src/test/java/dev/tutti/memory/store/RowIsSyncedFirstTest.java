package dev.tutti.memory.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tutti.SystemCalls;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page cache outlives a killed process, so that syncs happen is seen in the system calls alone. */
final class RowIsSyncedFirstTest {
    @TempDir
    private Path folder;

    /** With OFF the same check must fail: otherwise it would see a sync where there is none. */
    @ParameterizedTest
    @CsvSource({"FULL, true", "OFF, false"})
    @Timeout(60)
    void anAppendReturnsAfterASyncThatCoversItsRow(String synchronous, boolean synced) throws Exception {
        assumeTrue(SystemCalls.traceable(), "strace is not here or not permitted: nobody sees the system calls");
        Path trace = folder.resolve("trace");
        List<String> args = List.of(folder.toString(), "row", "1", "3", synchronous);

        assertThat(ChildJvm.start(SystemCalls.tracing(trace), AppendingProgram.class, args)
                        .waitFor())
                .isZero();

        SystemCalls calls = SystemCalls.read(trace);
        for (String id : List.of("row-0-0", "row-0-1", "row-0-2")) {
            SystemCalls.Call printed = calls.last(call -> call.name().equals("write")
                    && call.text().startsWith("(1<")
                    && call.text().contains("\"" + id));
            assertThat(calls.syncsBefore(printed, id)).as(id).isEqualTo(synced);
        }
    }
}
