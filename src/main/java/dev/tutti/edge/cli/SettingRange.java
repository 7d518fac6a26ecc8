package dev.tutti.edge.cli;

import dev.tutti.words.setting.AtLeast;
import dev.tutti.words.setting.AtMost;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Within which ends a setting must lie: of a number by Jakarta Validation's {@link Min}, {@link Max}, {@link DecimalMin} and
 * {@link DecimalMax}, of a duration by {@link AtLeast} and {@link AtMost}. A number that is none lies nowhere; a value that is
 * not there lies everywhere.
 */
record SettingRange(List<End> ends) {
    private static final long MILLI = 1_000_000;
    private static final long SECOND = 1_000 * MILLI;
    private static final long MINUTE = 60 * SECOND;

    /** What the setting states of itself. */
    static SettingRange of(Method setting) {
        return new SettingRange(Stream.of(setting.getAnnotations())
                .flatMap(stated -> End.of(stated).stream())
                .toList());
    }

    boolean isStated() {
        return !ends.isEmpty();
    }

    /** What is wrong with the value, in words that follow its name. */
    List<String> complaints(Object value) {
        return there(value).stream()
                .flatMap(
                        there -> ends.stream().filter(end -> !end.admits(there)).map(End::words))
                .toList();
    }

    private static Optional<Object> there(Object value) {
        return switch (value) {
            case Optional<?> maybe -> maybe.map(there -> there);
            case OptionalDouble maybe -> maybe.isPresent() ? Optional.of(maybe.getAsDouble()) : Optional.empty();
            case OptionalLong maybe -> maybe.isPresent() ? Optional.of(maybe.getAsLong()) : Optional.empty();
            case OptionalInt maybe -> maybe.isPresent() ? Optional.of(maybe.getAsInt()) : Optional.empty();
            default -> Optional.of(value);
        };
    }

    /**
     * One end, in a number or in nanoseconds.
     *
     * @param side -1 of the lower end, 1 of the upper
     */
    private record End(int side, BigDecimal limit, boolean inclusive, String words) {
        static Optional<End> of(Annotation stated) {
            return switch (stated) {
                case Min min -> Optional.of(number(-1, BigDecimal.valueOf(min.value()), true));
                case Max max -> Optional.of(number(1, BigDecimal.valueOf(max.value()), true));
                case DecimalMin min -> Optional.of(number(-1, new BigDecimal(min.value()), min.inclusive()));
                case DecimalMax max -> Optional.of(number(1, new BigDecimal(max.value()), max.inclusive()));
                case AtLeast least -> Optional.of(duration(-1, Duration.parse(least.value())));
                case AtMost most -> Optional.of(duration(1, Duration.parse(most.value())));
                default -> Optional.empty();
            };
        }

        private static End number(int side, BigDecimal limit, boolean inclusive) {
            String than = side < 0 ? "must be greater than " : "must be less than ";
            return new End(side, limit, inclusive, than + (inclusive ? "or equal to " : "") + limit.toPlainString());
        }

        private static End duration(int side, Duration limit) {
            String words = side < 0 ? "must be at least " : "must be at most ";
            return new End(side, nanos(limit), true, words + told(limit.toNanos()));
        }

        boolean admits(Object value) {
            int beyond = side * compared(value);
            return beyond < 0 || (inclusive && beyond == 0);
        }

        /** Against the limit; what is no number counts as beyond any. */
        private int compared(Object value) {
            return switch (value) {
                case Double number when number.isNaN() -> side;
                case Double number when number.isInfinite() -> number > 0 ? 1 : -1;
                case Double number -> BigDecimal.valueOf(number).compareTo(limit);
                case BigDecimal number -> number.compareTo(limit);
                case Duration time -> nanos(time).compareTo(limit);
                case Long number -> BigDecimal.valueOf(number).compareTo(limit);
                case Integer number -> BigDecimal.valueOf(number).compareTo(limit);
                default -> throw new IllegalStateException("no range is known of " + value.getClass());
            };
        }

        /** Beyond 292 years there are more than a long holds, and as many as it holds will do. */
        private static BigDecimal nanos(Duration time) {
            return BigDecimal.valueOf(TimeUnit.NANOSECONDS.convert(time));
        }

        /** As a setting is written. */
        private static String told(long nanos) {
            if (nanos > 0 && nanos % MINUTE == 0) {
                return nanos / MINUTE + "m";
            }
            if (nanos % SECOND == 0) {
                return nanos / SECOND + "s";
            }
            return nanos % MILLI == 0 ? nanos / MILLI + "ms" : nanos + "ns";
        }
    }
}
