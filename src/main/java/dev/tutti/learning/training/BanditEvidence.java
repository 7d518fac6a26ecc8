package dev.tutti.learning.training;

import dev.tutti.memory.modelstore.RouterModel;
import dev.tutti.sense.policy.PolicySettings;
import dev.tutti.words.plan.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A challenger judged by rows with one scored answer each, off policy (see {@link LoggedPrompt}). Where the log could not
 * have run a choice it says nothing of it: when the verdict stands on such rows alone, that counts against the challenger
 * (its own choice as a score of 0, the champion's as 1); beside pairs it is left to the regression.
 */
final class BanditEvidence implements Grounds {
    private static final double LEAST_EFFECTIVE_SIZE = 300;
    private static final double LARGEST_WEIGHT = 50;

    private final Contest contest;
    private final boolean alone;
    private final Duel champion = new Duel();
    private final Duel levelZero = new Duel();
    private final Segments segments = new Segments();
    private final PairedDifference matches = PairedDifference.ofScores();
    private final List<CalibrationError.Pair> predictions = new ArrayList<>();
    private final List<Played> played = new ArrayList<>();
    private final List<OffPolicyEstimates.Match> supported = new ArrayList<>();
    private int unsupported;
    private int unlogged;

    /** Who is compared. {@code champion}: nobody where the log itself is what serves. */
    record Contest(
            RouterModel challenger,
            Optional<RouterModel> champion,
            RouterModel levelZero,
            StaticMix mix,
            PolicySettings policy) {}

    private record Played(LoggedPrompt prompt, double score) {}

    private BanditEvidence(Contest contest, boolean alone) {
        this.contest = contest;
        this.alone = alone;
    }

    static BanditEvidence of(Contest contest, List<TrainingRow> rows, boolean alone) {
        BanditEvidence evidence = new BanditEvidence(contest, alone);
        rows.forEach(row -> evidence.add(new LoggedPrompt(row, contest.challenger())));
        return evidence;
    }

    private void add(LoggedPrompt prompt) {
        prompt.choice(contest.challenger(), contest.policy())
                .ifPresent(plan -> bounded(prompt, plan, 0).ifPresent(own -> add(prompt, plan, own)));
    }

    private void add(LoggedPrompt prompt, Plan plan, Estimate own) {
        note(prompt, plan);
        played.add(new Played(prompt, own.score()));
        champion(prompt, plan).ifPresent(rival -> {
            champion.add(own, rival, 1);
            segments.add(prompt.row().features().task(), own.score() - rival.score(), 1);
        });
        rival(prompt, plan, contest.levelZero()).ifPresent(rival -> levelZero.add(own, rival, 1));
    }

    private void note(LoggedPrompt prompt, Plan plan) {
        if (prompt.supports(plan)) {
            supported.add(new OffPolicyEstimates.Match(
                    prompt.weight(plan), prompt.score(), prompt.expected(plan).orElseThrow()));
        } else {
            unsupported++;
        }
        boolean offered = contest.challenger().learnedPlans(prompt.row().features()).stream()
                .allMatch(prompt::supports);
        unlogged += offered ? 0 : 1;
        if (prompt.ran(plan)) {
            double expected = prompt.expected(plan).orElseThrow();
            matches.add(prompt.score() - expected, prompt.weight(plan));
            predictions.add(new CalibrationError.Pair(expected, prompt.score()));
        }
    }

    private Optional<Estimate> champion(LoggedPrompt prompt, Plan own) {
        return contest.champion().map(model -> rival(prompt, own, model)).orElseGet(() -> Optional.of(prompt.logged()));
    }

    /** Where both choose alike they do not differ by what nobody knows. */
    private Optional<Estimate> rival(LoggedPrompt prompt, Plan own, RouterModel router) {
        return prompt.choice(router, contest.policy()).flatMap(plan -> bounded(prompt, plan, plan.equals(own) ? 0 : 1));
    }

    private Optional<Estimate> bounded(LoggedPrompt prompt, Plan plan, double worst) {
        return prompt.estimate(plan)
                .map(estimate -> alone && !prompt.supports(plan) ? new Estimate(worst, estimate.costUsd()) : estimate);
    }

    /** Whether a verdict may stand on these rows alone: enough matches, none that counts for too many, all plans logged. */
    boolean stands() {
        return effectiveSize() >= LEAST_EFFECTIVE_SIZE && largestWeight() <= LARGEST_WEIGHT && unlogged == 0;
    }

    /** In words: what these rows are worth, beside what is needed. */
    String worth() {
        return String.format(
                Locale.ROOT,
                "%d rows with one scored answer are worth %.0f matches, of at least %.0f; largest weight %.1f, of at most %.0f;"
                        + " on %d rows the log could not have run the choice, on %d it knew not all plans",
                played.size(),
                effectiveSize(),
                LEAST_EFFECTIVE_SIZE,
                largestWeight(),
                LARGEST_WEIGHT,
                unsupported,
                unlogged);
    }

    /** How many equally weighted rows the matches are worth. */
    double effectiveSize() {
        return matches.effectiveSize();
    }

    /** Of the challenger's mean score, on the rows where the log could have run its choice; empty where there are none. */
    Optional<OffPolicyEstimates> estimates(double confidence) {
        return supported.isEmpty() ? Optional.empty() : Optional.of(OffPolicyEstimates.of(supported, confidence));
    }

    boolean large() {
        return effectiveSize() >= LEAST_EFFECTIVE_SIZE;
    }

    double largestWeight() {
        return matches.largestWeight();
    }

    boolean balanced() {
        return largestWeight() <= LARGEST_WEIGHT;
    }

    @Override
    public Duel champion() {
        return champion;
    }

    @Override
    public Duel levelZero() {
        return levelZero;
    }

    @Override
    public Segments segments() {
        return segments;
    }

    @Override
    public double exchange() {
        return contest.mix().exchange(champion.challengerCost());
    }

    @Override
    public PairedDifference staticMix() {
        PairedDifference difference = PairedDifference.ofScores();
        for (Played one : played) {
            contest.mix()
                    .score(plan -> one.prompt().estimate(plan).map(Estimate::score), champion.challengerCost())
                    .ifPresent(score -> difference.add(one.score() - score, 1));
        }
        return difference;
    }

    @Override
    public List<CalibrationError.Pair> predictions() {
        return List.copyOf(predictions);
    }
}
