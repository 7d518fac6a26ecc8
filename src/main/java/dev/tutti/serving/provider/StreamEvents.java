package dev.tutti.serving.provider;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The events of one stream, read in their order. For one thread. */
interface StreamEvents {
    /** The {@code chat.completion.chunk} objects that an event's data make; none where it says nothing of the answer. */
    List<ObjectNode> chunks(String data) throws NotAnAnswer;

    /** Whether the event that ends a stream has come. */
    boolean over();

    /** That event's name, for messages. */
    String last();
}
