package dev.tutti.memory.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tutti.memory.tenancy.Caller;
import dev.tutti.memory.tenancy.KeyHash;
import dev.tutti.memory.tenancy.KeyStore;
import dev.tutti.memory.tenancy.KeyTermsJson;
import dev.tutti.memory.tenancy.Scope;
import dev.tutti.memory.tenancy.StoredKey;
import dev.tutti.words.chat.KeyId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The table of API keys. Keys are seldom made, so nothing of it is kept prepared. */
final class KeyTable {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private static final String COMMA = ",";

    private final Connection connection;

    KeyTable(Connection connection) {
        this.connection = connection;
    }

    /** False, and nothing of it written, when a key of that name is not revoked. */
    boolean insert(StoredKey key) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO api_key (name, sha256, scopes, terms, created)"
                        + " VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING")) {
            insert.setString(1, key.caller().key().value());
            insert.setString(2, key.hash().hex());
            insert.setString(3, words(key.caller().scopes()));
            insert.setString(4, KeyTermsJson.write(key.caller().terms()).toString());
            insert.setString(5, key.created().toString());
            return insert.executeUpdate() > 0;
        }
    }

    /** False when no key of that name is there that is not revoked. */
    boolean revoke(KeyId name, Instant at) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("UPDATE api_key SET revoked = ? WHERE name = ? AND revoked IS NULL")) {
            update.setString(1, at.toString());
            update.setString(2, name.value());
            return update.executeUpdate() > 0;
        }
    }

    /** A row that cannot be read hides no other. */
    KeyStore.Kept all() throws SQLException {
        List<StoredKey> keys = new ArrayList<>();
        List<String> unreadable = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(
                        "SELECT name, sha256, scopes, terms, created, revoked FROM api_key ORDER BY n")) {
            while (result.next()) {
                Optional<StoredKey> key = key(result);
                key.ifPresent(keys::add);
                if (key.isEmpty()) {
                    unreadable.add(String.valueOf(result.getString(1)));
                }
            }
        }
        return new KeyStore.Kept(keys, unreadable);
    }

    private static Optional<StoredKey> key(ResultSet row) throws SQLException {
        try {
            return Optional.of(new StoredKey(
                    new Caller(
                            new KeyId(row.getString(1)),
                            scopes(row.getString(3)),
                            KeyTermsJson.read(JSON.readTree(row.getString(4)))),
                    new KeyHash(row.getString(2)),
                    Instant.parse(row.getString(5)),
                    Optional.ofNullable(row.getString(6)).map(Instant::parse)));
        } catch (JsonProcessingException | RuntimeException unreadable) {
            return Optional.empty();
        }
    }

    private static String words(Set<Scope> scopes) {
        return scopes.stream().sorted().map(Scope::wireName).collect(Collectors.joining(COMMA));
    }

    private static Set<Scope> scopes(String words) {
        Set<Scope> scopes = EnumSet.noneOf(Scope.class);
        Arrays.stream(words.split(COMMA, -1)).map(Scope::ofWireName).forEach(scope -> scope.ifPresent(scopes::add));
        return scopes;
    }
}
