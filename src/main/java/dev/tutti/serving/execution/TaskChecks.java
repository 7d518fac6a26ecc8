package dev.tutti.serving.execution;

import java.util.Optional;
import java.util.function.Predicate;

/** What code can say of a text as an answer to a task, without knowing what was expected. For many threads. */
@FunctionalInterface
public interface TaskChecks {
    /** Of no task. */
    TaskChecks NONE = _ -> Optional.empty();

    /** What holds of a good answer to the task; empty where nobody has said. Takes a bounded amount of work. */
    Optional<Predicate<String>> check(Optional<String> task);
}
