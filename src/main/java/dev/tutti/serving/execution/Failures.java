package dev.tutti.serving.execution;

import dev.tutti.serving.provider.CallEnding;
import dev.tutti.words.chat.Answer;
import dev.tutti.words.chat.ModelId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Why nothing came of a run, in words that are safe to show: each model and its ending. */
final class Failures {
    private Failures() {}

    static String message(Run run) {
        if (run.isBroken()) {
            return "something went wrong here; it is in the service's log";
        }
        List<Ongoing> calls = run.calls().all();
        if (calls.isEmpty()) {
            return unasked(run);
        }
        return calls.stream()
                .map(run.calls().foundInvalid() ? Failures::complaint : Failures::line)
                .distinct()
                .collect(Collectors.joining("; "));
    }

    private static String unasked(Run run) {
        if (run.order().deadline().passed()) {
            return "time was up before any model could be asked";
        }
        return run.fitsNoWindow()
                ? "messages leave no room for an answer in the context window of any of "
                        + run.models().stream().map(ModelId::toString).collect(Collectors.joining(", "))
                        + ": shorten messages"
                : "no call fits the budget of " + run.order().ledger().cap();
    }

    /** The field that a provider finds at fault, the first that one names. */
    static Optional<String> param(Run run) {
        return run.calls().all().stream()
                .flatMap(call -> call.complaint().stream())
                .flatMap(complaint -> complaint.param().stream())
                .findFirst();
    }

    private static String line(Ongoing call) {
        Ongoing.Settled end = call.settled().join();
        if (call.answer().filter(Failures::isEmpty).isPresent()) {
            return call.order().model() + ": empty answer";
        }
        String said = end.ending() instanceof CallEnding.Failed failed ? " (" + failed.message() + ")" : "";
        return call.order().model() + ": " + end.status().wireName().replace('_', ' ') + said;
    }

    private static boolean isEmpty(Answer answer) {
        return !answer.callsTools() && answer.text().isBlank();
    }

    /** In the provider's words, where it has said any. */
    private static String complaint(Ongoing call) {
        return call.complaint()
                .map(complaint -> call.order().model() + ": " + complaint.message())
                .orElseGet(() -> line(call));
    }
}
