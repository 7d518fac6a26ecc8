package dev.tutti.edge.identity;

import dev.tutti.memory.tenancy.Caller;
import dev.tutti.memory.tenancy.Credential;
import dev.tutti.memory.tenancy.Entry;
import dev.tutti.memory.tenancy.HolderName;
import dev.tutti.memory.tenancy.KeyHash;
import dev.tutti.memory.tenancy.Tokens;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The tokens of one identity provider. A token that was found good is not checked again until it expires. */
final class IdentityProvider implements Tokens {
    /** Three parts in Base64 (RFC 7515, section 7.1), the last of which may be empty so that it can be told what is amiss. */
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]*");
    /** More than what comes in by headers as a rule; of longer ones nothing is read. */
    private static final int LONGEST = 16_384;

    private final OidcTerms terms;
    private final ProviderKeys keys;
    private final TokenCheck check;
    private final CheckedTokens checked;
    private final OidcMeters meters;

    IdentityProvider(OidcTerms terms, ProviderKeys keys, TokenCheck check, CheckedTokens checked, OidcMeters meters) {
        this.terms = terms;
        this.keys = keys;
        this.check = check;
        this.checked = checked;
        this.meters = meters;
    }

    @Override
    public boolean areTaken() {
        return true;
    }

    @Override
    public Entry check(Credential shown) {
        if (!FORM.matcher(shown.text()).matches()) {
            return new Entry.Unknown();
        }
        int length = shown.text().length();
        Entry entry = length > LONGEST
                ? new Entry.Refused("it has " + length + " characters; allowed are " + LONGEST)
                : entry(shown);
        meters.checked(result(entry));
        return entry;
    }

    private Entry entry(Credential token) {
        Optional<KeySet> current = keys.current();
        return current.flatMap(set -> checked.find(token.hash(), set))
                .<Entry>map(known -> new Entry.LetIn(known.caller(), false))
                .or(() -> current.map(set -> entry(token, set, check.check(token.text(), set))))
                .orElseGet(this::unsure);
    }

    private Entry entry(Credential token, KeySet set, Verdict verdict) {
        return switch (verdict) {
            case Verdict.Holds holds -> holder(token.hash(), set, holds);
            case Verdict.Fails fails -> new Entry.Refused(fails.why());
            case Verdict.KeyMissing _ -> afterAnotherLook(token);
        };
    }

    /** The provider may have a new key since. */
    private Entry afterAnotherLook(Credential token) {
        Optional<KeySet> current = keys.again();
        Verdict verdict = current.map(set -> check.check(token.text(), set)).orElseGet(Verdict.KeyMissing::new);
        if (verdict instanceof Verdict.KeyMissing) {
            return keys.areSure()
                    ? new Entry.Refused("it is signed by no key that the identity provider has")
                    : unsure();
        }
        return entry(token, current.orElseThrow(), verdict);
    }

    private Entry unsure() {
        return new Entry.Unsure(
                "the identity provider's keys cannot be had now, by which tokens are checked", keys.between());
    }

    private Entry holder(KeyHash hash, KeySet set, Verdict.Holds holds) {
        Optional<Caller> caller = caller(holds.claims());
        caller.ifPresent(who -> checked.remember(hash, new CheckedToken(who, set, holds.until())));
        return caller.<Entry>map(who -> new Entry.LetIn(who, false))
                .orElseGet(() -> new Entry.Refused("its claim " + terms.tenant()
                        + " names no holder; allowed is a text of 1 to " + HolderName.LONGEST + " characters"));
    }

    private Optional<Caller> caller(Map<String, Object> claims) {
        return terms.tenant()
                .in(claims)
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .flatMap(HolderName::of)
                .map(holder -> new Caller(
                        holder, terms.scopes().of(claims), terms.holders().of(holder)));
    }

    private static String result(Entry entry) {
        return switch (entry) {
            case Entry.LetIn _ -> "let_in";
            case Entry.Refused _ -> "refused";
            case Entry.Unsure _ -> "unsure";
            case Entry.Unknown _ -> "unknown";
        };
    }
}
