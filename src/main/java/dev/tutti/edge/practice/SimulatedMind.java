package dev.tutti.edge.practice;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a simulated model gets right: a Gaussian copula over models and prompts. A model succeeds on a prompt when its
 * standard normal luck stays below the quantile of its skill, less what the prompt visibly adds in difficulty. Of the
 * variance of that luck the share {@code correlation} is common to all models (blind spots of everybody); of the rest a
 * quarter is the family's, a third the model's own on this prompt, and what remains is drawn anew with each sample as
 * far as the temperature lets it. So an ensemble gains no more than the correlation leaves.
 */
final class SimulatedMind {
    private static final double FAMILY = 0.25;
    private static final double OWN = 0.35;
    private static final double SAMPLE = 1 - FAMILY - OWN;
    /** How often a wrong answer is the mistake that everybody makes. */
    private static final double COMMON_MISTAKE = 0.5;
    /** How often an aggregator that sees no clear truth trusts itself more than the plurality. */
    private static final double STUBBORN = 0.2;

    private final long seed;
    private final double correlation;

    SimulatedMind(long seed, double correlation) {
        if (!(correlation >= 0 && correlation <= 1)) {
            throw new IllegalArgumentException("a correlation is 0 to 1, was " + correlation);
        }
        this.seed = seed;
        this.correlation = correlation;
    }

    Latent latent(String prompt) {
        return Latent.of(prompt, seed);
    }

    /** The chance of this persona on this prompt, whatever the sample. */
    Chance chance(Persona persona, Latent latent) {
        return Chance.of(seed).with(latent.prompt()).with(persona.id().value());
    }

    /** The same, for one sample of it. */
    Chance sample(Persona persona, Latent latent, Ask ask) {
        Chance chance = chance(persona, latent).with("sample");
        return ask.temperature() == 0 ? chance : chance.with(ask.seed());
    }

    /** The code that the persona would answer on its own. */
    String answer(Persona persona, Latent latent, Ask ask) {
        double skill = persona.skills().getOrDefault(latent.topic(), 0.5);
        if (succeeds(persona, latent, ask, skill, "answer")) {
            return latent.truth();
        }
        Chance mistake = sample(persona, latent, ask).with("mistake");
        if (mistake.uniform() < COMMON_MISTAKE) {
            return latent.wrong().getFirst();
        }
        int others = latent.wrong().size() - 1;
        return latent.wrong().get(1 + mistake.with("which").below(others));
    }

    /** The code that the persona makes of what others propose. */
    String fuse(Persona persona, Latent latent, Ask ask, List<String> proposed) {
        String own = answer(persona, latent, ask);
        if (proposed.isEmpty()) {
            return own;
        }
        if (proposed.contains(latent.truth()) && succeeds(persona, latent, ask, persona.fusing(), "fuse")) {
            return latent.truth();
        }
        boolean stubborn = chance(persona, latent).with("stubborn").uniform() < STUBBORN;
        return stubborn ? own : plurality(proposed);
    }

    /** The most frequent (ties: the first). */
    static String plurality(List<String> words) {
        Map<String, Integer> counts = new HashMap<>();
        words.forEach(word -> counts.merge(word, 1, Integer::sum));
        List<String> ranked = new ArrayList<>(words);
        String best = ranked.getFirst();
        for (String word : ranked) {
            if (counts.getOrDefault(word, 0) > counts.getOrDefault(best, 0)) {
                best = word;
            }
        }
        return best;
    }

    private boolean succeeds(Persona persona, Latent latent, Ask ask, double skill, String act) {
        Chance own = chance(persona, latent).with(act);
        Chance family =
                Chance.of(seed).with(latent.prompt()).with(persona.family()).with(act);
        double free = 1 - correlation;
        double luck = StrictMath.sqrt(correlation) * latent.shared()
                + StrictMath.sqrt(free * FAMILY) * family.gaussian()
                + StrictMath.sqrt(free * OWN) * own.gaussian()
                + StrictMath.sqrt(free * SAMPLE) * sampleLuck(own.with("sample"), ask);
        return luck < Chance.probit(skill) - latent.visible();
    }

    /** Standard normal; at temperature 0 always the same, at 1 new with every seed, between them in part. */
    private static double sampleLuck(Chance own, Ask ask) {
        double fresh = Math.clamp(ask.temperature(), 0.0, 1.0);
        return StrictMath.sqrt(1 - fresh) * own.gaussian()
                + StrictMath.sqrt(fresh) * own.with(ask.seed()).with("fresh").gaussian();
    }
}
