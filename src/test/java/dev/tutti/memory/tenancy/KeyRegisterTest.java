package dev.tutti.memory.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tutti.memory.tenancy.KeyRegister.Ended;
import dev.tutti.memory.tenancy.KeyRegister.Made;
import dev.tutti.sense.budget.Account;
import dev.tutti.sense.budget.Limit;
import dev.tutti.sense.budget.Period;
import dev.tutti.words.chat.KeyId;
import dev.tutti.words.chat.Usd;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

/** Keys that are made and revoked while the service runs, here and by another program on the same store. */
final class KeyRegisterTest {
    private static final Instant NOW = Instant.parse("2026-11-27T20:00:00Z");
    private static final KeyId TEAM_A = new KeyId("team-a");
    private static final KeyId TEAM_B = new KeyId("team-b");
    private static final KeyTerms BUDGET = KeyTerms.of(List.of(new Limit(Period.DAY, Usd.of("1"))));
    private static final String CONFIGURED = "the key of the configuration";

    private final HeapKeyStore store = new HeapKeyStore();
    private final List<KeyId> gone = new ArrayList<>();
    private long nanos;
    private final KeyRegister here = register(Set.of());
    private final KeyRegister elsewhere = register(Set.of());
    private final Keys keys = new KnownKeys(new ConfiguredKeys(List.of()), here, Tokens.NONE);

    @Test
    void theDoorIsOpenUntilTheFirstKeyIsMadeAndStaysShutWhenTheLastIsRevoked() {
        assertThat(keys.authenticate(Optional.empty()).who()).contains(Caller.ANYONE);

        here.create(TEAM_A, Set.of(Scope.ADMIN), KeyTerms.NONE);
        assertThat(keys.isOpen()).isFalse();
        assertThat(keys.authenticate(Optional.empty()).who()).isEmpty();

        here.revoke(TEAM_A);
        assertThat(keys.isOpen()).isFalse();
        assertThat(keys.authenticate(Optional.empty()).who()).isEmpty();
    }

    @Test
    void aKeyThatWasMadeIsKnownWithItsNameScopesAndBudgetsAndOnlyItsHashIsKept() {
        String key = made(here, TEAM_A);

        assertThat(key).startsWith("tutti_").hasSize("tutti_".length() + 43);
        assertThat(keys.authenticate(shown(key)).who())
                .contains(new Caller(TEAM_A, Set.of(Scope.CHAT), BUDGET, Optional.of(KeyHash.of(key))));
        assertThat(keys.authenticate(shown(key + "x")).who()).isEmpty();
        assertThat(keys.authenticate(shown(KeyHash.of(key).hex())).who()).isEmpty();
        assertThat(store.keys().toString())
                .contains("team-a")
                .doesNotContain(key, KeyHash.of(key).hex());
        assertThat(made(here, TEAM_B)).isNotEqualTo(key);
    }

    @Test
    void whoShowsOneKeyOfANameIsNobodyWhoShowsTheNext() {
        String first = made(here, TEAM_A);
        Caller before = keys.authenticate(shown(first)).who().orElseThrow();
        here.revoke(TEAM_A);
        String second = made(here, TEAM_A);

        assertThat(keys.authenticate(shown(second)).who())
                .hasValueSatisfying(next -> assertThat(next).isNotEqualTo(before));
        assertThat(before.toString()).doesNotContain(KeyHash.of(first).hex());
    }

    @Test
    void whatComesOfMakingAKeyDoesNotShowItWhenItIsPrinted() {
        Made made = here.create(TEAM_A, Set.of(Scope.CHAT), KeyTerms.NONE);

        assertThat(made).hasToString("a key of team-a");
    }

    @Test
    void aRevokedKeyIsTurnedAwayAtOnceHereAndWithinASecondElsewhere() {
        String key = made(here, TEAM_A);
        Keys there = new KnownKeys(new ConfiguredKeys(List.of()), elsewhere, Tokens.NONE);
        assertThat(there.authenticate(shown(key)).who()).isPresent();

        assertThat(here.revoke(TEAM_A)).isEqualTo(new Ended.Revoked(TEAM_A));

        assertThat(keys.authenticate(shown(key)).who()).isEmpty();
        nanos += KeyRegister.FRESH.toNanos() - 1;
        assertThat(there.authenticate(shown(key)).who()).isPresent();
        nanos += 1;
        assertThat(there.authenticate(shown(key)).who()).isEmpty();
        assertThat(here.keys().getFirst().revoked()).contains(NOW);
    }

    @Test
    void whoComesAfterHoursIsNotJudgedByAnOldLook() {
        assertThat(keys.isOpen()).isTrue();
        nanos += Duration.ofHours(5).toNanos();

        made(elsewhere, TEAM_A);

        assertThat(keys.isOpen()).isFalse();
    }

    @Test
    void whereTheStoreCannotBeReadNobodyComesInByAnOldLook() {
        String key = made(here, TEAM_A);
        assertThat(keys.authenticate(shown(key)).who()).isPresent();
        nanos += KeyRegister.FRESH.toNanos();

        store.breakDown();

        assertThatThrownBy(() -> keys.authenticate(shown(key)).who()).hasMessage("the store cannot be read");
        assertThatThrownBy(() -> keys.authenticate(Optional.empty()).who()).hasMessage("the store cannot be read");
    }

    @Test
    void theStoreIsReadOnceASecondHoweverManyCome() {
        String key = made(here, TEAM_A);
        int before = store.reads();

        for (int i = 0; i < 100; i++) {
            keys.authenticate(shown(key)).who();
        }

        assertThat(store.reads()).isEqualTo(before + 1);
    }

    @Test
    void aNameIsTakenUntilItsKeyIsRevoked() {
        String first = made(here, TEAM_A);

        assertThat(here.create(TEAM_A, Set.of(Scope.CHAT), KeyTerms.NONE))
                .isEqualTo(new Made.Taken("there is a key team-a; revoke it first, or choose another name"));
        here.revoke(TEAM_A);
        String second = made(here, TEAM_A);

        assertThat(keys.authenticate(shown(first)).who()).isEmpty();
        assertThat(keys.authenticate(shown(second)).who()).isPresent();
        assertThat(here.revoke(TEAM_B)).isEqualTo(new Ended.Unknown("there is no key team-b to revoke"));
    }

    /** Another program may give a name anew between two looks; {@code elsewhere} never looks, and so tells of nothing. */
    @Test
    void whoeverKeepsSomethingForAKeyHearsThatItIsGoneBeforeTheNextOfItsNameIsLetIn() {
        String first = made(elsewhere, TEAM_A);
        String other = made(elsewhere, TEAM_B);
        assertThat(keys.authenticate(shown(first)).who()).isPresent();
        nanos += KeyRegister.FRESH.toNanos();
        assertThat(keys.authenticate(shown(first)).who()).isPresent();
        assertThat(gone).isEmpty();

        elsewhere.revoke(TEAM_A);
        String second = made(elsewhere, TEAM_A);
        assertThat(keys.authenticate(shown(second)).who()).isEmpty();
        nanos += KeyRegister.FRESH.toNanos();

        assertThat(keys.authenticate(shown(second)).who()).isPresent();
        assertThat(gone).containsExactly(TEAM_A);
        here.revoke(TEAM_B);
        assertThat(keys.authenticate(shown(other)).who()).isEmpty();
        assertThat(gone).containsExactly(TEAM_A, TEAM_B);
    }

    @Test
    void theConfigurationGoesBeforeTheStore() {
        String stored = made(here, TEAM_A);
        HashedKey configured = HashedKey.of(
                new Caller(TEAM_A, Set.of(Scope.READ)), KeyHash.of(CONFIGURED).hex());
        KeyRegister register = register(Set.of(TEAM_A));
        Keys both = new KnownKeys(new ConfiguredKeys(List.of(configured)), register, Tokens.NONE);

        assertThat(both.authenticate(shown(CONFIGURED)).who().orElseThrow().scopes())
                .containsExactly(Scope.READ);
        assertThat(both.authenticate(shown(stored)).who()).isEmpty();
        assertThat(register.create(TEAM_A, Set.of(Scope.CHAT), KeyTerms.NONE))
                .isEqualTo(new Made.Taken("the configuration has a key team-a (tutti.keys.team-a)"));
    }

    /** Else it would let in again as soon as the configuration's key is taken away. */
    @Test
    void aStoredKeyBehindAConfiguredOneIsRevokedFirst() {
        String stored = made(here, TEAM_A);
        KeyRegister behind = register(Set.of(TEAM_A));

        assertThat(behind.revoke(TEAM_A)).isEqualTo(new Ended.Revoked(TEAM_A));
        assertThat(behind.revoke(TEAM_A))
                .isEqualTo(new Ended.Configured(
                        "the key team-a stands in the configuration: take tutti.keys.team-a away there"));
        assertThat(keys.authenticate(shown(stored)).who()).isEmpty();
    }

    @Test
    void theNameOfThoseWithoutAKeyIsNotGiven() {
        assertThat(here.create(KeyId.ANONYMOUS, Set.of(Scope.CHAT), KeyTerms.NONE))
                .isEqualTo(new Made.Taken("the name anonymous is kept for callers without a key"));
    }

    @Test
    void aKeyHasANameThatAnAddressCanHoldAndAScope() {
        assertThatThrownBy(() -> here.create(new KeyId("team/a"), Set.of(Scope.CHAT), KeyTerms.NONE))
                .hasMessage("a key's name is 1 to 100 letters, digits, dots, hyphens and underscores, was 'team/a'");
        assertThatThrownBy(() -> here.create(TEAM_A, Set.of(), KeyTerms.NONE))
                .hasMessage("a key has at least one scope, team-a had none");
    }

    @Test
    void aKeyThatCannotBeReadLetsNobodyInKeepsNobodyElseOutAndIsToldOnce() {
        List<String> told = new ArrayList<>();
        Handler listener = new Listener(told);
        Logger logger = Logger.getLogger(KeyRegister.class.getName());
        logger.addHandler(listener);
        try {
            store.addUnreadable("from-tomorrow");
            assertThat(keys.isOpen()).as("a key that cannot be read is a key").isFalse();
            assertThat(keys.authenticate(Optional.empty()).who()).isEmpty();

            String key = made(here, TEAM_A);
            for (int look = 0; look < 3; look++) {
                nanos += KeyRegister.FRESH.toNanos();
                assertThat(keys.authenticate(shown(key)).who()).isPresent();
            }
        } finally {
            logger.removeHandler(listener);
        }

        assertThat(told).hasSize(1);
        assertThat(told.getFirst()).contains("from-tomorrow", "lets nobody in");
    }

    /** Keeps what is logged. */
    private static final class Listener extends Handler {
        private final List<String> told;

        Listener(List<String> told) {
            this.told = told;
        }

        @Override
        public void publish(LogRecord line) {
            told.add(line.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    @Test
    void aLimitThatChangesWhileRequestsAreOnTheirWayCountsAllOfThem() {
        Accounts accounts = new Accounts(Map.of(), (_, _, _) -> Usd.ZERO);
        Account.Hold first = accounts.of(limited("1"))
                .hold(Usd.of("0.4"), Usd.of("0.4"), NOW)
                .orElseThrow();

        Account lower = accounts.of(limited("0.5"));
        assertThat(lower.scarcest(NOW).orElseThrow().reserved()).isEqualTo(Usd.of("0.4"));
        assertThat(lower.hold(Usd.of("0.2"), Usd.of("0.2"), NOW)).isEmpty();
        Account.Hold second = accounts.of(new Caller(TEAM_A, Set.of(Scope.CHAT)))
                .hold(Usd.of("0.3"), Usd.of("0.3"), NOW)
                .orElseThrow();
        first.settle(Usd.of("0.1"));
        second.settle(Usd.of("0.3"));

        assertThat(accounts.of(limited("0.5")).scarcest(NOW).orElseThrow().spent())
                .isEqualTo(Usd.of("0.4"));
    }

    @Test
    void aLimitOfAnotherPeriodCountsWhatIsOnItsWayToo() {
        Accounts accounts = new Accounts(Map.of(), (_, _, _) -> Usd.ZERO);
        var _ = accounts.of(limited("1")).hold(Usd.of("0.4"), Usd.of("0.4"), NOW);
        Caller monthly =
                new Caller(TEAM_A, Set.of(Scope.CHAT), KeyTerms.of(List.of(new Limit(Period.MONTH, Usd.of("1")))));

        assertThat(accounts.of(monthly).scarcest(NOW).orElseThrow().reserved()).isEqualTo(Usd.of("0.4"));
    }

    private static Caller limited(String daily) {
        return new Caller(TEAM_A, Set.of(Scope.CHAT), KeyTerms.of(List.of(new Limit(Period.DAY, Usd.of(daily)))));
    }

    @Test
    void anAccountGoesOnUntilItsBudgetIsAnotherAndCountsWhatTheNameHasSpent() {
        Accounts accounts = new Accounts(Map.of(), (_, _, _) -> Usd.of("0.25"));
        Caller one = new Caller(TEAM_A, Set.of(Scope.CHAT), BUDGET);
        Caller other =
                new Caller(TEAM_A, Set.of(Scope.CHAT), KeyTerms.of(List.of(new Limit(Period.DAY, Usd.of("0.5")))));

        assertThat(accounts.of(one)).isSameAs(accounts.of(one));
        assertThat(accounts.of(one).scarcest(NOW).orElseThrow().left()).isEqualTo(Usd.of("0.75"));
        assertThat(accounts.of(other).scarcest(NOW).orElseThrow().left()).isEqualTo(Usd.of("0.25"));
        assertThat(accounts.of(new Caller(TEAM_A, Set.of(Scope.CHAT))).scarcest(NOW))
                .isEmpty();
    }

    private static String made(KeyRegister register, KeyId name) {
        return register.create(name, Set.of(Scope.CHAT), BUDGET) instanceof Made.Issued issued ? issued.key() : "none";
    }

    private KeyRegister register(Set<KeyId> configured) {
        return new KeyRegister(store, configured, () -> NOW, () -> nanos, new SecureRandom(), gone::add);
    }

    private static Optional<Credential> shown(String text) {
        return Optional.of(Credential.of(text));
    }
}
