package dev.tutti;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tutti.SystemCalls.Call;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A finished answer is a logged answer, on the disk and not only in the page cache: seen in the system calls of the
 * packaged program, between the write of the row and the last byte to the client.
 */
class AnswerFollowsItsSyncIT {

    private static final Pattern ID = Pattern.compile("chatcmpl-([a-z0-9]+)");
    private static final Pattern SOCKET = Pattern.compile("^\\((\\d+<[^>]*>)");

    @TempDir
    private Path folder;

    /** Relaxed durability does without syncs, so the same check must fail there. */
    @ParameterizedTest
    @CsvSource({"strict, true", "relaxed, false"})
    @Timeout(120)
    void aSyncThatCoversTheRowPrecedesTheLastByte(String durability, boolean synced) throws Exception {
        assumeTrue(SystemCalls.traceable(), "strace is not here or not permitted: nobody sees the system calls");
        String whole;
        String streamed;
        Path trace = folder.resolve("trace");
        try (TracedTutti tutti = TracedTutti.start(folder, trace, durability)) {
            whole = id(tutti.ask(false));
            String events = tutti.ask(true);
            assertThat(events).endsWith("data: [DONE]\n\n");
            streamed = id(events);
        }

        SystemCalls calls = SystemCalls.read(trace);

        assertThat(calls.syncsBefore(answer(calls, whole, "\\\"request_id\\\""), whole))
                .as("whole")
                .isEqualTo(synced);
        assertThat(calls.syncsBefore(answer(calls, streamed, "data: [DONE]"), streamed))
                .as("streamed")
                .isEqualTo(synced);
    }

    /** The write that holds the end of the answer, on the socket on which the answer's id went out. */
    private static Call answer(SystemCalls calls, String id, String end) {
        Call first = calls.last(call -> isSent(call) && call.text().contains("chatcmpl-" + id));
        Matcher socket = SOCKET.matcher(first.text());
        assertThat(socket.find()).as(first.text()).isTrue();
        return calls.last(call -> isSent(call)
                && call.text().startsWith("(" + socket.group(1))
                && call.text().contains(end));
    }

    private static boolean isSent(Call call) {
        return call.text().contains("<socket:") || call.text().contains("<TCP");
    }

    private static String id(String answer) {
        Matcher id = ID.matcher(answer);
        assertThat(id.find()).as(answer).isTrue();
        return id.group(1);
    }
}
