package dev.tutti.learning.training;

import dev.tutti.words.plan.Hearing;
import java.util.Arrays;
import java.util.List;

/**
 * The conditional logit of which answer is right, among those of one set of models: the utility of an answer is the sum of
 * the weights of those who gave it, of "none is right" a weight of the segment. A voice's weight is its usual one, and what
 * is learned on top: a constant, one of the segment, one of the length of its answer and one of both, each kept small by a
 * ridge, so that few prompts change little, and a segment with few is read like all others.
 *
 * <p>The weights of a voice, in this order: the constant, {@code segments}, {@code KNOT_COUNT} of length, and those of
 * length for each segment; after those of all voices the {@code segments} of "none".
 */
final class VoiceLogit implements Lbfgs.Objective {
    private static final int KNOTS = Hearing.Voice.KNOT_COUNT;
    private static final double OF_ALL = 0.6;
    private static final double OF_SEGMENT = 4;
    private static final double OF_LENGTH = 2;
    private static final double OF_BOTH = 6;
    private static final double OF_NONE = 0.5;

    private final List<Prompt> prompts;
    private final double[] usual;
    private final int voices;
    private final int segments;

    /** {@code usual}: what each voice weighs as long as nothing is known, as log-odds. */
    VoiceLogit(List<Prompt> prompts, double[] usual, int segments) {
        this.prompts = prompts;
        this.usual = usual.clone();
        this.voices = usual.length;
        this.segments = segments;
    }

    /**
     * One prompt: which answer (from 0, -1 for none that counts) each voice gave and where its length stands, how many
     * different answers there are, and how far each of them, or none, is right: {@code right} sums to 1, none last.
     */
    static final class Prompt {
        private final int segment;
        private final double weight;
        private final int[] answer;
        private final Hearing.Place[] length;
        private final double[] right;

        Prompt(int segment, double weight, int[] answer, Hearing.Place[] length, double[] right) {
            this.segment = segment;
            this.weight = weight;
            this.answer = answer.clone();
            this.length = length.clone();
            this.right = right.clone();
        }
    }

    int width() {
        return voices * ofVoice() + segments;
    }

    private int ofVoice() {
        return 1 + segments + KNOTS + segments * KNOTS;
    }

    /** Minus the log-likelihood, and the ridge. */
    @Override
    public double at(double[] point, double[] slope) {
        Arrays.fill(slope, 0);
        double value = 0;
        double[] utility = new double[voices + 1];
        for (Prompt prompt : prompts) {
            value += prompt.weight * surprise(prompt, point, utility, slope);
        }
        for (int i = 0; i < point.length; i++) {
            double ridge = ridge(i);
            value += ridge * point[i] * point[i] / 2;
            slope[i] += ridge * point[i];
        }
        return value;
    }

    private double surprise(Prompt prompt, double[] point, double[] utility, double[] slope) {
        int answers = prompt.right.length - 1;
        Arrays.fill(utility, 0, answers, 0);
        utility[answers] = none(point, prompt.segment);
        for (int voice = 0; voice < voices; voice++) {
            if (prompt.answer[voice] >= 0) {
                utility[prompt.answer[voice]] += weight(point, voice, prompt.segment, prompt.length[voice]);
            }
        }
        double most = utility[0];
        for (int answer = 1; answer <= answers; answer++) {
            most = Math.max(most, utility[answer]);
        }
        double all = 0;
        double expected = 0;
        for (int answer = 0; answer <= answers; answer++) {
            expected += prompt.right[answer] * (utility[answer] - most);
            utility[answer] = StrictMath.exp(utility[answer] - most);
            all += utility[answer];
        }
        for (int voice = 0; voice < voices; voice++) {
            int answer = prompt.answer[voice];
            if (answer >= 0) {
                double excess = prompt.weight * (utility[answer] / all - prompt.right[answer]);
                push(slope, voice, prompt.segment, prompt.length[voice], excess);
            }
        }
        slope[voices * ofVoice() + prompt.segment] += prompt.weight * (utility[answers] / all - prompt.right[answers]);
        return StrictMath.log(all) - expected;
    }

    double none(double[] point, int segment) {
        return point[voices * ofVoice() + segment];
    }

    /** What a voice weighs on a prompt of a segment with an answer of a length. */
    double weight(double[] point, int voice, int segment, Hearing.Place length) {
        return knot(point, voice, segment, length.knot()) * (1 - length.beyond())
                + knot(point, voice, segment, length.knot() + 1) * length.beyond();
    }

    /** What it weighs at one of the knots of length. */
    double knot(double[] point, int voice, int segment, int knot) {
        int from = voice * ofVoice();
        int lengths = from + 1 + segments;
        return usual[voice]
                + point[from]
                + point[from + 1 + segment]
                + point[lengths + knot]
                + point[lengths + KNOTS + segment * KNOTS + knot];
    }

    private void push(double[] slope, int voice, int segment, Hearing.Place length, double by) {
        int from = voice * ofVoice();
        int lengths = from + 1 + segments;
        int both = lengths + KNOTS + segment * KNOTS;
        double near = by * (1 - length.beyond());
        double far = by * length.beyond();
        slope[from] += by;
        slope[from + 1 + segment] += by;
        slope[lengths + length.knot()] += near;
        slope[lengths + length.knot() + 1] += far;
        slope[both + length.knot()] += near;
        slope[both + length.knot() + 1] += far;
    }

    private double ridge(int at) {
        if (at >= voices * ofVoice()) {
            return OF_NONE;
        }
        int of = at % ofVoice();
        if (of == 0) {
            return OF_ALL;
        }
        if (of <= segments) {
            return OF_SEGMENT;
        }
        return of <= segments + KNOTS ? OF_LENGTH : OF_BOTH;
    }
}
