package dev.tutti.edge.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tutti.memory.tenancy.Caller;
import dev.tutti.serving.execution.CancelSignal;
import dev.tutti.serving.routing.RoutedRequest;
import dev.tutti.words.chat.RequestId;
import dev.tutti.words.plan.RoutingOptions;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.InputStream;

/** Makes words of a chat request on the wire: body, headers, caller. */
final class RequestReader {

    private final BodyReader bodies;
    private final long mostBytes;
    private final ChatReader chats;
    private final OptionsReader options;
    private final RequestIds ids;

    RequestReader(BodyReader bodies, long mostBytes, ChatReader chats, OptionsReader options, RequestIds ids) {
        this.bodies = bodies;
        this.mostBytes = mostBytes;
        this.chats = chats;
        this.options = options;
        this.ids = ids;
    }

    /** The object that the body is, whatever it means. */
    ObjectNode body(InputStream body, HttpHeaders headers) {
        return StrictJson.object(bodies.openJson(headers, body, mostBytes));
    }

    /** {@code chat}: a chat completion request, as it came or as made of another form; {@code marked}: as in the options. */
    RoutedRequest read(ObjectNode chat, boolean marked, HttpHeaders headers, Caller caller, CancelSignal cancel) {
        ChatForm form = chats.read(chat);
        RoutingOptions asked = options.read(form, headers.getRequestHeaders());
        RequestId id = ids.next();
        Trail.begin(id, headers.getHeaderString(Trail.CALLERS_HEADER));
        return new RoutedRequest(
                id,
                caller,
                form.request(),
                asked.orElse(caller.terms().defaults())
                        .within(caller.terms().models())
                        .marking(marked),
                cancel);
    }
}
