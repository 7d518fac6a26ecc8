package dev.tutti.edge.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class RequestIdsTest {
    private static final int MANY = 10_000;

    @Test
    void idsAscendWithTimeAndHaveOneLength() {
        List<String> ids = new ArrayList<>();
        for (long millis : List.of(0L, 35L, 36L, 1_795_253_862_000L, 1_795_253_862_001L, 4_000_000_000_000L)) {
            ids.add(at(millis).next().value());
        }

        assertThat(ids).isSorted().allMatch(id -> id.length() == 26);
    }

    @Test
    void idsOfOneMillisecondDiffer() {
        RequestIds ids = at(1_795_253_862_000L);
        HashSet<String> seen = new HashSet<>();

        for (int i = 0; i < MANY; i++) {
            seen.add(ids.next().value());
        }

        assertThat(seen).hasSize(MANY);
    }

    private static RequestIds at(long millis) {
        return new RequestIds(InstantSource.fixed(Instant.ofEpochMilli(millis)), new SplittableRandom(7));
    }
}
