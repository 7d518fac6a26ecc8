package dev.tutti.edge.http;

import java.util.Map;

/** {@link FaultProfile} with hedges, and keys of which the token is their name. */
public class KeyBudgetProfile extends FaultProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        Map<String, String> settings = super.getConfigOverrides();
        settings.put("tutti.execution.hedge.enabled", "true");
        settings.put("tutti.execution.hedge.share", "0.5");
        settings.put("tutti.execution.hedge.quantile", "0.5");
        settings.put("tutti.execution.hedge.least", "1ms");
        addKey(settings, "rich", "monthly", "1000");
        addKey(settings, "crowd", "monthly", "0.01");
        addKey(settings, "poor", "monthly", "0.004");
        addKey(settings, "spent", "daily", "0.000001");
        addKey(settings, "paced", "monthly", "1000");
        settings.put("tutti.keys.paced.scopes", "chat,read");
        settings.put("tutti.keys.paced.mean-cost-usd", "0.00001");
        return settings;
    }

    static void addKey(Map<String, String> settings, String name, String period, String dollars) {
        settings.put("tutti.keys." + name + ".sha256", KeysProfile.sha256(name));
        settings.put("tutti.keys." + name + ".scopes", "chat");
        settings.put("tutti.keys." + name + "." + period + "-budget-usd", dollars);
    }
}
