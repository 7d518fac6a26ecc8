package dev.tutti.serving.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.words.chat.Usd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every kind of trouble for an hour, held against the report of what it did last time. */
final class SimulationTest {
    private static final Path REPORT = Path.of("src/test/resources/simulation/report.md");

    private static List<Hour> hours = List.of();

    @BeforeAll
    static void letThemPass() {
        hours = Stream.of(Trouble.values()).map(Hour::new).map(Hour::pass).toList();
    }

    /** {@code -Dtutti.simulation.rewrite=true} writes the report instead, for a change that is wanted. */
    @Test
    void eachHourIsAsTheReportSays() throws IOException {
        String report = SimulationReport.of(hours);
        if (Boolean.getBoolean("tutti.simulation.rewrite")) {
            Files.writeString(REPORT, report);
        }

        assertThat(report.lines()).containsExactlyElementsOf(Files.readAllLines(REPORT));
    }

    @Test
    void nothingStaysReservedAndNoCallIsChargedBeyondItsReservation() {
        assertThat(hours).allSatisfy(hour -> {
            assertThat(hour.reserved()).isEqualTo(Usd.ZERO);
            assertThat(hour.overspent()).isEqualTo(Usd.ZERO);
        });
    }

    @Test
    void oneModelInTroubleCostsNoAnswer() {
        assertThat(hours)
                .filteredOn(hour -> hour.trouble != Trouble.STORM)
                .allSatisfy(hour -> assertThat(hour.tallies.values())
                        .allSatisfy(tally -> assertThat(tally.all.missing()).isZero()));
    }

    @Test
    void breakersCloseWhenTheTroubleIsOver() {
        assertThat(hours).allMatch(Hour::allUsable);
    }

    @Test
    void hedgesAreATwentiethOfProposersCallsAtMost() {
        assertThat(hours).allSatisfy(hour -> {
            double hedges =
                    hour.tallies.values().stream().mapToInt(t -> t.hedges).sum();
            double proposals =
                    hour.tallies.values().stream().mapToInt(t -> t.proposals).sum();
            assertThat(hedges).isLessThanOrEqualTo(0.05 * proposals);
        });
    }

    @Test
    void repetitionsKeepToTheirBudget() {
        assertThat(hours).allSatisfy(hour -> {
            long calls = hour.tallies.values().stream().mapToInt(t -> t.calls).sum();
            // One more a second while there is something to repeat, and ten seconds' worth of savings.
            long seconds = 60L * (hour.trouble.ends - hour.trouble.begins);
            assertThat(hour.repetitions()).isLessThanOrEqualTo(calls / 10 + seconds + 10);
        });
    }
}
