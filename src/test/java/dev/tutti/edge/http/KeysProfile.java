package dev.tutti.edge.http;

import dev.tutti.memory.tenancy.Scope;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/** {@link PracticeProfile} with one key for each scope; the key of a scope is {@link #token}. */
public class KeysProfile extends PracticeProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        Map<String, String> settings = super.getConfigOverrides();
        for (Scope scope : Scope.values()) {
            settings.put("tutti.keys." + scope.wireName() + ".sha256", sha256(token(scope)));
            settings.put("tutti.keys." + scope.wireName() + ".scopes", scope.wireName());
        }
        return settings;
    }

    static String token(Scope scope) {
        return "the-key-to-" + scope.wireName();
    }

    static String sha256(String token) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
