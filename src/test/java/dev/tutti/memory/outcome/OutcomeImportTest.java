package dev.tutti.memory.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.memory.outcome.ImportLine.Rejected;
import dev.tutti.memory.outcome.OutcomeImport.Report;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class OutcomeImportTest {
    private final ImportReader reader = ImportReaderTest.reader();
    private final HeapOutcomeLog log = new HeapOutcomeLog();

    @Test
    void everyLineIsAcceptedADuplicateOrRejectedWithItsNumber() {
        Stream<String> lines = Stream.of(line(1), "", "nonsense", line(2), line(1));

        Report report = OutcomeImport.run(lines.iterator(), reader, log);

        assertThat(report.accepted()).isEqualTo(2);
        assertThat(report.duplicates()).isEqualTo(1);
        assertThat(report.rejections()).isEqualTo(1);
        assertThat(report.rejected()).extracting(Rejected::line).containsExactly(3L);
        assertThat(log.count()).isEqualTo(2);
    }

    @Test
    void aLongImportArrivesWholeAndShowsOnlyItsFirstFaults() {
        Stream<String> lines = IntStream.range(0, 1_800).mapToObj(i -> i % 3 == 0 ? line(i) : "nonsense");

        Report report = OutcomeImport.run(lines.iterator(), reader, log);

        assertThat(report.accepted()).isEqualTo(600).isEqualTo(log.count());
        assertThat(report.rejections()).isEqualTo(1_200);
        assertThat(report.rejected()).hasSize(1_000);
    }

    private static String line(int i) {
        return OutcomeJson.toLine(Rows.row("r" + i).labelled(0.5));
    }
}
