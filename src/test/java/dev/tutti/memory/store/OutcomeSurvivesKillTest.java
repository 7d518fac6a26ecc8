package dev.tutti.memory.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.memory.outcome.OutcomeQuery;
import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Promise 1: a finished answer is a logged answer, whatever happens to the process after. */
final class OutcomeSurvivesKillTest {
    private static final int KILLS = 3;
    private static final int ROWS_BEFORE_A_KILL = 150;

    @TempDir
    Path folder;

    @Test
    @Timeout(60)
    void everyRowThatWasAcknowledgedOutlivesKillNine() throws Exception {
        List<String> acknowledged = new ArrayList<>();
        for (int kill = 0; kill < KILLS; kill++) {
            acknowledged.addAll(idsSeenBeforeKill("k" + kill));
        }

        Set<String> kept = new HashSet<>();
        try (SqliteOutcomeLog log = SqliteOutcomeLog.open(folder)) {
            log.scan(OutcomeQuery.all(1), found -> kept.add(found.row().id().value()));
        }
        assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(KILLS * ROWS_BEFORE_A_KILL);
        assertThat(kept).containsAll(acknowledged);
    }

    private List<String> idsSeenBeforeKill(String prefix) throws Exception {
        Process program =
                ChildJvm.start(List.of(), AppendingProgram.class, List.of(folder.toString(), prefix, "8", "0"));
        List<String> ids = new ArrayList<>();
        try (BufferedReader lines = program.inputReader()) {
            String line = lines.readLine();
            while (line != null) {
                ids.add(line);
                if (ids.size() == ROWS_BEFORE_A_KILL) {
                    // By its handle: Process.destroyForcibly would close the pipe that still holds acknowledged ids.
                    program.toHandle().destroyForcibly();
                }
                line = lines.readLine();
            }
        } finally {
            program.destroyForcibly();
        }
        // A last line that the kill cut in half names no row.
        if (!ids.isEmpty() && !ids.getLast().matches("k\\d-\\d-\\d+")) {
            ids.removeLast();
        }
        return ids;
    }
}
