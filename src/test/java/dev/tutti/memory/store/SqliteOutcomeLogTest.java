package dev.tutti.memory.store;

import static dev.tutti.memory.outcome.Rows.row;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tutti.memory.outcome.Label;
import dev.tutti.memory.outcome.LabelSource;
import dev.tutti.memory.outcome.LabelledRow;
import dev.tutti.memory.outcome.OutcomeLogUnavailable;
import dev.tutti.memory.outcome.OutcomeQuery;
import dev.tutti.memory.outcome.OutcomeRow;
import dev.tutti.memory.outcome.Rows;
import dev.tutti.memory.tenancy.Caller;
import dev.tutti.memory.tenancy.KeyHash;
import dev.tutti.memory.tenancy.KeyTerms;
import dev.tutti.memory.tenancy.RateLimits;
import dev.tutti.memory.tenancy.Scope;
import dev.tutti.memory.tenancy.StoredKey;
import dev.tutti.sense.budget.Limit;
import dev.tutti.sense.budget.Pace;
import dev.tutti.sense.budget.Period;
import dev.tutti.sense.evidence.Breach;
import dev.tutti.sense.evidence.Release;
import dev.tutti.words.chat.KeyId;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.chat.RequestId;
import dev.tutti.words.chat.Usd;
import dev.tutti.words.plan.ModelFilter;
import dev.tutti.words.plan.RoutingDefaults;
import dev.tutti.words.plan.WhenInfeasible;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SqliteOutcomeLogTest {
    private static final KeyId TEAM_A = new KeyId("team-a");

    @TempDir
    Path folder;

    private SqliteOutcomeLog log;

    @BeforeEach
    void open() {
        log = SqliteOutcomeLog.open(folder);
    }

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void anAppendedRowIsFoundAsItWasEvenAfterReopening() {
        log.append(row("r1").auditing("r0").considering(20).make());

        reopen();

        assertThat(log.find(new RequestId("r1")))
                .contains(row("r1").auditing("r0").considering(20).unlabelled());
        assertThat(log.find(new RequestId("r2"))).isEmpty();
        assertThat(log.count()).isEqualTo(1);
    }

    @Test
    void aKeyIsThereAfterReopeningAsItWasAndItsNameIsFreeOnceItIsRevoked() {
        StoredKey first = key("1", Optional.empty());
        StoredKey second = key("2", Optional.empty());

        assertThat(log.add(first)).isTrue();
        assertThat(log.add(second)).isFalse();
        reopen();
        assertThat(log.keys().keys()).containsExactly(first);
        assertThat(log.revoke(new KeyId("team-b"), Instant.EPOCH)).isFalse();
        assertThat(log.revoke(TEAM_A, Instant.EPOCH)).isTrue();
        assertThat(log.revoke(TEAM_A, Instant.EPOCH)).isFalse();
        assertThat(log.add(second)).isTrue();

        assertThat(log.keys().keys()).containsExactly(key("1", Optional.of(Instant.EPOCH)), second);
    }

    @Test
    void aKeyThatAnotherProgramMadeOrRevokedIsSeenAtOnce() {
        try (SqliteOutcomeLog other = SqliteOutcomeLog.open(folder)) {
            assertThat(log.keys().keys()).isEmpty();
            other.add(key("1", Optional.empty()));
            assertThat(log.keys().keys()).containsExactly(key("1", Optional.empty()));
            other.revoke(TEAM_A, Instant.EPOCH);
            assertThat(log.keys().keys()).containsExactly(key("1", Optional.of(Instant.EPOCH)));
        }
    }

    @Test
    void aKeyThatCannotBeReadIsToldByItsNameAndHidesNoOther() throws SQLException {
        log.add(key("1", Optional.empty()));
        for (String column : List.of("sha256 = 'none'", "scopes = 'fly'", "terms = '{'", "created = 'soon'")) {
            damage("INSERT INTO api_key (name, sha256, scopes, terms, created)" + " SELECT 'broken', '" + "2".repeat(64)
                    + "', scopes, terms, created FROM api_key");
            damage("UPDATE api_key SET " + column + " WHERE name = 'broken'");

            assertThat(log.keys().keys()).as(column).containsExactly(key("1", Optional.empty()));
            assertThat(log.keys().unreadable()).as(column).containsExactly("broken");

            damage("DELETE FROM api_key WHERE name = 'broken'");
        }
    }

    /** As the version before wrote it. */
    @Test
    void aKeyOfBeforeThereWasACacheIsReadAndSaysNothingOfIt() throws SQLException {
        log.add(key("1", Optional.empty()));
        damage("UPDATE api_key SET terms = '{\"defaults\":{\"task\":\"reviews\"}}'");

        assertThat(log.keys().unreadable()).isEmpty();
        RoutingDefaults read = log.keys().keys().getFirst().caller().terms().defaults();
        assertThat(read.task()).contains("reviews");
        assertThat(read.cache()).isEmpty();
    }

    private static StoredKey key(String digit, Optional<Instant> revoked) {
        KeyTerms terms = new KeyTerms(
                List.of(new Limit(Period.DAY, Usd.of("0.000000000001")), new Limit(Period.MONTH, Usd.of("30"))),
                new ModelFilter(List.of("openai/*", "a,b"), List.of()),
                new RateLimits(OptionalLong.of(60), OptionalLong.empty()),
                new RoutingDefaults(
                        OptionalDouble.of(0.85),
                        Optional.of(Usd.of("0.000000000001")),
                        Optional.of(Duration.ofNanos(1_500_001)),
                        Optional.of(WhenInfeasible.MAX_QUALITY),
                        Optional.of("reviews, long ones"),
                        Optional.of(true)));
        Caller caller = new Caller(TEAM_A, Set.of(Scope.CHAT, Scope.ADMIN), terms);
        return new StoredKey(caller, new KeyHash(digit.repeat(64)), Instant.parse("2026-11-27T20:00:00.5Z"), revoked);
    }

    @Test
    void aRowThatIsDamagedOnDiskIsPassedOverAndHidesNoOther() throws SQLException {
        log.append(row("r1").make());
        log.append(row("r2").make());
        log.append(row("r3").make());
        log.append(row("r4").make());
        log.label(new Label(new RequestId("r3"), 1, LabelSource.USER, false, Optional.empty(), Instant.EPOCH));
        damage("UPDATE outcome SET body = x'02ff' WHERE id = 'r2'");
        damage("UPDATE label SET score = 7");

        List<String> seen = new ArrayList<>();
        long damaged =
                log.scan(OutcomeQuery.all(100), row -> seen.add(row.row().id().value()));

        assertThat(seen).containsExactly("r1", "r4");
        assertThat(damaged).isEqualTo(2);
        assertThat(log.page(OutcomeQuery.all(100))).hasSize(2);
        assertThatThrownBy(() -> log.find(new RequestId("r2"))).isInstanceOf(OutcomeLogUnavailable.class);
    }

    private void damage(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("outcomes.db"));
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void whoeverWasReleasedIsKnownInOrderAfterReopening() {
        Release first = new Release(new ModelId("a/b:8b"), Instant.parse("2026-11-20T12:00:00.123456789Z"));
        Release second = new Release(new ModelId("a/b:8b"), Instant.parse("2026-11-21T12:00:00Z"));
        log.add(first);
        log.add(second);

        reopen();

        assertThat(log.all()).containsExactly(first, second);
    }

    @Test
    void whoeverWroteMoreThanAllowedIsKnownInOrderAfterReopening() {
        Breach first = new Breach(new ModelId("a/b:8b"), Instant.parse("2026-11-20T12:00:00.123456789Z"));
        Breach second = new Breach(new ModelId("a/c"), Instant.parse("2026-11-20T11:00:00Z"));
        log.add(first);
        log.add(second);

        reopen();

        assertThat(log.breaches()).containsExactly(first, second);
    }

    @Test
    void whatAKeyHasSpentIsKnownByTheDayOnWhichItsRequestsCameInAfterReopeningToo() {
        Instant midnight = Instant.parse("2026-11-21T00:00:00Z");
        LocalDate eve = LocalDate.parse("2026-11-20");
        log.append(row("r1").costing("0.1").make());
        log.append(row("r2")
                .costing("0.2")
                .at(midnight.plusSeconds(3))
                .taking(Duration.ofSeconds(3))
                .make());
        log.append(row("r3")
                .costing("0.4")
                .at(midnight.plusSeconds(3))
                .taking(Duration.ofNanos(3_000_000_001L))
                .make());
        log.append(row("r4").costing("0.8").by("team-b").make());

        reopen();

        assertThat(log.spent(TEAM_A, eve, eve.plusDays(1))).isEqualTo(Usd.of("0.5"));
        assertThat(log.spent(TEAM_A, eve.plusDays(1), eve.plusDays(2))).isEqualTo(Usd.of("0.2"));
        assertThat(log.spent(TEAM_A, eve, eve.plusDays(2))).isEqualTo(Usd.of("0.7"));
        assertThat(log.spent(TEAM_A, eve.plusDays(2), eve.plusDays(9))).isEqualTo(Usd.ZERO);
        assertThat(log.spent(new KeyId("nobody"), eve, eve.plusDays(2))).isEqualTo(Usd.ZERO);
    }

    @Test
    void howAKeysPacingStoodWithItsLastRowIsKnownAfterReopeningAndNoImportMovesIt() {
        log.append(paced("r1", new Pace(70, 3)));
        log.append(paced("r2", new Pace(77, -4.5)));
        log.append(row("r3").make());
        log.append(row("r4").by("team-b").make());
        log.importRows(List.of(new LabelledRow(paced("r5", new Pace(1, 1)), List.of())));

        reopen();

        assertThat(log.pace(TEAM_A)).contains(new Pace(77, -4.5));
        assertThat(log.pace(new KeyId("team-b"))).isEmpty();
        assertThat(log.pace(new KeyId("nobody"))).isEmpty();
    }

    private static OutcomeRow paced(String id, Pace stood) {
        OutcomeRow row = row(id).make();
        return Rows.withReceipt(row, row.receipt().telling(Optional.of(stood)));
    }

    @Test
    void auditsImportsAndRowsThatAreNotTakenCostTheKeyNothing() {
        LocalDate day = LocalDate.parse("2026-11-20");
        log.append(row("r1").costing("0.1").make());
        log.append(row("r1-a").costing("0.2").auditing("r1").make());
        log.append(row("r2").costing("0.4").by(KeyId.ANONYMOUS.value()).make());
        log.importRows(List.of(row("r3").costing("0.8").unlabelled()));
        assertThatThrownBy(() -> log.append(row("r1").costing("1.6").make()))
                .isInstanceOf(IllegalArgumentException.class);

        assertThat(log.spent(TEAM_A, day, day.plusDays(1))).isEqualTo(Usd.of("0.1"));
        assertThat(log.spent(KeyId.ANONYMOUS, day, day.plusDays(1))).isEqualTo(Usd.ZERO);
    }

    @Test
    void anIdIsAppendedOnceAndTheFirstRowStays() {
        log.append(row("r1").make());

        assertThatThrownBy(() -> log.append(row("r1").tagged("math").make()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("r1");

        assertThat(log.find(new RequestId("r1"))).contains(row("r1").unlabelled());
    }

    @Test
    void importedRowsNeverReplaceRowsOrLabelsThatAreThere() {
        log.append(row("r1").make());
        log.label(row("r1").label(0.25, LabelSource.REPLAY));

        int added = log.importRows(List.of(
                row("r1").tagged("math").labelled(1),
                row("r2").labelled(0.5),
                row("r2").labelled(0.75)));

        assertThat(added).isEqualTo(1);
        assertThat(log.find(new RequestId("r1"))).contains(row("r1").labelled(0.25));
        assertThat(log.find(new RequestId("r2"))).contains(row("r2").labelled(0.5));
        assertThat(log.importRows(List.of(row("r2").labelled(0.5)))).isZero();
    }

    @Test
    void theLastLabelOfEachSourceCountsAndItsHistoryIsKept() throws Exception {
        log.append(row("r1").make());
        Label last = row("r1").label(0.5, LabelSource.USER);
        log.label(row("r1").label(0, LabelSource.USER));
        log.label(row("r1").label(1, LabelSource.JUDGE));
        log.label(last);

        assertThat(log.find(new RequestId("r1")).orElseThrow().labels())
                .containsExactly(row("r1").label(1, LabelSource.JUDGE), last);
        try (var connection = OutcomeFile.in(folder).reader()) {
            assertThat(Migrations.number(connection, "SELECT count(*) FROM label"))
                    .isEqualTo(3);
        }
    }

    @Test
    void aLabelWithoutItsRowIsRefused() {
        assertThatThrownBy(() -> log.label(row("r1").label(1, LabelSource.USER)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("r1");
    }

    @Test
    void aClosedLogSaysSoAndLosesNothingItAccepted() {
        log.append(row("r1").make());
        log.close();

        assertThatThrownBy(() -> log.append(row("r2").make())).isInstanceOf(OutcomeLogUnavailable.class);
        assertThatThrownBy(log::count).isInstanceOf(OutcomeLogUnavailable.class);

        reopen();
        assertThat(log.count()).isEqualTo(1);
    }

    @Test
    void twoLogsOnOneFileSeeEachOthersRows() {
        try (SqliteOutcomeLog other = SqliteOutcomeLog.open(folder)) {
            log.append(row("r1").make());
            other.append(row("r2").make());

            assertThat(other.find(new RequestId("r1"))).isPresent();
            assertThat(log.find(new RequestId("r2")).map(LabelledRow::row))
                    .contains(row("r2").make());
        }
    }

    @Test
    void rowsOfOneKindShareOneDictionaryWhicheverLogMetThemFirst() throws Exception {
        try (SqliteOutcomeLog other = SqliteOutcomeLog.open(folder)) {
            log.append(row("r1").considering(20).make());
            other.append(row("r2").considering(20).make());
            log.append(row("r3").considering(3).make());

            assertThat(other.find(new RequestId("r1")).map(LabelledRow::row))
                    .contains(row("r1").considering(20).make());
            assertThat(log.find(new RequestId("r2")).map(LabelledRow::row))
                    .contains(row("r2").considering(20).make());
        }
        try (var connection = OutcomeFile.in(folder).reader()) {
            assertThat(Migrations.number(connection, "SELECT count(*) FROM dictionary"))
                    .isEqualTo(1);
        }
    }

    @Test
    void aDictionaryKnowsNothingOfWhoAskedWhat() throws Exception {
        OutcomeRow first = row("r1").considering(20).make();
        log.append(first);

        String text;
        try (var connection = OutcomeFile.in(folder).reader();
                var statement = connection.createStatement();
                var found = statement.executeQuery("SELECT bytes FROM dictionary")) {
            text = new String(found.getBytes(1), UTF_8);
        }

        assertThat(text)
                .contains("candidates")
                .doesNotContain(first.id().value())
                .doesNotContain(first.promptHash())
                .doesNotContain("\"" + first.key().value() + "\"");
    }

    private void reopen() {
        log.close();
        log = SqliteOutcomeLog.open(folder);
    }
}
