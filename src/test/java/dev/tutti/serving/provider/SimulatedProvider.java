package dev.tutti.serving.provider;

import dev.tutti.serving.DefaultSettings;
import dev.tutti.serving.SimulatedTime;
import dev.tutti.words.chat.Answer;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The whole room in simulated time, at its default settings: meter, limit, breaker, deadline and retry as
 * {@link ModelClients} nests them, around requests that never touch a socket.
 */
public final class SimulatedProvider {
    private final SimulatedTime time;
    private final SimulatedEndpoint endpoint;
    private final Breakers breakers;
    private final LatencyWindow latencies;
    private final ModelClient client;
    private long sent;

    public SimulatedProvider(
            SimulatedTime time, RandomGenerator random, MeterRegistry meters, SimulatedEndpoint endpoint) {
        this.time = time;
        this.endpoint = endpoint;
        ProviderSettings settings = DefaultSettings.of(ProviderSettings.class);
        ProviderSettings.Breaker breaker = settings.breaker();
        breakers = new Breakers(BreakerLimits.of(breaker), new VirtualGuards(time));
        latencies = new LatencyWindow(settings.latencyWindow());
        Outside outside = new Outside(time, time, random, this::after, Runnable::run);
        client = new ModelClients(settings, outside).nest(this::send, breakers, new ProviderMetrics(meters), latencies);
    }

    public ModelClient client() {
        return client;
    }

    public Latencies latencies() {
        return latencies;
    }

    public ModelHealth health() {
        return breakers;
    }

    /** Requests that left for a provider, repetitions included. */
    public long sent() {
        return sent;
    }

    private Timers.Timer after(Duration wait, Runnable action) {
        return time.after(wait, action)::run;
    }

    private Attempt send(ModelCall call, ChunkSink sink) {
        sent++;
        HttpAttempt attempt = new HttpAttempt(Stopwatch.start(time));
        endpoint.reply(call).ifPresent(reply -> time.after(reply.after(), () -> arrive(call, reply, attempt)));
        return attempt;
    }

    /** As {@link WholeReader} and {@link RefusalReader} end an attempt. */
    private static void arrive(ModelCall call, SimulatedEndpoint.Reply reply, HttpAttempt attempt) {
        switch (reply) {
            case SimulatedEndpoint.Reply.Says says ->
                attempt.succeed(new Answer(
                        says.text(), "stop", call.model().endpoint().wireName(), says.usage(), Optional.empty()));
            case SimulatedEndpoint.Reply.Unavailable _ ->
                attempt.refused(CallEnding.Kind.BROKEN, "answered 503", Again.SOON);
        }
    }
}
