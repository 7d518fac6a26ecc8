package dev.tutti.edge.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tutti.memory.tenancy.KeyTermsJson;
import dev.tutti.memory.tenancy.StoredKey;
import java.time.Instant;

/** A key as it is told: all but the key and its hash. */
final class KeyJson {

    private KeyJson() {}

    static ObjectNode of(StoredKey key) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("name", key.caller().key().value());
        ArrayNode scopes = json.putArray("scopes");
        key.caller().scopes().stream().sorted().map(Scopes::wireName).forEach(scopes::add);
        json.put("created_at", key.created().toString());
        json.put("revoked_at", key.revoked().map(Instant::toString).orElse(null));
        json.setAll(KeyTermsJson.write(key.caller().terms()));
        return json;
    }
}
