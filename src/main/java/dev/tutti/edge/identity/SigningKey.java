package dev.tutti.edge.identity;

import java.security.Key;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.VerificationJwkSelector;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwx.JsonWebStructure;
import org.jose4j.keys.resolvers.VerificationKeyResolver;
import org.jose4j.lang.JoseException;
import org.jose4j.lang.UnresolvableKeyException;

/**
 * The key by which a token must be signed: one of the provider's, found by what its head says. A key or an address in the
 * head ({@code jwk}, {@code jku}, {@code x5c}, {@code x5u}) is never looked at.
 */
final class SigningKey implements VerificationKeyResolver {
    /** Of access tokens and id tokens, and of providers who say nothing; others are not meant to let anyone in. */
    private static final Set<String> TYPES = Set.of("", "jwt", "at+jwt", "application/jwt", "application/at+jwt");

    private final List<String> algorithms;
    private final KeySet keys;

    SigningKey(List<String> algorithms, KeySet keys) {
        this.algorithms = algorithms;
        this.keys = keys;
    }

    @Override
    public Key resolveKey(JsonWebSignature token, List<JsonWebStructure> around) throws UnresolvableKeyException {
        requireFit(token);
        try {
            return find(token).getKey();
        } catch (UnresolvableKeyException e) {
            throw e;
        } catch (JoseException e) {
            throw new Unfit("its head cannot be read");
        }
    }

    private void requireFit(JsonWebSignature token) throws Unfit {
        if (!algorithms.contains(token.getAlgorithmHeaderValue())) {
            throw new Unfit("its alg is none of those allowed, which are " + String.join(", ", algorithms));
        }
        if (token.getHeaders().getObjectHeaderValue("crit") != null) {
            throw new Unfit("its head names extensions as critical (crit), and none is known here");
        }
        Object type = token.getHeaders().getObjectHeaderValue("typ");
        if (type != null && !TYPES.contains(type.toString().toLowerCase(Locale.ROOT))) {
            throw new Unfit("its typ is neither JWT nor at+jwt");
        }
    }

    private JsonWebKey find(JsonWebSignature token) throws JoseException {
        VerificationJwkSelector selector = new VerificationJwkSelector();
        List<JsonWebKey> fitting = selector.selectList(token, keys.keys()).stream()
                .filter(key -> key.getAlgorithm() == null || key.getAlgorithm().equals(token.getAlgorithmHeaderValue()))
                .toList();
        if (fitting.isEmpty()) {
            throw new UnresolvableKeyException("none of the provider's keys");
        }
        if (token.getKeyIdHeaderValue() == null) {
            // None that fits may be the one: the provider may have another since.
            return fitting.stream()
                    .filter(key -> hasSigned(key, token))
                    .findFirst()
                    .orElseThrow(() -> new UnresolvableKeyException("none of the provider's keys has signed it"));
        }
        JsonWebKey signed = fitting.size() == 1 ? null : selector.selectWithVerifySignatureDisambiguate(token, fitting);
        return signed == null ? fitting.getFirst() : signed;
    }

    private static boolean hasSigned(JsonWebKey key, JsonWebSignature token) {
        token.setKey(key.getKey());
        try {
            return token.verifySignature();
        } catch (JoseException e) {
            return false;
        }
    }
}
