package dev.tutti.learning.training;

import dev.tutti.memory.modelstore.LearnedCascade;
import dev.tutti.memory.modelstore.LearnedCascade.Outlook;
import dev.tutti.memory.modelstore.LearnedCascade.PromptLinear;
import dev.tutti.memory.modelstore.LearnedCascade.StopPoint;
import dev.tutti.memory.modelstore.PromptClusters;
import dev.tutti.memory.modelstore.World;
import dev.tutti.sense.evidence.Evidence;
import dev.tutti.words.chat.ModelId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/**
 * Learns cascades from full-information groups: which models, in which order, and when to stop. Offers a handful of
 * (order, mu) on the hull of what they brought out of fold; none where the groups are too few, so that the fixed
 * agreement rule stays.
 */
final class CascadeTrainer {
    private static final double EXPECTATION_PENALTY = Double.parseDouble(System.getProperty("lab.pen", "0.1"));

    private final CascadeSettings settings;
    private final PromptClusters clusters;
    private final BooleanSupplier cancelled;

    CascadeTrainer(CascadeSettings settings, PromptClusters clusters, BooleanSupplier cancelled) {
        this.settings = settings;
        this.clusters = clusters;
        this.cancelled = cancelled;
    }

    /** Cascades of one world, from its groups. */
    List<LearnedCascade> train(World world, List<PromptGroup> groups) {
        SortedSet<ModelId> members = Members.of(groups, settings.minGroups(), settings.members());
        List<PromptGroup> full =
                groups.stream().filter(group -> group.has(members)).toList();
        if (members.size() < 2 || full.size() < settings.minGroups()) {
            return List.of();
        }
        return new OnGround(ground(full, members), world).cascades();
    }

    private StoppingGround ground(List<PromptGroup> full, SortedSet<ModelId> members) {
        return new StoppingGround(full, members, settings.folds(), group -> clusters.numbers(group.features()));
    }

    private final class OnGround {
        private final StoppingGround ground;
        private final World world;
        private final double[] mus;
        private final PromptRegression regression;

        OnGround(StoppingGround ground, World world) {
            this.ground = ground;
            this.world = world;
            this.mus = Prices.grid(ground);
            this.regression = new PromptRegression(ground, EXPECTATION_PENALTY);
        }

        List<LearnedCascade> cascades() {
            OrderSearch search = new OrderSearch(ground, settings.penalty(), Prices.coarse(mus), cancelled);
            List<OrderPoint> points = new ArrayList<>();
            for (List<ModelId> order : search.search()) {
                points.addAll(search.points(order, mus));
            }
            Map<List<ModelId>, List<OrderPoint>> kept = new LinkedHashMap<>();
            for (OrderPoint point : thinned(Hull.of(points, OrderPoint::cost, OrderPoint::score))) {
                kept.computeIfAbsent(point.order(), order -> new ArrayList<>()).add(point);
            }
            return kept.entrySet().stream()
                    .map(entry -> cascade(entry.getKey(), entry.getValue()))
                    .toList();
        }

        /** At most as many as are wanted, evenly along the hull, its ends included. */
        private List<OrderPoint> thinned(List<OrderPoint> hull) {
            int wanted = settings.offered();
            if (hull.size() <= wanted) {
                return hull;
            }
            return IntStream.range(0, wanted)
                    .map(i -> wanted == 1 ? hull.size() - 1 : i * (hull.size() - 1) / (wanted - 1))
                    .mapToObj(hull::get)
                    .toList();
        }

        private LearnedCascade cascade(List<ModelId> order, List<OrderPoint> points) {
            double[] chosen = points.stream().mapToDouble(OrderPoint::mu).toArray();
            StopRuleTrainer trainer = new StopRuleTrainer(ground, order, settings.penalty());
            List<List<Ridge.Line>> rules = trainer.fit(chosen);
            List<Realised> realised = trainer.crossValidate(chosen);
            List<StopPoint> stops = new ArrayList<>();
            for (int m = 0; m < chosen.length; m++) {
                List<PromptLinear> lines =
                        rules.get(m).stream().map(this::linear).toList();
                stops.add(new StopPoint(
                        chosen[m],
                        lines,
                        realised.get(m).outlook(),
                        outlooks(realised.get(m)),
                        regression.of(realised.get(m)::score),
                        reach(realised.get(m), order.size())));
            }
            TreeMap<ModelId, Double> voices = new TreeMap<>(ground.reliability().weights());
            voices.keySet().retainAll(order);
            return new LearnedCascade(
                    order, dev.tutti.words.plan.Reliability.of(voices), Evidence.VERSION, world, stops);
        }

        private List<PromptLinear> reach(Realised realised, int steps) {
            return IntStream.range(0, steps)
                    .mapToObj(step -> regression.of(g -> realised.reached(g, step) ? 1 : 0))
                    .toList();
        }

        private PromptLinear linear(Ridge.Line line) {
            int evidence = line.width() - clusters.numbersLength();
            return new PromptLinear(line.intercept(), line.weights(0, evidence), line.weights(evidence, line.width()));
        }

        private List<Outlook> outlooks(Realised realised) {
            return IntStream.range(0, clusters.size())
                    .mapToObj(cluster -> realised.outlook(
                            g -> clusters.cluster(ground.group(g).features()) == cluster))
                    .toList();
        }
    }
}
