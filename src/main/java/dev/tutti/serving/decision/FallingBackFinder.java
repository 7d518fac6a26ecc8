package dev.tutti.serving.decision;

import java.util.function.Consumer;

/** Asks the rule when a learned model throws: a broken model costs quality, never a request. Each time is counted. */
final class FallingBackFinder implements Finder {
    private final Finder inner;
    private final Consumer<Throwable> onFailure;

    FallingBackFinder(Finder inner, Consumer<Throwable> onFailure) {
        this.inner = inner;
        this.onFailure = onFailure;
    }

    @Override
    public Finding find(Question question) {
        if (question.model().isEmpty()) {
            return inner.find(question);
        }
        try {
            return inner.find(question);
        } catch (RuntimeException | Error broken) {
            onFailure.accept(broken);
            return inner.find(question.withoutModel());
        }
    }
}
