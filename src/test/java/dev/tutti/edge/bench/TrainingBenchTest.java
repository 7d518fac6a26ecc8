package dev.tutti.edge.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.memory.outcome.LabelledRow;
import dev.tutti.memory.outcome.OutcomeQuery;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TrainingBenchTest {
    @Test
    void everySizeHasALineOfItsOwnAndNoRowIsDropped() throws IOException {
        StringWriter out = new StringWriter();

        new TrainingBench(new PrintWriter(out)).run(List.of(2_000));

        assertThat(out.toString())
                .containsPattern(" 2000 +[0-9.]+ +[0-9.]+ +[0-9.]+ +[0-9]+ +[0-9]+ +0 +(kept|published) +loading ");
    }

    @Test
    void aLogGivesAsManyRowsAsItSaysTheSameEachTime() {
        MadeUpLog log = new MadeUpLog(500);

        assertThat(rows(log)).hasSize(500).isEqualTo(rows(new MadeUpLog(500)));
        assertThat(rows(log)).extracting(row -> row.row().id()).doesNotHaveDuplicates();
    }

    private static List<LabelledRow> rows(MadeUpLog log) {
        List<LabelledRow> rows = new ArrayList<>();
        log.scan(OutcomeQuery.all(1), rows::add);
        return rows;
    }
}
