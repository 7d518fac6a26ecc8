package dev.tutti.edge.practice;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tutti.words.catalogue.Price;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Outcomes of the simulated models in the form of a replay file, for tests on machines without recorded ones: what each
 * of them answers on its own at temperature 0. The same seed makes the same bytes.
 */
public final class SimulatedRecordings {
    private static final String PREFIX = "practice/";

    private final SimulatedMind mind;
    private final PromptMaker prompts;
    private final long seed;

    public SimulatedRecordings(long seed, double correlation) {
        this.seed = seed;
        mind = new SimulatedMind(seed, correlation);
        prompts = new PromptMaker(seed);
    }

    /** One line of the file, without the line end. */
    public String line(int number) {
        String prompt = prompts.prompt(number);
        Latent latent = mind.latent(prompt);
        ObjectNode line = JsonNodeFactory.instance.objectNode();
        line.put("prompt_id", "simulated-" + seed + "-" + number).put("prompt", prompt);
        line.put("category", latent.topic().name().toLowerCase(Locale.ROOT));
        ObjectNode arms = line.putObject("arms");
        for (Persona persona : Personas.cast()) {
            arms.set(name(persona), arm(persona, prompt));
        }
        return line.toString();
    }

    /** The prices that go with it, as a whole JSON file. */
    public static String prices() {
        ObjectNode prices = JsonNodeFactory.instance.objectNode();
        for (Persona persona : Personas.cast()) {
            Price price = persona.price();
            prices.putObject(name(persona))
                    .put("input", price.input().dollars())
                    .put("output", price.output().dollars());
        }
        return prices.toPrettyString() + "\n";
    }

    private ObjectNode arm(Persona persona, String prompt) {
        Ask ask = new Ask(prompt, prompt.length(), 0, 0, OptionalLong.empty(), false, Optional.empty());
        ObjectNode arm = JsonNodeFactory.instance.objectNode();
        if (new SimulatedModel(persona, mind, 0).reply(ask) instanceof Reply.Said said) {
            arm.put("q", (int) PracticeTruth.score(prompt, said.text()));
            arm.put("in", said.promptTokens()).put("out", said.completionTokens());
            PracticeTruth.said(said.text()).ifPresent(code -> arm.put("a", code));
        }
        return arm;
    }

    private static String name(Persona persona) {
        return persona.id().value().substring(PREFIX.length());
    }
}
