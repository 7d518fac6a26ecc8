package dev.tutti.edge.http;

import java.util.HashMap;
import java.util.Map;

/** As {@link ScriptedProfile}; no heartbeat finds out who has left, and who reads nothing is not borne with. */
public class HangupProfile extends ScriptedProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        Map<String, String> settings = new HashMap<>(super.getConfigOverrides());
        settings.putAll(Map.of("tutti.http.heartbeat", "1h", "tutti.http.reader-patience", "300ms"));
        return settings;
    }
}
