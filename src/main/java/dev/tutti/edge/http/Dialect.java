package dev.tutti.edge.http;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The wire form that a request came in: how its answer is said, at once or piece by piece, and what is said where there is
 * none. What comes in is made a chat completion request first, and whatever answers is made of a chat completion.
 */
interface Dialect {

    /** The body of an answer in one piece; {@code completion} is the OpenAI object, and may be taken apart. */
    ObjectNode whole(ObjectNode completion);

    /** What says one streamed answer; used by one thread. */
    Speech speech();

    /** The body of an answer to a request that is not served. */
    ObjectNode refusal(Refusal refusal);
}
