package dev.tutti.serving.execution;

import dev.tutti.words.catalogue.Trust;
import dev.tutti.words.chat.ModelId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;

/** Who may aggregate: the planned model first, then the fallbacks, then the plan's other models; only trusted ones. */
final class Aggregators {
    private Aggregators() {}

    static List<ModelId> trusted(Run run, ModelId planned) {
        SequencedSet<ModelId> all = new LinkedHashSet<>();
        all.add(planned);
        all.addAll(run.order().fallbacks());
        all.addAll(run.order().plan().models());
        return all.stream()
                .filter(model -> run.model(model).trust() == Trust.TRUSTED)
                .toList();
    }

    static boolean untrustedAlone(Run run, List<Proposal> proposals) {
        return proposals.stream().allMatch(p -> run.model(p.model()).trust() == Trust.UNTRUSTED);
    }
}
