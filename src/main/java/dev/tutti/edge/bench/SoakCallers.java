package dev.tutti.edge.bench;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/**
 * Many callers at once who ask for every kind of plan, streamed and not, and of whom one in so many leaves before its
 * answer has ended, each time at another moment of it.
 */
final class SoakCallers {
    static final int CALLERS = 24;
    private static final Duration LONGEST = Duration.ofSeconds(20);

    /** Of every so many one leaves. */
    private static final int LEAVING = 50;

    /** The latest moment to leave, in milliseconds after asking. */
    private static final int LATEST = 20;

    private final Vertx vertx;
    private final int port;
    private final Duration gap;
    private final List<Prompts> kinds = kinds();
    private final AtomicInteger asked = new AtomicInteger();

    /** {@code gap}: the time from one request to the next, or zero to ask as fast as answers come. */
    SoakCallers(Vertx vertx, int port, Duration gap) {
        this.vertx = vertx;
        this.port = port;
        this.gap = gap;
    }

    /** The router's own choice and one plan of each strategy, whole and streamed. */
    private static List<Prompts> kinds() {
        List<String> models = List.of("stub/m1", "stub/m2", "stub/m3");
        List<String> routings = Stream.of(
                        StrategyShape.single(StubCatalogue.FIRST),
                        StrategyShape.aggregated(StrategyShape.self(StubCatalogue.FIRST, 3), "stub/m4"),
                        StrategyShape.aggregated(StrategyShape.mixed(models, 2), "stub/m4"),
                        StrategyShape.cascade(models))
                .map(plan -> StrategyShape.routing(plan).toString())
                .toList();
        List<Prompts> kinds = new ArrayList<>();
        for (boolean streamed : new boolean[] {false, true}) {
            kinds.add(new Prompts("tutti/auto", "\"stream\":" + streamed + ","));
            routings.forEach(routing ->
                    kinds.add(new Prompts("tutti/auto", "\"stream\":" + streamed + ",\"routing\":" + routing + ",")));
        }
        return kinds;
    }

    /** So many requests; done when all have ended and every connection is closed. */
    Future<Ends> ask(int requests) {
        return new Round(requests).run();
    }

    /** Requests over connections of their own. */
    private final class Round {
        private final int requests;
        private final long begun = System.nanoTime();
        private final AtomicInteger begunRequests = new AtomicInteger();
        private final AtomicReference<Ends> ends = new AtomicReference<>(Ends.NONE);
        private final HttpClient client = vertx.createHttpClient(
                new HttpClientOptions().setDefaultHost("127.0.0.1").setDefaultPort(port),
                new PoolOptions().setHttp1MaxSize(CALLERS));

        Round(int requests) {
            this.requests = requests;
        }

        Future<Ends> run() {
            List<Future<Void>> callers = new ArrayList<>();
            for (int i = 0; i < CALLERS; i++) {
                Promise<Void> done = Promise.promise();
                vertx.runOnContext(_ -> next(done));
                callers.add(done.future());
            }
            return Future.all(callers).compose(_ -> client.close()).map(_ -> ends.get());
        }

        private void next(Promise<Void> done) {
            int mine = begunRequests.getAndIncrement();
            if (mine >= requests) {
                done.complete();
                return;
            }
            long wait = (begun + mine * gap.toNanos() - System.nanoTime()) / 1_000_000;
            if (wait > 0) {
                vertx.setTimer(wait, _ -> ask(done));
            } else {
                ask(done);
            }
        }

        private void ask(Promise<Void> done) {
            send(asked.getAndIncrement()).onComplete(end -> {
                ends.updateAndGet(so -> so.plus(end.result()));
                next(done);
            });
        }

        private Future<Ends.End> send(int number) {
            boolean leaves = number % LEAVING == number / LEAVING % kinds.size();
            Buffer body = kinds.get(number % kinds.size()).next();
            return client.request(new RequestOptions()
                            .setMethod(HttpMethod.POST)
                            .setURI("/v1/chat/completions")
                            .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                            .setTimeout(LONGEST.toMillis()))
                    .compose(request -> leaves ? left(request, body, number) : end(request, body))
                    .otherwise(leaves ? Ends.End.LEFT : Ends.End.BROKEN);
        }

        private Future<Ends.End> left(HttpClientRequest request, Buffer body, int number) {
            long leaving = vertx.setTimer(1 + number / LEAVING % LATEST, _ -> request.reset());
            // Too late it would close a connection on which another request has begun.
            return end(request, body).onComplete(_ -> vertx.cancelTimer(leaving));
        }

        private static Future<Ends.End> end(HttpClientRequest request, Buffer body) {
            return request.send(body)
                    .compose(response -> response.body()
                            .map(_ -> response.statusCode() == 200 ? Ends.End.ANSWERED : Ends.End.REFUSED));
        }
    }
}
