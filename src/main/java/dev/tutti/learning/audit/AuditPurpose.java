package dev.tutti.learning.audit;

import dev.tutti.serving.routing.RoutedRequest;
import dev.tutti.words.catalogue.Catalogue;
import dev.tutti.words.catalogue.Origin;
import java.util.Optional;

/**
 * Whether an audit would teach anything. Rows keep no answers, so those of live models are scored here, when they come, or
 * never: nobody's money is spent where nothing can. Practice models cost nothing, and their caller may know the score.
 */
final class AuditPurpose {
    private final AuditLabels labels;
    private final boolean unlabelled;

    AuditPurpose(AuditLabels labels, AuditSettings settings) {
        this.labels = labels;
        this.unlabelled = settings.unlabelled();
    }

    /** By verifiers and by whoever posts scores; judges, who cost money, are asked for themselves. */
    boolean of(RoutedRequest request, Origin origin) {
        return origin != Origin.LIVE || unlabelled || labels.score(request);
    }

    /** A line for those who expect audits that there will not be. */
    static Optional<String> warning(AuditLabels labels, Judges judges, AuditSettings settings, Catalogue catalogue) {
        boolean live = catalogue.models().stream().anyMatch(model -> model.origin() == Origin.LIVE);
        boolean expected = live && settings.rate() > 0;
        boolean scored = settings.unlabelled() || labels.scoreAny() || judges.enabled();
        return expected && !scored
                ? Optional.of("live models are not audited, because nothing here can score their answers: set"
                        + " tutti.verifiers.TASK.regex or .schema, tutti.judges.enabled=true, or"
                        + " tutti.audit.unlabelled=true when you post scores of audit rows yourself")
                : Optional.empty();
    }
}
