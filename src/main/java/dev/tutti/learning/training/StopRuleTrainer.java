package dev.tutti.learning.training;

import dev.tutti.words.chat.ModelId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Stopping by regression for one order of models (Longstaff and Schwartz 2001, Valuing American options by simulation):
 * going backwards from the last model, ridge regression of (realised value of going on - mu x its cost - score of the
 * present answer) on the evidence so far and the prompt's numbers; stop where it is 0 or below. {@code mu}: score per USD.
 */
final class StopRuleTrainer {
    private final StoppingGround ground;
    private final List<ModelId> order;
    private final Prefix[] prefixes;
    private final double penalty;

    StopRuleTrainer(StoppingGround ground, List<ModelId> order, double penalty) {
        if (order.size() < 2) {
            throw new IllegalArgumentException("a stop rule needs an order of at least 2 models, was " + order);
        }
        this.ground = ground;
        this.order = List.copyOf(order);
        this.penalty = penalty;
        this.prefixes = new Prefix[order.size()];
        for (int i = 0; i < prefixes.length; i++) {
            prefixes[i] = ground.prefix(order.subList(0, i + 1));
        }
    }

    /** The rules fitted on all groups, for each mu; element t says whether to go on after t + 1 answers. */
    List<List<Ridge.Line>> fit(double[] mus) {
        return fitWithout(StoppingGround.NO_FOLD, mus, new Realised[0]);
    }

    /** What the rules bring on groups that they were not fitted on, for each mu. */
    List<Realised> crossValidate(double[] mus) {
        Realised[] realised = new Realised[mus.length];
        Arrays.setAll(realised, m -> new Realised(ground, prefixes.length));
        for (int fold = 0; fold < ground.folds(); fold++) {
            fitWithout(fold, mus, realised);
        }
        return List.of(realised);
    }

    private List<List<Ridge.Line>> fitWithout(int fold, double[] mus, Realised[] heldOut) {
        Ridge[] ridges = new Ridge[prefixes.length - 1];
        for (int t = 0; t < ridges.length; t++) {
            ridges[t] = new Ridge(prefixes[t].without(fold), penalty);
        }
        List<List<Ridge.Line>> rules = new ArrayList<>();
        for (int m = 0; m < mus.length; m++) {
            Backward walk = new Backward(mus[m]);
            rules.add(walk.rules(ridges, fold));
            if (heldOut.length > 0) {
                walk.note(heldOut[m], fold);
            }
        }
        return rules;
    }

    List<ModelId> order() {
        return order;
    }

    /** One walk from the last model to the first, carrying what each group realises from here on. */
    private final class Backward {
        private final double mu;
        private final double[] values = new double[ground.size()];
        private final int[] stops = new int[ground.size()];

        Backward(double mu) {
            this.mu = mu;
            int last = prefixes.length - 1;
            for (int g = 0; g < values.length; g++) {
                values[g] = prefixes[last].score(g);
                stops[g] = last;
            }
        }

        List<Ridge.Line> rules(Ridge[] ridges, int fold) {
            Ridge.Line[] lines = new Ridge.Line[ridges.length];
            for (int t = ridges.length - 1; t >= 0; t--) {
                lines[t] = line(ridges[t], t, fold);
                step(lines[t], t);
            }
            return List.of(lines);
        }

        private double goingOn(int t, int g) {
            return values[g] - mu * prefixes[t + 1].cost(g);
        }

        private Ridge.Line line(Ridge ridge, int t, int fold) {
            Prefix now = prefixes[t];
            double sum = 0;
            double[] cross = new double[now.width()];
            for (int g = 0; g < values.length; g++) {
                if (ground.fold(g) == fold) {
                    continue;
                }
                double gain = ground.group(g).weight() * (goingOn(t, g) - now.score(g));
                double[] row = now.row(g);
                sum += gain;
                for (int i = 0; i < cross.length; i++) {
                    cross[i] += gain * row[i];
                }
            }
            return ridge.line(sum, cross);
        }

        private void step(Ridge.Line line, int t) {
            for (int g = 0; g < values.length; g++) {
                if (line.of(prefixes[t].row(g)) > 0) {
                    values[g] = goingOn(t, g);
                } else {
                    values[g] = prefixes[t].score(g);
                    stops[g] = t;
                }
            }
        }

        /** The walk has stopped every group somewhere, those of the fold by rules that never saw them. */
        void note(Realised realised, int fold) {
            for (int g = 0; g < stops.length; g++) {
                if (ground.fold(g) == fold) {
                    double cost = 0;
                    for (int t = 0; t <= stops[g]; t++) {
                        cost += prefixes[t].cost(g);
                    }
                    realised.note(g, stops[g], prefixes[stops[g]].score(g), cost);
                }
            }
        }
    }
}
