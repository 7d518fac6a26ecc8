package dev.tutti.edge.identity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.URI;
import java.util.Optional;

/** What an issuer's discovery document tells of its keys (OpenID Connect Discovery 1.0, section 4.3). */
final class Discovery {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    /** Characters of an address in a message; that is more than those of providers have. */
    private static final int MOST_SHOWN = 200;

    private Discovery() {}

    /**
     * Where the keys are. {@link KeysUnavailable} when the document is of another issuer or the address is none that is
     * allowed: where the document came over https, so must the keys, by which all is checked.
     */
    static URI keys(KeyAddress.Told told, String json) throws KeysUnavailable {
        JsonNode document = tree(json);
        if (!document.path("issuer").asText().equals(told.issuer())) {
            throw new KeysUnavailable(told.document() + " is of another issuer than " + told.issuer());
        }
        String given = document.path("jwks_uri").asText();
        boolean https = Address.isHttps(told.document());
        Optional<URI> keys = https ? Address.ofHttps(given) : Address.of(given);
        return keys.orElseThrow(() -> new KeysUnavailable("jwks_uri in " + told.document() + " is "
                + (https ? Address.ALLOWED_BESIDE_HTTPS : Address.ALLOWED) + ", was '" + shown(given) + "'"));
    }

    private static String shown(String given) {
        String start = given.substring(0, Math.min(given.length(), MOST_SHOWN));
        return start.replaceAll("[^\\x20-\\x7e]", "?") + (start.length() < given.length() ? "..." : "");
    }

    private static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            return JSON.missingNode();
        }
    }
}
