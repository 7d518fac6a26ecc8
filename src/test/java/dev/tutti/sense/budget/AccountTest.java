package dev.tutti.sense.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.tutti.words.chat.Usd;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class AccountTest {
    private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");
    private static final Usd ONE = Usd.of("1");

    private boolean readable;

    private Usd spent(long days) {
        if (days > 1 && !readable) {
            throw new IllegalStateException("the log cannot be read");
        }
        return Usd.ZERO;
    }

    private final Account account = new Account(
            List.of(new Limit(Period.DAY, ONE)), (first, end) -> spent(end.toEpochDay() - first.toEpochDay()));

    @Test
    void noRequestOfAnOpenAccountWaitsForTheLog() {
        readable = true;
        account.open(NOW);
        readable = false;

        assertThat(account.hold(ONE, ONE, NOW)).isPresent();
    }

    /** Nobody would ever give it back. */
    @Test
    void nothingIsHeldWhereNotAllOfItCanBe() {
        assertThatIllegalStateException().isThrownBy(() -> account.hold(ONE, ONE, NOW));
        readable = true;

        assertThat(account.hold(ONE, ONE, NOW)).isPresent();
    }
}
