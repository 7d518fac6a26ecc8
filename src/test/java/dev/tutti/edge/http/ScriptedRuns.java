package dev.tutti.edge.http;

import dev.tutti.serving.execution.AnswerStream;
import dev.tutti.serving.execution.Ending;
import dev.tutti.serving.execution.PlanExecutor;
import dev.tutti.serving.execution.RunOrder;
import dev.tutti.words.chat.Answer;
import dev.tutti.words.chat.Usage;
import dev.tutti.words.chat.Usd;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Runs that a test writes down, behind the real decision. */
@Alternative
@Singleton
public class ScriptedRuns {
    static final AtomicReference<ScriptedServing.Script> SCRIPT = new AtomicReference<>(ScriptedRuns::hello);

    static Ending hello(RunOrder order, AnswerStream stream) {
        Answer answer = new Answer("hello", "stop", "any", Usage.of(10, 2), Optional.empty());
        return new Ending.Answered(answer, List.of(), List.of(), Usd.ZERO);
    }

    @Produces
    @Singleton
    PlanExecutor executor() {
        return (order, stream) -> SCRIPT.get().run(order, stream);
    }
}
