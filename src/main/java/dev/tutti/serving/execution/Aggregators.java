package dev.tutti.serving.execution;

import dev.tutti.words.catalogue.Trust;
import dev.tutti.words.chat.ModelId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;

/**
 * Who may aggregate: the planned model first, then the fallbacks, then the plan's other models; only trusted ones, and of
 * those none in quarantine while there is another.
 */
final class Aggregators {
    private Aggregators() {}

    static List<ModelId> trusted(Run run, ModelId planned) {
        SequencedSet<ModelId> all = new LinkedHashSet<>();
        all.add(planned);
        all.addAll(run.order().fallbacks());
        all.addAll(run.order().plan().models());
        return Proposers.admitted(
                run,
                all.stream()
                        .filter(model -> run.model(model).trust() == Trust.TRUSTED)
                        .toList());
    }
}
