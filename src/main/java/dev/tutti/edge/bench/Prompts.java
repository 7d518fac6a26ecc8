package dev.tutti.edge.bench;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;

/** Chat requests of about 1 KB, or a multiple of it, for one model name, no two alike: nothing that remembers a prompt helps. */
final class Prompts {
    private static final int ALPHABET = 26;
    private static final int SHORT_WORD = 4;
    private static final String TEXT =
            "The harbour master wrote down every ship of the day: seven trawlers from the north,"
                    + " two ferries that were late because of fog, a tanker waiting for its pilot, and one small sailing boat"
                    + " without a name. Of the trawlers, three carried cod, two carried herring, one was empty and the last had"
                    + " a broken winch on board that had to be lifted out before noon. The ferries brought 412 passengers, 96"
                    + " cars and a circus. At a quarter past four the crane stopped; the foreman telephoned for a mechanic, who"
                    + " asked whether it had rained. It had. Until the evening eleven lorries queued at the gate, and the"
                    + " customs officer sent four of them back since their papers named another port. The tanker left with"
                    + " the tide. Which of the ships had been unloaded when the crane stood still, how many of the cars could"
                    + " have left by then if each took a minute and a half, and what would you ask the foreman first? Answer in"
                    + " one sentence for each question, and begin with the password ";

    private final Buffer head;
    private final Buffer tail = Buffer.buffer(".\"}]}");
    private final AtomicLong next = new AtomicLong();

    Prompts(String model) {
        this(model, "");
    }

    /** With more fields of the request: JSON members with a comma behind each. */
    Prompts(String model, String more) {
        this(model, more, 1);
    }

    /** The same, about so many KB long. */
    Prompts(String model, String more, int kilobytes) {
        head = Buffer.buffer("{\"model\":\"" + model + "\"," + more
                + "\"max_tokens\":64,\"messages\":[{\"role\":\"user\",\"content\":\"" + TEXT.repeat(kilobytes));
    }

    Buffer next() {
        return Buffer.buffer(head.length() + 16 + tail.length())
                .appendBuffer(head)
                .appendBytes(word(next.getAndIncrement()).getBytes(StandardCharsets.US_ASCII))
                .appendBuffer(tail);
    }

    /** The number in letters: digits may be folded together when a text is read, words are not. */
    private static String word(long number) {
        StringBuilder word = new StringBuilder();
        for (long rest = number; rest > 0 || word.length() < SHORT_WORD; rest /= ALPHABET) {
            word.append((char) ('a' + rest % ALPHABET));
        }
        return word.toString();
    }
}
