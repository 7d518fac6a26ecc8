package dev.tutti.serving.execution;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tutti.serving.provider.GenAi;
import dev.tutti.serving.provider.ModelCall;
import dev.tutti.words.catalogue.Endpoint;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.net.URI;
import java.util.Locale;

/**
 * Tells a trace of the calls of runs and of those for embeddings, each as one span by the conventions for generative AI,
 * retries included. No word that anybody wrote, caller or model, is ever in one.
 */
record CallSpans(Tracer tracer) {
    /** Nobody listens. */
    static final CallSpans NONE = of(OpenTelemetry.noop());

    static CallSpans of(OpenTelemetry telemetry) {
        return new CallSpans(telemetry.getTracer("dev.tutti"));
    }

    /** The span of a call that is about to be asked, beneath what is current in {@code above}. */
    CallSpan begin(Context above, CallOrder order, ModelCall call) {
        Span span = start(above, call);
        if (span.isRecording()) {
            describe(span, call);
            describe(span, order, call);
        }
        return new CallSpan(span);
    }

    /** The same of a call for embeddings, of which there is one to a request. */
    CallSpan begin(Context above, ModelCall call) {
        Span span = start(above, call);
        if (span.isRecording()) {
            describe(span, call);
        }
        return new CallSpan(span);
    }

    private Span start(Context above, ModelCall call) {
        String operation = GenAi.operation(call);
        String wireName = call.model().endpoint().wireName();
        return tracer.spanBuilder(operation + " " + wireName)
                .setParent(above)
                .setSpanKind(SpanKind.CLIENT)
                // Known to a sampler already, which may choose by it.
                .setAttribute(GenAi.OPERATION, operation)
                .setAttribute(GenAi.REQUEST_MODEL, wireName)
                .startSpan();
    }

    private static void describe(Span span, ModelCall call) {
        Endpoint endpoint = call.model().endpoint();
        URI base = endpoint.baseUrl();
        span.setAttribute(GenAi.PROVIDER, GenAi.provider(endpoint))
                .setAttribute(GenAi.SERVER_ADDRESS, base.getHost())
                .setAttribute(GenAi.SERVER_PORT, port(base))
                .setAttribute("tutti.request_id", call.request().value())
                .setAttribute("tutti.model", call.model().id().value());
    }

    private static void describe(Span span, CallOrder order, ModelCall call) {
        span.setAttribute(GenAi.REQUEST_MAX_TOKENS, call.outputLimit().count())
                .setAttribute(GenAi.REQUEST_STREAM, call.stream())
                .setAttribute("tutti.role", order.role().name().toLowerCase(Locale.ROOT))
                .setAttribute("tutti.layer", order.layer());
        JsonNode temperature = call.body().path("temperature");
        if (temperature.isNumber()) {
            span.setAttribute(GenAi.REQUEST_TEMPERATURE, temperature.doubleValue());
        }
    }

    private static long port(URI base) {
        if (base.getPort() >= 0) {
            return base.getPort();
        }
        return "https".equals(base.getScheme()) ? 443 : 80;
    }
}
