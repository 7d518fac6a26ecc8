package dev.tutti.serving.decision;

import dev.tutti.words.chat.ChatRequest;
import dev.tutti.words.chat.Message;
import dev.tutti.words.chat.StableHash;
import java.util.List;

/**
 * The beginnings of a request's prompt, after each message, as hashes: by them one prompt is known to go on where another
 * ended. Tools stand before the first message, as at providers. An equal hash of other words costs a wrong forecast, no
 * more.
 */
final class Beginnings {
    private final long[] hashes;

    private Beginnings(long[] hashes) {
        this.hashes = hashes;
    }

    /** One beginning: so many messages, and the hash of them. */
    record Mark(int messages, long hash) {}

    static Beginnings of(ChatRequest request) {
        List<Message> messages = request.messages();
        long[] hashes = new long[messages.size()];
        long hash = request.body().path("tools").hashCode();
        for (int i = 0; i < hashes.length; i++) {
            hash = StableHash.mix(31 * hash + messages.get(i).wire().hashCode());
            hashes[i] = hash;
        }
        return new Beginnings(hashes);
    }

    /** The longest. */
    Mark whole() {
        return new Mark(hashes.length, hashes[hashes.length - 1]);
    }

    boolean include(Mark mark) {
        return mark.messages() <= hashes.length && hashes[mark.messages() - 1] == mark.hash();
    }
}
