package dev.tutti.serving.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The form in which an endpoint takes a conversation and goes on with it. On this side of it all is chat completions, on the
 * other what the endpoint speaks. For many threads.
 */
interface ConversationProtocol extends Protocol {
    /** The {@code chat.completion} object of a whole answer. */
    ObjectNode completion(JsonNode answer) throws NotAnAnswer;

    /** For one stream. */
    StreamEvents events();
}
