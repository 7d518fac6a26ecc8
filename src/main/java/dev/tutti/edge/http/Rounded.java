package dev.tutti.edge.http;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;

/** Numbers as answers show them: predictions to four decimals, times to a tenth of a millisecond. */
final class Rounded {

    private static final int SCORE_DIGITS = 4;
    private static final int NANOS_TO_MILLIS = 6;

    private Rounded() {}

    static BigDecimal score(double score) {
        return tidy(BigDecimal.valueOf(score).setScale(SCORE_DIGITS, RoundingMode.HALF_EVEN));
    }

    /** Cut, so that what was proved of the number is true of what is shown. */
    static BigDecimal down(double score) {
        return tidy(BigDecimal.valueOf(score).setScale(SCORE_DIGITS, RoundingMode.FLOOR));
    }

    static BigDecimal millis(Duration time) {
        return tidy(BigDecimal.valueOf(time.toNanos(), NANOS_TO_MILLIS).setScale(1, RoundingMode.HALF_EVEN));
    }

    private static BigDecimal tidy(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
