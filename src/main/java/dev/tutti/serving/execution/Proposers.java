package dev.tutti.serving.execution;

import dev.tutti.words.chat.ModelId;
import dev.tutti.words.plan.Cascade;
import dev.tutti.words.plan.Step;
import java.util.List;

/** Who of a plan's proposers may be asked: all but those in quarantine, or all when none would be left. */
final class Proposers {
    private Proposers() {}

    /** Notes who is left out. */
    static Ensemble admitted(Run run, Ensemble plan) {
        List<ModelId> admitted = admitted(run, plan.proposers());
        plan.proposers().stream().filter(model -> !admitted.contains(model)).forEach(model -> noteLeftOut(run, model));
        return new Ensemble(admitted, plan.rounds(), plan.aggregation());
    }

    /** Those whom a cascade may ask. */
    static List<ModelId> admitted(Run run, Cascade plan) {
        return admitted(
                run,
                plan.steps().stream()
                        .filter(Step.Ask.class::isInstance)
                        .flatMap(step -> step.models().stream())
                        .toList());
    }

    static List<ModelId> admitted(Run run, List<ModelId> planned) {
        List<ModelId> free =
                planned.stream().filter(model -> !run.quarantined(model)).toList();
        return free.isEmpty() ? planned : free;
    }

    static void noteLeftOut(Run run, ModelId model) {
        run.cut("without " + model + ", which is in quarantine");
    }
}
