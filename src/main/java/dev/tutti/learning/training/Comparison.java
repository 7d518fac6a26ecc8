package dev.tutti.learning.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A challenger replayed on held-out prompts beside what serves and beside level 0, prompt by prompt. */
final class Comparison implements Grounds {
    private final PolicyReplay challenger;
    private final Rival champion;
    private final Rival levelZero;
    private final StaticMix mix;
    private final Duel againstChampion = new Duel();
    private final Duel againstLevelZero = new Duel();
    private final Segments segments = new Segments();
    private final List<Played> played = new ArrayList<>();

    private record Played(PromptGroup group, PolicyReplay.Choice choice) {}

    Comparison(PolicyReplay challenger, Rival champion, Rival levelZero, StaticMix mix) {
        this.challenger = challenger;
        this.champion = champion;
        this.levelZero = levelZero;
        this.mix = mix;
    }

    void add(PromptGroup group) {
        Optional<PolicyReplay.Choice> choice = challenger.choose(group);
        Optional<ReplayedOutcome> rival = champion.on(group);
        if (choice.isEmpty() || rival.isEmpty()) {
            return;
        }
        ReplayedOutcome own = choice.get().outcome();
        played.add(new Played(group, choice.get()));
        againstChampion.add(own, rival.get(), group.weight());
        segments.add(group.features().task(), own.score() - rival.get().score(), group.weight());
        levelZero.on(group).ifPresent(other -> againstLevelZero.add(own, other, group.weight()));
    }

    @Override
    public Duel champion() {
        return againstChampion;
    }

    @Override
    public Duel levelZero() {
        return againstLevelZero;
    }

    @Override
    public Segments segments() {
        return segments;
    }

    @Override
    public double exchange() {
        return mix.exchange(againstChampion.challengerCost());
    }

    @Override
    public PairedDifference staticMix() {
        PairedDifference difference = PairedDifference.ofScores();
        for (Played one : played) {
            mix.score(one.group(), againstChampion.challengerCost())
                    .ifPresent(score -> difference.add(
                            one.choice().outcome().score() - score, one.group().weight()));
        }
        return difference;
    }

    @Override
    public List<CalibrationError.Pair> predictions() {
        return played.stream()
                .map(one -> new CalibrationError.Pair(
                        one.choice().expected(), one.choice().outcome().score()))
                .toList();
    }
}
