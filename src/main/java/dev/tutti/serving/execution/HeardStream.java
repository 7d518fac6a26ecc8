package dev.tutti.serving.execution;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tutti.words.plan.StreamDraft;
import java.util.List;

/** A stream that knows whether something of the answer has gone to it; an early draft is none of it. */
final class HeardStream implements AnswerStream {
    private final AnswerStream to;
    private volatile boolean begun;

    HeardStream(AnswerStream to) {
        this.to = to;
    }

    boolean begun() {
        return begun;
    }

    @Override
    public void proposing(int done, int of) {
        to.proposing(done, of);
    }

    @Override
    public void chunk(ObjectNode openAiChunk) {
        note(openAiChunk);
        to.chunk(openAiChunk);
    }

    @Override
    public void given(List<ObjectNode> openAiChunks) {
        openAiChunks.forEach(this::note);
        to.given(openAiChunks);
    }

    private void note(ObjectNode openAiChunk) {
        begun |= !openAiChunk.path("choices").path(0).path("delta").has("reasoning_content");
    }

    @Override
    public StreamDraft draft() {
        return to.draft();
    }

    @Override
    public boolean wanted() {
        return to.wanted();
    }
}
