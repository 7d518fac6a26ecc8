package dev.tutti.serving.routing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tutti.memory.tenancy.Caller;
import dev.tutti.memory.tenancy.KeyHash;
import dev.tutti.words.chat.KeyId;
import dev.tutti.words.plan.RoutingOptions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * A request by all that its answer depends on: whose it is, the options of its routing, and the SHA-256 of its body with
 * the fields of each object in order. Equal ones may have one answer; never two of different keys,
 * those that had one name after another included.
 */
record ExactRequest(KeyId key, Optional<KeyHash> shown, String body, RoutingOptions options) {
    private static final JsonMapper CANONICAL =
            JsonMapper.builder().enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED).build();

    /** How an answer is sent changes nothing of it. */
    private static final List<String> ABOUT_SENDING = List.of("stream", "stream_options");

    static ExactRequest of(RoutedRequest request) {
        ObjectNode body = request.chat().body().objectNode();
        body.setAll(request.chat().body());
        body.remove(ABOUT_SENDING);
        Caller caller = request.caller();
        return new ExactRequest(
                caller.key(), caller.shown(), digest(body), request.options().ofTheAnswer());
    }

    private static String digest(ObjectNode body) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(CANONICAL.writeValueAsBytes(body)));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a tree that has no form in JSON", e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform brings SHA-256", e);
        }
    }
}
