package dev.tutti.edge.http;

import dev.tutti.memory.tenancy.Caller;
import dev.tutti.memory.tenancy.Credential;
import dev.tutti.memory.tenancy.Entry;
import dev.tutti.memory.tenancy.Keys;
import dev.tutti.memory.tenancy.Scope;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.HttpHeaders;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/** Lets a caller in to an endpoint, by the annotation on its method, never by its path; no annotation, no entry. */
final class Gate {

    /** The property of a request that tells who was let in, for those who see the request and not its beans. */
    static final String CALLER = "tutti.caller";

    private final Keys keys;
    private final CurrentCaller current;

    Gate(Keys keys, CurrentCaller current) {
        this.keys = keys;
        this.current = current;
    }

    @ServerRequestFilter
    public void admit(ContainerRequestContext request, ResourceInfo resource, RoutingContext connection) {
        Method method = resource.getResourceMethod();
        if (method.isAnnotationPresent(Open.class)) {
            return;
        }
        Optional<Credential> shown = ShownKey.of(connection);
        Caller caller = caller(keys.authenticate(shown), shown.isPresent());
        requireScope(caller, method.getAnnotation(Needs.class));
        current.is(caller);
        request.setProperty(CALLER, caller);
    }

    private static Caller caller(Entry entry, boolean shown) {
        return switch (entry) {
            case Entry.LetIn in -> in.caller();
            case Entry.Unknown _ -> throw unknown(shown);
            case Entry.Refused refused ->
                throw Refusal.of(
                        ErrorCode.INVALID_API_KEY,
                        "the token is not accepted: " + refused.why(),
                        challenge("error=\"invalid_token\""));
            case Entry.Unsure unsure ->
                throw Refusal.of(
                        ErrorCode.IDENTITY_PROVIDER_UNAVAILABLE,
                        unsure.why(),
                        Map.of(
                                "Retry-After",
                                Long.toString(Math.max(1, unsure.again().toSeconds()))));
        };
    }

    private static void requireScope(Caller caller, @Nullable Needs needs) {
        Scope[] scopes = needs == null ? new Scope[0] : needs.value();
        if (Arrays.stream(scopes).noneMatch(caller::may)) {
            String names = Arrays.stream(scopes).map(Scopes::wireName).collect(Collectors.joining(" or "));
            throw Refusal.of(
                    ErrorCode.FORBIDDEN,
                    "this needs a key with the scope " + names,
                    challenge("error=\"insufficient_scope\""));
        }
    }

    private static Refusal unknown(boolean shown) {
        return Refusal.of(
                ErrorCode.INVALID_API_KEY,
                "no key, or one that is not known; allowed is Authorization: Bearer, or x-api-key, and a key of this deployment"
                        + " or a token of its identity provider, where it has one",
                challenge(shown ? "error=\"invalid_token\"" : "realm=\"tutti\""));
    }

    /** RFC 6750, section 3: who shows nothing is told no error. */
    private static Map<String, String> challenge(String says) {
        return Map.of(HttpHeaders.WWW_AUTHENTICATE, "Bearer " + says);
    }
}
