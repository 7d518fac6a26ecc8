package dev.tutti.serving.simulation;

import dev.tutti.serving.SimulatedTime;
import dev.tutti.serving.provider.ModelCall;
import dev.tutti.serving.provider.SimulatedEndpoint;
import dev.tutti.words.chat.Usage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The providers of the {@link Fleet} under one kind of {@link Trouble}. Each prompt asks for a number. A model by itself
 * is right as often as its quality says, mostly the same way each time it is asked; six of ten of its errors are the
 * prompt's commonest one. A model that is shown drafts goes by their plurality, and by itself where there is none: it is
 * as susceptible as can be.
 */
final class Providers implements SimulatedEndpoint {
    static final String ASKS = "Give the number of case ";

    private static final Pattern CASE = Pattern.compile(ASKS + "(\\d+)");
    private static final Pattern DRAFT = Pattern.compile("\\[draft \\d+ \\w+]\\n\"(\\d+)\"");
    private static final String SELECTS = "the number of the best draft";
    private static final double SIGMA = 0.35;
    private static final double SETTLED = 0.7;
    private static final double COMMON_ERROR = 0.6;

    private final SimulatedTime time;
    private final long began;
    private final Trouble trouble;
    private final Map<String, Integer> asked = new HashMap<>();

    Providers(SimulatedTime time, Trouble trouble) {
        this.time = time;
        this.began = time.nanos();
        this.trouble = trouble;
    }

    double minute() {
        return (time.nanos() - began) / 6e10;
    }

    static int right(int number) {
        return 10 * number + 1;
    }

    private static int commonestError(int number) {
        return 10 * number + 2;
    }

    @Override
    public Optional<Reply> reply(ModelCall call) {
        Fleet model = Fleet.of(call.model().id());
        String told = told(call);
        List<Integer> drafts = drafts(told);
        int number = number(told);
        String who = call.request() + " " + model;
        // Of its own for each request sent: one that is repeated may fare better.
        Random chance = chance(who + " " + asked.merge(who, 1, Integer::sum));
        return switch (trouble.treats(model.id(), !drafts.isEmpty(), minute())) {
            case Trouble.Treatment.SaysNothing _ -> Optional.empty();
            case Trouble.Treatment.Refuses _ -> Optional.of(new Reply.Unavailable(Duration.ofMillis(50)));
            case Trouble.Treatment.Deceives _ ->
                Optional.of(says(call, told, commonestError(number), Duration.ofMillis(100), chance));
            case Trouble.Treatment.Answers answers -> {
                double millis = model.median.toMillis() * Math.exp(SIGMA * chance.nextGaussian()) * answers.slower();
                int own = own(model, number, chance);
                int value = drafts.isEmpty() ? own : told.contains(SELECTS) ? select(drafts, own) : lead(drafts, own);
                yield Optional.of(says(call, told, value, Duration.ofNanos((long) (millis * 1e6)), chance));
            }
        };
    }

    private static Reply says(ModelCall call, String told, int value, Duration after, Random chance) {
        long written = Math.min(60 + chance.nextInt(200), call.outputLimit().count());
        return new Reply.Says(Integer.toString(value), Usage.of(told.length() / 4 + 1, written), after);
    }

    private static int own(Fleet model, int number, Random chance) {
        Random usual = chance(model + " on " + number);
        Random mood = chance.nextDouble() < SETTLED ? usual : chance;
        if (mood.nextDouble() < model.quality) {
            return right(number);
        }
        return mood.nextDouble() < COMMON_ERROR ? commonestError(number) : 10 * number + 3 + mood.nextInt(7);
    }

    private static int select(List<Integer> drafts, int own) {
        return drafts.indexOf(lead(drafts, own)) + 1;
    }

    /** The commonest; among equals one's own, else the first shown. */
    private static int lead(List<Integer> drafts, int own) {
        Map<Integer, Integer> counts = new TreeMap<>();
        drafts.forEach(draft -> counts.merge(draft, 1, Integer::sum));
        int most = counts.values().stream().mapToInt(Integer::intValue).max().orElseThrow();
        List<Integer> leaders =
                drafts.stream().filter(d -> counts.get(d) == most).toList();
        return leaders.contains(own) ? own : leaders.getFirst();
    }

    private static String told(ModelCall call) {
        StringBuilder told = new StringBuilder();
        call.body()
                .path("messages")
                .forEach(m -> told.append(m.path("content").asText()).append('\n'));
        return told.toString();
    }

    private static int number(String told) {
        Matcher matcher = CASE.matcher(told);
        if (!matcher.find()) {
            throw new AssertionError("a prompt without a case: " + told);
        }
        return Integer.parseInt(matcher.group(1));
    }

    private static List<Integer> drafts(String told) {
        List<Integer> drafts = new ArrayList<>();
        Matcher matcher = DRAFT.matcher(told);
        while (matcher.find()) {
            drafts.add(Integer.parseInt(matcher.group(1)));
        }
        return drafts;
    }

    private static Random chance(String of) {
        // Neighbouring seeds give similar first numbers.
        Random chance = new Random(of.hashCode() * 0x9E3779B97F4A7C15L);
        chance.nextLong();
        return chance;
    }
}
