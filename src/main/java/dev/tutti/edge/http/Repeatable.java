package dev.tutti.edge.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tutti.words.chat.Ability;
import dev.tutti.words.chat.ChatRequest;
import java.math.BigDecimal;

/** Whether an answer that was given before will do: the caller says so, of a request that wants the same each time. */
final class Repeatable {

    private static final String CACHE = "cache";

    private Repeatable() {}

    static boolean wanted(RoutingForm routing, ChatRequest request) {
        boolean wanted = routing.flag(CACHE, false);
        if (wanted && !wantsTheSame(request.body())) {
            throw refused(
                    routing, "beside temperature 0 or a seed", "temperature was " + value(request, "temperature"));
        }
        if (wanted && request.choices() > 1) {
            throw refused(routing, "with n 1", "n was " + request.choices());
        }
        if (wanted && request.needs().contains(Ability.LOGPROBS)) {
            throw refused(routing, "without logprobs", "logprobs was true");
        }
        return wanted;
    }

    /** What is left out leaves the temperature to the provider, which is none of 0. */
    private static boolean wantsTheSame(JsonNode body) {
        JsonNode temperature = body.path("temperature");
        boolean coldest = temperature.isNumber() && temperature.decimalValue().compareTo(BigDecimal.ZERO) == 0;
        return coldest || body.path("seed").isNumber();
    }

    private static String value(ChatRequest request, String field) {
        JsonNode value = request.body().path(field);
        return value.isMissingNode() ? "left out" : Shown.of(value);
    }

    private static Refusal refused(RoutingForm routing, String where, String was) {
        String path = routing.fields().path(CACHE);
        return Refusal.invalid(path, path + " is allowed to be true only " + where + "; " + was);
    }
}
