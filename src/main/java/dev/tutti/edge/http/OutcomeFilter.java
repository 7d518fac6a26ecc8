package dev.tutti.edge.http;

import dev.tutti.memory.outcome.Deletable;
import dev.tutti.memory.outcome.EmbeddingQuery;
import dev.tutti.memory.outcome.OutcomeQuery;
import dev.tutti.words.chat.KeyId;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.plan.Strategy;
import jakarta.ws.rs.core.MultivaluedMap;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** The query parameters of the outcome log. */
final class OutcomeFilter {

    private static final Set<String> KNOWN = new TreeSet<>(
            Set.of("from", "until", "strategy", "model", "key", "task", "audit_of", "after", "limit", "kind"));
    private static final Set<String> KNOWN_OF_EMBEDDINGS =
            new TreeSet<>(Set.of("from", "until", "model", "key", "after", "limit", "kind"));
    private static final Set<String> KNOWN_OF_DELETIONS = new TreeSet<>(Set.of("key", "session"));
    private static final String KIND = "kind";
    private static final int MOST = 1_000;
    private static final int USUAL = 100;

    private final MultivaluedMap<String, String> given;

    private OutcomeFilter(MultivaluedMap<String, String> given) {
        this.given = given;
    }

    static OutcomeQuery read(MultivaluedMap<String, String> given) {
        requireKnown(given, KNOWN, "outcomes");
        return new OutcomeFilter(given).query();
    }

    /** Whether rows of requests for embeddings are asked for, which are no plans' outcomes. */
    static boolean wantsEmbeddings(MultivaluedMap<String, String> given) {
        String kind = given.getFirst(KIND);
        if (kind == null || kind.equals("chat")) {
            return false;
        }
        if (!kind.equals("embeddings")) {
            throw Refusal.invalid(KIND, "kind is chat or embeddings, was " + Shown.quoted(kind));
        }
        return true;
    }

    static EmbeddingQuery readEmbeddings(MultivaluedMap<String, String> given) {
        requireKnown(given, KNOWN_OF_EMBEDDINGS, "embeddings");
        OutcomeQuery query = new OutcomeFilter(given).query();
        return new EmbeddingQuery(
                query.from(), query.until(), query.model(), query.key(), query.after(), query.limit());
    }

    static Deletable readDeletable(MultivaluedMap<String, String> given) {
        requireKnown(given, KNOWN_OF_DELETIONS, "deletions");
        OutcomeFilter filter = new OutcomeFilter(given);
        KeyId key = filter.get("key", KeyId::new, "a key's name")
                .orElseThrow(() -> Refusal.invalid(
                        "key", "key was left out; a deletion is of the requests of one key, or of one session of it"));
        return filter.get("session", OutcomeFilter::session, "the name of a session")
                .<Deletable>map(session -> new Deletable.OfSession(key, session))
                .orElse(new Deletable.OfKey(key));
    }

    /** Left empty it must not come to mean all. */
    private static String session(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException(text);
        }
        return text;
    }

    private static void requireKnown(MultivaluedMap<String, String> given, Set<String> known, String of) {
        given.keySet().stream()
                .filter(name -> !known.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw Refusal.invalid(
                            Shown.shortened(name),
                            Shown.quoted(name) + " is not a filter of " + of + "; allowed are "
                                    + String.join(", ", known));
                });
    }

    private OutcomeQuery query() {
        return new OutcomeQuery(
                get("from", Instant::parse, "a time such as 2026-11-21T00:00:00Z"),
                get("until", Instant::parse, "a time such as 2026-11-21T00:00:00Z"),
                get(
                        "strategy",
                        text -> Strategy.ofWireName(text).orElseThrow(IllegalArgumentException::new),
                        "the name of a strategy"),
                get("model", ModelId::new, "a model's id"),
                get("key", KeyId::new, "a key's name"),
                get("task", text -> text, "a task"),
                get("audit_of", text -> Ids.request(text, "audit_of"), "a request's id"),
                get("after", text -> Ids.request(text, "after"), "a request's id"),
                get("limit", OutcomeFilter::limit, "a whole number 1 to " + MOST)
                        .orElse(USUAL));
    }

    private static int limit(String text) {
        int limit = Integer.parseInt(text);
        if (limit < 1 || limit > MOST) {
            throw new IllegalArgumentException(text);
        }
        return limit;
    }

    private <T> Optional<T> get(String name, Function<String, T> reader, String allowed) {
        return Optional.ofNullable(given.getFirst(name)).map(text -> {
            try {
                return reader.apply(text);
            } catch (IllegalArgumentException | DateTimeParseException e) {
                throw Refusal.invalid(name, name + " is " + allowed + ", was " + Shown.quoted(text));
            }
        });
    }
}
