package dev.tutti.learning.insight;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A number that can be judged: its value, a 95 % interval where one can be given, how many observations it rests on and
 * what they are. Without a value, {@code reason} says why nothing can be said.
 */
@JsonNaming(SnakeCaseStrategy.class)
public record Estimate(
        OptionalDouble value,
        OptionalDouble lower,
        OptionalDouble upper,
        long n,
        String basis,
        Optional<String> reason) {

    static Estimate unknown(long n, String basis, String reason) {
        return new Estimate(
                OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty(), n, basis, Optional.of(reason));
    }

    static Estimate point(double value, long n, String basis) {
        return new Estimate(
                OptionalDouble.of(value), OptionalDouble.empty(), OptionalDouble.empty(), n, basis, Optional.empty());
    }

    static Estimate between(double lower, double value, double upper, long n, String basis) {
        return new Estimate(
                OptionalDouble.of(value),
                OptionalDouble.of(lower),
                OptionalDouble.of(upper),
                n,
                basis,
                Optional.empty());
    }
}
