package dev.tutti.serving.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.words.chat.ModelId;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

final class LatencyWindowPropertyTest {
    private static final ModelId MODEL = new ModelId("a");

    /** Few different ones, so that many are equal. */
    @Property
    void quantilesAreThoseOfTheLastCallsPutInOrder(
            @ForAll @Size(min = 5, max = 60) List<@IntRange(max = 9) Integer> millis,
            @ForAll @IntRange(min = 5, max = 20) int size,
            @ForAll @IntRange(max = 100) int percent) {
        LatencyWindow window = new LatencyWindow(size);

        millis.forEach(latency -> window.add(MODEL, Duration.ofMillis(latency)));

        List<Integer> last = millis.subList(Math.max(0, millis.size() - size), millis.size()).stream()
                .sorted()
                .toList();
        int rank = Math.max(1, (int) Math.ceil(percent / 100.0 * last.size()));
        assertThat(window.quantile(MODEL, percent / 100.0)).contains(Duration.ofMillis(last.get(rank - 1)));
    }
}
