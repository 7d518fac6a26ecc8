package dev.tutti.edge.bench;

import dev.tutti.learning.training.Part;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;

/** The ways in which a routing benchmark runs Tutti. */
final class RoutingWays {
    private RoutingWays() {}

    /** In this program: minutes for all folds of all sets. */
    record Replayed() implements RoutingBench.Way {
        @Override
        public String words() {
            return "Tutti decides, logs and learns in this program, by the code that serves; what its plans bring is replayed"
                    + " on the recording. Level 0 is replayed by the same policy; fixed plans and the oracle are read off.";
        }

        /** Whatever the machine: so many fit into the memory that a benchmark is given. */
        @Override
        public int sideBySide() {
            return 2;
        }

        @Override
        public Learning learning(
                KnownPrompts known, FixedPlans plans, EvaluatedPrompts evaluated, long seed, PrintWriter out) {
            return new ReplayedLearning(known, plans, evaluated, seed, out);
        }
    }

    /** In this program, past the gate: the whole of what is learned, then without one part after the other. */
    record Ablated(List<Part> parts, PrintWriter progress) implements RoutingBench.Way {
        Ablated {
            parts = List.copyOf(parts);
        }

        @Override
        public String words() {
            return "Tutti learns in this program from full information, all of it and then without one part at a time;"
                    + " what it learned serves whatever a gate would say.";
        }

        @Override
        public int sideBySide() {
            return 2;
        }

        @Override
        public Learning learning(
                KnownPrompts known, FixedPlans plans, EvaluatedPrompts evaluated, long seed, PrintWriter out) {
            return new AblatedLearning(known, plans, parts, seed, progress);
        }
    }

    /** Packaged, in a process of its own: minutes for one fold. */
    record Served(Path jar) implements RoutingBench.Way {
        @Override
        public String words() {
            return "Tutti answers over HTTP, packaged and with replayed models; level 0 is replayed in this program by"
                    + " the same policy; fixed plans and the oracle are read off the recording.";
        }

        @Override
        public int sideBySide() {
            return 1;
        }

        @Override
        public Learning learning(
                KnownPrompts known, FixedPlans plans, EvaluatedPrompts evaluated, long seed, PrintWriter out) {
            return new LearningTutti(jar, known.replayed(), plans, evaluated, seed, out);
        }
    }
}
