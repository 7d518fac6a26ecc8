package dev.tutti.serving.provider;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tutti.words.chat.Tokens;
import java.util.function.Consumer;

/** What a call asks of its model. */
public sealed interface Question {
    /**
     * The next message of a conversation: the OpenAI body to send (the wire name, {@code stream} and the output limit are
     * set by the client) and the most tokens it may write. {@code cached}: another request may begin with the same, so that a
     * provider that must be asked to keep the prompt in its cache is; what that costs is set aside.
     */
    record Conversation(ObjectNode body, Tokens outputLimit, boolean stream, boolean cached) implements Question {
        /** One that asks for no cache. */
        public Conversation(ObjectNode body, Tokens outputLimit, boolean stream) {
            this(body, outputLimit, stream, false);
        }
    }

    /**
     * Vectors of texts: the body as it is to be sent, byte for byte, how many tokens its texts are taken to be where the
     * provider does not tell, and who gets the body of the answer as it came, before the call has succeeded. Nobody changes
     * the bytes.
     */
    @SuppressWarnings("ArrayRecordComponent") // passed on once and never compared
    record Embedding(byte[] body, Tokens estimate, Consumer<byte[]> answer) implements Question {}
}
