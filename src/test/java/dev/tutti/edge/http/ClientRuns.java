package dev.tutti.edge.http;

import dev.tutti.serving.execution.AnswerStream;
import dev.tutti.serving.execution.Ending;
import dev.tutti.serving.execution.FailureKind;
import dev.tutti.serving.execution.RunOrder;
import dev.tutti.words.chat.Answer;
import dev.tutti.words.chat.ChatRequest;
import dev.tutti.words.chat.Message;
import dev.tutti.words.chat.Role;
import dev.tutti.words.chat.Usage;
import dev.tutti.words.chat.Usd;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Runs for clients that cannot write a script: what they ask says how the run ends. Where tools are given they are called;
 * where their results are there, the answer tells each under the id of its call. The scripts of {@code src/test/node} know
 * these words too.
 */
final class ClientRuns {
    static final String LATE = "too late";
    static final String UNLUCKY = "bad luck";
    static final String BROKEN = "break off";

    private ClientRuns() {}

    static Ending run(RunOrder order, AnswerStream stream) {
        return switch (asked(order.request())) {
            case LATE -> failed(FailureKind.DEADLINE, false);
            case UNLUCKY -> failed(FailureKind.UPSTREAM, false);
            case BROKEN -> {
                stream.chunk(ScriptedServing.delta("hel"));
                yield failed(FailureKind.UPSTREAM, true);
            }
            default -> answered(order, stream);
        };
    }

    private static String asked(ChatRequest request) {
        return request.messages().stream()
                .filter(message -> message.role() == Role.USER)
                .map(Message::text)
                .findFirst()
                .orElse("");
    }

    private static Ending answered(RunOrder order, AnswerStream stream) {
        ChatRequest request = order.request();
        String results = results(request);
        if (!results.isEmpty()) {
            return saying(results, stream);
        }
        if (request.body().path("tools").isEmpty()) {
            return ScriptedServing.hello(order, stream);
        }
        return stream.wanted() ? ToolRuns.callingInTurn(stream) : ToolRuns.calling();
    }

    private static String results(ChatRequest request) {
        return request.messages().stream()
                .filter(message -> message.role() == Role.TOOL)
                .map(message -> message.wire().path("tool_call_id").asText() + ": " + message.text())
                .collect(Collectors.joining(", "));
    }

    private static Ending saying(String text, AnswerStream stream) {
        if (stream.wanted()) {
            stream.chunk(ScriptedServing.delta(text));
        }
        return new Ending.Answered(
                new Answer(text, "stop", "small-2026", Usage.of(10, 2), Optional.empty()),
                List.of(ScriptedServing.closing()),
                List.of(ScriptedServing.call()),
                Usd.ZERO);
    }

    static Ending failed(FailureKind kind, boolean started) {
        return new Ending.Failed(kind, "no model answered", started, List.of(), Usd.ZERO);
    }
}
