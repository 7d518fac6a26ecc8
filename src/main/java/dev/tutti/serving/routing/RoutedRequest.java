package dev.tutti.serving.routing;

import dev.tutti.memory.tenancy.Caller;
import dev.tutti.serving.execution.CancelSignal;
import dev.tutti.words.chat.ChatRequest;
import dev.tutti.words.chat.RequestId;
import dev.tutti.words.plan.RoutingOptions;

/** One request on its way: who asks what, with which options, and the signal that nobody wants it any more. */
public record RoutedRequest(
        RequestId id, Caller caller, ChatRequest chat, RoutingOptions options, CancelSignal cancel) {}
