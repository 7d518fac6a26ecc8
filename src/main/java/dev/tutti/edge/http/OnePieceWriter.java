package dev.tutti.edge.http;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveResourceInfo;
import org.jboss.resteasy.reactive.server.spi.ServerMessageBodyWriter;
import org.jboss.resteasy.reactive.server.spi.ServerRequestContext;

/**
 * Writes a body to whoever still waits for it. Under HTTP/2 the first frame of a response on a stream that its client has
 * reset counts as an error of the whole connection, which then closes on all its other requests. So it is written by the
 * connection's own thread, which alone hears of resets, and not at all on a stream that is gone.
 */
@Provider
@Singleton
final class OnePieceWriter implements ServerMessageBodyWriter<OnePiece> {
    @Override
    public boolean isWriteable(
            Class<?> type, Type genericType, ResteasyReactiveResourceInfo target, MediaType mediaType) {
        return type == OnePiece.class;
    }

    @Override
    public boolean isWriteable(Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
        return type == OnePiece.class;
    }

    @Override
    public void writeResponse(OnePiece body, Type genericType, ServerRequestContext context) {
        RoutingContext connection = ((ResteasyReactiveRequestContext) context).unwrap(RoutingContext.class);
        HttpServerRequest request = connection.request();
        if (Hangup.isStream(request)) {
            HttpServerResponse response = connection.response();
            ((ConnectionBase) request.connection()).getContext().runOnContext(_ -> {
                if (!response.closed()) {
                    context.serverResponse().end(body.bytes());
                }
            });
        } else {
            context.serverResponse().end(body.bytes());
        }
    }

    @Override
    public void writeTo(
            OnePiece body,
            Class<?> type,
            Type genericType,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, Object> headers,
            OutputStream to)
            throws IOException {
        to.write(body.bytes());
    }
}
