package dev.tutti.edge.http;

import dev.tutti.memory.tenancy.Caller;
import dev.tutti.memory.tenancy.KeyRate;
import dev.tutti.memory.tenancy.Rates;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.MultivaluedMap;
import java.math.BigDecimal;
import java.time.Duration;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Tells on each answer, refusals too, how the rates of the caller's key stand: {@code x-ratelimit-*}, as OpenAI's. */
final class RateHeaders {

    private static final int MILLI_DIGITS = 3;

    private final Rates rates;

    RateHeaders(Rates rates) {
        this.rates = rates;
    }

    @ServerResponseFilter
    public void tell(ContainerRequestContext request, ContainerResponseContext response) {
        // Nobody where no endpoint was reached, or one that asks for no key.
        if (request.getProperty(Gate.CALLER) instanceof Caller caller) {
            rates.of(caller).ifPresent(rate -> rate.standings().forEach(one -> tell(one, response.getHeaders())));
        }
    }

    private static void tell(KeyRate.Standing standing, MultivaluedMap<String, Object> headers) {
        String what = standing.kind().wireName();
        headers.putSingle("x-ratelimit-limit-" + what, standing.perMinute());
        headers.putSingle("x-ratelimit-remaining-" + what, standing.left());
        headers.putSingle("x-ratelimit-reset-" + what, seconds(standing.full()));
    }

    /** As {@code 0.25s}. */
    private static String seconds(Duration time) {
        BigDecimal exact = BigDecimal.valueOf(time.toMillis(), MILLI_DIGITS).stripTrailingZeros();
        return (exact.signum() == 0 ? "0" : exact.toPlainString()) + "s";
    }
}
