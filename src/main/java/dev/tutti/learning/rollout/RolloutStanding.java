package dev.tutti.learning.rollout;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tutti.memory.modelstore.Rollout;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How a rollout stood at the last look: requests of its stage so far and needed, what pairs say, the evidence for each harm
 * ({@code refutes}: from where it takes the challenger back), and what is awaited, in words.
 */
public record RolloutStanding(
        Rollout rollout,
        long requests,
        long needed,
        PairedScores pairs,
        SortedMap<String, Double> evidence,
        double refutes,
        String awaits) {
    public RolloutStanding {
        evidence = new TreeMap<>(evidence);
    }

    static RolloutStanding of(Rollout rollout, long requests, long needed, Weighing weighing, String awaits) {
        SortedMap<String, Double> evidence = new TreeMap<>();
        for (Harm harm : Harm.values()) {
            evidence.put(harm.wireName(), weighing.objections().bet(harm).eValue());
        }
        return new RolloutStanding(
                rollout,
                requests,
                needed,
                PairedScores.of(weighing.differences(), weighing.share()),
                evidence,
                weighing.objections().level(),
                awaits);
    }

    /** What the history keeps of it. */
    ObjectNode figures() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("requests_of_stage", requests);
        json.put("pairs", pairs.count());
        json.put("differing", pairs.differing());
        json.put("difference", pairs.difference());
        json.put("lower", pairs.lower());
        json.put("upper", pairs.upper());
        ObjectNode all = json.putObject("evidence");
        evidence.forEach(all::put);
        return json;
    }
}
