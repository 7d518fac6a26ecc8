package dev.tutti.learning.training;

import dev.tutti.memory.modelstore.TrainedOn;
import dev.tutti.sense.feature.Features;
import dev.tutti.words.catalogue.Catalogue;
import dev.tutti.words.catalogue.Origin;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.plan.Single;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What real models were once recorded to score, each alone, before any deployment: rows of kind {@link
 * TrainedOn#RECORDED}. No text of a prompt is in them. {@code models}: all that have a score, and no other; under names that
 * no catalogue has, so that nobody takes them for one of its own.
 */
public record Recordings(List<Prompt> prompts, Catalogue models) {
    /** Recordings know no time. */
    private static final Instant ONCE = Instant.EPOCH;

    /** One prompt of a set, named {@code source}, with the scores of the models that met it, 0 to 1, at least one. */
    public record Prompt(String source, String hash, Features features, NavigableMap<ModelId, Double> scores) {
        public Prompt {
            scores = Collections.unmodifiableNavigableMap(new TreeMap<>(scores));
            if (scores.isEmpty()) {
                throw new IllegalArgumentException("a recorded prompt has at least 1 score, had 0");
            }
        }
    }

    public Recordings {
        prompts = List.copyOf(prompts);
        for (Prompt prompt : prompts) {
            prompt.scores().keySet().forEach(models::get);
        }
    }

    long scores() {
        return prompts.stream().mapToLong(prompt -> prompt.scores().size()).sum();
    }

    /** How many prompts there are of each set. */
    SortedMap<String, Long> sets() {
        return prompts.stream().collect(Collectors.groupingBy(Prompt::source, TreeMap::new, Collectors.counting()));
    }

    /** Each score is one experience. */
    List<Example> examples() {
        List<Example> examples = new ArrayList<>();
        for (Prompt prompt : prompts) {
            for (Map.Entry<ModelId, Double> score : prompt.scores().entrySet()) {
                examples.add(example(prompt, score));
            }
        }
        return Example.inOrder(examples);
    }

    /** One experience for each of at most so many prompts: for the map of prompts, which asks for no score. */
    List<Example> met(int most) {
        return Thinned.to(most, prompts).stream()
                .map(prompt -> example(prompt, prompt.scores().firstEntry()))
                .toList();
    }

    private static Example example(Prompt prompt, Map.Entry<ModelId, Double> score) {
        return new Example(
                prompt.features(),
                new Single(score.getKey()),
                Origin.REPLAYED,
                score.getValue(),
                1,
                prompt.hash(),
                ONCE);
    }
}
