package dev.tutti.edge.identity;

import java.util.List;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;

/** The public keys of an identity provider, as they were at one moment; equal where they are the same keys. */
final class KeySet {
    private static final int MOST = 100;

    private final List<PublicJsonWebKey> keys;
    private final String written;

    private KeySet(List<PublicJsonWebKey> keys) {
        this.keys = List.copyOf(keys);
        this.written = new JsonWebKeySet(keys).toJson(OutputControlLevel.PUBLIC_ONLY);
    }

    /** Those of them that can check signatures; {@link KeysUnavailable} where it is no JWK set or has none. */
    static KeySet read(String json) throws KeysUnavailable {
        List<PublicJsonWebKey> keys = parse(json).stream()
                .filter(PublicJsonWebKey.class::isInstance)
                .map(PublicJsonWebKey.class::cast)
                .filter(key -> key.getUse() == null || key.getUse().equals("sig"))
                .limit(MOST)
                .toList();
        if (keys.isEmpty()) {
            throw new KeysUnavailable("no key in it can check a signature");
        }
        return new KeySet(keys);
    }

    /** The library says of what it cannot read only what stands in it. */
    private static List<JsonWebKey> parse(String json) throws KeysUnavailable {
        try {
            return new JsonWebKeySet(json).getJsonWebKeys();
        } catch (JoseException | RuntimeException e) {
            throw new KeysUnavailable("it is no JWK set");
        }
    }

    List<JsonWebKey> keys() {
        return List.copyOf(keys);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof KeySet set && written.equals(set.written);
    }

    @Override
    public int hashCode() {
        return written.hashCode();
    }

    @Override
    public String toString() {
        return keys.size() + " keys";
    }
}
