package dev.tutti.learning.training;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tutti.memory.modelstore.LearnedCascade;
import dev.tutti.memory.modelstore.PromptClusters;
import dev.tutti.memory.modelstore.ReleaseParts;
import dev.tutti.memory.modelstore.ReleaseRefused;
import dev.tutti.memory.modelstore.Rollout;
import dev.tutti.memory.modelstore.Stage;
import java.time.Duration;
import java.util.stream.Collectors;

/** What a training found, for people and programs; grows as the training goes on. */
final class TrainingReport {
    private final ObjectNode json = JsonNodeFactory.instance.objectNode();

    void loaded(TrainingRows rows) {
        json.put("rows_read", rows.read());
        json.put("labelled_rows", rows.rows().size());
        json.put(
                "prompts_with_several_models",
                rows.groups().stream()
                        .filter(group -> group.answers().size() > 1)
                        .count());
        ObjectNode dropped = json.putObject("dropped");
        rows.dropped().forEach((reason, count) -> dropped.put(reason.wireName(), count));
    }

    /** The reason, in words. {@code early}: people's scores too young to count yet. */
    String tooFew(int labels, int wanted, long early, Duration window) {
        String reason = "too few labels: " + labels + " labelled rows, training needs " + wanted + " ("
                + (wanted - labels) + " more)"
                + (early == 0
                        ? ""
                        : "; " + early + " scores of people wait until their request is " + window
                                + " old (tutti.training.label-window)");
        json.put("reason", reason);
        return reason;
    }

    /** The reason, in words: one release at a time comes to serve, and what is learned meanwhile is judged against neither. */
    String underWay(Rollout rollout) {
        String reason = "release " + rollout.challenger() + " is being rolled out, at stage "
                + rollout.stage().wireName() + "; train when that is over, or end it: promote or roll back";
        json.put("reason", reason);
        return reason;
    }

    /** It serves step by step, and the first step is the shadow. */
    void proposed() {
        json.put("stage", Stage.SHADOW.wireName());
    }

    /** The reason, in words. */
    String notProposed(ReleaseRefused refused) {
        String reason = String.valueOf(refused.getMessage());
        json.put("reason", reason);
        return reason;
    }

    void learned(ReleaseParts parts) {
        json.put("clusters", parts.clusters().size());
        json.put("table_share", parts.blend().tableShare());
        json.put("prompt_share", parts.blend().promptShare());
        ObjectNode cascades = json.putObject("cascades");
        for (LearnedCascade cascade : parts.cascades()) {
            String members = cascade.members().stream().map(Object::toString).collect(Collectors.joining(", "));
            cascades.putObject(cascade.name())
                    .put("members", members)
                    .put("mu", cascade.calls().mu())
                    .put("expected_score", cascade.all().score())
                    .put("expected_cost_usd", cascade.all().costUsd());
        }
    }

    /** The proof of the recorded world: models left out are foretold, since no model of a catalogue is among them. */
    void recorded(Recordings recordings, PromptClusters clusters, long seed) {
        ObjectNode recorded = json.putObject("recorded")
                .put("prompts", recordings.prompts().size())
                .put("scores", recordings.scores())
                .put("models", recordings.models().models().size());
        ObjectNode sets = recorded.putObject("prompts_of_sets");
        recordings.sets().forEach(sets::put);
        ObjectNode unmet = recorded.putObject("family_left_out");
        ForetoldSet.of(new UnmetModels(recordings, clusters, seed).foretell(UnmetModels.Without.FAMILY))
                .forEach(foretold -> unmet.set(foretold.set(), foretold.toJson()));
    }

    void judged(GateReport gate) {
        json.set("gate", gate.toJson());
        if (!gate.passed()) {
            json.put("reason", gate.failures());
        }
    }

    ObjectNode toJson() {
        return json.deepCopy();
    }
}
