package dev.tutti.learning.training;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The rule that serves while there is no router model, by what it really brought: the request's own row. A prompt that
 * nobody asked live (an import) is given the best fixed plan instead, which is harder to beat.
 */
final class Served implements Rival {
    private final Map<String, TrainingRow> rows = new HashMap<>();
    private final StaticMix otherwise;

    Served(List<TrainingRow> chosen, StaticMix otherwise) {
        chosen.forEach(
                row -> rows.putIfAbsent(key(row.row().promptHash(), row.world().name()), row));
        this.otherwise = otherwise;
    }

    @Override
    public Optional<ReplayedOutcome> on(PromptGroup group) {
        TrainingRow served = rows.get(key(group.promptHash(), group.world().name()));
        if (served == null) {
            return otherwise.empty() ? Optional.empty() : PlanReplay.replay(otherwise.best(), group);
        }
        LoggedRow row = served.row();
        return Optional.of(new ReplayedOutcome(
                served.score(),
                row.cost(),
                row.calls().stream().map(LoggedRow.Call::model).toList(),
                Optional.empty()));
    }

    private static String key(String promptHash, String world) {
        return world + "/" + promptHash;
    }
}
