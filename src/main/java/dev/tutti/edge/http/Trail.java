package dev.tutti.edge.http;

import dev.tutti.words.chat.RequestId;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

/**
 * What lines of the log and spans know a request by, wherever it is worked on: its id, the id that its caller gave it, and
 * what is current of its trace.
 */
final class Trail {

    /** The header in which callers, and proxies before us, send ids of their own. */
    static final String CALLERS_HEADER = "x-request-id";

    /** The keys in the log's context; {@code traceId} and {@code spanId} beside them are OpenTelemetry's. */
    static final String REQUEST = "requestId";

    static final String CALLERS = "callerRequestId";

    /** An id, and nothing that a person wrote. */
    private static final Pattern ID = Pattern.compile("[\\w.:/@+=-]{1,128}");

    private Trail() {}

    /** From here on the thread works on that request; on a thread of the HTTP layer this ends with the request. */
    static void begin(RequestId request, @Nullable String callers) {
        RequestSpan.begin(request);
        MDC.put(REQUEST, request.value());
        Optional.ofNullable(callers).filter(id -> ID.matcher(id).matches()).ifPresent(id -> MDC.put(CALLERS, id));
    }

    /** The work, to be done on a thread of its own, which ends with it. */
    static Runnable along(Runnable work) {
        Context trace = Context.current();
        Map<String, Object> known = MDC.getMap();
        return () -> {
            known.forEach(MDC::put);
            try (Scope _ = trace.makeCurrent()) {
                work.run();
            }
        };
    }
}
