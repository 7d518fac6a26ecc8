package dev.tutti.edge.identity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.URI;

/** A provider's keys, over HTTP. */
final class FetchedKeys implements KeySource {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final KeyAddress address;
    private final Documents documents;

    FetchedKeys(KeyAddress address, Documents documents) {
        this.address = address;
        this.documents = documents;
    }

    @Override
    public KeySet fetch() throws KeysUnavailable {
        URI where = where();
        String json = documents.get(where);
        try {
            return KeySet.read(json);
        } catch (KeysUnavailable e) {
            throw new KeysUnavailable(where + ": " + e.getMessage());
        }
    }

    private URI where() throws KeysUnavailable {
        return switch (address) {
            case KeyAddress.Known known -> known.uri();
            case KeyAddress.Told told -> told(told);
        };
    }

    /** Each time: a provider may move its keys. */
    private URI told(KeyAddress.Told told) throws KeysUnavailable {
        JsonNode document = tree(documents.get(told.document()));
        if (!document.path("issuer").asText().equals(told.issuer())) {
            throw new KeysUnavailable(told.document() + " is of another issuer than " + told.issuer());
        }
        return Address.of(document.path("jwks_uri").asText())
                .orElseThrow(
                        () -> new KeysUnavailable(told.document() + " tells no jwks_uri that is " + Address.ALLOWED));
    }

    private static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            return JSON.missingNode();
        }
    }
}
