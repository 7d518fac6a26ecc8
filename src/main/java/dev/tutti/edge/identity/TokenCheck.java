package dev.tutti.edge.identity;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.ErrorCodeValidator;
import org.jose4j.jwt.consumer.ErrorCodes;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.jwt.consumer.JwtContext;
import org.jose4j.lang.UnresolvableKeyException;
import org.jspecify.annotations.Nullable;

/**
 * Whether a token holds: signed by a key of the provider, issued by it for this service, valid now (RFC 7519, RFC 8725). What
 * its claims say is told to nobody before its signature is found good.
 */
final class TokenCheck {
    /** The last second that dates know as well as programs do. */
    private static final long LAST_SECOND = 253_402_300_799L;

    private final TokenTerms terms;
    private final InstantSource time;

    TokenCheck(TokenTerms terms, InstantSource time) {
        this.terms = terms;
        this.time = time;
    }

    Verdict check(String token, KeySet keys) {
        Instant now = time.instant().truncatedTo(ChronoUnit.SECONDS);
        try {
            JwtClaims claims = consumer(keys, now).processToClaims(token);
            return new Verdict.Holds(claims.getClaimsMap(), expiry(claims));
        } catch (InvalidJwtException e) {
            return verdict(e, now);
        } catch (MalformedClaimException | RuntimeException e) {
            // Of the library: what stands in it is the token's, and nobody's to read.
            return new Verdict.Fails("it cannot be read");
        }
    }

    private JwtConsumer consumer(KeySet keys, Instant now) {
        return new JwtConsumerBuilder()
                .setVerificationKeyResolver(new SigningKey(terms.algorithms(), keys))
                .setJwsAlgorithmConstraints(
                        ConstraintType.PERMIT, terms.algorithms().toArray(String[]::new))
                .setEvaluationTime(NumericDate.fromSeconds(now.getEpochSecond()))
                .setAllowedClockSkewInSeconds((int) terms.skew().toSeconds())
                .setRequireExpirationTime()
                .setExpectedIssuer(terms.issuer())
                .setExpectedAudience(terms.audience().toArray(String[]::new))
                .registerValidator((ErrorCodeValidator) context -> unbound(context))
                .registerValidator((ErrorCodeValidator) context -> issuedBefore(context, now))
                .build();
    }

    /** Who shows a token that is bound to a key has to prove that it has the key, which is not asked here. */
    private static ErrorCodeValidator.@Nullable Error unbound(JwtContext context) {
        return context.getJwtClaims().hasClaim("cnf") ? new ErrorCodeValidator.Error(Fault.BOUND, "bound") : null;
    }

    private ErrorCodeValidator.@Nullable Error issuedBefore(JwtContext context, Instant now)
            throws MalformedClaimException {
        NumericDate issued = context.getJwtClaims().getIssuedAt();
        return issued != null && issued.getValue() > now.plus(terms.skew()).getEpochSecond()
                ? new ErrorCodeValidator.Error(ErrorCodes.ISSUED_AT_INVALID_FUTURE, "in the future")
                : null;
    }

    private static Instant expiry(JwtClaims claims) throws MalformedClaimException {
        return Instant.ofEpochSecond(Math.min(claims.getExpirationTime().getValue(), LAST_SECOND));
    }

    private Verdict verdict(InvalidJwtException invalid, Instant now) {
        return switch (invalid.getCause()) {
            case Unfit unfit -> new Verdict.Fails(String.valueOf(unfit.getMessage()));
            case UnresolvableKeyException _ -> new Verdict.KeyMissing();
            case null, default -> new Verdict.Fails(why(invalid, now));
        };
    }

    /** In the order in which somebody who looks for a fault looks. */
    private String why(InvalidJwtException invalid, Instant now) {
        List<Integer> codes = invalid.getErrorDetails().stream()
                .map(ErrorCodeValidator.Error::getErrorCode)
                .toList();
        return Fault.IN_ORDER.stream()
                .filter(fault -> codes.contains(fault.code()))
                .findFirst()
                .map(fault -> fault.told(terms, now))
                .orElse("it cannot be read");
    }
}
