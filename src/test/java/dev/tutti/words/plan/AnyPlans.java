package dev.tutti.words.plan;

import dev.tutti.words.catalogue.Price;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.chat.Tokens;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** Plans of every kind over six models, and forecasts for these. */
public final class AnyPlans {
    private static final List<ModelId> MODELS =
            Stream.of("a", "b", "c", "d", "e", "f").map(ModelId::new).toList();
    private static final List<String> PRICES = List.of("0", "0.05", "0.6", "3", "75");

    private AnyPlans() {}

    public static Arbitrary<Plan> plans() {
        return Arbitraries.randomValue(AnyPlans::plan);
    }

    /** Prompts below {@code prompt} tokens. */
    public static Arbitrary<Map<ModelId, CallForecast>> forecasts(long prompt) {
        return Arbitraries.randomValue(random -> {
            Map<ModelId, CallForecast> forecasts = new HashMap<>();
            MODELS.forEach(model -> forecasts.put(model, forecast(prompt, random)));
            return forecasts;
        });
    }

    private static CallForecast forecast(long prompt, Random random) {
        long output = random.nextLong(2_000);
        long p95 = output + random.nextLong(2_000);
        long nanos = random.nextLong(30_000_000_000L);
        return new CallForecast(
                Price.perMillion(any(PRICES, random), any(PRICES, random)),
                new Tokens(random.nextLong(prompt)),
                new Tokens(output),
                new Tokens(p95),
                new Tokens(p95 + random.nextLong(2_000)),
                Duration.ofNanos(nanos),
                Duration.ofNanos(nanos + random.nextLong(30_000_000_000L)));
    }

    private static Plan plan(Random random) {
        return switch (any(List.of(Strategy.values()), random)) {
            case SINGLE -> new Single(model(random));
            case SELF_MOA ->
                new SelfMoa(model(random), 2 + random.nextInt(15), aggregation(random), adaptive(2, random));
            case SELF_MOA_SEQ ->
                new SelfMoaSeq(
                        model(random),
                        2 + random.nextInt(random.nextBoolean() ? 60 : 999),
                        6,
                        1 + random.nextInt(5),
                        model(random));
            case MIXED_MOA -> mixed(random);
            case CASCADE -> cascade(random);
        };
    }

    private static MixedMoa mixed(Random random) {
        List<ModelId> proposers = models(1 + random.nextInt(16), random);
        int layers = 2 + random.nextInt(5);
        Aggregation aggregation = aggregation(random);
        return layers == 2
                ? new MixedMoa(proposers, layers, aggregation, adaptive(proposers.size(), random))
                : new MixedMoa(proposers, layers, aggregation);
    }

    private static Optional<Adaptive> adaptive(int most, Random random) {
        return most >= 2 && random.nextBoolean()
                ? Optional.of(new Adaptive(2 + random.nextInt(most - 1), 1 - random.nextDouble() * 0.4))
                : Optional.empty();
    }

    private static Cascade cascade(Random random) {
        int asked = 2 + random.nextInt(3);
        boolean learned = random.nextBoolean();
        List<Step> steps = new ArrayList<>();
        models(asked, random).forEach(model -> steps.add(new Step.Ask(model)));
        if (!learned && random.nextBoolean()) {
            steps.add(new Step.Fuse(aggregation(random)));
        }
        List<Double> reach = new ArrayList<>(List.of(1.0));
        while (reach.size() < steps.size()) {
            reach.add(reach.getLast() * random.nextDouble());
        }
        return new Cascade(steps, learned ? nextCall(asked, random) : agreement(), Reliability.EQUAL, reach);
    }

    private static StopRule agreement() {
        return new StopRule.Agreement(2);
    }

    private static StopRule nextCall(int steps, Random random) {
        StopRule.Linear gain = new StopRule.Linear(1, List.of());
        List<StopRule.Branch> branches = new ArrayList<>();
        for (int next = 1; next < steps; next++) {
            List<Integer> asked = IntStream.range(0, next)
                    .filter(step -> step == 0 || random.nextBoolean())
                    .boxed()
                    .toList();
            branches.add(new StopRule.Branch(asked, next, gain));
        }
        return new StopRule.NextCall(2, "r", 1, branches);
    }

    private static Aggregation aggregation(Random random) {
        return switch (random.nextInt(3)) {
            case 0 -> new Aggregation.Vote(Reliability.EQUAL);
            case 1 -> new Aggregation.Synthesise(model(random));
            default -> new Aggregation.Select(model(random));
        };
    }

    private static List<ModelId> models(int size, Random random) {
        return Stream.generate(() -> model(random)).limit(size).toList();
    }

    private static ModelId model(Random random) {
        return any(MODELS, random);
    }

    private static <T> T any(List<T> of, Random random) {
        return of.get(random.nextInt(of.size()));
    }
}
