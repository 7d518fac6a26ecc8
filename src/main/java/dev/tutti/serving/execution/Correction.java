package dev.tutti.serving.execution;

import dev.tutti.memory.outcome.CallRole;
import dev.tutti.sense.evidence.AnswerForm;
import dev.tutti.sense.evidence.AnswerSketch;
import dev.tutti.sense.evidence.Dissent;
import dev.tutti.sense.feature.TokenEstimate;
import dev.tutti.words.chat.Answer;
import dev.tutti.words.chat.Tokens;
import java.util.List;
import java.util.Optional;

/**
 * The second, shorter pass of an incremental synthesis: where proposals that came too late for the answer contradict it,
 * an aggregator is asked once whether it stands, and what it corrects is added to the stream. What has been streamed is
 * never taken back. Only where money and time are left: the plan's price does not hold it.
 */
final class Correction {
    private final Run run;
    private final Bodies bodies;

    Correction(Run run, Bodies bodies) {
        this.run = run;
        this.bodies = bodies;
    }

    Said of(Said.Whole said, Ensemble ensemble, List<Proposal> heard, List<Proposal> late) {
        List<Proposal> dissent = dissent(said.answer(), Screening.texts(heard), Screening.texts(late));
        if (dissent.isEmpty()) {
            return said;
        }
        Optional<String> reply = ask(said.answer(), ensemble, dissent);
        if (reply.isEmpty()) {
            run.cut("late proposals disagree, and no correction came");
            return said;
        }
        return CorrectionPrompt.stands(reply.get())
                ? said
                : corrected(said, "\n\n" + reply.get().strip());
    }

    /** A text that came to its own end can be added to; tool calls and what was cut off cannot. */
    private static List<Proposal> dissent(Answer answer, List<Proposal> heard, List<Proposal> late) {
        if (!answer.finishReason().equals("stop")) {
            return List.of();
        }
        return Dissent.of(Screening.sketch(answer, AnswerForm.free()), sketches(heard), sketches(late)).stream()
                .map(late::get)
                .toList();
    }

    private Optional<String> ask(Answer answer, Ensemble ensemble, List<Proposal> dissent) {
        int layer = ensemble.rounds() + 2;
        AggregationPrompt prompt = CorrectionPrompt.of(
                run.prompt(PromptMode.CORRECT),
                answer.text(),
                dissent,
                run.seed().layer(layer),
                run.settings().proposalCharacters());
        Tokens extra = new Tokens(TokenEstimate.of(prompt.text()));
        return ensemble.aggregation().caller().stream()
                .flatMap(planned -> Aggregators.trusted(run, planned).stream())
                .filter(run.time()::suffices)
                .findFirst()
                .map(model -> new CallOrder(
                        CallRole.AGGREGATOR, layer, model, bodies.selector(prompt), extra, AnswerForm.free()))
                .flatMap(order ->
                        new Asking(run).ask(order, new Tokens(run.settings().correctionTokens())))
                .filter(reply -> reply.finishReason().equals("stop"))
                .map(Answer::text);
    }

    private Said corrected(Said.Whole said, String more) {
        if (run.isAbandoned()) {
            return said;
        }
        run.stream().given(Chunks.content(more));
        Answer first = said.answer();
        return new Said.Whole(
                new Answer(
                        first.text() + more,
                        first.finishReason(),
                        first.servedModel(),
                        first.usage(),
                        Optional.empty()),
                said.closing());
    }

    private static List<AnswerSketch> sketches(List<Proposal> proposals) {
        return proposals.stream().map(Proposal::sketch).toList();
    }
}
