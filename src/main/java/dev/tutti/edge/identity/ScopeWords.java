package dev.tutti.edge.identity;

import dev.tutti.memory.tenancy.Scope;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What a holder may do, as the provider's words say it. */
record ScopeWords(ClaimPath claim, Map<String, Set<Scope>> byWord) {
    ScopeWords {
        byWord = Map.copyOf(byWord);
    }

    /** Without any that is known, none: its holder is somebody who may do nothing. */
    Set<Scope> of(Map<String, Object> claims) {
        Set<Scope> scopes = EnumSet.noneOf(Scope.class);
        claim.in(claims).stream()
                .flatMap(ScopeWords::words)
                .map(word -> byWord.getOrDefault(word, Set.of()))
                .forEach(scopes::addAll);
        return scopes;
    }

    private static Stream<String> words(Object value) {
        return switch (value) {
            case String text -> Arrays.stream(text.split(" ", -1));
            case Collection<?> many ->
                many.stream().filter(String.class::isInstance).map(String.class::cast);
            default -> Stream.empty();
        };
    }

    static List<String> of(Scope scope, OidcSettings.Words words) {
        Optional<List<String>> given = switch (scope) {
            case CHAT -> words.chat();
            case FEEDBACK -> words.feedback();
            case LABEL -> words.label();
            case READ -> words.read();
            case ADMIN -> words.admin();
        };
        return given.orElse(List.of());
    }
}
