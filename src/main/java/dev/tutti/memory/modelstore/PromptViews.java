package dev.tutti.memory.modelstore;

import dev.tutti.sense.feature.Features;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** Makes prompts ready, and remembers the last ones: a decision asks for many plans on one prompt. */
final class PromptViews {
    /** More than decide at once, so that they seldom take each other's place. A power of two. */
    private static final int PLACES = 64;

    private final ReleaseParts parts;
    /** Racing threads only lose each other's work: a view is checked before use. */
    private final AtomicReferenceArray<@Nullable PromptView> last = new AtomicReferenceArray<>(PLACES);

    PromptViews(ReleaseParts parts) {
        this.parts = parts;
    }

    PromptView of(Features features) {
        int place = System.identityHashCode(features) & (PLACES - 1);
        PromptView view = last.get(place);
        if (view == null || !view.isOf(features)) {
            view = new PromptView(features, parts);
            last.set(place, view);
        }
        return view;
    }
}
