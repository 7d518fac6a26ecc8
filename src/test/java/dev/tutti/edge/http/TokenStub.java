package dev.tutti.edge.http;

import dev.tutti.edge.identity.ProviderStub;
import dev.tutti.edge.identity.TokenMint;
import dev.tutti.memory.tenancy.Scope;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.time.Instant;
import java.util.Map;

/** An identity provider on loopback, told to the service and to the tests, which has the key {@link #MINT}. */
public class TokenStub implements QuarkusTestResourceLifecycleManager {
    static final TokenMint MINT = TokenMint.rsa("first");

    private ProviderStub stub;

    /** A token of that holder, which says of itself what it may do. */
    static String token(String holder, Scope... scopes) {
        StringBuilder words = new StringBuilder("openid");
        for (Scope scope : scopes) {
            words.append(" tutti:").append(scope.wireName());
        }
        return draft(holder).claim("scope", words.toString()).sign();
    }

    static TokenMint.Draft draft(String holder) {
        return MINT.draft(Instant.now()).claim("sub", holder);
    }

    static void publish(ProviderStub stub, TokenMint... mints) {
        stub.at(ProviderStub.KEYS, ProviderStub.json(TokenMint.jwks(mints)));
    }

    @Override
    public Map<String, String> start() {
        stub = new ProviderStub();
        publish(stub, MINT);
        return Map.of(
                "tutti.oidc.issuer",
                TokenMint.ISSUER,
                "tutti.oidc.audience",
                TokenMint.AUDIENCE,
                "tutti.oidc.jwks-uri",
                stub.keys().toString(),
                "tutti.oidc.keys.between",
                "1s");
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(stub, new TestInjector.MatchesType(ProviderStub.class));
    }

    @Override
    public void stop() {
        stub.close();
    }
}
