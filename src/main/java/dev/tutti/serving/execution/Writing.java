package dev.tutti.serving.execution;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tutti.memory.outcome.CallStatus;
import dev.tutti.sense.budget.Deadline;
import dev.tutti.serving.provider.ChunkSink;
import dev.tutti.words.chat.Answer;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** A call that writes the answer itself: its chunks pass through to the caller as they come. */
final class Writing {
    private final Run run;
    private final Predicate<Answer> taken;

    /** Any answer is taken, an empty one too: what the caller asked one model for is what that model said. */
    Writing(Run run) {
        this(run, _ -> true);
    }

    /** An answer that is not taken counts as nothing said, as long as none of it has gone to the stream. */
    Writing(Run run, Predicate<Answer> taken) {
        this.run = run;
        this.taken = taken;
    }

    /** Empty when the call could not be started. A call without content at {@code until} is given up. */
    Optional<Said> write(CallOrder call, Allowance allowance, Deadline until) {
        Passage passage = new Passage(run.stream());
        ChunkSink sink = run.streamed() ? passage : ChunkSink.NONE;
        return run.start(call, allowance, sink).map(ongoing -> hear(ongoing, passage, until));
    }

    private Said hear(Ongoing ongoing, Passage passage, Deadline until) {
        run.awaitAny(List.of(ongoing), until);
        if (!ongoing.ended() && passage.started()) {
            run.awaitAny(List.of(ongoing), run.order().deadline());
        }
        ongoing.cancel(run.isAbandoned() ? CallStatus.CANCELLED : CallStatus.TIMEOUT);
        Optional<Answer> answer = ongoing.answer();
        if (answer.isPresent()) {
            return whole(answer.get(), passage);
        }
        return passage.close() ? new Said.BrokenOff() : Said.NOTHING;
    }

    private Said whole(Answer answer, Passage passage) {
        if (!passage.answered() && !taken.test(answer)) {
            passage.close();
            return Said.NOTHING;
        }
        if (!run.streamed()) {
            return new Said.Whole(answer, List.of());
        }
        if (!passage.started()) {
            passage.close();
            return run.deliver(answer);
        }
        List<ObjectNode> closing = passage.finish();
        return new Said.Whole(answer, closing.isEmpty() ? List.of(Chunks.closing(answer)) : closing);
    }
}
