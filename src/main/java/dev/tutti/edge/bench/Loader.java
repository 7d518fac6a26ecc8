package dev.tutti.edge.bench;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Sends chat completions over loopback, bounded in count and time, and keeps every latency. */
final class Loader {
    /** Longer than any answer takes; an answer that never comes must not keep the run. */
    private static final Duration LONGEST = Duration.ofSeconds(20);

    private static final long AGAIN_MILLIS = 1_000;
    private static final int ANSWERED = 200;
    private static final int OVERLOADED = 503;

    private final Vertx vertx;

    Loader(Vertx vertx) {
        this.vertx = vertx;
    }

    /** Closed loop: so many connections, each sending the next request when the last is answered. */
    Measured closed(int port, Prompts prompts, int connections, Duration time) {
        return closed(Endpoint.local(port), prompts, connections, time);
    }

    /** The same at any endpoint. */
    Measured closed(Endpoint endpoint, Prompts prompts, int connections, Duration time) {
        HttpClient client = client(connections);
        Recording recording = new Recording();
        long end = System.nanoTime() + time.toNanos();
        List<Future<Void>> loops = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            Promise<Void> done = Promise.promise();
            // On an event loop: elsewhere an answer could be over before anyone listens to it.
            vertx.runOnContext(_ -> again(new Asked(client, endpoint), prompts, recording, end, done));
            loops.add(done.future());
        }
        long start = System.nanoTime();
        Waiting.on(Future.all(loops));
        Waiting.on(client.close());
        return recording.over(Duration.ofNanos(System.nanoTime() - start));
    }

    private void again(Asked asked, Prompts prompts, Recording recording, long end, Promise<Void> done) {
        if (System.nanoTime() >= end) {
            done.complete();
            return;
        }
        send(asked, prompts.next(), recording)
                .onComplete(sent -> rest(
                        sent.succeeded() && sent.result() == OVERLOADED,
                        () -> again(asked, prompts, recording, end, done)));
    }

    /** Who was turned away comes back after a second, as it was told: else refusals alone would be measured. */
    private void rest(boolean overloaded, Runnable again) {
        if (overloaded) {
            vertx.setTimer(AGAIN_MILLIS, _ -> again.run());
        } else {
            again.run();
        }
    }

    /** Open loop: so many requests a second, whether or not earlier ones are answered. */
    Measured open(int port, Prompts prompts, int perSecond, Duration time) {
        HttpClient client = client(4_000);
        Asked asked = new Asked(client, Endpoint.local(port));
        Recording recording = new Recording();
        int total = Math.toIntExact(perSecond * time.toSeconds());
        Promise<Void> done = Promise.promise();
        AtomicInteger sent = new AtomicInteger();
        AtomicInteger answered = new AtomicInteger();
        long start = System.nanoTime();
        vertx.setPeriodic(10, timer -> {
            long due = Math.min(total, (System.nanoTime() - start) * perSecond / 1_000_000_000L);
            while (sent.get() < due) {
                sent.incrementAndGet();
                send(asked, prompts.next(), recording).onComplete(result -> {
                    if (answered.incrementAndGet() == total) {
                        done.complete();
                    }
                });
            }
            if (sent.get() == total) {
                vertx.cancelTimer(timer);
            }
        });
        Waiting.on(done.future());
        Waiting.on(client.close());
        return recording.over(Duration.ofNanos(System.nanoTime() - start));
    }

    private HttpClient client(int connections) {
        return vertx.createHttpClient(new HttpClientOptions(), new PoolOptions().setHttp1MaxSize(connections));
    }

    private record Asked(HttpClient client, Endpoint endpoint) {}

    /** The status; failed where there is none. */
    private Future<Integer> send(Asked asked, Buffer body, Recording recording) {
        long start = System.nanoTime();
        Endpoint endpoint = asked.endpoint();
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setHost(endpoint.host())
                .setPort(endpoint.port())
                .setURI(endpoint.path())
                .setTimeout(LONGEST.toMillis());
        return asked.client()
                .request(options)
                .compose(request -> {
                    endpoint.headers().forEach(request::putHeader);
                    return request.putHeader("Content-Type", "application/json").send(body);
                })
                .compose(response -> response.body().map(response.statusCode()))
                .onComplete(result ->
                        recording.add(System.nanoTime() - start, result.succeeded() && result.result() == ANSWERED));
    }

    /** Latencies as they come, from several event loops. */
    private static final class Recording {
        private final List<Long> nanos = new ArrayList<>();
        private int failed;

        synchronized void add(long latencyNanos, boolean ok) {
            if (ok) {
                nanos.add(latencyNanos);
            } else {
                failed++;
            }
        }

        synchronized Measured over(Duration time) {
            return Measured.of(nanos, failed, time);
        }
    }
}
