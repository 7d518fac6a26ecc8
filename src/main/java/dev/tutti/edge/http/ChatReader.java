package dev.tutti.edge.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tutti.words.chat.Ability;
import dev.tutti.words.chat.ChatRequest;
import dev.tutti.words.chat.Message;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Reads a chat completion request; what it does not know is passed on, what it knows is checked. */
final class ChatReader {

    static final long MOST_TOKENS = 100_000_000;
    private static final int MOST_CHOICES = 128;
    static final int MOST_STOPS = 16;

    private final int mostMessages;

    ChatReader(int mostMessages) {
        this.mostMessages = mostMessages;
    }

    ChatForm read(ObjectNode root) {
        Fields body = new Fields(root, "");
        String model = body.requiredText("model");
        Optional<Fields> routing = body.object("routing");
        Set<Ability> needs = EnumSet.noneOf(Ability.class);
        List<Message> messages = new MessageReader(needs).read(body, mostMessages);
        NeedsReader.read(body, needs);
        requireSampling(body);
        ObjectNode passedOn = root.objectNode();
        passedOn.setAll(root);
        passedOn.remove(List.of("model", "routing"));
        ChatRequest request = new ChatRequest(
                messages,
                maxTokens(body),
                body.whole("n", 1, MOST_CHOICES).orElse(1L).intValue(),
                body.flag("stream").orElse(false),
                includeUsage(body),
                needs,
                passedOn);
        return new ChatForm(request, model, routing);
    }

    private static OptionalLong maxTokens(Fields body) {
        Optional<Long> modern = body.whole("max_completion_tokens", 1, MOST_TOKENS);
        Optional<Long> old = body.whole("max_tokens", 1, MOST_TOKENS);
        if (modern.isPresent() && old.isPresent() && !modern.equals(old)) {
            throw Refusal.invalid(
                    "max_tokens",
                    "max_tokens is " + old.get() + " and max_completion_tokens is " + modern.get()
                            + "; allowed is one of them, or both equal");
        }
        return modern.or(() -> old).map(OptionalLong::of).orElse(OptionalLong.empty());
    }

    private static boolean includeUsage(Fields body) {
        Optional<Fields> options = body.object("stream_options");
        if (options.isPresent() && !body.flag("stream").orElse(false)) {
            throw Refusal.invalid("stream_options", "stream_options is allowed only when stream is true");
        }
        return options.flatMap(fields -> fields.flag("include_usage")).orElse(false);
    }

    private static void requireSampling(Fields body) {
        body.number("temperature", Range.of("0", "2"));
        body.number("top_p", Range.of("0", "1"));
        body.number("presence_penalty", Range.of("-2", "2"));
        body.number("frequency_penalty", Range.of("-2", "2"));
        body.whole("seed", Long.MIN_VALUE, Long.MAX_VALUE);
        if (body.value("stop").filter(stop -> !stop.isTextual()).isPresent()) {
            body.texts("stop", MOST_STOPS);
        }
    }
}
