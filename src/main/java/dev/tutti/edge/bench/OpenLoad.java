package dev.tutti.edge.bench;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** So many requests a second, whatever becomes of those before, and what is said to each: an answer, 503, or something else. */
final class OpenLoad {
    private static final Duration LONGEST = Duration.ofSeconds(20);
    private static final int CONNECTIONS = 2_000;
    private static final int ANSWERED = 200;
    private static final int OVERLOADED = 503;

    private final Vertx vertx;
    private final HttpClient client;
    private final Prompts prompts;
    private final List<Long> answered = new ArrayList<>();
    private final List<Long> refused = new ArrayList<>();
    private int others;

    OpenLoad(Vertx vertx, int port, Prompts prompts) {
        this.vertx = vertx;
        this.prompts = prompts;
        this.client = vertx.createHttpClient(
                new HttpClientOptions().setDefaultHost("127.0.0.1").setDefaultPort(port),
                new PoolOptions().setHttp1MaxSize(CONNECTIONS));
    }

    /** What was said; {@code sentPerSecond}: a loader that has no time sends fewer than it should. */
    record Said(Measured answered, Measured refused, int others, double sentPerSecond) {}

    Said run(int perSecond, Duration time) {
        int total = Math.toIntExact(perSecond * time.toSeconds());
        Promise<Void> done = Promise.promise();
        AtomicInteger sent = new AtomicInteger();
        AtomicInteger ended = new AtomicInteger();
        long start = System.nanoTime();
        long[] sending = new long[1];
        vertx.setPeriodic(1, timer -> {
            long due = Math.min(total, (System.nanoTime() - start) * perSecond / 1_000_000_000L);
            while (sent.get() < due) {
                sent.incrementAndGet();
                send(() -> {
                    if (ended.incrementAndGet() == total) {
                        done.complete();
                    }
                });
            }
            if (sent.get() == total) {
                sending[0] = System.nanoTime() - start;
                vertx.cancelTimer(timer);
            }
        });
        Waiting.on(done.future());
        Duration whole = Duration.ofNanos(System.nanoTime() - start);
        Waiting.on(client.close());
        return said(total / (sending[0] / 1e9), whole);
    }

    private synchronized Said said(double sentPerSecond, Duration whole) {
        return new Said(Measured.of(answered, 0, whole), Measured.of(refused, 0, whole), others, sentPerSecond);
    }

    private void send(Runnable ended) {
        long start = System.nanoTime();
        client.request(new RequestOptions()
                        .setMethod(HttpMethod.POST)
                        .setURI("/v1/chat/completions")
                        .setTimeout(LONGEST.toMillis()))
                .compose(this::sendOn)
                .compose(response -> response.body().map(response.statusCode()))
                .onComplete(status -> {
                    add(System.nanoTime() - start, status.succeeded() ? status.result() : 0);
                    ended.run();
                });
    }

    private Future<HttpClientResponse> sendOn(HttpClientRequest request) {
        return request.putHeader("Content-Type", "application/json").send(prompts.next());
    }

    private synchronized void add(long nanos, int status) {
        switch (status) {
            case ANSWERED -> answered.add(nanos);
            case OVERLOADED -> refused.add(nanos);
            default -> others++;
        }
    }
}
