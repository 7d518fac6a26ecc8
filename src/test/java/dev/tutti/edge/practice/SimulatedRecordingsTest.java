package dev.tutti.edge.practice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SimulatedRecordingsTest {
    @TempDir
    Path folder;

    @Test
    void theSameSeedMakesTheSameBytesAndAnotherOneOthers() {
        assertThat(lines(7)).isEqualTo(lines(7)).isNotEqualTo(lines(8));
    }

    @Test
    void noTwoPromptsAreAlikeAndAllCanBeReplayedAtTheirPrices() throws IOException {
        Path file = Files.writeString(folder.resolve("made.jsonl"), lines(7));
        Path prices = Files.writeString(folder.resolve("prices.json"), SimulatedRecordings.prices());

        Recordings recordings = ReplayFile.read(file);

        assertThat(recordings.all()).hasSize(300);
        assertThat(recordings.models()).hasSize(Personas.cast().size());
        recordings.models().forEach(model -> ReplayPrices.read(prices).of(model));
    }

    private static String lines(long seed) {
        SimulatedRecordings recordings = new SimulatedRecordings(seed, 0.5);
        return IntStream.range(0, 300).mapToObj(recordings::line).collect(Collectors.joining("\n", "", "\n"));
    }
}
