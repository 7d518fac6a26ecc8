package dev.tutti.memory.tenancy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.sense.budget.Limit;
import dev.tutti.sense.budget.Period;
import dev.tutti.words.chat.KeyId;
import dev.tutti.words.chat.Usd;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class AccountsTest {
    private static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");
    private static final List<Limit> DAILY = List.of(new Limit(Period.DAY, Usd.of("1")));

    private final List<String> asked = new ArrayList<>();
    private final Accounts accounts =
            new Accounts(Map.of(new KeyId("a"), DAILY, new KeyId("b"), DAILY), (key, first, _) -> {
                asked.add(key + " from " + first);
                return Usd.of("0.25");
            });

    @Test
    void howBudgetsStandIsReadFromTheLogOnceAPeriodAndNotAtEachLook() {
        accounts.scarcest(NOON);
        accounts.scarcest(NOON.plus(Duration.ofHours(11)));
        assertThat(asked).containsExactlyInAnyOrder("a from 2026-11-27", "b from 2026-11-27");

        accounts.scarcest(NOON.plus(Duration.ofHours(12)));

        assertThat(asked).hasSize(4).contains("a from 2026-11-28", "b from 2026-11-28");
    }
}
