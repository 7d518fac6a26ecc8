package dev.tutti.edge.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/** Says one streamed answer in a wire form: it hears the chunks that OpenAI's would consist of, and writes events. */
interface Speech {

    /** A chunk, the last one, which carries the usage where that is wanted, among them. */
    void chunk(ObjectNode chunk, Sse sse) throws IOException;

    /** All has been said. */
    void done(Sse sse) throws IOException;

    /** The answer ends here without being whole. */
    void failed(Refusal refusal, Sse sse) throws IOException;

    /** Nothing can be said yet; {@code news} in words. */
    void waiting(String news, Sse sse) throws IOException;
}
