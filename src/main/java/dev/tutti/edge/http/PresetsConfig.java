package dev.tutti.edge.http;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithParentName;
import java.util.Map;

/**
 * Plans with a name: {@code tutti.presets.NAME} holds the wire form of a plan, asked for as model {@code preset/NAME}.
 * Beside the plan's own fields it may say {@code references: system}: see {@link dev.tutti.words.plan.ReferencePlace}.
 */
@ConfigMapping(prefix = "tutti.presets")
public interface PresetsConfig {

    @WithParentName
    Map<String, String> plans();
}
