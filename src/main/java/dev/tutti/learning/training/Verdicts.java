package dev.tutti.learning.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/** The checks of the gate, in the order in which a reader asks for them. */
final class Verdicts {
    /** How far, in score at equal cost, the mean may be behind a baseline that it must not be behind. */
    private static final double TIE = 0.005;

    private static final double CALIBRATION_BOUND = 0.03;

    private final GateSettings settings;
    private final Comparison pairs;
    private final BanditEvidence bandit;
    private final long picked;
    private final boolean enough;
    private final Grounds grounds;
    private final Duel champion;

    /** {@code picked}: held-out rows that a person may have picked. */
    Verdicts(GateSettings settings, Comparison pairs, BanditEvidence bandit, long picked) {
        this.settings = settings;
        this.pairs = pairs;
        this.bandit = bandit;
        this.picked = picked;
        this.enough = pairs.champion().score().count() >= settings.minPairs();
        this.grounds = enough || !bandit.stands() ? pairs : bandit;
        this.champion = grounds.champion();
    }

    GateReport report() {
        List<GateCheck> checks = new ArrayList<>();
        checks.add(ground());
        if (enough || bandit.stands()) {
            checks.add(quality());
            checks.add(gain());
            checks.add(levelZero());
            checks.add(staticMix());
            checks.add(segments());
            checks.add(calibration());
        }
        if (enough) {
            checks.add(offPolicy());
        }
        return new GateReport(checks, figures(), bandit.estimates(settings.confidence()));
    }

    private GateCheck ground() {
        String known = String.format(
                Locale.ROOT,
                "%d held-out prompts on which both are known, needs %d",
                pairs.champion().score().count(),
                settings.minPairs());
        String says = enough
                ? known
                : known + (bandit.stands() ? "; judged off policy: " : "; and off policy: ") + worth() + leftOut();
        return new GateCheck(
                "pairs", pairs.champion().score().count(), settings.minPairs(), enough || bandit.stands(), says);
    }

    /** What would prove something, for those whose labels do not. */
    private String leftOut() {
        return picked == 0 || bandit.stands()
                ? ""
                : "; " + picked
                        + " held-out rows prove nothing, since a person may have picked them: configure a verifier"
                        + " (tutti.verifiers.TASK), or score what chance picked and post source verifier or judge with"
                        + " randomly_sampled true";
    }

    private GateCheck quality() {
        double lower = champion.score().lower(settings.z());
        return new GateCheck(
                "quality",
                lower,
                -settings.margin(),
                lower >= -settings.margin(),
                String.format(
                        Locale.ROOT,
                        "score %+.4f against what serves, lower bound %+.4f, may fall by %.4f",
                        champion.score().mean(),
                        lower,
                        settings.margin()));
    }

    private GateCheck gain() {
        double cheaper = champion.cost().upper(settings.z());
        double better = champion.score().lower(settings.z());
        return new GateCheck(
                "gain",
                cheaper,
                0,
                cheaper < 0 || better > 0,
                String.format(
                        Locale.ROOT,
                        "cost %+.6f USD a request against what serves, upper bound %+.6f; score's lower bound %+.4f: one must improve",
                        champion.cost().mean(),
                        cheaper,
                        better));
    }

    private GateCheck levelZero() {
        double rate = grounds.exchange();
        Duel duel = grounds.levelZero();
        double net = duel.score().mean() - rate * duel.cost().mean();
        return new GateCheck(
                "level 0",
                net,
                -TIE,
                net >= -TIE,
                String.format(Locale.ROOT, "score %+.4f against the cluster table alone, at equal cost", net));
    }

    private GateCheck staticMix() {
        PairedDifference difference = grounds.staticMix();
        return new GateCheck(
                "static mix",
                difference.mean(),
                -TIE,
                difference.mean() >= -TIE,
                String.format(
                        Locale.ROOT,
                        "score %+.4f against the best mix of fixed plans of the same cost",
                        difference.mean()));
    }

    private GateCheck segments() {
        List<String> harmed = grounds.segments().harmed(1 - settings.confidence());
        return new GateCheck(
                "segments",
                harmed.size(),
                0,
                harmed.isEmpty(),
                String.format(
                        Locale.ROOT,
                        "%d of %d tasks with %d labels or more lost over 2 points: %s",
                        harmed.size(),
                        grounds.segments().large(),
                        Segments.LEAST_LABELS,
                        harmed));
    }

    private GateCheck calibration() {
        CalibrationError error = CalibrationError.of(grounds.predictions());
        return new GateCheck(
                "calibration",
                error.debiased(),
                CALIBRATION_BOUND,
                !error.significantlyAbove(CALIBRATION_BOUND),
                String.format(
                        Locale.ROOT,
                        "debiased error %.4f, plain %.4f; a perfect predictor shows %.4f on %d labels; not significantly above %.2f",
                        error.debiased(),
                        error.plain(),
                        error.perfect(),
                        error.labels(),
                        CALIBRATION_BOUND));
    }

    private GateCheck offPolicy() {
        double lower = bandit.champion().score().lower(settings.z());
        if (!bandit.large()) {
            return new GateCheck(
                    "off-policy", bandit.effectiveSize(), 0, true, "not used, the pairs decide: " + worth());
        }
        return new GateCheck(
                "off-policy",
                lower,
                -settings.margin(),
                bandit.balanced() && lower >= -settings.margin(),
                String.format(
                        Locale.ROOT,
                        "doubly robust score %+.4f against what serves, lower bound %+.4f; %s",
                        bandit.champion().score().mean(),
                        lower,
                        worth()));
    }

    /** What the rows with one scored answer are worth, and what they say of the challenger in three ways. */
    private String worth() {
        return bandit.worth()
                + bandit.estimates(settings.confidence())
                        .map(estimates -> "; " + estimates.says())
                        .orElse("");
    }

    private SortedMap<String, Double> figures() {
        SortedMap<String, Double> figures = new TreeMap<>();
        figures.put("judged_prompts", (double) champion.score().count());
        figures.put("challenger_score", champion.challengerScore());
        figures.put("challenger_cost_usd", champion.challengerCost());
        figures.put("champion_score", champion.rivalScore());
        figures.put("champion_cost_usd", champion.rivalCost());
        figures.put("level_0_score", grounds.levelZero().rivalScore());
        figures.put("level_0_cost_usd", grounds.levelZero().rivalCost());
        figures.put("off_policy_effective_size", bandit.effectiveSize());
        return figures;
    }
}
