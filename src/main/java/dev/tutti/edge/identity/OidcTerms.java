package dev.tutti.edge.identity;

import dev.tutti.memory.tenancy.HolderName;
import dev.tutti.memory.tenancy.KeyTerms;
import dev.tutti.memory.tenancy.Scope;
import dev.tutti.memory.tenancy.TermsReader;
import dev.tutti.words.chat.KeyId;
import dev.tutti.words.setting.ConfigurationProblem;
import java.net.URI;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** An identity provider as it is set, whole: what its tokens must be like, where its keys are, who its holders are here. */
record OidcTerms(TokenTerms tokens, KeyAddress keys, ScopeWords scopes, ClaimPath tenant, HolderTerms holders) {
    private static final String AT = "tutti.oidc.";
    private static final List<String> ALGORITHMS =
            List.of("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA");

    /**
     * Empty where nothing is set; {@code given}: the settings that are. {@link ConfigurationProblem} when it is set in part
     * or wrongly: to start without it would open the door to everyone where there are no keys.
     */
    static Optional<OidcTerms> of(OidcSettings settings, Collection<String> given) {
        if (given.isEmpty()) {
            return Optional.empty();
        }
        TokenTerms tokens = new TokenTerms(
                issuer(settings, given), audience(settings), algorithms(settings.algorithms()), settings.clockSkew());
        return Optional.of(new OidcTerms(
                tokens,
                address(tokens.issuer(), settings.jwksUri()),
                scopes(settings),
                claim("tenant-claim", settings.tenantClaim()),
                new HolderTerms(listed(settings), TermsReader.read(AT + "limits.", settings.limits()))));
    }

    private static String issuer(OidcSettings settings, Collection<String> given) {
        return settings.issuer()
                .map(String::strip)
                .filter(issuer -> !issuer.isEmpty())
                .orElseThrow(() -> new ConfigurationProblem(AT + "issuer is needed where "
                        + String.join(", ", given.stream().sorted().toList())
                        + (given.size() == 1 ? " is" : " are")
                        + " set: the address of the identity provider, as iss in its tokens says it"));
    }

    private static List<String> audience(OidcSettings settings) {
        List<String> audience = stripped(settings.audience().orElse(List.of()));
        if (audience.isEmpty() || audience.contains("")) {
            throw new ConfigurationProblem(
                    AT + "audience is needed beside " + AT + "issuer: what aud in tokens for this service says, one or"
                            + " several, was " + audience + "; without it any token of the provider would do");
        }
        return audience;
    }

    private static List<String> algorithms(List<String> given) {
        List<String> algorithms = stripped(given);
        algorithms.stream()
                .filter(name -> !ALGORITHMS.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new ConfigurationProblem(AT + "algorithms: '" + name
                            + "' is none of those allowed, which are " + String.join(", ", ALGORITHMS));
                });
        return algorithms;
    }

    private static KeyAddress address(String issuer, Optional<String> jwksUri) {
        return jwksUri.map(String::strip)
                .map(given -> KeyAddress.of(address("jwks-uri", given)))
                .orElseGet(() -> KeyAddress.below(issuer, address("issuer", issuer)));
    }

    private static URI address(String name, String given) {
        return Address.of(given)
                .orElseThrow(() -> new ConfigurationProblem(AT + name + " is " + Address.ALLOWED + ", was " + given
                        + (name.equals("issuer") ? "; or set " + AT + "jwks-uri" : "")));
    }

    private static ScopeWords scopes(OidcSettings settings) {
        Map<String, Set<Scope>> byWord = new HashMap<>();
        for (Scope scope : Scope.values()) {
            for (String word : stripped(ScopeWords.of(scope, settings.scopes()))) {
                if (word.isEmpty() || word.contains(" ")) {
                    throw new ConfigurationProblem(AT + "scopes." + scope.wireName()
                            + " are words without blanks in them, with commas between, was '" + word + "'");
                }
                byWord.computeIfAbsent(word, _ -> EnumSet.noneOf(Scope.class)).add(scope);
            }
        }
        return new ScopeWords(claim("scope-claim", settings.scopeClaim()), byWord);
    }

    private static ClaimPath claim(String name, String given) {
        if (given.isBlank()) {
            throw new ConfigurationProblem(AT + name + " is the name of a claim, or a path to it, was blank");
        }
        return new ClaimPath(given.strip());
    }

    private static Map<KeyId, KeyTerms> listed(OidcSettings settings) {
        Map<KeyId, KeyTerms> listed = new HashMap<>();
        new TreeMap<>(settings.tenants()).forEach((name, tenant) -> {
            String at = AT + "tenants." + name + ".";
            String claim = tenant.claim().orElse(name);
            KeyId holder = HolderName.of(claim)
                    .orElseThrow(() -> new ConfigurationProblem(at + "claim is 1 to " + HolderName.LONGEST
                            + " characters, as " + settings.tenantClaim() + " in tokens says it, was '" + claim + "'"));
            if (listed.put(holder, TermsReader.read(at, tenant)) != null) {
                throw new ConfigurationProblem(at + "claim: another of " + AT + "tenants is of '" + claim + "', too");
            }
        });
        return listed;
    }

    private static List<String> stripped(List<String> texts) {
        return texts.stream().map(String::strip).toList();
    }
}
