package dev.tutti.edge.bench;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Asks for streams, one after the other or many at once, and keeps when the first content of each came. */
final class FirstTokens {
    private static final Duration LONGEST = Duration.ofSeconds(20);
    private static final long AGAIN_MILLIS = 1_000;
    /** Of the stub's first content; the chunk with the role alone has an empty one. */
    private static final String CONTENT = "\"content\":\"T";

    private final Vertx vertx;

    FirstTokens(Vertx vertx) {
        this.vertx = vertx;
    }

    /** Latencies to the first content; a stream that ends without it has failed. */
    Measured ask(int port, Supplier<Buffer> bodies, int times) {
        HttpClient client = vertx.createHttpClient(
                new HttpClientOptions().setDefaultHost("127.0.0.1").setDefaultPort(port));
        List<Long> nanos = new ArrayList<>();
        long begun = System.nanoTime();
        for (int i = 0; i < times; i++) {
            Waiting.on(first(client, bodies.get())).ifPresent(nanos::add);
        }
        Duration whole = Duration.ofNanos(System.nanoTime() - begun);
        Waiting.on(client.close());
        return Measured.of(nanos, times - nanos.size(), whole);
    }

    /**
     * So many streams open at a time, each followed by the next, over that time; they begin spread over the first of two
     * parts, as long as {@code warmUp}, which is not counted.
     */
    Measured crowd(int port, Supplier<Buffer> bodies, int streams, Duration warmUp, Duration time) {
        HttpClient client = vertx.createHttpClient(
                new HttpClientOptions().setDefaultHost("127.0.0.1").setDefaultPort(port),
                new PoolOptions().setHttp1MaxSize(streams));
        Crowd crowd = new Crowd(client, bodies, System.nanoTime() + warmUp.toNanos(), time);
        List<Future<Void>> places = new ArrayList<>();
        for (int i = 0; i < streams; i++) {
            places.add(crowd.place(1 + warmUp.toMillis() * i / streams));
        }
        Waiting.on(Future.all(places));
        Waiting.on(client.close());
        return Measured.of(crowd.nanos, crowd.failed, time);
    }

    /** Streams that follow each other, in many places at once. */
    private final class Crowd {
        private final HttpClient client;
        private final Supplier<Buffer> bodies;
        private final long begin;
        private final long end;
        private final List<Long> nanos = new ArrayList<>();
        private int failed;

        Crowd(HttpClient client, Supplier<Buffer> bodies, long begin, Duration time) {
            this.client = client;
            this.bodies = bodies;
            this.begin = begin;
            this.end = begin + time.toNanos();
        }

        Future<Void> place(long afterMillis) {
            Promise<Void> over = Promise.promise();
            vertx.setTimer(afterMillis, _ -> again(over));
            return over.future();
        }

        private void again(Promise<Void> over) {
            long sent = System.nanoTime();
            if (sent >= end) {
                over.complete();
                return;
            }
            FirstTokens.ask(client, bodies.get()).onComplete(first -> {
                if (sent >= begin) {
                    add(first.succeeded() ? first.result() : Optional.empty());
                }
                rest(over, first.succeeded() && first.result().isPresent());
            });
        }

        /** Who was turned away comes back after a second, as it was told. */
        private void rest(Promise<Void> over, boolean served) {
            if (served) {
                again(over);
            } else {
                vertx.setTimer(AGAIN_MILLIS, _ -> again(over));
            }
        }

        private synchronized void add(Optional<Long> first) {
            first.ifPresent(nanos::add);
            failed += first.isPresent() ? 0 : 1;
        }
    }

    /** On an event loop: elsewhere a stream could be over before anyone listens to it. */
    private Future<Optional<Long>> first(HttpClient client, Buffer body) {
        Promise<Optional<Long>> first = Promise.promise();
        vertx.runOnContext(_ -> ask(client, body).onComplete(first));
        return first.future();
    }

    private static Future<Optional<Long>> ask(HttpClient client, Buffer body) {
        long start = System.nanoTime();
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setURI("/v1/chat/completions")
                .setTimeout(LONGEST.toMillis());
        return client.request(options)
                .compose(request -> request.putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                        .putHeader(HttpHeaders.ACCEPT, StubServer.EVENTS)
                        .send(body))
                .compose(response -> content(response, start));
    }

    /** Completes when the stream has ended, so that streams do not overlap. */
    private static Future<Optional<Long>> content(HttpClientResponse response, long start) {
        Promise<Optional<Long>> ended = Promise.promise();
        StringBuilder seen = new StringBuilder();
        long[] first = new long[1];
        response.handler(part -> {
            if (first[0] == 0 && seen.append(part).indexOf(CONTENT) >= 0) {
                first[0] = System.nanoTime() - start;
            }
        });
        response.exceptionHandler(ended::tryFail);
        response.endHandler(_ -> ended.tryComplete(first[0] == 0 ? Optional.empty() : Optional.of(first[0])));
        return ended.future();
    }
}
