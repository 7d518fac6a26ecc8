package dev.tutti.edge.http;

import dev.tutti.words.chat.ChatRequest;
import java.util.Optional;

/** A chat request as it came: the conversation, what {@code model} says, and the {@code routing} object if there is one. */
record ChatForm(ChatRequest request, String model, Optional<Fields> routing) {}
