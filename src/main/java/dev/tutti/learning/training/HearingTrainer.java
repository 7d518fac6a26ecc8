package dev.tutti.learning.training;

import dev.tutti.memory.modelstore.LearnedHearing;
import dev.tutti.sense.evidence.Evidence;
import dev.tutti.sense.evidence.Evidence.Voice;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.plan.Hearing;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Learns how the answers of each set of models are weighed together: which of them is right, by who gave it, how long it
 * is and what the prompt is about ({@link VoiceLogit}). Fitted once for each set on all groups, to be kept, and for each
 * fold on the others, to read that fold.
 */
final class HearingTrainer implements Readings {
    private static final int STEPS = 40;
    /** From the weights of all groups it is not far to those of most of them. */
    private static final int STEPS_WITHOUT_A_FOLD = 15;
    /** Weights are kept to so many parts of one: more digits say nothing, and machines may differ in the last. */
    private static final double PARTS = 1e4;

    private final StoppingGround ground;
    private final double usualWeight;
    private final Map<List<Integer>, LearnedHearing> learned = new HashMap<>();

    HearingTrainer(StoppingGround ground) {
        this.ground = ground;
        usualWeight = IntStream.range(0, ground.size())
                .mapToDouble(group -> ground.group(group).weight())
                .average()
                .orElse(1);
    }

    @Override
    public double trust() {
        return 0.5;
    }

    @Override
    public Reading of(List<Integer> models) {
        List<ModelId> named = ground.named(models);
        List<VoiceLogit.Prompt> prompts = IntStream.range(0, ground.size())
                .mapToObj(group -> prompt(named, group))
                .toList();
        VoiceLogit all = new VoiceLogit(prompts, usual(named), ground.segments());
        double[] weights = Lbfgs.minimum(all, new double[all.width()], STEPS);
        learned.put(models, hearing(models, all, weights));
        double[][] without = IntStream.range(0, ground.folds())
                .mapToObj(fold -> without(fold, prompts, usual(named), weights))
                .toArray(double[][]::new);
        return group -> read(named, group, all, without[ground.fold(group)]);
    }

    /** What was learned of a set whose reading was asked for. */
    LearnedHearing learned(List<Integer> models) {
        LearnedHearing hearing = learned.get(models);
        if (hearing == null) {
            throw new IllegalArgumentException("nothing was learned of " + models);
        }
        return hearing;
    }

    private double[] without(int fold, List<VoiceLogit.Prompt> prompts, double[] usual, double[] start) {
        List<VoiceLogit.Prompt> others = IntStream.range(0, prompts.size())
                .filter(group -> ground.fold(group) != fold)
                .mapToObj(prompts::get)
                .toList();
        return Lbfgs.minimum(new VoiceLogit(others, usual, ground.segments()), start, STEPS_WITHOUT_A_FOLD);
    }

    private double[] usual(List<ModelId> models) {
        return models.stream().mapToDouble(ground.reliability()::of).toArray();
    }

    private VoiceLogit.Prompt prompt(List<ModelId> models, int at) {
        PromptGroup group = ground.group(at);
        int[] answer = new int[models.size()];
        Arrays.fill(answer, -1);
        List<Double> scores = new ArrayList<>();
        for (List<Integer> cluster : Evidence.of(PlanReplay.voices(models, ground.reliability(), group))
                .clusters()) {
            if (PlanReplay.sound(group.of(models.get(cluster.getFirst())))) {
                double best = 0;
                for (int voice : cluster) {
                    answer[voice] = scores.size();
                    best = Math.max(best, group.of(models.get(voice)).score());
                }
                scores.add(best);
            }
        }
        // On average a prompt counts once against the ridge: one that stands for fifty requests is no fifty labels.
        double weight = group.weight() / usualWeight;
        return new VoiceLogit.Prompt(ground.segment(at), weight, answer, places(models, group), right(scores));
    }

    private static Hearing.Place[] places(List<ModelId> models, PromptGroup group) {
        return models.stream()
                .map(model -> Hearing.Place.of(group.of(model).output().count()))
                .toArray(Hearing.Place[]::new);
    }

    /** Scores as shares of one; what they leave is that none is right. */
    private static double[] right(List<Double> scores) {
        double sum = scores.stream().mapToDouble(score -> score).sum();
        double[] right = new double[scores.size() + 1];
        double left = 1;
        for (int i = 0; i < scores.size(); i++) {
            right[i] = scores.get(i) / Math.max(1, sum);
            left -= right[i];
        }
        right[scores.size()] = Math.max(0, left);
        return right;
    }

    private Evidence read(List<ModelId> models, int at, VoiceLogit logit, double[] weights) {
        PromptGroup group = ground.group(at);
        int segment = ground.segment(at);
        List<Voice> voices = new ArrayList<>();
        for (int voice = 0; voice < models.size(); voice++) {
            RecordedAnswer answer = group.of(models.get(voice));
            Hearing.Place place = Hearing.Place.of(answer.output().count());
            double weight = logit.weight(weights, voice, segment, place);
            voices.add(new Voice(models.get(voice), answer.sketch(), weight, answer.warrant()));
        }
        return Evidence.of(voices, logit.none(weights, segment));
    }

    private LearnedHearing hearing(List<Integer> models, VoiceLogit logit, double[] weights) {
        List<Double> none = IntStream.range(0, ground.segments())
                .mapToObj(segment -> kept(logit.none(weights, segment)))
                .toList();
        List<List<Hearing.Voice>> voices = IntStream.range(0, models.size())
                .mapToObj(voice -> IntStream.range(0, ground.segments())
                        .mapToObj(segment -> voice(logit, weights, voice, segment))
                        .toList())
                .toList();
        return new LearnedHearing(models, none, voices);
    }

    private static Hearing.Voice voice(VoiceLogit logit, double[] weights, int voice, int segment) {
        return new Hearing.Voice(IntStream.range(0, Hearing.Voice.KNOT_COUNT)
                .mapToObj(knot -> kept(logit.knot(weights, voice, segment, knot)))
                .toList());
    }

    private static double kept(double weight) {
        return Math.round(weight * PARTS) / PARTS;
    }
}
