package dev.tutti.edge.identity;

import java.security.Key;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.OkpJwkGenerator;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;

/** An identity provider's key with which tests sign tokens, good ones and such as nobody should take. */
public final class TokenMint {
    public static final String ISSUER = "https://idp.example/realms/acme";
    public static final String AUDIENCE = "tutti";

    private final PublicJsonWebKey key;
    private final String algorithm;

    private TokenMint(PublicJsonWebKey key, String algorithm, String id) {
        this.key = key;
        this.algorithm = algorithm;
        key.setKeyId(id);
    }

    public static TokenMint rsa(String id) {
        return made(() -> new TokenMint(RsaJwkGenerator.generateJwk(2048), "RS256", id));
    }

    static TokenMint ec(String id) {
        return made(() -> new TokenMint(EcJwkGenerator.generateJwk(EllipticCurves.P256), "ES256", id));
    }

    static TokenMint edwards(String id) {
        return made(() -> new TokenMint(OkpJwkGenerator.generateJwk("Ed25519"), "EdDSA", id));
    }

    PublicJsonWebKey key() {
        return key;
    }

    /** The public halves, as a provider publishes them. */
    public static String jwks(TokenMint... mints) {
        JsonWebKeySet set = new JsonWebKeySet();
        Arrays.stream(mints).forEach(mint -> set.addJsonWebKey(mint.key));
        return set.toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY);
    }

    /** A token that holds for five minutes, of the service {@code billing}, which may chat. */
    public Draft draft(Instant now) {
        return new Draft(algorithm)
                .claim("iss", ISSUER)
                .claim("aud", AUDIENCE)
                .claim("sub", "billing")
                .claim("iat", now.getEpochSecond())
                .claim("exp", now.getEpochSecond() + 300)
                .claim("scope", "openid tutti:chat");
    }

    /** A token that is not signed yet. */
    public final class Draft {
        private final Map<String, Object> claims = new HashMap<>();
        private final JsonWebSignature token = new JsonWebSignature();

        private Draft(String algorithm) {
            token.setAlgorithmHeaderValue(algorithm);
            token.setKeyIdHeaderValue(key.getKeyId());
        }

        public Draft claim(String name, Object value) {
            claims.put(name, value);
            return this;
        }

        public Draft without(String name) {
            claims.remove(name);
            return this;
        }

        Draft head(String name, Object value) {
            token.setHeader(name, value);
            return this;
        }

        public String sign() {
            return sign(key.getPrivateKey());
        }

        String signWithSecret(byte[] secret) {
            return head("alg", "HS256").sign(new HmacKey(secret));
        }

        String unsigned() {
            return head("alg", "none").sign(null);
        }

        private String sign(Key by) {
            return made(() -> {
                JwtClaims all = new JwtClaims();
                claims.forEach(all::setClaim);
                token.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
                token.setDoKeyValidation(false);
                token.setPayload(all.toJson());
                token.setKey(by);
                return token.getCompactSerialization();
            });
        }
    }

    @FunctionalInterface
    private interface Making<T> {
        T make() throws JoseException;
    }

    private static <T> T made(Making<T> making) {
        try {
            return making.make();
        } catch (JoseException e) {
            throw new AssertionError(e);
        }
    }
}
