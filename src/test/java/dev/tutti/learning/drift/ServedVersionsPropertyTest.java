package dev.tutti.learning.drift;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

final class ServedVersionsPropertyTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    @Property(tries = 300)
    void theChangeIsTheNewestIdThatStandsNowhereBeforeIt(@ForAll List<@IntRange(max = 20) Integer> ids) {
        ServedVersions versions = new ServedVersions();
        for (int i = 0; i < ids.size(); i++) {
            versions = versions.copy();
            versions.served("v" + ids.get(i), START.plusSeconds(i));
        }

        assertThat(versions.change()).isEqualTo(slow(ids));
    }

    private static Optional<ServedVersions.Change> slow(List<Integer> ids) {
        for (int i = ids.size() - 1; i > 0; i--) {
            List<Integer> before = ids.subList(0, i);
            if (!before.contains(ids.get(i)) && before.stream().distinct().count() < ServedVersions.MOST) {
                return Optional.of(
                        new ServedVersions.Change("v" + before.getLast(), "v" + ids.get(i), START.plusSeconds(i)));
            }
        }
        return Optional.empty();
    }

    @Example
    void whatTheReleaseLearnedFromIsNoNews() {
        ServedVersions versions = new ServedVersions();
        versions.learned("a");
        versions.learned("b");

        versions.served("a", START);
        assertThat(versions.change()).isEmpty();

        versions.served("c", START.plusSeconds(1));
        assertThat(versions.change()).contains(new ServedVersions.Change("a", "c", START.plusSeconds(1)));
    }
}
