package dev.tutti.sense.policy;

import dev.tutti.sense.policy.PolicyChoice.Obstacle;
import dev.tutti.words.chat.Usd;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;

/** Why plans were not chosen, in words with numbers. */
final class Reasons {
    private final Targets targets;
    private final double wanted;
    private final String target;
    private final OptionalDouble price;

    /** {@code price}: at which measured plans were bought, if any. */
    Reasons(Targets targets, PolicySettings settings, OptionalDouble price) {
        this.targets = targets;
        this.price = price;
        wanted = targets.quality() + settings.margin();
        target = settings.margin() == 0
                ? score(targets.quality())
                : score(targets.quality()) + " + margin " + score(settings.margin());
    }

    /** Against a plan where another one was chosen. */
    String against(Candidate candidate, Candidate champion, boolean reached) {
        if (targets.byPrice()) {
            return targets.affords(candidate.forecast()) ? bargain(candidate, champion) : ofItself(candidate);
        }
        if (bought(candidate) && bought(champion)) {
            return "at " + threeDigits(price.getAsDouble()) + " of score a dollar, which reaches " + target
                    + " on traffic, " + bargain(candidate, champion);
        }
        if (!targets.affords(candidate.forecast())
                || (reached
                        && !bought(candidate)
                        && candidate.prediction().forChoice().lower() < wanted)) {
            return ofItself(candidate);
        }
        if (reached) {
            return candidate.forecast().cost().compareTo(champion.forecast().cost()) > 0
                    ? "dearer than the chosen plan: "
                            + ShortUsd.of(candidate.forecast().cost()) + " against "
                            + ShortUsd.of(champion.forecast().cost())
                    : "costs as much as the chosen plan and is no better";
        }
        return unreached(candidate, champion);
    }

    private boolean bought(Candidate candidate) {
        return price.isPresent() && Policy.measured(candidate) && targets.affords(candidate.forecast());
    }

    private String unreached(Candidate candidate, Candidate champion) {
        return switch (targets.whenInfeasible()) {
            case CHEAPEST -> unreached() + "; the chosen one is the cheapest";
            case MAX_QUALITY, REJECT ->
                unreached() + "; the chosen one's predicted quality "
                        + score(champion.prediction().forChoice().quality()) + " is not below "
                        + score(candidate.prediction().forChoice().quality());
            case BEST_GAIN -> unreached() + "; " + bargain(candidate, champion);
        };
    }

    /** A target is held against lower bounds, so that a predicted quality beside it may well be above it. */
    private String unreached() {
        return "no plan's lower bound reaches " + target;
    }

    private static String bargain(Candidate candidate, Candidate champion) {
        double quality = candidate.prediction().forChoice().quality()
                - champion.prediction().forChoice().quality();
        Usd cost = candidate.forecast().cost().minus(champion.forecast().cost());
        String difference = score(Math.abs(quality)) + (quality >= 0 ? " better" : " worse") + " in predicted quality";
        String price =
                cost.isNegative() ? ShortUsd.of(Usd.ZERO.minus(cost)) + " cheaper" : ShortUsd.of(cost) + " dearer";
        return "this one is " + difference + " and " + price + " than the chosen one, a worse bargain";
    }

    /** Against a plan for its own sake. */
    String ofItself(Candidate candidate) {
        if (candidate.forecast().costP95().compareTo(targets.maxCost()) > 0) {
            return "95% cost " + ShortUsd.of(candidate.forecast().costP95()) + " over the budget of "
                    + ShortUsd.of(targets.maxCost());
        }
        if (!targets.paysFor(candidate.forecast())) {
            return "must reserve " + ShortUsd.of(candidate.forecast().costReserved()) + " to run whole (95% cost "
                    + ShortUsd.of(candidate.forecast().costP95()) + "), over the budget of "
                    + ShortUsd.of(targets.maxCost());
        }
        if (candidate.forecast().latencyP95().compareTo(targets.maxLatency()) > 0) {
            return "95% latency " + seconds(candidate.forecast().latencyP95()) + " over the budget of "
                    + seconds(targets.maxLatency());
        }
        return "predicted quality " + quality(candidate.prediction()) + " with a lower bound below target " + target;
    }

    String nothingAffordable(List<Candidate> candidates, Obstacle obstacle) {
        boolean cost = obstacle == Obstacle.COST;
        Comparator<Candidate> order = cost
                ? Comparator.comparing(c -> c.forecast().costReserved())
                : Comparator.comparing(c -> c.forecast().latencyP95());
        return candidates.stream()
                .filter(c -> cost || targets.paysFor(c.forecast()))
                .min(order)
                .map(least -> cost ? tooDear(least) : tooSlow(least))
                .orElse("no plan was found");
    }

    private String tooDear(Candidate least) {
        return "max_cost_usd is " + ShortUsd.of(targets.maxCost()) + ", but the plan that reserves least, "
                + least.plan().notation() + ", may cost "
                + ShortUsd.of(least.forecast().costP95()) + " (95%) and must reserve "
                + ShortUsd.of(least.forecast().costReserved())
                + " to run whole: allow at least that much, or fewer max_tokens";
    }

    private String tooSlow(Candidate least) {
        return "max_latency_ms is " + millis(targets.maxLatency()) + ", but the fastest plan within max_cost_usd, "
                + least.plan().notation() + ", may take "
                + wholeMillis(least.forecast().latencyP95())
                + " ms (95%): allow at least that much, or fewer max_tokens";
    }

    String nothingGoodEnough(List<Candidate> affordable) {
        Candidate best = affordable.stream()
                .max(Comparator.comparingDouble(c -> c.prediction().forChoice().lower()))
                .orElseThrow();
        return "quality_target is " + target + ", but the best plan within the budgets, "
                + best.plan().notation()
                + ", is predicted at " + quality(best.prediction()) + ": its lower bound is "
                + score(wanted - best.prediction().forChoice().lower()) + " short";
    }

    private static String quality(Prediction predicted) {
        Prediction.Traffic p = predicted.forChoice();
        String on = predicted.traffic().isPresent() ? " on traffic" : "";
        return score(p.quality()) + " (" + score(p.lower()) + "-" + score(p.upper()) + ")" + on;
    }

    private static String threeDigits(double price) {
        return BigDecimal.valueOf(price).round(new MathContext(3)).toPlainString();
    }

    /** Two decimals; cut, not rounded, so that what is short of a target never reads as if it were not. */
    private static String score(double score) {
        long hundredths = (long) Math.floor(Math.abs(score) * 100 + 1e-9);
        String digits = hundredths % 100 < 10 ? "0" + hundredths % 100 : Long.toString(hundredths % 100);
        return (score < 0 && hundredths > 0 ? "-" : "") + hundredths / 100 + "." + digits;
    }

    private static String millis(Duration time) {
        return BigDecimal.valueOf(time.toNanos(), 6).stripTrailingZeros().toPlainString();
    }

    /** Rounded up: what is told is enough. */
    private static long wholeMillis(Duration time) {
        return time.plusNanos(999_999).toMillis();
    }

    private static String seconds(Duration time) {
        long tenths = (time.toMillis() + 99) / 100;
        return tenths / 10 + "." + tenths % 10 + " s";
    }
}
