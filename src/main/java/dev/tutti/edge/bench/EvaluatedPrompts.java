package dev.tutti.edge.bench;

import dev.tutti.memory.modelstore.ModelStore;
import dev.tutti.sense.feature.PromptDigest;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The prompts that a router is to be measured on, by the names under which a release keeps those it was trained on. */
record EvaluatedPrompts(Set<String> digests) {
    EvaluatedPrompts {
        digests = Set.copyOf(digests);
    }

    static EvaluatedPrompts of(List<RecordedPrompt> prompts) {
        return new EvaluatedPrompts(
                prompts.stream().map(EvaluatedPrompts::digest).collect(Collectors.toSet()));
    }

    /** {@link KnownToRouter} when the release was trained on one of them. */
    void requireUnknownTo(ModelStore store, String release) {
        Set<String> trained = store.trainedPrompts(release);
        long known = digests.stream().filter(trained::contains).count();
        if (known > 0) {
            throw new KnownToRouter("router " + release + " is not measured: " + known + " of the " + digests.size()
                    + " evaluated prompts are among the " + trained.size() + " that its manifest names as trained on"
                    + " (prompts.txt); allowed is none, by a router trained from an empty model store on other folds");
        }
    }

    private static String digest(RecordedPrompt prompt) {
        return PromptDigest.of(KnownPrompt.chat(prompt));
    }

    /** A router that has seen what it is to be measured on: its figures would be of memory, not of routing. */
    static final class KnownToRouter extends RuntimeException {
        private static final long serialVersionUID = 1;

        private KnownToRouter(String message) {
            super(message);
        }
    }
}
