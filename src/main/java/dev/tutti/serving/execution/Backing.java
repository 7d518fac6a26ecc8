package dev.tutti.serving.execution;

import dev.tutti.sense.evidence.Agreement;
import dev.tutti.words.catalogue.Trust;
import dev.tutti.words.chat.ModelId;
import java.util.Collection;
import java.util.List;

/** Whom an answer rests on; one that rests on untrusted models alone is marked. */
final class Backing {
    private Backing() {}

    /** The answer is written from these proposals. */
    static void written(Run run, List<Proposal> from) {
        by(run, from.stream().map(Proposal::model).toList());
    }

    /** The answer is this proposal, backed by those of the proposals that agree with it. */
    static void chosen(Run run, Proposal answer, List<Proposal> among) {
        by(run, behind(answer, among));
    }

    /** Who said it, and who agrees. */
    static List<ModelId> behind(Proposal answer, List<Proposal> among) {
        return among.stream()
                .filter(p -> p.equals(answer) || Agreement.agree(p.sketch(), answer.sketch()))
                .map(Proposal::model)
                .toList();
    }

    static boolean trusted(Run run, ModelId model) {
        return run.model(model).trust() == Trust.TRUSTED;
    }

    static void by(Run run, Collection<ModelId> models) {
        if (models.stream().noneMatch(model -> trusted(run, model))) {
            run.cut("rests on untrusted models alone");
        }
    }
}
