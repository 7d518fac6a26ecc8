package dev.tutti.sense.feature;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tutti.words.chat.Ability;
import dev.tutti.words.chat.ChatRequest;
import dev.tutti.words.chat.Message;
import dev.tutti.words.chat.Role;

/** What a request holds beside its words, counted. */
record RequestShape(long systemCharacters, int tools, boolean schema, int images) {

    static RequestShape of(ChatRequest request) {
        long system = 0;
        int images = 0;
        for (Message message : request.messages()) {
            if (message.role() == Role.SYSTEM || message.role() == Role.DEVELOPER) {
                system += message.text().length();
            }
            images += images(message.wire().path("content"));
        }
        boolean schema = request.needs().contains(Ability.JSON_SCHEMA)
                || request.body().path("response_format").path("type").asText().startsWith("json");
        return new RequestShape(system, request.body().path("tools").size(), schema, images);
    }

    private static int images(JsonNode content) {
        int images = 0;
        if (content.isArray()) {
            for (JsonNode part : content) {
                if (part.path("type").asText().equals("image_url")) {
                    images++;
                }
            }
        }
        return images;
    }
}
