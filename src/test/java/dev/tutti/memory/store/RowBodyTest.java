package dev.tutti.memory.store;

import static dev.tutti.memory.outcome.Rows.row;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tutti.memory.outcome.LabelledRow;
import dev.tutti.memory.outcome.OutcomeJson;
import dev.tutti.memory.outcome.OutcomeRow;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RowBodyTest {
    private static final int MOST_BYTES = 2_048;

    @Test
    void aRowComesBackFromItsBytesAsItWas() throws Exception {
        OutcomeRow outcome = row("r1").auditing("r0").considering(20).make();

        byte[] body = RowBody.encode(outcome, Dictionary.BUILT_IN);

        assertThat(RowBody.decode(body, RowBodyTest::builtIn)).isEqualTo(outcome);
    }

    @Test
    void aRowOfAnotherDictionaryIsReadWithThatOneAndIsDamagedWithAnyOther() throws Exception {
        OutcomeRow outcome = row("r1").considering(20).make();
        Dictionary own = new Dictionary(7, Dictionary.BUILT_IN.after(OutcomeJson.toBytes(outcome.receipt())));
        Dictionary other = new Dictionary(7, Dictionary.BUILT_IN.after("something else".getBytes(UTF_8)));

        byte[] body = RowBody.encode(outcome, own);

        assertThat(body).hasSizeLessThan(RowBody.encode(outcome, Dictionary.BUILT_IN).length / 2);
        assertThat(RowBody.decode(body, number -> number == 7 ? own : builtIn(number)))
                .isEqualTo(outcome);
        assertThatThrownBy(() -> RowBody.decode(body, _ -> other))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("damaged");
    }

    @Test
    void aRowOfTheFirstFormatIsStillRead() throws Exception {
        OutcomeRow outcome = row("r1").considering(20).make();

        assertThat(RowBody.decode(deflated(outcome), RowBodyTest::builtIn)).isEqualTo(outcome);
    }

    /** As the first Tutti wrote it. */
    private static byte[] deflated(OutcomeRow outcome) throws IOException {
        byte[] json = OutcomeJson.toBytes(outcome);
        byte[] to = new byte[json.length + 64];
        to[0] = 1;
        try (Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
                InputStream dictionary = RowBodyTest.class.getResourceAsStream("/training-data/row-1.dictionary")) {
            deflater.setDictionary(dictionary.readAllBytes());
            deflater.setInput(json);
            deflater.finish();
            return Arrays.copyOf(to, 1 + deflater.deflate(to, 1, to.length - 1));
        }
    }

    private static Dictionary builtIn(int number) {
        if (number != 0) {
            throw new AssertionError("nobody wrote with dictionary " + number);
        }
        return Dictionary.BUILT_IN;
    }

    @Test
    void anUnknownFormatAndACutOffBodyAreErrors() {
        byte[] body = RowBody.encode(row("r1").make(), Dictionary.BUILT_IN);
        byte[] newer = body.clone();
        newer[0] = 99;

        assertThatThrownBy(() -> RowBody.decode(newer, RowBodyTest::builtIn))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("unknown format");
        assertThatThrownBy(() -> RowBody.decode(Arrays.copyOf(body, body.length / 2), RowBodyTest::builtIn))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("damaged");
    }

    @Test
    void aFlippedBitNeverMakesAnotherRow() {
        OutcomeRow outcome = row("r1").considering(20).make();
        byte[] body = RowBody.encode(outcome, Dictionary.BUILT_IN);
        int refused = 0;

        for (int i = 0; i < body.length; i++) {
            byte[] damaged = body.clone();
            damaged[i] ^= 0x10;
            try {
                assertThat(RowBody.decode(damaged, RowBodyTest::noneButBuiltIn)).isEqualTo(outcome);
            } catch (IOException | SQLException e) {
                refused++;
            }
        }

        // A few bits of the frame say nothing.
        assertThat(refused).isGreaterThan(body.length * 9 / 10);
    }

    private static Dictionary noneButBuiltIn(int number) throws IOException {
        if (number != 0) {
            throw new IOException("there is no dictionary " + number);
        }
        return Dictionary.BUILT_IN;
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
        assertThat(bytes).isBetween(300L, (long) MOST_BYTES);
    }
}
