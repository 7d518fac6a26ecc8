package dev.tutti.learning.training;

import dev.tutti.words.chat.ModelId;
import dev.tutti.words.plan.Aggregation;
import dev.tutti.words.plan.MixedMoa;
import dev.tutti.words.plan.Plan;
import dev.tutti.words.plan.Reliability;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeMap;

/** Finds the three models whose weighted vote scored best on the training groups, for a plan that asks them at once. */
final class VoteSearch {
    private static final int AMONG = 6;

    private VoteSearch() {}

    /** Nothing where three models have not met on enough prompts, or none of their votes beats the best of them. */
    static List<Plan> best(List<PromptGroup> groups, int minGroups) {
        SortedSet<ModelId> members = Members.unbeaten(groups, minGroups, AMONG);
        List<PromptGroup> full =
                groups.stream().filter(group -> group.has(members)).toList();
        if (members.size() < 3 || full.size() < minGroups) {
            return List.of();
        }
        Reliability reliability = StoppingGround.logOdds(full, members);
        double best =
                members.stream().mapToDouble(model -> single(model, full)).max().orElseThrow();
        return triples(List.copyOf(members), reliability).stream()
                .filter(vote -> score(vote, full) > best)
                .max(Comparator.comparingDouble((Plan vote) -> score(vote, full))
                        .thenComparing(Plan::notation))
                .stream()
                .toList();
    }

    private static List<Plan> triples(List<ModelId> models, Reliability reliability) {
        List<Plan> triples = new ArrayList<>();
        for (int a = 0; a < models.size(); a++) {
            for (int b = a + 1; b < models.size(); b++) {
                for (int c = b + 1; c < models.size(); c++) {
                    triples.add(vote(List.of(models.get(a), models.get(b), models.get(c)), reliability));
                }
            }
        }
        return triples;
    }

    private static Plan vote(List<ModelId> proposers, Reliability reliability) {
        TreeMap<ModelId, Double> weights = new TreeMap<>(reliability.weights());
        weights.keySet().retainAll(proposers);
        return new MixedMoa(proposers, 2, new Aggregation.Vote(Reliability.of(weights)));
    }

    private static double single(ModelId model, List<PromptGroup> groups) {
        return groups.stream()
                .mapToDouble(group -> group.weight() * group.of(model).score())
                .sum();
    }

    private static double score(Plan plan, List<PromptGroup> groups) {
        return groups.stream()
                .mapToDouble(group -> group.weight()
                        * PlanReplay.replay(plan, group).orElseThrow().score())
                .sum();
    }
}
