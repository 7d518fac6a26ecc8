package dev.tutti.memory.store;

import static dev.tutti.memory.outcome.Rows.inSession;
import static dev.tutti.memory.outcome.Rows.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.memory.outcome.Deletable;
import dev.tutti.memory.outcome.Deleted;
import dev.tutti.memory.outcome.EmbeddingQuery;
import dev.tutti.memory.outcome.Label;
import dev.tutti.memory.outcome.LabelSource;
import dev.tutti.memory.outcome.OutcomeQuery;
import dev.tutti.memory.outcome.Rows;
import dev.tutti.words.chat.KeyId;
import dev.tutti.words.chat.RequestId;
import dev.tutti.words.chat.Usd;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LogDeletionTest {
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
    void aRequestGoesWithItsLabelsItsAuditsAndWhatJudgedThem() throws SQLException {
        log.append(row("r1").make());
        log.append(row("audit").auditing("r1").make());
        log.append(row("judge").auditing("audit").make());
        log.append(row("r2").make());
        for (LabelSource source : List.of(LabelSource.USER, LabelSource.USER, LabelSource.JUDGE)) {
            log.label(label("r1", source));
            log.label(label("r2", source));
        }
        log.label(label("audit", LabelSource.JUDGE));

        assertThat(delete("r1")).isEqualTo(new Deleted(1, 2, 0, 4));

        assertThat(ids()).containsExactly("r2");
        assertThat(log.find(new RequestId("r2")).orElseThrow().labels()).hasSize(2);
        assertThat(number("SELECT count(*) FROM label")).isEqualTo(3);
        assertThat(number("SELECT count(*) FROM outcome_model WHERE seq NOT IN (SELECT seq FROM outcome)"))
                .isZero();
        assertThat(delete("r1")).isEqualTo(Deleted.NOTHING);
    }

    @Test
    void whatRanInTheBackgroundOfARequestThatIsGoneGoesWhenItIsDeletedOnceMore() {
        log.append(row("r1").make());
        delete("r1");
        log.append(row("late").auditing("r1").make());

        assertThat(delete("r1")).isEqualTo(new Deleted(0, 1, 0, 0));
        assertThat(ids()).isEmpty();
    }

    @Test
    void aSessionIsThatOfItsKeyAlone() {
        for (int i = 0; i < 600; i++) {
            log.append(inSession(row("a" + i).make(), i % 2 == 0 ? "s1" : "s2"));
        }
        log.append(row("audit").auditing("a0").make());
        log.append(inSession(row("other").by("team-b").make(), "s1"));
        log.append(row("none").make());

        assertThat(log.delete(new Deletable.OfSession(TEAM_A, "s1"))).isEqualTo(new Deleted(300, 1, 0, 0));

        assertThat(ids()).hasSize(302).contains("a1", "a599", "other", "none").doesNotContain("a0", "a598", "audit");
    }

    @Test
    void aKeyGoesWithAllThatItAskedAndWhatItSpentStaysSpent() throws SQLException {
        for (int i = 0; i < 600; i++) {
            log.append(row("a" + i).costing("0.5").make());
        }
        log.append(row("audit").auditing("a599").make());
        log.append(row("other").by("team-b").make());
        log.append(Rows.embedding("e1", "team-a"));
        log.append(Rows.embedding("e2", "team-b"));
        damage("a7");

        assertThat(log.delete(new Deletable.OfKey(TEAM_A))).isEqualTo(new Deleted(600, 1, 1, 0));

        assertThat(ids()).containsExactly("other");
        assertThat(log.page(EmbeddingQuery.all(10)))
                .extracting(row -> row.id().value())
                .containsExactly("e2");
        assertThat(log.spent(TEAM_A, LocalDate.EPOCH, LocalDate.of(2100, 1, 1))).isGreaterThanOrEqualTo(Usd.of("300"));
        assertThat(log.delete(new Deletable.OfKey(TEAM_A))).isEqualTo(Deleted.NOTHING);
    }

    @Test
    void aRowOfEmbeddingsIsARequestToo() {
        log.append(Rows.embedding("e1", "team-a"));

        assertThat(delete("e1")).isEqualTo(new Deleted(0, 0, 1, 0));
        assertThat(log.findEmbedding(new RequestId("e1"))).isEmpty();
    }

    @Test
    void nothingOfItIsLeftInTheFile() throws IOException {
        for (int i = 0; i < 50; i++) {
            log.append(row("canary-" + i).make());
            log.append(row("other-" + i).make());
        }
        log.label(label("canary-1", LabelSource.USER));
        log.close();
        assertThat(bytes()).contains("canary-1", "said by the user");
        open();

        for (int i = 0; i < 50; i++) {
            delete("canary-" + i);
        }
        log.close();

        assertThat(bytes()).contains("other-1").doesNotContain("canary-", "said by the user");
    }

    private String bytes() throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                all.append(Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        return all.toString();
    }

    private Deleted delete(String id) {
        return log.delete(new Deletable.OfRequest(new RequestId(id)));
    }

    private static Label label(String id, LabelSource source) {
        return new Label(new RequestId(id), 0.5, source, false, Optional.of("said by the user"), Rows.NOON);
    }

    private List<String> ids() {
        return log.page(OutcomeQuery.all(1_000)).stream()
                .map(labelled -> labelled.row().id().value())
                .toList();
    }

    private long number(String sql) throws SQLException {
        try (Connection connection = connection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            return result.getLong(1);
        }
    }

    private void damage(String id) throws SQLException {
        try (Connection connection = connection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("UPDATE outcome SET body = x'00' WHERE id = '" + id + "'");
        }
    }

    private Connection connection() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("outcomes.db"));
    }
}
