package dev.tutti.serving.decision;

import dev.tutti.memory.outcome.CallRecord;
import dev.tutti.memory.outcome.CallRole;
import dev.tutti.memory.outcome.CallStatus;
import dev.tutti.sense.feature.Requests;
import dev.tutti.words.chat.ChatRequest;
import dev.tutti.words.chat.Message;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.chat.Role;
import dev.tutti.words.chat.Tokens;
import dev.tutti.words.chat.Usage;
import dev.tutti.words.chat.Usd;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** The turns of a conversation, for tests. */
final class Turns {
    private Turns() {}

    /** What is asked at the turn, from 1: each turn before it has brought two messages. {@code length} in characters each. */
    static ChatRequest turn(int number, int length) {
        List<Message> messages = new ArrayList<>();
        for (int i = 1; i < number; i++) {
            messages.add(Requests.message(Role.USER, said("question " + i, length)));
            messages.add(Requests.message(Role.ASSISTANT, said("answer " + i, length)));
        }
        messages.add(Requests.message(Role.USER, said("question " + number, length)));
        return Requests.of(OptionalLong.of(100), 1, Set.of(), messages.toArray(Message[]::new));
    }

    private static String said(String what, int length) {
        return (what + " of many words ").repeat(length / what.length() + 1).substring(0, length);
    }

    static CallRecord call(ModelId model, long prompt, long cached) {
        return call(model, prompt, cached, CallStatus.OK);
    }

    static CallRecord call(ModelId model, long prompt, long cached, CallStatus status) {
        return new CallRecord(
                CallRole.PROPOSER,
                1,
                model,
                Optional.of("served"),
                new Usage(new Tokens(prompt), new Tokens(cached), new Tokens(10), false),
                Usd.ZERO,
                Optional.empty(),
                Duration.ofSeconds(1),
                1,
                status,
                Optional.empty());
    }
}
