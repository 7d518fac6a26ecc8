package dev.tutti.edge.http;

import dev.tutti.memory.tenancy.Caller;
import dev.tutti.serving.execution.CancelSignal;
import dev.tutti.serving.routing.RoutedRequest;
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

    RoutedRequest read(InputStream body, HttpHeaders headers, Caller caller, CancelSignal cancel) {
        byte[] bytes = bodies.readJson(headers, body, mostBytes);
        ChatForm form = chats.read(bytes);
        return new RoutedRequest(
                ids.next(), caller, form.request(), options.read(form, headers.getRequestHeaders()), cancel);
    }
}
