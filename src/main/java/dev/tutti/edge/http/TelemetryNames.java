package dev.tutti.edge.http;

/** The names that this room's meters and their tags go by; {@code src/docs/metrics.md} says what each means. */
final class TelemetryNames {

    static final String REQUESTS = "tutti.requests";
    static final String REQUESTS_INSIDE = "tutti.requests.inside";
    static final String REQUESTS_SHED = "tutti.requests.shed";
    static final String ENTRY_RATE = "tutti.entry.rate";
    static final String WORK_WAITED = "tutti.work.waited";
    static final String REQUEST_DURATION = "tutti.request.duration";
    static final String REQUEST_COST = "tutti.request.cost.usd";
    static final String EMBEDDINGS = "tutti.embeddings";
    static final String EMBEDDINGS_COST = "tutti.embeddings.cost.usd";
    static final String MODEL = "model";
    static final String REQUEST_STRONGEST = "tutti.request.strongest.usd";
    static final String REQUEST_PREDICTED = "tutti.request.predicted.quality";
    static final String STRATEGY = "strategy";
    static final String RESULT = "result";

    /** Of the span of a request. */
    static final String SPAN_REQUEST = "tutti.request_id";

    static final String SPAN_RESULT = "tutti.result";

    private TelemetryNames() {}
}
