package dev.tutti.edge.identity;

import java.time.Instant;
import java.util.List;
import java.util.function.BiFunction;
import org.jose4j.jwt.consumer.ErrorCodes;

/** One thing that may be wrong with a token, and how its holder is told: by what is allowed, never by what stands in it. */
record Fault(int code, BiFunction<TokenTerms, Instant, String> words) {
    /** Beside those that the library has. */
    static final int BOUND = 1_000;

    /** As somebody who looks for a fault looks: is it from there, is it for here, is it for now. */
    static final List<Fault> IN_ORDER = List.of(
            of(ErrorCodes.SIGNATURE_INVALID, "its signature is not by the provider's key that it names"),
            of(ErrorCodes.SIGNATURE_MISSING, "it is not signed"),
            of(ErrorCodes.JSON_INVALID, "its claims are no JSON object, or hold one twice"),
            new Fault(ErrorCodes.ISSUER_MISSING, (terms, _) -> "it has no iss; allowed is " + terms.issuer()),
            new Fault(ErrorCodes.ISSUER_INVALID, (terms, _) -> "its iss is another; allowed is " + terms.issuer()),
            new Fault(ErrorCodes.AUDIENCE_MISSING, (terms, _) -> "it has no aud; allowed is " + audience(terms)),
            new Fault(
                    ErrorCodes.AUDIENCE_INVALID,
                    (terms, _) -> "its aud is for somebody else; allowed is " + audience(terms)),
            of(ErrorCodes.EXPIRATION_MISSING, "it has no exp, and would hold for ever"),
            new Fault(ErrorCodes.EXPIRED, (_, now) -> "it has expired (exp); here it is " + now),
            new Fault(ErrorCodes.NOT_YET_VALID, (_, now) -> "it is not valid yet (nbf); here it is " + now),
            new Fault(
                    ErrorCodes.ISSUED_AT_INVALID_FUTURE,
                    (_, now) -> "it was issued in the future (iat); here it is " + now),
            of(ErrorCodes.MALFORMED_CLAIM, "one of its claims iss, sub, aud, exp, nbf, iat is not of its kind"),
            of(BOUND, "it is bound to a key of its holder (cnf), of which proofs are not taken here"),
            of(ErrorCodes.MISCELLANEOUS, "its dates contradict each other (iat, nbf, exp), or it cannot be read"));

    private static Fault of(int code, String words) {
        return new Fault(code, (_, _) -> words);
    }

    private static String audience(TokenTerms terms) {
        return String.join(" or ", terms.audience());
    }

    String told(TokenTerms terms, Instant now) {
        return words.apply(terms, now);
    }
}
