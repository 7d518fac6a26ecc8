package dev.tutti.edge.practice;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tutti.words.catalogue.CatalogueModel;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An OpenAI-compatible endpoint in this program, on a free port of the loopback interface: {@code /v1/chat/completions} and
 * {@code /v1/models} for a set of practice models. Reached over HTTP like any other endpoint.
 */
public final class PracticeUpstream implements AutoCloseable {
    private static final String LOOPBACK = "127.0.0.1";
    private static final Reply.Refused UNKNOWN_PATH = new Reply.Refused(
            404, "invalid_request_error", "not_found", "the practice upstream has /v1/chat/completions and /v1/models");

    private final Map<String, PracticeModel> models = new LinkedHashMap<>();
    private final Vertx vertx;
    private final Pace pace;
    private final ChatHandler chat;
    private final HttpServer server;

    /** Listens when it returns. Not to be called on an event loop: it waits for the port. */
    PracticeUpstream(List<? extends PracticeModel> practiceModels, Vertx vertx, Pace pace, InstantSource clock) {
        URI anywhere = URI.create("http://" + LOOPBACK);
        practiceModels.forEach(
                model -> models.put(model.entry(anywhere).endpoint().wireName(), model));
        this.vertx = vertx;
        this.pace = pace;
        chat = new ChatHandler(models, vertx, pace, clock);
        server = vertx.createHttpServer(
                        new HttpServerOptions().setHost(LOOPBACK).setPort(0))
                .requestHandler(this::route)
                .listen()
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    /** Ends in {@code /v1}. */
    public URI url() {
        return URI.create("http://" + LOOPBACK + ":" + server.actualPort() + "/v1");
    }

    /** Its models, as the catalogue names them. */
    public List<CatalogueModel> entries() {
        return entriesAt(url());
    }

    List<CatalogueModel> entriesAt(URI url) {
        return models.values().stream().map(model -> model.entry(url)).toList();
    }

    @Override
    public void close() {
        server.close().toCompletionStage().toCompletableFuture().join();
    }

    private void route(HttpServerRequest request) {
        if (request.method().equals(HttpMethod.POST) && "/v1/chat/completions".equals(request.path())) {
            chat.handle(request);
        } else if (request.method().equals(HttpMethod.GET) && "/v1/models".equals(request.path())) {
            request.response().putHeader("content-type", "application/json").end(list().toString());
        } else {
            new Speaking(vertx, request.response(), pace).refuse(UNKNOWN_PATH);
        }
    }

    private ObjectNode list() {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("object", "list");
        ArrayNode entries = body.putArray("data");
        for (String name : models.keySet()) {
            entries.addObject().put("id", name).put("object", "model").put("owned_by", "practice");
        }
        return body;
    }
}
