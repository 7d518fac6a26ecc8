package dev.tutti.sense.policy;

import java.util.List;
import java.util.OptionalDouble;

/**
 * What it brings on traffic to choose by a price of a dollar, that is, to run on each request the plan with the most
 * {@code score - price x cost}: no other way to choose brings as much score for the same money. The rates go from the
 * cheapest choices to the dearest. Empty where that was not measured. {@code plans}: how many plans there were to choose
 * among; with fewer, less may come.
 */
public record Exchange(int plans, List<Rate> rates) {
    public static final Exchange NONE = new Exchange();

    private Exchange() {
        this(0, List.of());
    }

    public Exchange {
        rates = List.copyOf(rates);
        for (int i = 1; i < rates.size(); i++) {
            if (!(rates.get(i).scorePerUsd() < rates.get(i - 1).scorePerUsd())) {
                throw new IllegalArgumentException("rates go from the highest price of a dollar to the lowest, rate "
                        + i + " is " + rates.get(i) + " after " + rates.get(i - 1));
            }
        }
    }

    /** The mean score, 0 to 1, at a price of a dollar, in score per USD, and the lower end of its 90 % interval. */
    public record Rate(double scorePerUsd, double quality, double lower) {
        public Rate {
            if (!(scorePerUsd >= 0 && 0 <= lower && lower <= quality && quality <= 1)) {
                throw new IllegalArgumentException(
                        "a rate has a price of 0 or more and 0 <= lower <= quality <= 1, was " + scorePerUsd + ", "
                                + lower + ", " + quality);
            }
        }
    }

    /** The highest price at which the mean score is at least that with so many plans to choose among; empty where unknown. */
    OptionalDouble price(double wanted, int among) {
        return rates.stream()
                .filter(rate -> among >= plans && rate.lower() >= wanted)
                .mapToDouble(Rate::scorePerUsd)
                .findFirst();
    }
}
