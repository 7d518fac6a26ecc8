package dev.tutti.serving.provider;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Reads the data of an event as one JSON object. */
record EventJson(ObjectMapper json) {
    ObjectNode object(String data) throws NotAnAnswer {
        try {
            JsonNode node = json.readTree(data);
            if (node instanceof ObjectNode object) {
                return object;
            }
        } catch (JsonProcessingException e) {
            throw new NotAnAnswer("malformed JSON in the stream");
        }
        throw new NotAnAnswer("an event that is no object in the stream");
    }
}
