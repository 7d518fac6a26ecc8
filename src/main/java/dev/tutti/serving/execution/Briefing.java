package dev.tutti.serving.execution;

import dev.tutti.words.plan.ReferencePlace;
import java.util.Optional;

/** What a request says about how its models are told of each other's proposals: the caller's task, and the place. */
public record Briefing(Optional<String> task, ReferencePlace references) {
    public static final Briefing PLAIN = new Briefing(Optional.empty(), ReferencePlace.USER);
}
