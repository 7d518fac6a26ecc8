package dev.tutti.serving.execution;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tutti.serving.provider.CallEnding;
import dev.tutti.serving.provider.Complaint;
import dev.tutti.words.catalogue.CatalogueModel;
import dev.tutti.words.chat.Ability;
import dev.tutti.words.chat.ModelId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/**
 * Which models take a temperature, a seed and log-probabilities of our choice, one for the whole process: all but those of whom the catalogue
 * says otherwise and those that have refused one. Such a refusal is not the caller's fault. For many threads.
 */
final class Sampling {
    private static final Logger LOG = Logger.getLogger(Sampling.class);
    private static final List<String> FIELDS = List.of("temperature", "seed", Logprobs.FIELD);

    private final Set<Refused> refused = ConcurrentHashMap.newKeySet();

    private record Refused(ModelId model, String field) {}

    /** The body without what the model does not let us choose; what the caller chose stays. The given one is not changed. */
    ObjectNode taken(ObjectNode body, ObjectNode callers, CatalogueModel model) {
        List<String> left = FIELDS.stream()
                .filter(field -> isOurs(field, body, callers) && !takes(model, field))
                .toList();
        if (left.isEmpty()) {
            return body;
        }
        ObjectNode rest = body.objectNode();
        rest.setAll(body);
        rest.remove(left);
        return rest;
    }

    /** The ending of a call with that body, where what is at fault is our choice: the model's refusal, not the request's. */
    CallEnding blamed(CallEnding ending, ObjectNode body, ObjectNode callers, ModelId model) {
        if (!(ending instanceof CallEnding.Failed failed) || failed.kind() != CallEnding.Kind.INVALID) {
            return ending;
        }
        Optional<String> field = failed.complaint()
                .flatMap(complaint -> FIELDS.stream()
                        .filter(one -> isOurs(one, body, callers) && isAbout(complaint, one))
                        .findFirst());
        if (field.isEmpty()) {
            return ending;
        }
        // Only a field that is named is remembered: words may be the caller's own, quoted.
        if (failed.complaint().flatMap(Complaint::param).isPresent() && refused.add(new Refused(model, field.get()))) {
            LOG.warnf(
                    "%s refuses the %s that Tutti chooses, so it gets none from now on; its abilities in the"
                            + " catalogue say so from the start",
                    model, field.get());
        }
        return new CallEnding.Failed(
                CallEnding.Kind.REJECTED,
                failed.message() + ": it does not take a " + field.get() + " of Tutti's choice",
                failed.used(),
                failed.started(),
                failed.latency(),
                failed.attempts());
    }

    private boolean takes(CatalogueModel model, String field) {
        boolean fixed = model.abilities().contains(Ability.FIXED_SAMPLING) && !field.equals(Logprobs.FIELD);
        return !fixed && !refused.contains(new Refused(model.id(), field));
    }

    private static boolean isOurs(String field, ObjectNode body, ObjectNode callers) {
        return body.has(field) && !body.get(field).equals(callers.get(field));
    }

    private static boolean isAbout(Complaint complaint, String field) {
        return complaint
                .param()
                .map(field::equals)
                .orElseGet(() -> Pattern.compile("\\b" + field + "\\b")
                        .matcher(complaint.message())
                        .find());
    }
}
