package dev.tutti.learning.training;

import dev.tutti.memory.outcome.LabelSource;
import dev.tutti.words.catalogue.Catalogue;
import dev.tutti.words.catalogue.Origin;
import dev.tutti.words.plan.Plan;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The experiences that predictors learn from: rows as they were, and what counted plans would have brought on groups. */
final class Examples {
    /** People's scores are not missing at random and come late. */
    private static final double OF_PEOPLE = 0.5;
    /** A replay repeats labels that the single rows have brought already. */
    private static final double REPLAYED = 0.5;

    private Examples() {}

    static List<Example> of(
            List<TrainingRow> rows, List<PromptGroup> groups, Collection<Plan> replayed, Catalogue catalogue) {
        List<Example> examples = new ArrayList<>();
        rows.forEach(row -> examples.add(of(row)));
        for (PromptGroup group : groups) {
            for (Plan plan : replayed) {
                PlanReplay.replay(plan, group)
                        .ifPresent(outcome -> examples.add(new Example(
                                group.features(),
                                plan,
                                origin(plan, catalogue),
                                outcome.score(),
                                REPLAYED,
                                group.promptHash(),
                                group.at())));
            }
        }
        return examples;
    }

    static Example of(TrainingRow labelled) {
        return new Example(
                labelled.row().features(),
                labelled.row().plan(),
                labelled.row().origin(),
                labelled.score(),
                labelled.source() == LabelSource.USER ? OF_PEOPLE : 1,
                labelled.row().promptHash(),
                labelled.row().at());
    }

    /** Simulated as soon as one model is, like a row's; then replayed, then live. */
    private static Origin origin(Plan plan, Catalogue catalogue) {
        List<Origin> origins = plan.models().stream()
                .map(model -> catalogue.get(model).origin())
                .toList();
        if (origins.contains(Origin.SIMULATED)) {
            return Origin.SIMULATED;
        }
        return origins.contains(Origin.REPLAYED) ? Origin.REPLAYED : Origin.LIVE;
    }
}
