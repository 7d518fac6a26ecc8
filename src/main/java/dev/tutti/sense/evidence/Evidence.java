package dev.tutti.sense.evidence;

import dev.tutti.words.chat.ModelId;
import dev.tutti.words.plan.Adaptive;
import dev.tutti.words.plan.StopRule;
import java.util.List;
import java.util.Optional;

/**
 * What the answers so far say together. Sound answers that agree form a cluster (each joins the first cluster whose
 * earliest answer it agrees with); the cluster of the largest total weight leads, of equal ones the earliest. Immutable.
 */
public final class Evidence {
    /** Rises with any change in the meaning of {@link #numbers}; stop rules name the one they were fitted on. */
    public static final int VERSION = 3;

    /** How many {@link #numbers} there are. */
    public static final int NUMBERS = 5;

    /** Odds beyond these say nothing more. */
    private static final double CERTAIN = 0.999;
    /** Weights beyond this would overflow an exponential. */
    private static final double HEAVIEST = 300;

    private final List<Voice> voices;
    private final double none;
    private final List<List<Integer>> clusters;
    private final int leading;

    private Evidence(List<Voice> voices, double none) {
        this.voices = List.copyOf(voices);
        this.none = none;
        clusters = Clusters.of(this.voices);
        leading = heaviest();
    }

    /** The voices in the order in which they were asked; that none is right weighs 0. */
    public static Evidence of(List<Voice> voices) {
        return new Evidence(voices, 0);
    }

    /** The voices in the order in which they were asked; {@code none}: what it weighs that none of them is right. */
    public static Evidence of(List<Voice> voices, double none) {
        return new Evidence(voices, none);
    }

    /**
     * One model's answer, or that none came, what its word weighs (log-odds, below 0 for one that speaks against what it
     * says), and what is known of it beside.
     */
    public record Voice(ModelId model, Optional<AnswerSketch> sketch, double weight, Warrant warrant) {
        public Voice {
            if (!Double.isFinite(weight)) {
                throw new IllegalArgumentException("a voice's weight is finite, was " + weight);
            }
        }

        /** One of whose answer nothing is known but its sketch. */
        public Voice(ModelId model, Optional<AnswerSketch> sketch, double weight) {
            this(model, sketch, weight, Warrant.NONE);
        }

        /** What its task's verifier rejects is as unsound as what has a flaw. */
        boolean sound() {
            return sketch.filter(s -> s.flaw() == Flaw.NONE).isPresent() && !warrant.rejected();
        }

        boolean agrees(Voice other) {
            return sound() && other.sound() && Agreement.agree(sketch.orElseThrow(), other.sketch.orElseThrow());
        }
    }

    /**
     * The index of the answer that wins the weighted plurality. A flawed answer leads only where there is no sound one;
     * -1 when no answer came.
     */
    public int leader() {
        return leading >= 0 ? clusters.get(leading).getFirst() : -1;
    }

    /** How many answers are in the leading cluster; 0 while no sound answer is there. */
    public int agreeing() {
        return leading >= 0 && voices.get(leader()).sound()
                ? clusters.get(leading).size()
                : 0;
    }

    /** Whether the leading answer is enough by itself: one that gave it is warranted as the rule wants it. */
    public boolean warranted(StopRule.Alone alone) {
        return agreeing() > 0
                && clusters.get(leading).stream()
                        .map(voice -> voices.get(voice).warrant())
                        .anyMatch(warrant -> (alone.verified() && warrant.accepted())
                                || alone.logprob().filter(warrant::likely).isPresent());
    }

    /** How far the leading answer is ahead of the next, in heads: what an {@link Adaptive} number of samples goes by. */
    public Adaptive.Lead lead() {
        if (agreeing() == 0) {
            return Adaptive.Lead.NONE;
        }
        int following = 0;
        boolean first = true;
        for (int i = 0; i < clusters.size(); i++) {
            int heads = clusters.get(i).size();
            if (i != leading && voices.get(clusters.get(i).getFirst()).sound() && heads >= following) {
                // Of several runners-up of one size the earliest: it is the one that may win a tie.
                first = heads == following ? first && i > leading : i > leading;
                following = heads;
            }
        }
        return new Adaptive.Lead(agreeing(), following, first);
    }

    /** The indices of the answers that came, each in exactly one cluster, clusters in the order of their earliest. */
    public List<List<Integer>> clusters() {
        return clusters;
    }

    /**
     * What a stop rule weighs, whoever spoke: with the sum of its voices' weights as the log-odds of each answer, the
     * probability that the leading one is right, its square, that of the second, the log-odds of the first; and the
     * number of different answers over that of voices.
     */
    public double[] numbers() {
        double all = odds(none);
        double first = 0;
        double second = 0;
        int different = 0;
        for (List<Integer> cluster : clusters) {
            if (voices.get(cluster.getFirst()).sound()) {
                double odds = odds(weight(cluster));
                all += odds;
                second = Math.max(second, Math.min(first, odds));
                first = Math.max(first, odds);
                different++;
            }
        }
        double leading = first / all;
        double kept = Math.clamp(leading, 1 - CERTAIN, CERTAIN);
        return new double[] {
            leading,
            leading * leading,
            second / all,
            StrictMath.log(kept / (1 - kept)),
            voices.isEmpty() ? 0 : (double) different / voices.size()
        };
    }

    private static double odds(double weight) {
        return StrictMath.exp(Math.clamp(weight, -HEAVIEST, HEAVIEST));
    }

    /** The heaviest cluster, sound ones before flawed ones; -1 when there is none. */
    private int heaviest() {
        int best = -1;
        for (int i = 0; i < clusters.size(); i++) {
            if (best < 0 || heavier(i, best)) {
                best = i;
            }
        }
        return best;
    }

    private boolean heavier(int a, int b) {
        boolean soundA = voices.get(clusters.get(a).getFirst()).sound();
        boolean soundB = voices.get(clusters.get(b).getFirst()).sound();
        return soundA == soundB ? weight(clusters.get(a)) > weight(clusters.get(b)) : soundA;
    }

    private double weight(List<Integer> cluster) {
        double sum = 0;
        for (int voice : cluster) {
            sum += voices.get(voice).weight();
        }
        return sum;
    }
}
