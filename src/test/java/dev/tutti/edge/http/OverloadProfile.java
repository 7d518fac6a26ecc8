package dev.tutti.edge.http;

import java.util.Map;

/** {@link KeysProfile} where one conversation is a crowd. */
public class OverloadProfile extends KeysProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        Map<String, String> settings = super.getConfigOverrides();
        settings.put("tutti.overload.floor", "1");
        settings.put("tutti.overload.ceiling", "1");
        return settings;
    }
}
