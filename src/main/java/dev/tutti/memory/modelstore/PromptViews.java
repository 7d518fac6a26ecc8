package dev.tutti.memory.modelstore;

import dev.tutti.sense.feature.Features;
import org.jspecify.annotations.Nullable;

/** Makes prompts ready, and remembers the last one: a decision asks for many plans on one prompt. */
final class PromptViews {
    private final ReleaseParts parts;
    /** Racing threads only lose each other's work: a view is immutable and checked before use. */
    private volatile @Nullable PromptView last;

    PromptViews(ReleaseParts parts) {
        this.parts = parts;
    }

    PromptView of(Features features) {
        PromptView view = last;
        if (view == null || !view.isOf(features)) {
            view = new PromptView(features, parts);
            last = view;
        }
        return view;
    }
}
