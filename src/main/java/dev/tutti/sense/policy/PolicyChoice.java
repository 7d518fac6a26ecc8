package dev.tutti.sense.policy;

import java.util.List;

/** What the policy makes of the candidates; each comes back with its reason and propensity, in the order given. */
public sealed interface PolicyChoice {
    List<Candidate> candidates();

    /**
     * A plan to run: {@code index} of the candidates, and the champion's, which is another one when explored.
     * {@code reached}: the champion's lower bound reaches the target; also where a price decides and none holds, and
     * where the price was paid at which the target is reached on traffic. {@code introduced}: a newcomer was drawn to answer,
     * so that it gets known.
     */
    record Chosen(List<Candidate> candidates, int index, int champion, boolean reached, boolean introduced)
            implements PolicyChoice {
        public Chosen {
            candidates = List.copyOf(candidates);
        }

        /** Of a plan that no newcomer stands for. */
        public Chosen(List<Candidate> candidates, int index, int champion, boolean reached) {
            this(candidates, index, champion, reached, false);
        }

        public Candidate candidate() {
            return candidates.get(index);
        }

        public boolean explored() {
            return index != champion;
        }
    }

    /** No plan may run; {@code message} names the field, its value and what would be needed. */
    record Nothing(List<Candidate> candidates, Obstacle obstacle, String message) implements PolicyChoice {
        public Nothing {
            candidates = List.copyOf(candidates);
        }
    }

    /** What stands in the way. */
    enum Obstacle {
        COST,
        LATENCY,
        QUALITY
    }
}
