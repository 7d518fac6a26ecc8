package dev.tutti.edge.practice;

import dev.tutti.words.catalogue.Price;
import dev.tutti.words.catalogue.SizeClass;
import dev.tutti.words.chat.ModelId;
import java.util.Map;

/**
 * What a simulated model is like: {@code skills}, per topic the share of prompts of ordinary looks that it gets right;
 * {@code fusing}, the same for telling the right one among proposals; {@code firstMillis} and {@code tokenMillis}, the
 * median time to the first token and for each further one; {@code failures}, the share of calls answered 503;
 * {@code sentences} that it writes before it comes to the point.
 */
record Persona(
        ModelId id,
        String family,
        SizeClass size,
        Price price,
        Map<Topic, Double> skills,
        double fusing,
        double firstMillis,
        double tokenMillis,
        double failures,
        int sentences) {
    Persona {
        skills = Map.copyOf(skills);
    }
}
