package dev.tutti.serving.provider;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tutti.words.chat.Answer;
import dev.tutti.words.chat.Usage;

/**
 * The thread's side of one stream: takes bytes, passes chunks to the sink one by one, and decides how the stream ended. A
 * stream that just stops, without its last event and without a reason to have finished, is never a success.
 */
final class StreamPump implements Runnable {
    private final PieceQueue pieces;
    private final StreamEvents events;
    private final TokenEstimator estimator;
    private final ModelCall call;
    private final ChunkSink sink;
    private final HttpAttempt attempt;
    private final SseParser parser = new SseParser();
    private final StreamAssembly assembly = new StreamAssembly();

    StreamPump(
            PieceQueue pieces,
            StreamEvents events,
            TokenEstimator estimator,
            ModelCall call,
            ChunkSink sink,
            HttpAttempt attempt) {
        this.pieces = pieces;
        this.events = events;
        this.estimator = estimator;
        this.call = call;
        this.sink = sink;
        this.attempt = attempt;
    }

    @Override
    public void run() {
        try {
            while (!attempt.over()) {
                next(pieces.take());
            }
        } catch (NotAnAnswer e) {
            attempt.broken(String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            attempt.cancel();
        } catch (RuntimeException e) {
            // The sink threw: whoever wanted the chunks is gone.
            attempt.cancel();
        }
    }

    private void next(Piece piece) throws NotAnAnswer {
        switch (piece) {
            case Piece.Bytes part -> {
                for (String data : parser.feed(part.bytes().getBytes())) {
                    event(data.strip());
                }
            }
            case Piece.End _ -> endWithoutLast("the stream ended without a finish reason and without " + events.last());
            case Piece.Lost _ -> endWithoutLast("connection lost in mid-stream");
        }
    }

    private void event(String data) throws NotAnAnswer {
        if (data.isEmpty() || attempt.over()) {
            return;
        }
        for (ObjectNode chunk : events.chunks(data)) {
            passOn(chunk);
        }
        if (events.over()) {
            if (assembly.isEmpty()) {
                throw new NotAnAnswer("a stream without a choice");
            }
            succeed();
        }
    }

    private void passOn(ObjectNode chunk) throws NotAnAnswer {
        assembly.add(chunk);
        if (attempt.passingOn(assembly.usage())) {
            sink.accept(chunk);
        }
    }

    private void endWithoutLast(String message) throws NotAnAnswer {
        if (!assembly.finished()) {
            throw new NotAnAnswer(message);
        }
        succeed();
    }

    private void succeed() {
        ObjectNode completion = assembly.completion();
        Usage usage =
                assembly.usage().orElseGet(() -> estimator.estimate(call.body(), AnswerReader.written(completion)));
        Answer answer = AnswerReader.answer(completion, call.model().endpoint().wireName(), usage);
        attempt.succeed(answer);
    }
}
