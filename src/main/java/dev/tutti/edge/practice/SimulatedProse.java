package dev.tutti.edge.practice;

import java.util.List;

/** The words of a simulated answer: it says what it is, fills its usual length, and ends with its code. */
final class SimulatedProse {
    private static final List<String> FILLING = List.of(
            "First the question is put in other words.",
            "Then the parts that matter are set apart from those that do not.",
            "One way through is tried and checked against what was asked.",
            "A second way leads to the same place, or nearly.",
            "What could be misread is read once more.",
            "The steps between are left to the reader of a real answer.",
            "Nothing here was thought by anybody; it only has the length of an answer.");

    private SimulatedProse() {}

    static String write(Persona persona, String code, boolean json, Chance chance) {
        if (json) {
            return "{\"simulated\":true,\"answer\":\"" + code + "\"}";
        }
        StringBuilder text =
                new StringBuilder("[simulated] ").append(persona.id()).append(" is a practice model, not a real one.");
        int sentences = Math.max(1, (int) Math.round(persona.sentences() * StrictMath.exp(0.4 * chance.gaussian())));
        for (int i = 0; i < sentences; i++) {
            text.append(' ').append(FILLING.get(chance.with(i).below(FILLING.size())));
        }
        return text.append("\nThe answer is: ").append(code).toString();
    }
}
