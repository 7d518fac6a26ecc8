package dev.tutti.edge.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tutti.memory.tenancy.KeyTermsJson;
import dev.tutti.words.chat.Ability;
import dev.tutti.words.chat.ChatRequest;
import java.math.BigDecimal;
import java.util.Optional;

/** Whether an answer that was given before will do: only of a request that wants the same each time. */
final class Repeatable {

    private static final String CACHE = KeyTermsJson.CACHE;

    private Repeatable() {}

    /** Why nobody can expect the same answer again. */
    private enum Obstacle {
        SAMPLED,
        SEVERAL,
        LOGPROBS
    }

    /**
     * What the request says of it; empty where it leaves that to its key. One that does not want the same each time leaves
     * nothing to it: a key speaks for all of its requests, and means those of which an answer can be given again.
     */
    static Optional<Boolean> asked(RoutingForm routing, ChatRequest request) {
        Optional<Boolean> asked = routing.fields().flag(CACHE);
        Optional<Obstacle> obstacle = obstacle(request);
        if (obstacle.isEmpty()) {
            return asked;
        }
        if (asked.orElse(false)) {
            throw refused(routing, request, obstacle.get());
        }
        return Optional.of(false);
    }

    private static Optional<Obstacle> obstacle(ChatRequest request) {
        if (!wantsTheSame(request.body())) {
            return Optional.of(Obstacle.SAMPLED);
        }
        if (request.choices() > 1) {
            return Optional.of(Obstacle.SEVERAL);
        }
        return request.needs().contains(Ability.LOGPROBS) ? Optional.of(Obstacle.LOGPROBS) : Optional.empty();
    }

    /** What is left out leaves the temperature to the provider, which is none of 0. */
    private static boolean wantsTheSame(JsonNode body) {
        JsonNode temperature = body.path("temperature");
        boolean coldest = temperature.isNumber() && temperature.decimalValue().compareTo(BigDecimal.ZERO) == 0;
        return coldest || body.path("seed").isNumber();
    }

    private static Refusal refused(RoutingForm routing, ChatRequest request, Obstacle obstacle) {
        String why = switch (obstacle) {
            case SAMPLED -> "beside temperature 0 or a seed; temperature was " + value(request, "temperature");
            case SEVERAL -> "with n 1; n was " + request.choices();
            case LOGPROBS -> "without logprobs; logprobs was true";
        };
        String path = routing.fields().path(CACHE);
        return Refusal.invalid(path, path + " is allowed to be true only " + why);
    }

    private static String value(ChatRequest request, String field) {
        JsonNode value = request.body().path(field);
        return value.isMissingNode() ? "left out" : Shown.of(value);
    }
}
