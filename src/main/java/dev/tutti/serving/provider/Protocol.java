package dev.tutti.serving.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.http.RequestOptions;
import java.util.Optional;

/**
 * The form in which an endpoint is asked and answers. On this side of it all is chat completions, on the other what the
 * endpoint speaks; refusals look alike in all of them. For many threads.
 */
interface Protocol {
    /** What comes after the path of the base URL. */
    String path();

    /** Adds the headers of this form alone, among them the key where there is one. */
    void sign(RequestOptions options, Optional<Secret> key);

    byte[] body(ModelCall call);

    /** The {@code chat.completion} object of a whole answer. */
    ObjectNode completion(JsonNode answer) throws NotAnAnswer;

    /** For one stream. */
    StreamEvents events();
}
