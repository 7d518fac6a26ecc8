package dev.tutti.sense.evidence;

import dev.tutti.words.chat.ModelId;
import java.util.List;
import java.util.Optional;

/**
 * What the answers so far say together. Answers that agree form a cluster (each joins the first cluster whose earliest
 * answer it agrees with); the cluster of the largest total weight leads, of equal ones the earliest. Immutable.
 */
public final class Evidence {
    /** Rises with any change in the meaning of {@link #numbers}; stop rules name the one they were fitted on. */
    public static final int VERSION = 1;

    private static final int NUMBERS_OF_ALL = 6;

    private final List<Voice> voices;
    private final List<List<Integer>> clusters;
    private final int leading;

    private Evidence(List<Voice> voices) {
        this.voices = List.copyOf(voices);
        clusters = Clusters.of(this.voices);
        leading = heaviest(-1);
    }

    /** The voices in the order in which they were asked. */
    public static Evidence of(List<Voice> voices) {
        return new Evidence(voices);
    }

    /** One model's answer, or that none came, and what its word weighs: above 0. */
    public record Voice(ModelId model, Optional<AnswerSketch> sketch, double weight) {
        public Voice {
            if (!(weight > 0) || Double.isInfinite(weight)) {
                throw new IllegalArgumentException("a voice's weight is above 0, was " + weight);
            }
        }

        boolean sound() {
            return sketch.filter(s -> s.flaw() == Flaw.NONE).isPresent();
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

    /** The indices of the answers that came, each in exactly one cluster, clusters in the order of their earliest. */
    public List<List<Integer>> clusters() {
        return clusters;
    }

    /** How many numbers there are for so many voices. */
    public static int length(int voices) {
        return voices * (voices - 1) / 2 + voices + NUMBERS_OF_ALL;
    }

    /**
     * What a stop rule weighs; the length depends on the number of voices alone. First for each voice but the first
     * whether it agrees (1 or 0) with each earlier one: (0,1), (0,2), (1,2), (0,3)..; then for each voice
     * {@code ln(1 + characters)} / 10, 0 without an answer; then of all: the leading cluster's share of all weight, its
     * margin over the second in shares, its share of the voices, the share of voices without an answer, the share with a
     * flawed one, and whether the latest voice is in the leading cluster.
     */
    public double[] numbers() {
        double[] numbers = new double[length(voices.size())];
        int at = 0;
        for (int later = 1; later < voices.size(); later++) {
            for (int earlier = 0; earlier < later; earlier++) {
                numbers[at++] = agree(earlier, later) ? 1 : 0;
            }
        }
        for (Voice voice : voices) {
            numbers[at++] =
                    voice.sketch().map(s -> Math.log1p(s.characters()) / 10).orElse(0.0);
        }
        ofAll(numbers, at);
        return numbers;
    }

    private void ofAll(double[] numbers, int at) {
        double total = voices.stream().mapToDouble(Voice::weight).sum();
        if (voices.isEmpty()) {
            return;
        }
        double n = voices.size();
        double first = agreeing() > 0 ? weight(leading) : 0;
        int second = agreeing() > 0 ? heaviest(leading) : -1;
        double next = second >= 0 && voices.get(clusters.get(second).getFirst()).sound() ? weight(second) : 0;
        long missing = voices.stream().filter(v -> v.sketch().isEmpty()).count();
        long sound = voices.stream().filter(Voice::sound).count();
        numbers[at] = first / total;
        numbers[at + 1] = (first - next) / total;
        numbers[at + 2] = agreeing() / n;
        numbers[at + 3] = missing / n;
        numbers[at + 4] = (n - missing - sound) / n;
        numbers[at + 5] = agreeing() > 0 && clusters.get(leading).contains(voices.size() - 1) ? 1 : 0;
    }

    private boolean agree(int a, int b) {
        Optional<AnswerSketch> one = voices.get(a).sketch();
        Optional<AnswerSketch> other = voices.get(b).sketch();
        return one.isPresent() && other.isPresent() && Agreement.agree(one.get(), other.get());
    }

    /** The heaviest cluster but one, sound ones before flawed ones; -1 when there is none. */
    private int heaviest(int but) {
        int best = -1;
        for (int i = 0; i < clusters.size(); i++) {
            if (i != but && (best < 0 || heavier(i, best))) {
                best = i;
            }
        }
        return best;
    }

    private boolean heavier(int a, int b) {
        boolean soundA = voices.get(clusters.get(a).getFirst()).sound();
        boolean soundB = voices.get(clusters.get(b).getFirst()).sound();
        return soundA == soundB ? weight(a) > weight(b) : soundA;
    }

    private double weight(int cluster) {
        double sum = 0;
        for (int voice : clusters.get(cluster)) {
            sum += voices.get(voice).weight();
        }
        return sum;
    }
}
