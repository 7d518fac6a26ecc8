package dev.tutti.learning.training;

import dev.tutti.memory.modelstore.RouterModel;
import dev.tutti.sense.policy.PolicySettings;
import dev.tutti.words.catalogue.Catalogue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The proof that a challenger must bring, on prompts later than all it learned from, before it serves: not worse than
 * what serves and cheaper, or better; not behind level 0 and the static mix at equal cost; no task harmed; calibrated.
 */
final class Gate {
    /** How far, in score at equal cost, the mean may be behind a baseline that it must not be behind. */
    private static final double TIE = 0.005;

    private static final double CALIBRATION_BOUND = 0.03;
    private static final double LEAST_EFFECTIVE_SIZE = 300;
    private static final double LARGEST_WEIGHT = 50;

    private final GateSettings settings;
    private final Catalogue catalogue;
    private final PolicySettings policy;

    Gate(GateSettings settings, Catalogue catalogue, PolicySettings policy) {
        this.settings = settings;
        this.catalogue = catalogue;
        this.policy = policy;
    }

    GateReport judge(RouterModel challenger, Rival champion, RouterModel levelZero, StaticMix mix, Evidenced evidence) {
        Comparison comparison = new Comparison(
                new PolicyReplay(challenger, catalogue, policy),
                champion,
                Rival.of(new PolicyReplay(levelZero, catalogue, policy)));
        evidence.groups().forEach(comparison::add);
        return new Verdicts(comparison, mix, BanditEvidence.of(challenger, evidence.rows(), policy)).report();
    }

    /** The checks, in the order in which a reader asks for them. */
    private final class Verdicts {
        private final Comparison comparison;
        private final StaticMix mix;
        private final BanditEvidence bandit;
        private final Duel champion;

        Verdicts(Comparison comparison, StaticMix mix, BanditEvidence bandit) {
            this.comparison = comparison;
            this.mix = mix;
            this.bandit = bandit;
            this.champion = comparison.champion();
        }

        GateReport report() {
            List<GateCheck> checks = new ArrayList<>();
            checks.add(pairs());
            if (champion.score().count() >= settings.minPairs()) {
                checks.add(quality());
                checks.add(gain());
                checks.add(levelZero());
                checks.add(staticMix());
                checks.add(segments());
                checks.add(calibration());
                checks.add(offPolicy());
            }
            return new GateReport(checks, figures());
        }

        private GateCheck pairs() {
            int pairs = champion.score().count();
            return new GateCheck(
                    "pairs",
                    pairs,
                    settings.minPairs(),
                    pairs >= settings.minPairs(),
                    String.format(
                            Locale.ROOT,
                            "%d held-out prompts on which both are known, needs %d",
                            pairs,
                            settings.minPairs()));
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
            double rate = mix.exchange(champion.challengerCost());
            Duel duel = comparison.levelZero();
            double net = duel.score().mean() - rate * duel.cost().mean();
            return new GateCheck(
                    "level 0",
                    net,
                    -TIE,
                    net >= -TIE,
                    String.format(Locale.ROOT, "score %+.4f against the cluster table alone, at equal cost", net));
        }

        private GateCheck staticMix() {
            PairedDifference difference = comparison.against(mix);
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
            List<String> harmed = comparison.segments().harmed(1 - settings.confidence());
            return new GateCheck(
                    "segments",
                    harmed.size(),
                    0,
                    harmed.isEmpty(),
                    String.format(
                            Locale.ROOT,
                            "%d of %d tasks with %d labels or more lost over 2 points: %s",
                            harmed.size(),
                            comparison.segments().large(),
                            Segments.LEAST_LABELS,
                            harmed));
        }

        private GateCheck calibration() {
            CalibrationError error = CalibrationError.of(comparison.predictions());
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
            double size = bandit.effectiveSize();
            double lower = bandit.gain().lower(settings.z());
            if (size < LEAST_EFFECTIVE_SIZE) {
                return new GateCheck(
                        "off-policy",
                        size,
                        LEAST_EFFECTIVE_SIZE,
                        true,
                        String.format(
                                Locale.ROOT,
                                "not used: rows with one scored answer are worth %.0f matches, under %.0f; the pairs decide",
                                size,
                                LEAST_EFFECTIVE_SIZE));
            }
            boolean passed = bandit.largestWeight() <= LARGEST_WEIGHT && lower >= -settings.margin();
            return new GateCheck(
                    "off-policy",
                    lower,
                    -settings.margin(),
                    passed,
                    String.format(
                            Locale.ROOT,
                            "doubly robust score %+.4f, lower bound %+.4f, %.0f effective matches, largest weight %.1f (at most %.0f)",
                            bandit.gain().mean(),
                            lower,
                            size,
                            bandit.largestWeight(),
                            LARGEST_WEIGHT));
        }

        private SortedMap<String, Double> figures() {
            SortedMap<String, Double> figures = new TreeMap<>();
            figures.put("judged_prompts", (double) champion.score().count());
            figures.put("challenger_score", champion.challengerScore());
            figures.put("challenger_cost_usd", champion.challengerCost());
            figures.put("champion_score", champion.rivalScore());
            figures.put("champion_cost_usd", champion.rivalCost());
            figures.put("level_0_score", comparison.levelZero().rivalScore());
            figures.put("level_0_cost_usd", comparison.levelZero().rivalCost());
            figures.put("off_policy_effective_size", bandit.effectiveSize());
            return figures;
        }
    }
}
