package dev.tutti.edge.bench;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a moment of processor time was spent on, by the names of the classes at work; the first that fits counts. */
enum Part {
    OUTCOME_LOG(
            "outcome log",
            "dev.tutti.memory.",
            "org.sqlite.",
            "com.github.luben.",
            "dev.tutti.serving.routing.Recorder"),
    LOG_LINES("log lines", "org.jboss.logmanager.", "org.jboss.logging."),
    METRICS(
            "metrics",
            "io.micrometer.",
            "io.opentelemetry.",
            "io.prometheus.",
            "org.HdrHistogram.",
            "dev.tutti.edge.http.RequestMeters",
            "dev.tutti.serving.provider.Metered"),
    FAULT_TOLERANCE(
            "fault tolerance",
            "io.smallrye.faulttolerance.",
            "dev.tutti.serving.provider.Break",
            "dev.tutti.serving.provider.Retry",
            "dev.tutti.serving.provider.Deadline",
            "dev.tutti.serving.provider.Limited",
            "dev.tutti.serving.provider.Places",
            "dev.tutti.serving.provider.Relay",
            "dev.tutti.serving.provider.VertxTimers"),
    FEATURES("features", "dev.tutti.sense.feature."),
    DECISION(
            "decision",
            "dev.tutti.serving.decision.",
            "dev.tutti.sense.policy.",
            "dev.tutti.words.plan.",
            "com.github.benmanes."),
    CALLS("calls to models", "dev.tutti.serving.provider."),
    EXECUTION("execution", "dev.tutti.serving.", "dev.tutti.sense.", "dev.tutti.learning."),
    WIRE("wire forms", "dev.tutti.edge."),
    NETWORK("netty and Vert.x", "io.netty.", "io.vertx."),
    REST("REST chain", "org.jboss.resteasy.", "io.quarkus."),
    THREADS("threads", "java.lang.VirtualThread", "java.util.concurrent.ForkJoin", "jdk.internal.vm.Continuation"),
    OTHER("other");

    private final String words;
    private final Pattern beginnings;

    Part(String words, String... prefixes) {
        this.words = words;
        this.beginnings =
                Pattern.compile(Stream.of(prefixes).map(Pattern::quote).collect(Collectors.joining("|", "(?:", ")")));
    }

    /** Of a stack, the outermost frame first: that of the innermost frame that any part knows. */
    static Part of(List<String> stack) {
        return stack.reversed().stream()
                .map(Part::of)
                .filter(part -> part != OTHER)
                .findFirst()
                .orElse(OTHER);
    }

    private static Part of(String frame) {
        for (Part part : values()) {
            if (part != OTHER && part.beginnings.matcher(frame).lookingAt()) {
                return part;
            }
        }
        return OTHER;
    }

    String words() {
        return words;
    }
}
