package dev.tutti.learning.training;

import dev.tutti.memory.modelstore.World;
import dev.tutti.sense.evidence.AnswerSketch;
import dev.tutti.sense.evidence.Flaw;
import dev.tutti.sense.feature.FeatureExtractor;
import dev.tutti.sense.feature.Features;
import dev.tutti.sense.policy.Targets;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.chat.Tokens;
import dev.tutti.words.chat.Usd;
import dev.tutti.words.plan.WhenInfeasible;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/** Made-up groups of recorded answers. */
final class Recorded {
    static final ModelId CHEAP = new ModelId("a/cheap");
    static final ModelId SECOND = new ModelId("b/second");
    static final ModelId STRONG = new ModelId("c/strong");
    static final List<ModelId> MODELS = List.of(CHEAP, SECOND, STRONG);

    private Recorded() {}

    /** A short answer: equal words have equal digests. */
    static RecordedAnswer answer(int words, double score, String usd) {
        AnswerSketch sketch = new AnswerSketch(words, 0, true, 20, Flaw.NONE);
        return new RecordedAnswer(Optional.of(sketch), score, Usd.of(usd), new Tokens(10), new Tokens(5));
    }

    static RecordedAnswer missing(String usd) {
        return new RecordedAnswer(Optional.empty(), 0, Usd.of(usd), new Tokens(10), new Tokens(0));
    }

    static Features features(double hardness) {
        double[] dense = new double[FeatureExtractor.SCHEMA.dense().size()];
        dense[0] = hardness;
        return new Features(FeatureExtractor.SCHEMA.version(), "", dense, new int[0]);
    }

    static PromptGroup group(int number, Features features, Map<ModelId, RecordedAnswer> answers) {
        Targets targets = new Targets(0.8, Usd.of("1"), Duration.ofSeconds(30), WhenInfeasible.BEST_GAIN);
        Instant at = Instant.EPOCH.plusSeconds(number);
        return new PromptGroup("prompt-" + number, World.REAL, at, features, targets, Answers.of(answers), 1, true);
    }

    /**
     * Prompts of which half are hard. On easy ones cheap and second are right and agree; on hard ones they guess, each its
     * own wrong answer, and only strong, twenty times as dear, is right.
     */
    static List<PromptGroup> halfHard(int prompts, RandomGenerator random) {
        List<PromptGroup> groups = new ArrayList<>();
        for (int i = 0; i < prompts; i++) {
            boolean hard = random.nextBoolean();
            TreeMap<ModelId, RecordedAnswer> answers = new TreeMap<>();
            answers.put(CHEAP, hard ? answer(100 + i, 0, "0.0001") : answer(1, 1, "0.0001"));
            answers.put(SECOND, hard ? answer(5000 + i, 0, "0.0002") : answer(1, 1, "0.0002"));
            answers.put(STRONG, random.nextInt(20) == 0 ? answer(9000 + i, 0, "0.004") : answer(1, 1, "0.004"));
            groups.add(group(i, features(random.nextDouble()), answers));
        }
        return groups;
    }
}
