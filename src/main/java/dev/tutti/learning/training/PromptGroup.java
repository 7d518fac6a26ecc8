package dev.tutti.learning.training;

import dev.tutti.memory.modelstore.World;
import dev.tutti.sense.feature.Features;
import dev.tutti.sense.policy.Targets;
import dev.tutti.words.chat.ModelId;
import java.time.Instant;
import java.util.Collection;

/**
 * One prompt with the scored answers of the models that met it. {@code weight}: how many requests it stands for, one over
 * the probability with which it was drawn for its audit (1 when nobody drew). {@code sampled}: chance, not a person,
 * picked every score in it, so it may prove something.
 */
record PromptGroup(
        String promptHash,
        World world,
        Instant at,
        Features features,
        Targets targets,
        Answers answers,
        double weight,
        boolean sampled) {
    PromptGroup {
        if (!(weight >= 1) || Double.isInfinite(weight)) {
            throw new IllegalArgumentException("a group stands for at least 1 request, stood for " + weight);
        }
    }

    /** The same, had it been asked under other targets. */
    PromptGroup under(Targets other) {
        return new PromptGroup(promptHash, world, at, features, other, answers, weight, sampled);
    }

    /** Whether it was noted what any of its models said. */
    boolean heard() {
        return answers.values().stream().anyMatch(RecordedAnswer::heard);
    }

    boolean has(Collection<ModelId> models) {
        return answers.has(models);
    }

    RecordedAnswer of(ModelId model) {
        RecordedAnswer answer = answers.of(model);
        if (answer == null) {
            throw new IllegalArgumentException("no answer of " + model + " to prompt " + promptHash);
        }
        return answer;
    }
}
