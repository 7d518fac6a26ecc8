package dev.tutti.memory.store;

import static dev.tutti.memory.outcome.Rows.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tutti.memory.outcome.LabelledRow;
import dev.tutti.memory.outcome.OutcomeRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RowBodyTest {
    private static final int MOST_BYTES = 2_048;

    @Test
    void aRowComesBackFromItsBytesAsItWas() throws Exception {
        OutcomeRow outcome = row("r1").auditing("r0").considering(20).make();

        assertThat(RowBody.decode(RowBody.encode(outcome))).isEqualTo(outcome);
    }

    @Test
    void anUnknownFormatAndACutOffBodyAreErrors() {
        byte[] body = RowBody.encode(row("r1").make());
        byte[] newer = body.clone();
        newer[0] = 99;

        assertThatThrownBy(() -> RowBody.decode(newer))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("unknown format");
        assertThatThrownBy(() -> RowBody.decode(Arrays.copyOf(body, body.length / 2)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("damaged");
    }

    @Test
    void aRowWithTwentyCandidatesTakesAtMostTwoKilobytesOfDisk(@TempDir Path folder) throws Exception {
        int rows = 1_000;
        List<LabelledRow> many = IntStream.range(0, rows)
                .mapToObj(i -> row("0197-4f3a-bb01-" + i).considering(20).unlabelled())
                .toList();
        try (SqliteOutcomeLog log = SqliteOutcomeLog.open(folder)) {
            log.importRows(many);
        }

        long bytes = Files.size(folder.resolve("outcomes.db")) / rows;
        assertThat(bytes).isBetween(500L, (long) MOST_BYTES);
    }
}
