package dev.tutti.serving.execution;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tutti.words.catalogue.CatalogueModel;
import dev.tutti.words.chat.Ability;
import dev.tutti.words.chat.Answer;
import java.util.Optional;
import java.util.OptionalDouble;

/** The log-probabilities of an answer's tokens, as providers tell them where they are asked to. */
final class Logprobs {
    static final String FIELD = "logprobs";

    /** More would be noise in every row of the log. */
    private static final double DECIMALS = 1e4;

    private Logprobs() {}

    /** Of the first choice, rounded to 4 decimals; what is no log-probability is left out. */
    static Optional<Double> mean(Answer answer) {
        OptionalDouble mean = answer.wire().stream()
                .flatMap(wire -> wire.path("choices")
                        .path(0)
                        .path("logprobs")
                        .path("content")
                        .valueStream())
                .map(token -> token.path("logprob"))
                .filter(JsonNode::isNumber)
                .mapToDouble(JsonNode::doubleValue)
                .filter(logprob -> logprob <= 0 && !Double.isInfinite(logprob))
                .average();
        return mean.isPresent() ? Optional.of(Math.round(mean.getAsDouble() * DECIMALS) / DECIMALS) : Optional.empty();
    }

    /** Lets the body ask for them where the model can tell them. */
    static void ask(ObjectNode body, CatalogueModel model) {
        if (model.abilities().contains(Ability.LOGPROBS)) {
            body.put(FIELD, true);
        }
    }

    /** The answer for a caller who has not asked for them. */
    static Answer without(Answer answer) {
        return new Answer(
                answer.text(),
                answer.finishReason(),
                answer.servedModel(),
                answer.usage(),
                answer.wire().map(Logprobs::without));
    }

    private static ObjectNode without(ObjectNode wire) {
        ObjectNode rest = wire.deepCopy();
        for (JsonNode choice : rest.path("choices")) {
            if (choice instanceof ObjectNode object) {
                drop(object);
            }
        }
        return rest;
    }

    /** Takes them out of a choice; the field stays. */
    static void drop(ObjectNode choice) {
        if (choice.has(FIELD)) {
            choice.putNull(FIELD);
        }
    }
}
