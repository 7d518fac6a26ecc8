package dev.tutti.memory.modelstore;

import dev.tutti.words.plan.Cascade;
import dev.tutti.words.plan.Plan;
import dev.tutti.words.plan.StopRule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** The learned cascades: as plans for the prompts of each segment, and found again when such a plan is to be scored. */
final class CascadeShelf {
    private final List<List<Plan>> bySegment = new ArrayList<>();
    private final Map<String, LearnedCascade> byName = new HashMap<>();

    /** {@code offered}: which of the plans may be offered; the others are still found again. */
    CascadeShelf(List<LearnedCascade> cascades, int segments, double promptShare, Predicate<Plan> offered) {
        for (int segment = 0; segment < segments; segment++) {
            int here = segment;
            bySegment.add(cascades.stream()
                    .<Plan>map(cascade -> cascade.in(here, promptShare))
                    .filter(offered)
                    .toList());
        }
        cascades.forEach(cascade -> byName.put(cascade.name(), cascade));
    }

    List<Plan> plans(PromptView prompt) {
        return bySegment.get(prompt.segment());
    }

    /** What to expect on the prompt of the cascade that this plan comes from; empty for any other plan. */
    Optional<Expected> expected(Plan plan, PromptView prompt) {
        return plan instanceof Cascade cascade && cascade.rule() instanceof StopRule.NextCall rule
                ? Optional.ofNullable(byName.get(rule.name()))
                        .map(known -> new Expected(
                                known.score(prompt.segment()), known.prompts(prompt.segment()), known.all()))
                : Optional.empty();
    }

    /** An expected score, how many held-out prompts like this one it rests on, and what came of all of them. */
    record Expected(double score, double prompts, LearnedCascade.Outlook all) {}
}
